"""The body of a page, whole and alone, in every layout that sites have used."""

from __future__ import annotations

import pytest

from archive.records import Article, RawPage
from pipelines.decode import decode
from pipelines.document import Document
from pipelines.errors import NotAnArticleError
from pipelines.extract import extract
from seeds.catalogue import Selectors
from tests.pipelines.html import (
    FOOT,
    NAVIGATION,
    PARAGRAPHS,
    RELATED,
    TITLE,
    extracted,
    layout,
    texts,
)

AS_PARAGRAPHS = "".join(f"<p>　　{text}</p>" for text in PARAGRAPHS)
AS_BREAKS = "<br><br>".join(f"&nbsp;&nbsp;　　{text}" for text in PARAGRAPHS)

LAYOUTS = {
    "paragraphs": f"<div>{AS_PARAGRAPHS}</div>",
    "paragraphs without a box": AS_PARAGRAPHS,
    "lines parted by br": f"<div>{AS_BREAKS}</div>",
    "bare text in a cell": f"<table><tr><td>{AS_BREAKS}</td></tr></table>",
    "nested tables": "<table><tr><td><table><tr><td>&nbsp;</td><td><table><tr><td>"
    f"{AS_PARAGRAPHS}</td></tr></table></td></tr></table></td></tr></table>",
    "a div a line": "".join(f"<div>{text}</div>" for text in PARAGRAPHS),
    "spans of an office program": "".join(
        f"<p class=MsoNormal><span style='font-size:16pt'><o:p>{text}</o:p></span></p>"
        for text in PARAGRAPHS
    ),
    "wide spaces alone": f"<div>　　{'　　'.join(PARAGRAPHS)}</div>",
    "unclosed paragraphs": "<div>" + "<p>".join(PARAGRAPHS) + "</div>",
    "source lines wrapped": "<div>"
    + "".join(f"<p>{text[:20]}\n   {text[20:]}</p>" for text in PARAGRAPHS)
    + "</div>",
    "links in the prose": f"<div>{AS_PARAGRAPHS}</div>".replace("会议", "<a href='/hy'>会议</a>"),
    "article element": f"<article><section>{AS_PARAGRAPHS}</section></article>",
}


@pytest.mark.parametrize("body", LAYOUTS)
def test_body_is_whole_and_alone(body: str) -> None:
    document = extracted(layout(LAYOUTS[body]))
    assert texts(document) == PARAGRAPHS


def test_characters_that_nobody_sees_are_no_text() -> None:
    dirty = AS_PARAGRAPHS.replace("会议", "会\x01\u200b\x08\ufeff议").replace("，", "\xad，\x7f")
    assert texts(extracted(layout(f"<div>{dirty}</div>"))) == PARAGRAPHS


def test_old_table_layout_with_lists_of_links_in_the_same_cell() -> None:
    html = (
        f"<html><head><title>{TITLE}</title></head><body><table><tr><td>"
        f"{NAVIGATION}</td></tr><tr><td><center><b>{TITLE}</b></center>"
        f"<center>2020-02-24 15:28 来源：某市日报</center>{AS_BREAKS}"
        f"<br><b>相关链接</b><br>{RELATED}{FOOT}</td></tr></table></body></html>"
    )
    assert texts(extracted(html)) == PARAGRAPHS


def test_notice_of_two_sentences_beside_long_teasers() -> None:
    notice = "因道路施工，人民路于3月1日至5日封闭。请过往车辆绕行。"
    teasers = "".join(
        f"<li><a href='/{i}.html'>{text}</a><p><a href='/{i}.html'>{text * 3}</a></p></li>"
        for i, text in enumerate(PARAGRAPHS)
    )
    document = extracted(layout(f"<div><p>{notice}</p></div>", below=f"<ul>{teasers}</ul>"))
    assert texts(document) == (notice,)


def test_long_document_is_whole() -> None:
    articles = tuple(f"第{n}条 {PARAGRAPHS[n % 4]}" for n in range(1, 401))
    document = extracted(layout("".join(f"<p>{text}</p>" for text in articles)))
    assert texts(document) == articles


def test_subheads_lists_and_signature_are_kept() -> None:
    lines = (
        PARAGRAPHS[0],
        "一、工作目标",
        PARAGRAPHS[1],
        "（一）压实责任",
        "加强领导",
        "广泛宣传",
        PARAGRAPHS[3],
        "某市人民政府办公室",
        "2020年2月24日",
    )
    body = (
        f"<p>{lines[0]}</p><p><strong>{lines[1]}</strong></p><p>{lines[2]}</p><h3>{lines[3]}</h3>"
        f"<ul><li>{lines[4]}</li><li>{lines[5]}</li></ul><p>{lines[6]}</p>"
        f"<p align=right>{lines[7]}</p><p style='text-align: right'>{lines[8]}</p>"
    )
    document = extracted(layout(f"<div>{body}</div>"))
    assert texts(document) == lines
    kinds = [block.kind for block in document.blocks]
    assert kinds[3:6] == ["heading", "list_item", "list_item"]
    assert [block.bold for block in document.blocks[:3]] == [False, True, False]


def test_table_of_data_has_a_row_a_line_and_tabs_between_cells() -> None:
    table = (
        "<table><tr><th></th><th>2018年</th><th>2019年</th></tr>"
        "<tr><td><p>增加值</p></td><td> 12.3 </td><td><p>13</p><p>.4</p></td></tr>"
        "<tr><td>户数</td><td></td><td>7</td></tr></table>"
    )
    document = extracted(layout(f"<div>{AS_PARAGRAPHS}{table}</div>"))
    rows = [block.text for block in document.blocks if block.kind == "table_row"]
    assert rows == ["2018年\t2019年", "增加值\t12.3\t13 .4", "户数\t\t7"]


def test_header_and_footer_are_the_lines_around_the_body() -> None:
    document = extracted(layout(f"<div>{AS_PARAGRAPHS}<p>责任编辑：李某</p></div>"))
    assert document.header[-2] == TITLE
    assert document.header[-1].startswith("发布时间：2020-02-24 15:28 来源：某市日报")
    assert "相关新闻" in document.footer
    assert document.blocks[-1].text == "责任编辑：李某"  # taken out by the next stage


def test_site_selector_beats_the_general_way() -> None:
    aside = "<div id='box'><p>这里是网站自己指定的正文。</p></div>"
    document = extracted(
        layout(f"<div>{AS_PARAGRAPHS}</div>", below=aside), selectors=Selectors(body="#box")
    )
    assert texts(document) == ("这里是网站自己指定的正文。",)
    assert document.notes["extract"].endswith("selector")


def test_site_selector_that_finds_nothing_gives_way() -> None:
    document = extracted(
        layout(f"<div>{AS_PARAGRAPHS}</div>"), selectors=Selectors(body="//div[@id='gone']")
    )
    assert texts(document) == PARAGRAPHS


def test_what_the_site_removes_is_gone() -> None:
    extra = "<p class='promo'>下载客户端，随时随地了解我市最新消息，更有好礼相送。</p>"
    document = extracted(
        layout(f"<div>{extra}{AS_PARAGRAPHS}</div>"), selectors=Selectors(remove=(".promo",))
    )
    assert texts(document) == PARAGRAPHS


@pytest.mark.parametrize("before", ["", "据悉，", "<b>据悉，</b>"])
def test_text_behind_what_the_site_removes_stays(before: str) -> None:
    first, *others = PARAGRAPHS
    body = f"<p>{before}<span class='promo'>下载客户端</span>{first}</p>" + "".join(
        f"<p>{text}</p>" for text in others
    )
    document = extracted(layout(f"<div>{body}</div>"), selectors=Selectors(remove=(".promo",)))
    assert texts(document) == (("据悉，" if before else "") + first, *others)


def test_pages_fetched_later_are_joined_in_order() -> None:
    first, second = (
        layout(f"<div>{''.join(f'<p>{text}</p>' for text in part)}</div>")
        for part in (PARAGRAPHS[:2], PARAGRAPHS[2:])
    )
    more = RawPage(url="http://www.example.gov.cn/xw/t_1.html", body=second.encode("gb18030"))
    assert texts(extracted(first, continuations=(more,))) == PARAGRAPHS


@pytest.mark.parametrize("html", ["<html><body></body></html>", f"<ul>{NAVIGATION}{RELATED}</ul>"])
def test_page_without_prose_is_no_article(html: str) -> None:
    with pytest.raises(NotAnArticleError):
        extracted(html)


def test_plain_text_is_a_block_a_line() -> None:
    page = RawPage(url="file:///a.txt", body="标题\n\n　　第一段。\r\n 第二段。".encode())
    document = decode(Document(page=page, article=Article(url=page.url), kind="text"))
    assert [block.text for block in extract(document).blocks] == ["标题", "第一段。", "第二段。"]


def test_english_page_is_read_too() -> None:
    sentences = (
        "The municipal government held a meeting on workplace safety on Monday morning.",
        "Officials said that inspections will continue in all counties until the end of May.",
        "More than three hundred companies have been asked to submit a report of their own.",
    )
    body = "".join(f"<p>{text}</p>" for text in sentences)
    html = f"<html><body><nav><a href='/'>Home</a></nav><article>{body}</article></body></html>"
    assert texts(extracted(html)) == sentences


NAMES = tuple(
    f"{name}（{place}）" for name in ("王小明", "李红", "张国庆") for place in ("一中", "医院")
)


@pytest.mark.parametrize(
    "body",
    [
        (
            "因管道抢修，定于8月12日8时至18时对东城片区停水，请用户提前储水。",
            "不便之处，敬请谅解！",
        ),
        (
            "经评选，拟授予以下同志“先进个人”称号，现予公示：",
            *NAMES,
            "公示期：2023年8月11日至8月17日",
        ),
        (
            "为方便群众办事，现将办事指南更新情况公告如下：",
            "身份证办理时限由10个工作日缩短为5个工作日；",
            "企业开办全程网办。",
            "特此公告。",
        ),
    ],
    ids=["one sentence", "names", "list"],
)
def test_a_short_notice_is_whole(body: tuple[str, ...]) -> None:
    html = layout(f"<div class=nr>{''.join(f'<p>{line}</p>' for line in body)}</div>")
    assert texts(extracted(html)) == body


def test_files_among_the_last_lines_do_not_part_them_from_the_notice() -> None:
    html = layout(
        "<div class=nr><p>根据工作安排，现将体检人员名单予以公布，请入围人员按时参加体检。</p>"
        "<p>附件：1.<a href=1.xls>名单.xls</a></p><p>2.<a href=2.pdf>须知.pdf</a></p>"
        "<p>某市人力资源和社会保障局</p></div>"
    )
    assert texts(extracted(html))[-1] == "某市人力资源和社会保障局"
