"""Links with what stands around them."""

import pytest

from crawler.discovery.links import Link, links_of
from crawler.discovery.tree import parse

BASE = "http://www.x.gov.cn/xw/"


def only(html: str) -> Link:
    (link,) = links_of(parse(html), BASE)
    return link


@pytest.mark.parametrize(
    ("html", "date"),
    [
        ("<ul><li><a href=1.html>甲</a><span>2020-02-24</span></li></ul>", "2020-02-24"),
        ("<ul><li><span>[02-24]</span><a href=1.html>甲</a></li></ul>", "02-24"),
        ("<tr><td><a href=1.html>甲</a></td><td>2020年2月24日</td></tr>", "2020年2月24日"),
        ("<table><tr><td>·<a href=1.html>甲</a><td>2020/2/24</table>", "2020/2/24"),
        ("<div><p><a href=1.html>甲</a></p><em>2020.02.24 15:28</em></div>", "2020.02.24 15:28"),
        ("<li><a href=1.html>甲<span>2020-02-24</span></a></li>", "2020-02-24"),
        ("<li><a href=1.html>2020年2月24日新增病例0例</a></li>", "2020年2月24日"),
        ("<li><a href=1.html>一季度增长3.2-4.5个百分点</a></li>", None),
        ("<li><a href=1.html>甲</a></li>", None),
        ("<tr><td>2007年<td>2月<td><a href=1.html>3月</a><td>4月</tr>", None),
        ("<li><a href=1.html>甲</a>3月12日</li>", "3月12日"),
        ("<dl><dt><a href=1.html>甲</a></dt><dd>摘要</dd><dd>2020-02-24</dd></dl>", "2020-02-24"),
    ],
)
def test_the_date_of_the_row(html: str, date: str | None) -> None:
    assert only(html).date == date


def test_the_date_of_another_row_is_not_taken() -> None:
    rows = "".join(f"<li><a href={n}.html>第{n}条</a><b>2020-02-0{n}</b></li>" for n in (1, 2))
    assert [link.date for link in links_of(parse(rows), BASE)] == ["2020-02-01", "2020-02-02"]


def test_the_date_below_the_next_row_of_a_definition_list_is_not_taken() -> None:
    rows = (
        "<dl><dt><a href=1.html>甲</a></dt><dt><a href=2.html>乙</a></dt><dd>2020-02-02</dd></dl>"
    )
    assert [link.date for link in links_of(parse(rows), BASE)] == [None, "2020-02-02"]


def test_pieces_of_the_page_are_framed() -> None:
    html = (
        "<iframe src=/a.html></iframe><div data-include='/b.html'></div>"
        "<script>$('#l').load('/c.html #rows', show); image.load();</script>"
    )
    found = links_of(parse(html), BASE)
    assert [(link.url[-7:], link.framed) for link in found] == [
        ("/a.html", True),
        ("/c.html", True),
        ("/b.html", True),
    ]


def test_a_cut_text_is_completed_by_the_title() -> None:
    html = '<a href=1.html title="全市春季农业生产现场推进会召开">全市春季农业生产现场…</a>'
    assert only(html).text == "全市春季农业生产现场推进会召开"
    assert only('<a href=1.html title="点击查看">全市会议召开</a>').text == "全市会议召开"
    assert only('<a href=1.html><img alt="全市会议召开"></a>').text == "全市会议召开"


def test_of_two_links_to_one_page_the_one_with_a_date_stays() -> None:
    html = '<a href="1.html">置顶</a><li><a href="1.html">甲</a><i>2020-02-24</i></li>'
    assert only(html).date == "2020-02-24"


def test_an_early_end_of_the_page_hides_nothing() -> None:
    assert only("<html><body><p>头</p></body></html><a href=1.html>甲</a>").text == "甲"


def test_base_and_declarations_are_heeded() -> None:
    html = '<?xml version="1.0" encoding="gb2312"?><base href="/zw/"><a href="1.html">甲</a>'
    assert only(html).url == "http://www.x.gov.cn/zw/1.html"
    assert links_of(parse(""), BASE) == []


TEASER = (
    "<article><header class=entry-header><h1><a href=714>全市春季农业生产现场推进会召开</a></h1>"
    "<a href='714#respond'>发表回复</a></header><p>3月1日，会议召开。<a href=714>继续阅读</a></p>"
    "<footer>发布于<a href=714>2025年6月23日</a>，属于<a href=c1>要闻</a></footer></article>"
)


def test_of_one_page_the_headline_and_the_day_are_taken_wherever_they_stand() -> None:
    link = next(link for link in links_of(parse(TEASER), BASE) if link.url.endswith("714"))
    assert (link.text, link.date) == ("全市春季农业生产现场推进会召开", "2025年6月23日")
    assert link.place == "content"


@pytest.mark.parametrize(
    ("html", "place"),
    [
        ("<div class=header><a href=1.html>要闻</a><a href=/>首页</a></div>", "navigation"),
        ("<div class=item-head><a href=1.html>全市现场推进会召开</a></div>", "content"),
        ("<h4 class=media-heading><a href=1.html>甲</a><a href=2.html>乙</a></h4>", "content"),
        # The head of a row among rows, which links its column too; a page's head has no like.
        (
            "<article><div><h2 class=info-top><a href=1.html>全市现场推进会召开</a>"
            "<a href=/c>要闻</a></h2></div></article>" * 2,
            "content",
        ),
        (
            "<div class=top><a href=/>某市人民政府门户网站</a><a href=/c>要闻</a></div><div></div>",
            "navigation",
        ),
        ("<ul class=topics><li><a href=1.html>甲</a><li><a href=2.html>乙</a></ul>", "content"),
        ("<ul class=links><li class=menu-2><a href=1.html>要闻</a></li></ul>", "navigation"),
    ],
)
def test_what_a_pages_head_is(html: str, place: str) -> None:
    assert links_of(parse(f"<body>{html}</body>"), BASE)[0].place == place


def _box(name: str, *entries: str) -> list[str]:
    listed = "".join(f"<li>{entry}</li>" for entry in entries)
    return [link.place for link in links_of(parse(f"<ul class={name}>{listed}</ul>"), BASE)]


@pytest.mark.parametrize("name", ["xxgk_navli", "nav_list", "menu-con"])
def test_rows_with_their_days_are_no_menu_whatever_their_box_is_named(name: str) -> None:
    rows = [
        f"<a href={n}.html>全市春季农业生产会议召开</a><i>2024-03-0{n}</i>" for n in range(1, 5)
    ]
    assert _box(name, *rows) == ["content"] * 4
    assert _box(name, *rows[:2]) == ["navigation"] * 2
    assert _box(name, *(row.partition("<i>")[0] for row in rows)) == ["navigation"] * 4
    assert _box(name, *(f"<a href={n}/>要闻</a><i>2024-03-0{n}</i>" for n in range(1, 5))) == (
        ["navigation"] * 4
    )
