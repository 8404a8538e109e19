"""What of the web belongs to a site."""

import pytest

from crawler.discovery.scope import Scope
from tests.crawler.sites import site


@pytest.mark.parametrize(
    ("url", "refusal"),
    [
        ("http://www.x.gov.cn/xw/", None),
        ("http://news.www.x.gov.cn/xw/", None),
        ("http://www.y.gov.cn/xw/", "offsite"),
        ("http://evil-www.x.gov.cn/", "offsite"),
        ("http://www.x.gov.cn.evil.com/", "offsite"),
        ("http://www.x.gov.cn:80@evil.com/", "offsite"),
        ("http://a@www.x.gov.cn/", "offsite"),
        ("http://www.x.gov.cn/a/P020200224.PDF", "file: pdf"),
        ("http://www.x.gov.cn/a.b/c", None),
        ("http://www.x.gov.cn/spxw/1.html", "exclude_urls: /spxw/"),
        ("http://www.x.gov.cn/search/?q=1", "never: search or script call"),
        ("http://www.x.gov.cn/module/xxgk/search.jsp?infotypeId=A0201&area=", None),
        ("http://www.x.gov.cn/module/search.jsp?q=1", "never: search or script call"),
        ("http://www.x.gov.cn/wp-admin/admin-ajax.php", None),
        ("http://www.x.gov.cn/wp-admin/edit.php", "never: login or vote"),
        ("http://www.x.gov.cn/research/1.html", None),
        ("http://www.x.gov.cn/gate/big5/www.x.gov.cn/1", "never: copy in traditional characters"),
    ],
)
def test_refusals_name_their_rule(url: str, refusal: str | None) -> None:
    assert Scope(site(exclude_urls=("/spxw/",))).refusal(url) == refusal


def test_a_port_in_the_catalogue_is_that_port_alone() -> None:
    scope = Scope(site(host="127.0.0.1:8711"))
    assert scope.refusal("http://127.0.0.1:8711/a") is None
    assert scope.refusal("http://127.0.0.1:8712/a") == "offsite"
