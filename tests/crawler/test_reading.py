"""A fetched page is told by what it is made of."""

import pytest

from crawler.discovery.reading import read
from crawler.discovery.scoring import Kind
from tests.crawler.sites import site

HOST = "http://www.x.gov.cn"
PROSE = "会议强调，各级各部门要统筹推进疫情防控和经济社会发展工作，确保全年目标任务顺利完成。" * 8
FOOTER = "<div id=footer>主办：某县人民政府办公室，承办：某县大数据局，版权所有。网站标识码1</div>"
NAVIGATION = "".join(f'<li><a href="/c{n}/">栏目{n}</a></li>' for n in range(8))


def rows(count: int, *, dated: bool = True) -> str:
    date = "<span>2020-02-24</span>" if dated else ""
    return "".join(
        f'<li><a href="/xw/2020/0224/{n}.html">全市第{n}次工作推进会议今日召开</a>{date}</li>'
        for n in range(100, 100 + count)
    )


def page(content: str, *, head: str = "") -> str:
    body = f"<ul class=nav>{NAVIGATION}</ul><div class=main>{content}</div>{FOOTER}"
    return f"<html><head>{head}</head><body>{body}</body></html>"


def kind_of(path: str, html: str, expected: Kind) -> str:
    return read(html, HOST + path, site(), expected=expected).kind


@pytest.mark.parametrize("expected", ["list", "article"])
def test_rows_of_links_with_dates_are_a_list(expected: Kind) -> None:
    assert kind_of("/xw/index.html", page(rows(15)), expected) == "list"


def test_abstracts_under_the_rows_do_not_make_it_an_article() -> None:
    html = page("".join(f"{row}<p>{PROSE[:90]}</p>" for row in [rows(1)] * 12) + rows(12))
    assert kind_of("/xw/index.html", html, "list") == "list"


@pytest.mark.parametrize("side_rows", [0, 10])
def test_prose_is_an_article_whatever_stands_beside_it(side_rows: int) -> None:
    html = page(f"<h1>标题</h1><p>{PROSE}</p><div class=side>{rows(side_rows)}</div>")
    assert kind_of("/xw/2020/0224/97.html", html, "article") == "article"
    assert kind_of("/xw/t20200224_97.html", html, "list") == "article"


def test_a_photograph_with_one_line_is_still_an_article() -> None:
    html = page("<h1>春到某县</h1><img src=1.jpg><p>2月24日，某县的油菜花开了。</p>")
    assert kind_of("/xw/t20200224_97.html", html, "article") == "article"


ARTICLE_TITLE = '<meta name="ArticleTitle" content="一览">'
BAR = "<div>发布时间：2020-02-24 来源：本站</div>"
NAMES = "<table>" + "<tr><td>张三</td><td>竹编技艺</td><td>传承人</td></tr>" * 9 + "</table>"
VERSES = "".join(f"<p>{line}</p>" for line in ("春风又绿江南岸", "明月何时照我还") * 5)


def test_what_says_that_it_is_an_article_is_no_overview() -> None:
    html = page(f"<h1>文件一览</h1>{BAR}{rows(12)}", head=ARTICLE_TITLE)
    assert read(html, f"{HOST}/t20200224_7.html", site(), expected="article").kind == "article"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (f"<h1>县政府常务会议</h1>{BAR}{rows(12)}", "list"),
        (f"<h1>县政府常务会议</h1>{BAR}{rows(6)}", "article"),
        # A table of names, a poem, lines of verse and a timetable, with related news below.
        (f"<h1>传承人公示</h1>{BAR}{NAMES}{rows(12)}", "article"),
        (f"<h1>春日组诗</h1>{BAR}{VERSES}{rows(12)}", "article"),
        # News of a picture, of a file, and of two lines, with as many rows beside them.
        (f"<h1>春到某县</h1>{BAR}<img src=1.jpg><p>油菜花开了。</p>{rows(6)}", "article"),
        (f"<h1>公示名单</h1>{BAR}<a href=/f/1.pdf>名单</a>{rows(6)}", "article"),
        (f"<h1>春到某县</h1>{BAR}<img src=1.jpg>{rows(4)}", "article"),
        (f"<h1>春到某县</h1>{BAR}<img src=1.jpg>{rows(9, dated=False)}", "article"),
    ],
)
def test_a_page_of_rows_is_a_list_whatever_list_led_there(content: str, kind: str) -> None:
    html = page(content)
    reading = read(html, f"{HOST}/t20200224_7.html", site(), expected="article", dated=True)
    assert reading.kind == kind
    if kind == "list":
        assert sum(judged.kind == "article" for _, judged in reading.links) >= 6


def test_the_official_tags_decide() -> None:
    article = '<meta name="ArticleTitle" content="标题">'
    column = '<meta name="ColumnName" content="要闻"><meta name="ArticleTitle" content="">'
    assert kind_of("/xw/a", page(f"<p>{PROSE}</p>{rows(6)}", head=article), "list") == "article"
    assert kind_of("/xw/", page(rows(4), head=column), "article") == "list"


@pytest.mark.parametrize(
    "content",
    [f"<h1>单位简介</h1><p>{PROSE}</p>", "<h1>办事指南</h1><a href=/a.doc>下载</a>", ""],
)
def test_profiles_services_and_empty_pages_are_neither(content: str) -> None:
    assert kind_of("/gk/", page(content), "list") == "other"


@pytest.mark.parametrize(
    "shown",
    [
        "<object data='/u/1.pdf' type='application/pdf'></object>",
        "<object data='/u/1' type='application/pdf'></object>",
        "<object><param name=src value='/u/1.pdf'></object>",
        "<embed src='/u/1.PDF?v=2'>",
        "<object data='1.swf'></object><iframe src='/web/viewer.html?file=/u/1.ofd'></iframe>",
    ],
)
def test_a_notice_that_is_its_document_is_an_article(shown: str) -> None:
    html = page(f"<h1>关于拟录用人员的公示</h1>{BAR}{shown}")
    assert kind_of("/xw/t20200224_97.html", html, "article") == "article"


def test_a_player_without_text_is_no_article() -> None:
    html = page("<h1>视频</h1><embed src=1.swf><p>请安装插件</p>")
    assert kind_of("/sp/2020/0305/1120.html", html, "article") == "other"
    told = page(f"<h1>视频</h1><video src=1.mp4></video><p>{PROSE}</p>")
    assert kind_of("/sp/2020/0305/1120.html", told, "article") == "article"


def test_a_start_url_is_a_list_whatever_it_looks_like() -> None:
    reading = read(page(f"<p>{PROSE}</p>"), f"{HOST}/", site(), expected="list", start=True)
    assert reading.kind == "list"


def test_a_list_names_its_next_page_and_an_article_its_own() -> None:
    pager = '<a href="/xw/2020/0224/97_2.html">下一页</a>'
    article = page(f"<p>{PROSE}</p>{pager}")
    reading = read(article, f"{HOST}/xw/2020/0224/97.html", site(), expected="article")
    assert reading.following == f"{HOST}/xw/2020/0224/97_2.html"
    html = page(rows(9) + '<a href="index_1.html">下一页</a>')
    reading = read(html, f"{HOST}/xw/index.html", site(), expected="list")
    assert reading.following == f"{HOST}/xw/index_1.html"


PROFILE = (
    "<h1>某县人力资源和社会保障局</h1><p>主要职责：（一）贯彻执行国家有关法律法规，拟订并组织实施全县人力资源"
    "和社会保障事业发展规划。（二）负责促进就业工作，完善公共就业服务体系。</p><p>内设机构：办公室、就业股。</p>"
)


def test_a_description_of_a_department_is_no_article() -> None:
    path, html = "/zwgk/jgsz/2001.html", page(PROFILE)
    assert kind_of(path, html, "article") == "other"
    assert kind_of(path, page(f"{PROFILE}<p>发布时间：2020-02-24</p>"), "article") == "article"
    assert kind_of(path, html.replace("内设机构", "有关机构"), "article") == "article"
    dated = read(html, HOST + path, site(), expected="article", dated=True)
    assert dated.kind == "article"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        *((title, "other") for title in ("历史沿革-某县人民政府", "行政区划", "县情概况_某县")),
        *((title, "article") for title in ("我县行政区划调整-某县", "某县政府-县情概况")),
        *((title, "article") for title in ("项目概况", "2025年经济概况", "获奖者简介")),
    ],
)
def test_what_a_place_is_for_good_is_no_news(title: str, kind: str) -> None:
    bar = "<p>发布时间：2020-02-24 来源：本站</p>"
    html = page(bar + PROSE, head=f"<title>{title}</title><meta name=ArticleTitle content=x>")
    assert kind_of("/zjmx/202002/t20200224_7.html", html, "article") == kind
    dated = read(html, HOST + "/t20200224_7.html", site(), expected="article", dated=True)
    assert dated.kind == "article"


BYLINE = "<div>发布时间：2021-03-09 来源：本站</div>"
LEADER = (
    f"<h2>王建民</h2>{BYLINE}<p>现任职务：党组成员、副局长</p><p>男，汉族，1970年5月生，中共党员，"
    "研究生学历。</p><p>工作分工：负责规划、财务工作，分管规划科，联系东河镇。</p>"
)
LABELS = ("事项名称", "申请材料", "承诺时限", "收费标准", "咨询电话")
CELLS = "".join(f"<tr><td>{label}：</td><td>{n}</td></tr>" for n, label in enumerate(LABELS))
GUIDE = f"<h1>居住证办理</h1>{BYLINE}<table>{CELLS}</table>"
FORM = GUIDE.replace("事项名称", "姓名").replace("收费标准", "单位")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (LEADER, "other"),
        (LEADER.replace("王建民", "王建民同志先进事迹"), "article"),
        (LEADER.replace("现任职务：", "").replace("工作分工：", ""), "article"),
        (f"<h2>王建民</h2>{BYLINE}<p>职务：记者</p><p>{PROSE}</p>", "article"),
        (GUIDE, "other"),
        (f"<table><tr><td>{GUIDE}</td></tr></table>", "other"),
        (f"{GUIDE}<p>{PROSE}</p>", "article"),
        (FORM, "article"),
    ],
)
def test_profiles_and_guides_are_no_news_whatever_day_they_bear(content: str, kind: str) -> None:
    path, html = "/bsfw/202103/t20210309_78.html", page(content)
    assert kind_of(path, html, "article") == kind
    dated = read(html, HOST + path, site(), expected="article", dated=True)
    assert dated.kind == "article"


@pytest.mark.parametrize("heading", ["任前公示", "安全生产", "党建", "时政要闻"])
def test_a_heading_that_begins_as_names_do_makes_no_profile(heading: str) -> None:
    """A notice of who is to be appointed says the same of a life; no day, where none lists it."""
    content = LEADER.replace("王建民", heading)
    assert kind_of("/bsfw/202103/t20210309_78.html", page(content), "article") == "article"


def test_a_call_names_its_function_as_jquery_does() -> None:
    script = '$.getJSON("/q.do?callback=?",{cid:7,pageNo:1},show)'
    html = f"<div id=l></div><script>{script}</script>"
    reading = read(html, f"{HOST}/list.html", site(), expected="list")
    found = [link.url for link, _ in reading.links]
    assert found == [f"{HOST}/q.do?callback=callback&cid=7&pageNo=1"]


@pytest.mark.parametrize(
    ("path", "words", "kind"),
    [
        ("/index/id/Mb5.shtml", "队伍建设", "list"),
        ("/other/id/Mb5.shtml", "队伍建设", "other"),
        ("/index/id/Mb5.jsp", "队伍建设", "other"),
        ("/index/id/Mb5.shtml", "机构设置", "other"),
        ("/index/id/Mb5.shtml", "", "other"),
    ],
)
def test_a_short_name_beside_a_column_is_a_columns(path: str, words: str, kind: str) -> None:
    tabs = f'<a href="/index/id/Ma4.shtml">工作动态</a><a href="{path}">{words}</a>'
    reading = read(f"<div class=tab>{tabs}</div>", f"{HOST}/tabs.shtml", site(), expected="list")
    found = {link.url: judged.kind for link, judged in reading.links}
    assert found[HOST + path] == kind


@pytest.mark.parametrize(
    ("path", "words", "kind"),
    [
        ("/list/7.html", "百姓故事", "list"),
        ("/list/jubao.html", "百姓故事", "other"),
        ("/list/7.html", "联系我们", "other"),
    ],
)
def test_a_footer_may_lead_to_what_is_addressed_as_columns_are(
    path: str, words: str, kind: str
) -> None:
    menu = "".join(f'<a href="/list/{n}.html">工作动态{n}</a>' for n in "1234")
    html = f'<div class=nav>{menu}</div><div class=footer><a href="{path}">{words}</a></div>'
    reading = read(html, f"{HOST}/", site(), expected="list", start=True)
    found = {link.url: judged.kind for link, judged in reading.links}
    assert found[HOST + path] == kind


def test_what_a_frame_shows_belongs_to_the_page() -> None:
    reading = read(
        page('<iframe src="list.jsp?cid=3"></iframe>'), HOST + "/c.jsp", site(), expected="list"
    )
    framed = [judged for link, judged in reading.links if link.url == f"{HOST}/list.jsp?cid=3"]
    assert [(judged.kind, judged.within) for judged in framed] == [("list", True)]


LETTER = (
    "<h1>信件</h1><table><tr><td>信件标题</td><td>关于某路路灯不亮的问题</td></tr><tr><td>来信时间</td>"
    f"<td>2020-02-24</td></tr><tr><td>回复内容：</td><td>{PROSE}</td></tr></table>"
)


def test_the_last_page_of_a_list_with_abstracts_is_a_list() -> None:
    html = page(rows(9).replace("</li>", f"<p>{PROSE[:90]}</p></li>"))
    assert kind_of("/abc/125_2.html", html, "list") == "article"
    last = read(html, f"{HOST}/abc/125_2.html", site(), expected="list", further=True)
    assert last.kind == "list"


def test_a_sitemap_names_articles_without_words() -> None:
    places = "".join(
        f"<url><loc>{HOST}{path}</loc></url>" for path in ("/archives/2156.html", "/a/")
    )
    xml = f"<urlset>{places}</urlset>"
    reading = read(xml, f"{HOST}/sitemap.xml", site(), expected="list")
    assert [judged.kind for _, judged in reading.links] == ["article", "other"]


def test_a_citizens_letter_is_no_article() -> None:
    path = "/hdjl/xx/2001.html"
    reading = read(page(LETTER), HOST + path, site(), expected="article", dated=True)
    assert (reading.kind, reading.why) == ("other", "a citizen's letter")
    report = page(
        f"<h1>标题</h1><p>来源：本网</p><p>{PROSE}办理状态和回复内容可查，来信人满意。</p>"
    )
    assert kind_of(path, report, "article") == "article"


def test_a_row_among_rows_may_speak_of_services() -> None:
    headline = "<li><a href='/xw/2020/0224/7.html'>某镇化解信访积案</a></li>"
    named = {
        link.text: judged.kind
        for link, judged in read(
            page(rows(3, dated=False) + headline), HOST + "/xw/", site(), expected="list"
        ).links
    }
    assert named["某镇化解信访积案"] == "article"
    alone = read(page(headline), HOST + "/xw/", site(), expected="list")
    assert "article" not in {judged.kind for _, judged in alone.links}


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/xw/v-107.htm", "article"), ("/gg/v-107.htm", "other"), ("/xw/v-x.htm", "other")],
)
def test_a_short_headline_among_numbered_rows_is_a_row(path: str, kind: str) -> None:
    others = "".join(
        f"<li><a href=/xw/v-10{n}.htm>全市第三次推进会今日召开</a></li>" for n in range(3)
    )
    html = page(f"{others}<li><a href={path}>三江：高粱丰收忙</a></li>")
    reading = read(html, HOST + "/xw/", site(), expected="list")
    found = {link.url.removeprefix(HOST): judged.kind for link, judged in reading.links}
    assert found[path] == kind


@pytest.mark.parametrize(("title", "kind"), [("专题专栏-某县", "list"), ("县情-专题", "other")])
def test_a_page_that_lists_topics_leads_to_each(title: str, kind: str) -> None:
    topics = "<a href=/special/7.html>扫黑除恶</a><a href=/special/8.html><img></a>"
    service = "<a href=/special/9.html>在线服务</a>"
    html = page(topics + service, head=f"<title>{title}</title>")
    reading = read(html, HOST + "/zt.html", site(), expected="list")
    found = {link.url.removeprefix(HOST): judged.kind for link, judged in reading.links}
    assert (found["/special/7.html"], found["/special/8.html"]) == (kind, kind)
    assert found["/special/9.html"] == "other"


def test_a_home_pages_pictures_lead_to_folders() -> None:
    html = page("<map><area href='/n1/'><area href='/download.zip'></map>")
    reading = read(html, f"{HOST}/", site(), expected="list", start=True)
    assert [judged.kind for link, judged in reading.links if link.url.endswith("/n1/")] == ["list"]
    for listed, kind in ((rows(3), "other"), ("", "list")):
        reading = read(f"{html}{listed}", f"{HOST}/xw/", site(), expected="list")
        found = {link.url.removeprefix(HOST): judged.kind for link, judged in reading.links}
        assert (found["/n1/"], found["/download.zip"]) == (kind, "other")


@pytest.mark.parametrize(
    ("area", "kind"),
    [
        ("<area href='/article/index/id/MzAwNzAwNDAwMiACAAA%3D.shtml'>", "list"),
        ("<area href='/article/index/id/MzAw.shtml' alt=法院新闻>", "list"),
        ("<area href='/article/index/id/MzAw.shtml' alt=在线服务>", "other"),
        ("<area href='/html/2026-11/30/content_712.htm'>", "article"),
        ("<area href='/html/P020261130.pdf'>", "other"),
        ("<a href='/article/index/id/MzAw.shtml'><img></a>", "other"),
    ],
)
def test_a_drawn_menu_leads_to_columns(area: str, kind: str) -> None:
    html = page(f"<map>{area}</map>{rows(5)}")
    reading = read(html, f"{HOST}/", site(), expected="list", start=True)
    path = area.partition("href='")[2].partition("'")[0]
    assert [judged.kind for link, judged in reading.links if link.url == f"{HOST}{path}"] == [kind]


def test_what_a_piece_goes_on_with_is_counted() -> None:
    piece = read(rows(3), f"{HOST}/more.php?c=1&page=2", site(), expected="list")
    assert piece.following == f"{HOST}/more.php?c=1&page=3"
    whole = read(page(rows(3)), f"{HOST}/more.php?c=1&page=2", site(), expected="list")
    assert whole.following is None


FILES = "<script src=/js/jquery.min.js></script><script src=/js/own.js></script>"


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("", True),
        (rows(5), False),
        (f"{rows(5)}<a href='javascript:turn(2)'>下一页</a>", True),
        (f"{rows(5)}<a href='#' onclick='view(7)'>全市春季农业生产现场推进会召开</a>", True),
        (f"{rows(5)}<a href='javascript:window.print()'>打印</a>", False),
    ],
)
def test_a_sites_own_scripts_are_wanted_where_a_page_shows_too_little(
    content: str, *, wanted: bool
) -> None:
    reading = read(page(content + FILES), f"{HOST}/xw/", site(), expected="list")
    assert reading.scripts == ((f"{HOST}/js/own.js",) if wanted else ())


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_that_only_bids_welcome_leads_on(count: int) -> None:
    links = "".join(f'<a href="/{n}enter.html"><img src="enter.jpg"></a>' for n in range(count))
    reading = read(links, f"{HOST}/", site(), expected="list", start=True)
    assert [judged.kind for _, judged in reading.links] == ["list"] * count
    reading = read(links + NAVIGATION, f"{HOST}/", site(), expected="list", start=True)
    assert [judged.kind for _, judged in reading.links][:count] == ["other"] * count


EXCERPT = PROSE[:80]


def teasers(count: int) -> str:
    return "".join(
        f"<article class=post><h2><a class=badge href=/c1>要闻</a><a href=/{700 + n}.html>"
        f"全市第{n}次工作推进会议今日召开</a></h2><p>{EXCERPT}</p></article>"
        for n in range(count)
    )


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (teasers(5), "list"),
        (f"<h1>要闻</h1>{teasers(3)}", "list"),
        # An article with others below it, however short it is.
        (f"<h1>标题</h1>{BAR}<p>{EXCERPT}</p>{teasers(4)}", "article"),
        (f"<h1>标题</h1><p>{PROSE}</p>{teasers(4)}", "article"),
    ],
)
def test_excerpts_of_teasers_do_not_make_them_an_article(content: str, kind: str) -> None:
    html = page(content)
    assert kind_of("/category/yw/2020/0224/page", html, "article") == kind


def test_what_a_list_goes_on_with_is_a_list() -> None:
    html = page(f"{BAR}{teasers(2)}")
    reading = read(html, f"{HOST}/category/yw/page/9", site(), expected="list", further=True)
    assert (reading.kind, reading.rows) == ("list", 2)
