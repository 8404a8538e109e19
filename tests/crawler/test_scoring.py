"""Links are told apart before anything is fetched."""

from typing import Any

import pytest

from crawler.discovery.links import Link, Place
from crawler.discovery.scoring import judge
from tests.crawler.sites import site

HEADLINE = "全市春季农业生产现场推进会召开"


def kind_of(path: str, text: str, date: str | None = None, **site_keys: Any) -> str:  # noqa: ANN401 - Site's own keys
    link = Link(url=f"http://www.x.gov.cn{path}", text=text, date=date)
    return judge(link, site(**site_keys)).kind


@pytest.mark.parametrize(
    "path",
    [
        "/xw/yw/202002/t20200224_1292871.html",
        "/art/2020/2/24/art_1228_41991.html",
        "/c117203/202002/1b1b16ba51a916075fe76579c305f74d.shtml",
        "/2020-02/28/content_50971234.htm",
        "/xinwen/2021-07/22/content_5626689.htm",
        "/c100028/c7661513/content.shtml",
        "/gkmlpt/content/2/2910/post_2910837.html",
        "/info/1016/19830.htm",
        "/2026/0316/c34768a3140787/page.htm",
        "/n1/2020/0224/c1013-31153719.html",
        "/a/xinwen/2020/0323/11876.html",
        "/show-12-345-1.html",
        "/news/show.asp?id=345",
        "/index.php?m=content&c=index&a=show&catid=6&id=345",
        "/xwzx/52341.jhtml",
    ],
)
def test_addresses_of_articles_in_every_family(path: str) -> None:
    assert kind_of(path, HEADLINE) == "article"
    assert kind_of(path, "简讯", "2020-02-24") == "article"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/col/col1228/index.html", "省内要闻"),
        ("/xw/yw/", "更多>>"),
        ("/xw/yw/index.html", "要闻"),
        ("/c117203/list.shtml", "龙泉新闻"),
        ("/node_1201.htm", "时政"),
        ("/xwzx/tzgg.htm", "通知公告"),
        ("/plus/list.php?tid=3", "新闻中心"),
        ("/12345/list.htm", "学校要闻"),
        ("/module/xxgk/search.jsp?divid=div4&infotypeId=DL0030203&jdid=1", "规范性文件"),
        ("/module/xxgk/tree.jsp?standardXxgk=1&area=1137A&divid=div4", ""),
        ("/list-12-1.html", "部门动态"),
        ("/zhuanti/2020fkyq/", "疫情防控专题"),
        ("/ztzl/xxgc/", "学习贯彻党的二十届三中全会精神"),
        ("/gkmlpt/index", "政府信息公开目录"),
        ("/szfb/gkmlpt/mindex/", "依申请公开"),
    ],
)
def test_addresses_of_lists_in_every_family(path: str, text: str) -> None:
    assert kind_of(path, text) == "list"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/bsfw/index.html", "办事服务"),
        ("/ldzc/", "领导之窗"),
        ("/hd/xz/", "县长信箱"),
        ("/about.html", "关于我们"),
        ("/plus/rili.php?d=20200301", "1"),
        ("/xw/index_3.html", "下一页"),
        ("/xw/index_9.html", "尾页"),
        ("/map/x", "x"),
    ],
)
def test_services_and_pagers_are_left(path: str, text: str) -> None:
    assert kind_of(path, text) == "other"


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        ("/tqqh/", "天气气候", "list"),
        ("/zytq/", "重要天气报告", "list"),
        ("/qxxw/", "气象新闻", "list"),
        ("/xw/t20200224_97.html", "大雾天气慢行", "article"),
        ("/tqyb/", "天气预报", "other"),
        ("/tqsk.html", "天气实况", "other"),
    ],
)
def test_the_weather_is_news_and_its_widgets_are_none(path: str, text: str, kind: str) -> None:
    assert kind_of(path, text) == kind


def test_a_headline_may_speak_of_services() -> None:
    assert kind_of("/xw/t20200224_97.html", "我市办事服务大厅恢复对外办理业务") == "article"


def test_the_catalogue_beats_every_sign() -> None:
    assert kind_of("/bsfw/", "办事服务", list_urls=("/bsfw/$",)) == "list"
    assert kind_of("/xw/yw/", "更多", article_urls=("/xw/yw/$",)) == "article"


@pytest.mark.parametrize(
    ("path", "is_feed"),
    [
        ("/rss.xml", True),
        ("/rss/rss_ldhd.xml", True),
        ("/feed.xml", True),
        ("/rss/gg.xml", True),
        ("/rss/ywpd/jrxw.xml", True),
        ("/sitemap_news1.xml.gz", True),
        ("/data/config.xml", False),
        ("/rss.html", False),
    ],
)
def test_feeds_are_told_by_their_names(path: str, *, is_feed: bool) -> None:
    found = judge(Link(url=f"http://www.x.gov.cn{path}", text="网站地图"), site())
    assert (found.kind == "list" and found.declared) == is_feed


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("网站地图", "list"),
        ("[站点导航]", "list"),
        ("SiteMap", "list"),
        ("栏目索引 »", "list"),
        ("网站地图使用帮助", "other"),
        ("导航", "other"),
    ],
)
def test_a_sites_map_leads_to_its_columns(words: str, kind: str) -> None:
    link = Link(url="http://www.x.gov.cn/wz/5.jsp?id=3", text=words, place="footer")
    assert judge(link, site()).kind == kind


@pytest.mark.parametrize(
    ("place", "kind"), [("navigation", "list"), ("content", "other"), ("footer", "other")]
)
def test_a_menu_may_be_made_of_pictures(place: Place, kind: str) -> None:
    link = Link(url="http://www.x.gov.cn/jsyw/", text="", place=place)
    assert judge(link, site()).kind == kind


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/html/2026-11/28/node_4.htm", "第04版：副刊"),
        ("/html/2026-11/28/node_4.htm", "A4版"),
        ("/sldt/2026/11/", "11月"),
        ("/sldt/2026/11/", "十一月"),
        ("/sldt/2026/2026-3/", "2026年3月"),
        ("/month/2026-11.html", "按月浏览"),
        ("/month/2026-11.html", "2026年11月"),
    ],
)
def test_pages_of_a_paper_and_months_are_lists(path: str, text: str) -> None:
    assert kind_of(path, text) == "list"


def test_a_choice_of_months_leads_to_lists_and_a_headline_to_an_article() -> None:
    month = Link(url="http://www.x.gov.cn/sj/202610.html", text="2026年10月", place="navigation")
    assert judge(month, site()).kind == "list"
    assert kind_of("/sj/202610.html", "2026年10月") == "article"
    assert kind_of("/zt/2026-11.html", HEADLINE) == "article"


def test_a_permalink_with_the_day_is_an_articles() -> None:
    assert kind_of("/2020/02/24/chunji-697/", "春耕") == "article"
    assert kind_of("/2020/02/24/", "24日") == "other"


def test_a_day_of_a_calendar_is_none() -> None:
    assert kind_of("/calendar?y=2026&m=11", "11月") == "other"


def test_years_name_the_lists_of_former_years() -> None:
    assert kind_of("/zwgk/tzgg/2024/", "2024年") == "list"
    assert kind_of("/zwgk/tzgg/2024/", "2024 年度") == "list"
    assert kind_of("/rl?y=2024", "2024年") == "other"


def test_a_name_is_no_headline_but_may_name_a_column() -> None:
    assert kind_of("/zwgk/jgsz/2001.html", "县人力资源和社会保障局") == "other"
    assert kind_of("/xxgk/rsj/", "县人力资源和社会保障局") == "list"
