"""Pages of sites beside their news: introductions, videos, menus; what they have around a text."""

from __future__ import annotations

import pytest

from archive.records import Extraction, RawPage, Rejection
from pipelines.run import process
from tests.pipelines.pages import PROSE, URL, page, read

ABOUT = (
    "<p>学校创办于1956年，是全省首批重点中等职业学校，占地一百二十亩，现有教职工三百余人，在校学生四千人。</p>"
    "<p>学校设有农机、园艺、畜牧等十二个专业，建有实训基地二十个，毕业生深受用人单位欢迎。</p>"
    "<p>书记：李建国</p><p>校长：王玉兰</p>"
)
PROFILE = (
    "<p>李建国，男，1975年生，农学博士，教授。主持国家自然科学基金项目三项，发表论文四十余篇，"
    "获省科技进步二等奖一项，现任省农学会理事。</p><p>研究方向：作物栽培</p>"
)
MENU = '<a href="/">首页</a> &gt; <a href="/szdw/">师资队伍</a> &gt; <a href="/szdw/js/">教授</a>'


def _answer(html: str, url: str = "http://www.example.edu.cn/info/1001/1024.htm") -> object:
    return process(RawPage(url=url, body=html.encode(), content_type="text/html; charset=utf-8"))


def _introduction(title: str, *, above: str = "", prose: str = ABOUT) -> str:
    return page(above, head=f"<title>{title}-某县职业中学</title>", prose=prose)


@pytest.mark.parametrize(
    "html",
    [
        _introduction("学校简介", above="<h3>某县职业中学简介</h3>"),
        _introduction("领导介绍", above="<h2>领导介绍</h2>"),
        _introduction("机构设置"),
        _introduction("李建国", above=f"{MENU}<h3>李建国</h3><h4>个人简历</h4>", prose=PROFILE),
    ],
    ids=["school", "leaders", "offices", "teacher"],
)
def test_introductions_are_no_articles(html: str) -> None:
    found = _answer(html)
    assert isinstance(found, Rejection)
    assert "introduction" in found.reason


@pytest.mark.parametrize(
    ("html", "url"),
    [
        pytest.param(
            _introduction("学校简介", above="<h3>学校简介</h3><p>发布时间：2023-05-08</p>"),
            "http://www.example.edu.cn/info/1001/1024.htm",
            id="dated",
        ),
        pytest.param(
            _introduction("学校简介").replace(
                "<head>", '<head><meta name="PubDate" content="2023-05-08">'
            ),
            "http://www.example.edu.cn/info/1001/1024.htm",
            id="dated in its head",
        ),
        pytest.param(
            _introduction(
                "学校简介",
                above="<h3>学校简介</h3>",
                prose=ABOUT + "<p>今年学校迎来建校庆典，校友欢聚一堂，共叙师生情谊。</p>",
            ),
            "http://www.example.edu.cn/info/1001/1024.htm",
            id="news below such a name",
        ),
        pytest.param(
            _introduction("学校简介", above="<h3>学校简介</h3>"),
            "http://www.example.gov.cn/xw/202305/t20230508_97.html",
            id="day in the address",
        ),
        pytest.param(
            _introduction(
                "县职业中学领导介绍招生计划", above="<h1>县职业中学领导介绍招生计划</h1>"
            ),
            "http://www.example.edu.cn/info/1001/1025.htm",
            id="headline with such a word",
        ),
        pytest.param(
            _introduction("学校召开春季运动会-学校概况", above="<h1>学校召开春季运动会</h1>"),
            "http://www.example.edu.cn/info/1001/1025.htm",
            id="in a column called so",
        ),
        pytest.param(
            _introduction("李建国", above="<h1>李建国</h1>", prose=PROFILE + PROSE),
            "http://www.example.edu.cn/info/1001/1026.htm",
            id="portrait of a person",
        ),
        pytest.param(
            _introduction(
                "县农学会增补专家",
                above="<h1>县农学会增补专家</h1>",
                prose=f"<p>个人简历</p>{PROFILE}",
            ),
            "http://www.example.edu.cn/info/1001/1027.htm",
            id="profile in no column of staff",
        ),
    ],
)
def test_news_called_so_are_articles(html: str, url: str) -> None:
    found = _answer(html, url)
    assert isinstance(found, Extraction), found


def test_what_a_video_shows_is_the_text_of_its_page() -> None:
    html = (
        "<html><head><title>纪录片《丰收》</title></head><body><h3>纪录片《丰收》</h3>"
        "<div>来源：某某网 2016年07月10日 07:16</div><p>往期</p><p>片段</p><p>努力加载中…</p>"
        "<p>相关稿件</p><ul><li>视频简介</li><li>栏目介绍</li></ul><div class=text_box>"
        "<p><em>来源：</em>某某网</p><p><em>视频简介：</em>纪录片《丰收》。</p>"
        "<p><em>视频简介：</em>记录了麦收的日子</p></div></body></html>"
    )
    lines = [block.text for block in read(html, url=URL).blocks]
    assert lines == ["视频简介：纪录片《丰收》。", "视频简介：记录了麦收的日子"]


@pytest.mark.parametrize("sign", [" &gt;", "&gt;&gt;", " ›", " →", "："])
def test_neighbour_behind_an_arrow_is_no_text(sign: str) -> None:
    below = f'<ul><li><span>下一篇{sign}</span> <a href="/a/2.html">春耕</a></li></ul>'
    lines = [b.text for b in read(page("<h1>全市春耕会议召开</h1>", prose=PROSE + below)).blocks]
    assert len(lines) == PROSE.count("<p>")


@pytest.mark.parametrize("heading", ["栏目导航", "网站导航", "快速导航"])
def test_heading_of_a_menu_is_no_headline(heading: str) -> None:
    above = (
        f"<h4>{heading}</h4><ul><li>领导之窗</li><li>通知公告</li></ul>"
        '<div class="bt">农业技术推广工作动态</div><p>2024-02-21 来源：某县农业农村局</p>'
    )
    document = read(page(above, head="<title>农业技术推广工作动态</title>"))
    assert document.article.title == "农业技术推广工作动态"


@pytest.mark.parametrize(
    ("tag", "heading", "headline"),
    [
        ("各地动态-某某市科学技术协会", "各地动态", "各地动态"),
        ("市科协举办讲座-某某市科学技术协会", "市科协举办讲座", "市科协举办讲座"),
        ("数字产业工作动态 某某市科学技术协会", "数字产业工作动态", "数字产业工作动态"),
        ("党建引领-某某市科学技术协会", "机关党建", "党建引领-某某市科学技术协会"),
        ("县际协作-东西部对口支援", "县际协作", "县际协作-东西部对口支援"),
    ],
)
def test_office_behind_the_headline(tag: str, heading: str, headline: str) -> None:
    above = f"<h1>{heading}</h1><p>2024-02-21 来源：某某市科学技术协会</p>"
    assert read(page(above, head=f"<title>{tag}</title>")).article.title in (headline, heading)


@pytest.mark.parametrize("sign", ["-", " ", "_", " | "])
def test_office_behind_the_headline_in_a_paragraph(sign: str) -> None:
    above = "<p>数字产业工作动态</p><p>2024-02-21 来源：某某市科学技术协会</p>"
    tag = f"<title>数字产业工作动态{sign}某某市科学技术协会</title>"
    assert read(page(above, head=tag)).article.title == "数字产业工作动态"


def test_blanks_without_end_in_a_title_cost_no_time() -> None:
    """Of quadratic bait: 20,000 blanks took eight seconds."""
    tag = "<title>数字产业工作动态" + "&nbsp;" * 200_000 + "某县</title>"
    above = "<h1>数字产业工作动态</h1><p>2024-02-21 来源：某某市科学技术协会</p>"
    assert read(page(above, head=tag)).article.title == "数字产业工作动态"


VIEW = "<h1>{title}</h1><p>2024-09-12 10:10 来源：某市日报</p><div class=TRS_Editor>{text}</div>"


def test_view_for_phones_with_a_menu_above_its_headline() -> None:
    title = "全市春耕生产工作会议召开"
    last = "<p>市领导李建国、王玉兰、张志强参加会议，{}有关部门和县区负责同志列席会议。</p>"
    first = PROSE + last.format("省农学会理事、客座教授刘长河，")
    second = PROSE + last.format("")
    html = (
        f"<html><head><title>{title}</title></head><body><div class=PC>"
        f"<a href=/>首页</a>{VIEW.format(title=title, text=first)}<p>文件下载：</p></div>"
        "<div class=Mobile><ul><li>GVANGJSIH SI YINZMINZ CWNGFUJ</li><li>某市人民政府</li></ul>"
        f"{VIEW.format(title=title, text=second)}</div><p>版权所有 某市人民政府</p></body></html>"
    )
    lines = [block.text for block in read(html).blocks]
    assert len(lines) == PROSE.count("<p>") + 1
    assert "刘长河" in lines[-1]


@pytest.mark.parametrize("url", ["file:///home/a/index.html", URL])
def test_captions_of_a_page_that_came_without_its_address(url: str) -> None:
    picture = '<p><img src="picture/1a2b.png"></p>'
    captions = '<p style="text-align:center">比赛现场</p>' + picture
    captions += '<p><font color="navy">选手李建国在修理播种机。某社记者 王玉兰 摄</font></p>'
    document = read(page("<h1>农机大赛</h1>", prose=PROSE + picture + captions), url=url)
    assert [one.text for one in document.article.captions] == [
        "比赛现场",
        "选手李建国在修理播种机。",
    ]


@pytest.mark.parametrize("url", ["file:///home/a/index.html", URL])
def test_link_under_the_headline_is_no_deck(url: str) -> None:
    title = "某某大学面向农学院选聘工作人员宣讲会"
    above = (
        f'<div class="title1">{title}</div><div class="company"><a href="/company/75.html">'
        "农学院学生就业指导中心代发</a></div><p>时间：2024-05-30 09:30</p>"
    )
    document = read(page(above, head=f"<title>{title}</title>"), url=url)
    assert document.article.subtitles == ()
