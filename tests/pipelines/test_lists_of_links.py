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


@pytest.mark.parametrize("heading", ["相关链接：", "法律声明", "推荐新闻", "本周热点"])
def test_an_announced_list_stays_above_related_links(heading: str) -> None:
    rows = in_list(LISTS[TITLES[0]])
    related = f"<p>{heading}</p>{in_list(OTHER)}"
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


ROWS = in_list(tuple(f"某县第{i}号规章关于农村公路管理办法" for i in range(16)))
DATED_BAR = "<p>更新日期：2023-05-16</p>"
COLUMN = "http://www.example.gov.cn/gfxwj/"


@pytest.mark.parametrize(
    "pager",
    [
        "<div><a>2</a> <a>3</a> <a>&gt;</a></div>",
        "<div>2 3 &gt;</div>",
        "<div><span>1</span> <a href=2.html>2</a> <a href=3.html>3</a></div>",
        "<ul><li>1</li><li><a href=2.html>2</a></li><li><a href=3.html>3</a></li></ul>",
        "<div><a href=2.html>加载更多</a></div>",
        PAGER,
    ],
)
def test_a_list_with_a_pager_is_a_column(pager: str) -> None:
    for title in ("规章目录", "2023年某县规范性文件汇编"):
        assert read(page(title, ROWS + pager, bar="<p>日期：2023-05-16</p>")) is None
        assert read(page(title, ROWS, beside=pager)) is None


@pytest.mark.parametrize("day", ["2023-05-{:02}", "[05-{:02}]", "（2023年5月{}日）", "5/{}"])
def test_a_list_whose_rows_have_days_is_a_column(day: str) -> None:
    rows = (
        f"<li><a href=/{i}.html>某县人民政府信息公开第{i}号文</a> <i>{day.format(i)}</i></li>"
        for i in range(1, 12)
    )
    text = f"<ul>{''.join(rows)}</ul>"
    assert read(page("政府信息公开目录", text, bar=DATED_BAR)) is None
    assert read(page("政府信息公开目录", text)) is None


@pytest.mark.parametrize("name", ["", "index.html", "index_2.html", "gfxwj_2.html", "list3.htm"])
@pytest.mark.parametrize("title", ["某县规范性文件汇编", "某县权责清单"])
def test_at_the_address_of_a_list_there_is_no_article(title: str, name: str) -> None:
    bar = "<p>发布时间：2023-05-16</p>"
    assert read(page(title, in_list(OTHER), bar=bar), COLUMN + name) is None
    for own in (
        "t20230516_12.html",
        "202305/16/123456.html",
        "content_12.html",
        "post/71a2b3",
        "?p=12",
    ):
        assert read(page(title, in_list(OTHER), bar=bar), COLUMN + own) is not None


@pytest.mark.parametrize("before", INTRODUCTIONS[:3])
def test_an_announced_list_that_is_all_of_a_page_needs_a_bar(before: str) -> None:
    text = f"<p>{before}</p>{ROWS}"
    for url in (URL, COLUMN):
        assert read(page("信息公开指南", text, bar=""), url) is None
    assert read(page("信息公开指南", text), COLUMN) is None
    assert read(page("信息公开指南", text + PAGER)) is None
    assert read(page("信息公开指南", text)) is not None
    article = read(page("信息公开指南", TEXT + text, bar=""))
    assert article is not None
    assert article.body.count("规章") == 16


UNITS = tuple(f"清河县{name}局2023年部门预算" for name in ("教育", "财政", "水利", "林业"))
BUDGETS = "清河县2023年部门预算公开一览"


@pytest.mark.parametrize("box", ["con", ""])
@pytest.mark.parametrize("form", FORMS)
def test_rows_that_repeat_the_headline_are_text_and_no_decks(
    form: Callable[[tuple[str, ...]], str], box: str
) -> None:
    article = read(page(BUDGETS, form(UNITS), box=box))
    assert article is not None
    assert (article.subtitles, article.body) == ((), "\n".join(UNITS))


def test_files_that_repeat_the_headline_are_no_decks() -> None:
    names = tuple(f"附件{i}：{unit}.pdf" for i, unit in enumerate(UNITS, 1))
    for title in (BUDGETS, UNITS[0]):
        article = read(page(title, in_paragraphs(names, "pdf")))
        assert article is not None
        assert (article.subtitles, len(article.attachments)) == ((), 4)
        article = read(page(title, in_paragraphs(names[:2], "pdf") + TEXT))
        assert article is not None
        assert article.subtitles == ()


def test_a_deck_without_a_link_or_with_one_to_its_own_page_stays() -> None:
    deck = "——清河县财政局2023年部门预算解读"
    title = "清河县2023年部门预算"
    for line in (deck, f"<a href={URL}>{deck}</a>", f"<a href='javascript:void(0)'>{deck}</a>"):
        article = read(page(title, TEXT, bar=f"<h2>{line}</h2>{BAR}"))
        assert article is not None
        assert article.subtitles == (deck,)
    article = read(page(title, TEXT, bar=f"<h2><a href=/a/9.html>{deck}</a></h2>{BAR}"))
    assert article is not None
    assert article.subtitles == ()


def test_two_files_are_attachments_alone() -> None:
    article = read(page("关于公开招聘的公告", in_paragraphs(("岗位表", "报名表"), "doc")))
    assert article is not None
    assert (article.body, len(article.attachments)) == ("", 2)


PARTS = (OTHER, ("某县城市管理办法", "某县水资源管理办法"))
HEADS = (("一、继续有效的文件", "二、废止的文件"), ("继续有效：", "废止："))


@pytest.mark.parametrize(
    "signed", [(), ("特此公告。",), ("特此公告。", "某县政府", "2023年5月6日")]
)
@pytest.mark.parametrize("before", [("现将有关文件公布如下：",), (*PARAGRAPHS, INTRODUCTIONS[1])])
@pytest.mark.parametrize("form", FORMS[:2])
def test_announced_lists_in_parts_and_what_closes_them_are_text(
    form: Callable[[tuple[str, ...]], str], before: tuple[str, ...], signed: tuple[str, ...]
) -> None:
    for heads in (*HEADS, ()):
        text, lines = "".join(f"<p>{line}</p>" for line in before), [*before]
        for number, rows in enumerate(PARTS):
            head = heads[number : number + 1]
            text += "".join(f"<p>{line}</p>" for line in head) + form(rows)
            lines += [*head, *rows]
        text += "".join(f"<p>{line}</p>" for line in signed)
        article = read(page("某县公布规范性文件清理结果", text))
        assert article is not None
        assert article.body == "\n".join([*lines, *signed])


def test_rows_below_the_name_of_a_column_are_none_of_the_list() -> None:
    text = f"<p>{INTRODUCTIONS[0]}</p>{in_list(OTHER)}<p>通知公告</p>{in_list(PARTS[1])}"
    article = read(
        page("某县公布规范性文件清理结果", "".join(f"<p>{x}</p>" for x in PARAGRAPHS) + text)
    )
    assert article is not None
    assert PARTS[1][0] not in article.body


COLUMNS = (
    ("序号", "名称", "文号"),
    ("名称", "文号"),
    ("索引号", "标题", "发布日期"),
    ("序号", "标题", "发文机关", "成文日期"),
)
VALUES = {
    "序号": "1",
    "文号": "某政发〔2023〕1号",
    "索引号": "000/2023-1",
    "发布日期": "2023-05-01",
}


@pytest.mark.parametrize("before", [(), ("现将有关文件目录公布如下：",), PARAGRAPHS])
@pytest.mark.parametrize("columns", COLUMNS)
@pytest.mark.parametrize("tag", ["th", "td"])
def test_a_table_of_links_keeps_its_head_and_rows(
    tag: str, columns: tuple[str, ...], before: tuple[str, ...]
) -> None:
    values = [
        [row if name in {"名称", "标题"} else VALUES.get(name, "某县政府") for name in columns]
        for row in OTHER
    ]
    cells = [
        "".join(f"<td><a href=/{n}.html>{v}</a>" if v in OTHER else f"<td>{v}" for v in row)
        for n, row in enumerate(values)
    ]
    head = "".join(f"<{tag}>{name}</{tag}>" for name in columns)
    rows = "".join(f"<tr>{row}</tr>" for row in cells)
    text = "".join(f"<p>{line}</p>" for line in before) + f"<table><tr>{head}</tr>{rows}</table>"
    article = read(page("某县规范性文件目录", text))
    assert article is not None
    assert article.body == "\n".join([*before, "\t".join(columns), *map("\t".join, values)])


def test_a_table_of_links_with_a_pager_is_a_column() -> None:
    rows = "".join(f"<tr><td>1<td><a href=/{n}.html>{row}</a>" for n, row in enumerate(OTHER))
    table = f"<table><tr><th>序号<th>名称{rows}</table><p><a href=/2.html>下一页</a></p>"
    assert read(page("政府信息公开目录查询", table, box="list")) is None
