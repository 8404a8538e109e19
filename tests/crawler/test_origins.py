"""As what a host is asked."""

from crawler.discovery.links import Link
from crawler.discovery.result import Reading
from crawler.discovery.scoring import Judgement
from crawler.frontier.origins import Origins
from tests.crawler.sites import site

WWW, BARE = "http://www.a.gov.cn", "http://a.gov.cn"


def asked(origins: Origins, url: str) -> str:
    link = Link(url=url, text="甲"), Judgement("article", 9, "")
    ((read, _),) = origins.readdressed(Reading(kind="list", why="", links=(link,))).links
    return read.url


def two_sites() -> Origins:
    return Origins([site("www.a.gov.cn"), site("a.gov.cn", id="y")])


def test_two_sites_that_differ_by_their_www_stay_two() -> None:
    origins = two_sites()
    assert asked(origins, f"{WWW}/1.html") == f"{WWW}/1.html"
    assert asked(origins, f"{BARE}/1.html") == f"{BARE}/1.html"
    assert asked(origins, "https://www.a.gov.cn/1.html") == f"{WWW}/1.html"


def test_a_redirect_from_one_of_two_sites_to_the_other_does_not_make_them_one() -> None:
    origins = two_sites()
    origins.learn(f"{WWW}/", f"{BARE}/")
    assert asked(origins, f"{WWW}/1.html") == f"{WWW}/1.html"
    origins.learn(f"{WWW}/", "https://www.a.gov.cn/")
    assert asked(origins, f"{WWW}/1.html") == "https://www.a.gov.cn/1.html"
    assert asked(origins, f"{BARE}/1.html") == f"{BARE}/1.html"


def test_one_site_with_both_names_is_one() -> None:
    one = site("www.a.gov.cn", start_urls=(f"{WWW}/", f"{BARE}/"))
    assert asked(Origins([one]), f"{WWW}/1.html") == f"{BARE}/1.html"


def test_two_sites_on_one_host_share_it() -> None:
    origins = Origins([site("www.a.gov.cn"), site("www.a.gov.cn", id="y")])
    assert asked(origins, f"{BARE}/1.html") == f"{WWW}/1.html"
