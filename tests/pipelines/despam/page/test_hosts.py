import pytest

from pipelines.despam.page.hosts import is_foreign, origin, registrable

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
