import pytest

from pipelines.despam.hosts import is_foreign, registrable

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
