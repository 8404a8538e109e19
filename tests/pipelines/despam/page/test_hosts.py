import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.despam.page.hosts import host_of, is_foreign, is_thrown, origin, registrable

PAGE = "http://www.henan.gov.cn/2020/02-24/1.html"


@pytest.mark.parametrize(
    "link",
    [
        "http://www.henan.gov.cn/x.html",
        "https://m.henan.gov.cn/",
        "http://www.moe.gov.cn/jyb/",
        "http://www.xinhuanet.com/politics/1.htm",
        "http://mp.weixin.qq.com/s/abc",
        "https://www.tsinghua.edu.cn/",
        "javascript:void(0)",
        "#top",
    ],
)
def test_links_that_say_nothing(link: str) -> None:
    assert not is_foreign(link, PAGE)


@pytest.mark.parametrize("link", ["http://www.xx88.com/", "https://bet.vip/", "http://[broken"])
def test_links_to_strangers(link: str) -> None:
    assert is_foreign(link, PAGE) is ("[" not in link)


def test_registered_names() -> None:
    assert registrable("a.b.people.com.cn") == "people.com.cn"
    assert registrable("www.bet365.com") == "bet365.com"


@pytest.mark.parametrize(
    "link",
    [
        "http://www.xx88.com/a/b?c=http://www.henan.gov.cn/",
        "https://bet.vip?r=/1",
        "https://bet.vip#/http://x.com/",
        "http://[broken/1/2",
        "http://user@www.moe.gov.cn@bet.vip:88/x/",
        "javascript:open('http://bet.vip/1')",
        "HTTP://M.HENAN.GOV.CN/x/y",
    ],
)
def test_what_stands_behind_the_host_does_not_tell_where_a_link_leads(link: str) -> None:
    assert is_foreign(origin(link), PAGE) is is_foreign(link, PAGE)


PARTS = ("http://", "https:", "//", "qy8866.vip", "www.moe.gov.cn", *"/?#@:[]\\\n .a8％", "％2F")


@given(st.lists(st.sampled_from(PARTS)).map("".join))
def test_a_link_up_to_its_host_has_the_same_host(link: str) -> None:
    assert host_of(origin(link)) == host_of(link)


def test_addresses_of_spam_are_known_whatever_stands_behind_the_host() -> None:
    assert is_thrown("http://qy8866.vip/a/b")
    assert is_thrown("https://m.qy8866.vip")
    assert not is_thrown("http://www.moe.gov.cn/qy8866.vip/")
