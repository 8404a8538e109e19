"""Which content management system a site's pages show."""

import pytest

from crawler.discovery.family import family_of, family_of_pages
from tests.fakeweb.model import Size
from tests.fakeweb.site import FakeSite
from tests.fakeweb.sites.gkmlpt import GkmlptSite
from tests.fakeweb.sites.hanweb import HanwebSite
from tests.fakeweb.sites.php import PhpSite
from tests.fakeweb.sites.trs import TrsSite
from tests.fakeweb.sites.ucap import UcapSite
from tests.fakeweb.sites.vsb import VsbSite
from tests.fakeweb.sites.webplus import WebplusSite


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (TrsSite, "拓尔思 TRS WCM"),
        (HanwebSite, "大汉 jcms, jpage, jpaas"),
        (UcapSite, "开普云 UCAP"),
        (GkmlptSite, "广东集约化 NFCMS"),
        (VsbSite, "博达 VSB (Webber)"),
        (WebplusSite, "苏迪 Webplus"),
        (PhpSite, None),
    ],
)
def test_an_articles_page_shows_its_maker(kind: type[FakeSite], title: str | None) -> None:
    size = Size(columns=1, articles=6, page_size=3)
    site = kind("x", "青禾县人民政府", "青禾县", seed="1", size=size)
    pages = [site.article_page(article) for article in site.all_articles()]
    assert family_of_pages(pages) == title


def test_most_pages_decide() -> None:
    trs, plain = "<div class=TRS_Editor>", "<p>会议强调</p>"
    assert family_of_pages([trs, plain, trs]) == family_of(trs) is not None
    assert family_of_pages([plain, plain, trs]) is None
    assert family_of_pages([]) is None
