"""Articles whose content is a list of links: its words are the text; rows of a site's are not."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from archive.records import Article, Extraction, RawPage
from pipelines.run import process
from tests.pipelines.html import FOOT, NAVIGATION, PARAGRAPHS, RELATED

URL = "http://www.example.gov.cn/zw/202305/t20230506_123.html"
BAR = "<div class=info>发布时间：2023-05-06 10:20 来源：县政府办</div>"
LISTS = {
    "某县城市管理条例（目录）": ("第一章 总则", "第二章 规划与建设", "第三章 管理", "第四章 附则"),
    "2023年某县规范性文件汇编": (
        "某县人民政府关于印发防汛应急预案的通知",
        "某县人民政府办公室关于做好春耕生产工作的意见",
        "某县农业农村局关于加强病虫害防治的通知",
    ),
    "2023年某县优秀教师名单": ("张建国", "李秀英", "王志强", "赵文博", "孙丽华"),
    "某县2023年度部门决算公开": ("某县财政局2023年部门决算", "某县水利局", "某县林业局2023年决算"),
}
TITLES = list(LISTS)
OTHER = LISTS[TITLES[1]]


def in_list(rows: tuple[str, ...], ending: str = "html") -> str:
    items = (f"<li><a href=./n{i}.{ending}>{row}</a></li>" for i, row in enumerate(rows))
    return f"<ul>{''.join(items)}</ul>"


def in_paragraphs(rows: tuple[str, ...], ending: str = "html") -> str:
    return "".join(f"<p><a href=./n{i}.{ending}>{row}</a></p>" for i, row in enumerate(rows))


def in_lines(rows: tuple[str, ...], ending: str = "html") -> str:
    return (
        f"<p>{'<br>'.join(f'<a href=/d/{i}.{ending}>{row}</a>' for i, row in enumerate(rows))}</p>"
    )


FORMS: tuple[Callable[[tuple[str, ...]], str], ...] = (in_list, in_paragraphs, in_lines)


def page(title: str, text: str, *, bar: str = BAR, box: str = "con", beside: str = "") -> str:
    return (
        f"<html><head><meta charset=utf-8><title>{title}_某县人民政府</title></head><body>"
        f"<ul class=nav>{NAVIGATION}</ul><div class=path>当前位置：<a href=/>首页</a> &gt; "
        f"<a href=/zw/>政务公开</a></div><div class=main><h1>{title}</h1>{bar}"
        f"<div class='{box}'>{text}</div>{beside}</div>"
        f"<div class=xg><h3>相关信息</h3><ul>{RELATED}</ul></div>"
        f"<div class=footer>{FOOT}</div></body></html>"
    )


def read(html: str, url: str = URL) -> Article | None:
    found = process(RawPage(url=url, body=html.encode()))
    return found.article if isinstance(found, Extraction) else None


@pytest.mark.parametrize(("title", "form"), list(product(TITLES, FORMS)))
def test_a_list_that_is_all_of_an_article_is_its_text(
    title: str, form: Callable[[tuple[str, ...]], str]
) -> None:
    article = read(page(title, form(LISTS[title])))
    assert article is not None
    assert article.body == "\n".join(LISTS[title])
    assert (article.title, article.authors) == (title, ())
    assert article.published_at == "2023-05-06T10:20:00+08:00"


@pytest.mark.parametrize("title", TITLES[:3])
def test_a_headline_that_says_so_needs_no_name_of_the_box(title: str) -> None:
    article = read(page(title, in_list(LISTS[title]), box=""))
    assert article is not None
    assert article.body == "\n".join(LISTS[title])


@pytest.mark.parametrize("title", TITLES)
def test_files_that_are_a_list_are_text_and_attachments(title: str) -> None:
    article = read(page(title, in_paragraphs(LISTS[title], "pdf")))
    assert article is not None
    assert article.body == "\n".join(LISTS[title])
    assert [file.name for file in article.attachments] == list(LISTS[title])


def test_headings_of_its_parts_and_heads_of_its_columns_are_text() -> None:
    title = "某县规范性文件汇编"
    parts = f"<h3>2022年</h3>{in_list(LISTS[TITLES[0]])}<h3>2023年</h3>{in_list(OTHER)}"
    article = read(page(title, parts))
    assert article is not None
    assert article.body == "\n".join(["2022年", *LISTS[TITLES[0]], "2023年", *OTHER])
    rows = "".join(
        f"<tr><td>1</td><td><a href=/{i}.html>{x}</a></td></tr>" for i, x in enumerate(OTHER)
    )
    table = f"<table><tr><th>序号</th><th>名称</th></tr>{rows}</table>"
    article = read(page(title, table))
    assert article is not None
    assert article.body == "\n".join(["序号\t名称", *(f"1\t{row}" for row in OTHER)])


INTRODUCTIONS = (
    "现将2023年有关情况公布如下：",
    "经研究，现将有关目录予以公布，请遵照执行。具体如下：",
    "为方便群众查询，现公布有关名单：",
    "经县政府同意，现将有关文件予以公布，目录附后。",
)


@pytest.mark.parametrize(
    ("title", "form", "before"), list(product(TITLES, FORMS[:2], INTRODUCTIONS))
)
def test_a_list_that_the_text_announces_is_text(
    title: str, form: Callable[[tuple[str, ...]], str], before: str
) -> None:
    rows = form(LISTS[title])
    for above, behind in (((), ()), (PARAGRAPHS, ()), (PARAGRAPHS, ("特此公告。",))):
        lines = [*above, before]
        text = "".join(f"<p>{line}</p>" for line in lines) + rows
        article = read(
            page("关于公布有关情况的公告", text + "".join(f"<p>{x}</p>" for x in behind))
        )
        assert article is not None
        assert article.body == "\n".join([*lines, *LISTS[title], *behind])


TEXT = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)


@pytest.mark.parametrize(
    "below",
    [
        in_list(OTHER),
        f"<p>相关链接：</p>{in_list(OTHER)}",
        f"<p>更多相关文件：</p>{in_list(OTHER)}",
        f"<p>延伸阅读：</p>{in_paragraphs(OTHER)}",
        f"<p>近期热点文件：</p>{in_list(OTHER)}",
        f"<div class=related><p>更多通知如下：</p>{in_list(OTHER)}</div>",
    ],
)
def test_rows_that_nothing_announces_leave_a_text(below: str) -> None:
    article = read(page("某县召开春耕生产工作会议", TEXT + below))
    assert article is not None
    assert article.body.startswith("\n".join(PARAGRAPHS))
    assert not any(row in article.body for row in OTHER)


def test_an_announced_list_stays_above_related_links() -> None:
    rows = in_list(LISTS[TITLES[0]])
    related = f"<p>相关链接：</p>{in_list(OTHER)}"
    article = read(page("某县召开会议", f"{TEXT}<p>会议主要内容如下：</p>{rows}{related}"))
    assert article is not None
    lines = [*PARAGRAPHS, "会议主要内容如下：", *LISTS[TITLES[0]]]
    assert article.body == "\n".join(lines)


DATED = "".join(
    f"<li><a href=/a/{i}.html>{row}</a><span>2023-05-0{i}</span></li>"
    for i, row in enumerate(OTHER, 1)
)
PAGER = "<div><a href=2.html>下一页</a> <a href=9.html>末页</a></div>"


@pytest.mark.parametrize(
    "html",
    [
        page("通知公告", in_list(OTHER), bar=""),
        page("某县规范性文件汇编", in_list(OTHER), bar=""),
        page("政策文件库", f"<ul>{DATED}</ul>", box="content"),
        page("某县重要会议精神专栏", f"<ul>{DATED}</ul>", box="content"),
        page("某县规范性文件汇编", in_list(OTHER) + PAGER),
        page("某县规范性文件汇编", in_list(OTHER), beside=PAGER),
        page("某县召开春耕生产工作会议", "", beside=f"<div class=list>{in_list(OTHER)}</div>"),
        page("某县召开春耕生产工作会议", "", beside=f"<div class=related>{in_list(OTHER)}</div>"),
        page("视频：某县召开春耕会议", f"<video src=/v.mp4></video>{in_list(OTHER)}"),
        page("某县召开春耕生产工作会议", f"<h3>相关阅读</h3>{in_list(OTHER)}"),
    ],
)
def test_columns_and_rows_beside_an_empty_text_are_no_article(html: str) -> None:
    article = read(html, "http://www.example.gov.cn/zw/tzgg/")
    assert article is None or article.body == ""


def test_two_files_are_attachments_alone() -> None:
    article = read(page("关于公开招聘的公告", in_paragraphs(("岗位表", "报名表"), "doc")))
    assert article is not None
    assert (article.body, len(article.attachments)) == ("", 2)
