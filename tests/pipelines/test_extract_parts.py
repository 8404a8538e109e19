"""Pictures, captions, attachments, the next page, and what is hidden."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest

from archive.records import Attachment, Caption
from pipelines.extract.links import absolute
from pipelines.extract.pictures import split_credit
from tests.pipelines.html import PARAGRAPHS, extracted, layout, texts

BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
FOLDER = "http://www.example.gov.cn/xw/202002/"

CREDITS = {
    "省委书记在会上讲话。浙江新闻客户端记者 梁臻 摄": ("省委书记在会上讲话。", "梁臻"),
    "图为启动仪式现场。（刘通摄）": ("图为启动仪式现场。", "刘通"),
    "市民在寒冷天气中出行。中新社记者 贾天勇 摄": ("市民在寒冷天气中出行。", "贾天勇"),
    "会议现场。（记者 李 铮 摄）": ("会议现场。", "李铮"),
    "签约现场 摄影：张三丰 李四": ("签约现场", "张三丰 李四"),
    "报道截图": ("报道截图", None),
    "地里正录制视频 李尕 摄": ("地里正录制视频", "李尕"),
    "故宫博物院供图": ("故宫博物院供图", "故宫博物院"),
    "求助的纸团。某区公安分局供图": ("求助的纸团。", "某区公安分局"),
    "图为会议现场。": ("图为会议现场。", None),
}


BASES = (
    "http://a.gov.cn",
    "http://a.gov.cn/x/y/z.html?a=/b/c#d/e",
    "http://a.gov.cn/x//y/z.html",
    "http://a.gov.cn/x/../y/z.html",
    "http://a.gov.cn/x;p=1/y;q/z.html",
    "http://a.gov.cn?x=/b",
    "http://a.gov.cn/中/文.html",
)
ADDRESSES = (
    "b.html", "./b.html", "../b.html", "../../../../b.html", "c/b.html", "c//b.html", "c/./b.html",
    "c/../b.html", "././b.html", ".././b.html", "b.html#", "b.html?", "b.html?c:d=/e", "b;c/d.html",
    "c/", "%20/b", "公告/一.html", ".b", "..b", "-/b", "/b//c", "?c", "b:c",
)  # fmt: skip


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_address_is_resolved_as_the_standard_library_does(base: str, address: str) -> None:
    joined = urljoin(base, address)
    wanted = joined if joined.startswith("http://") else None
    assert absolute(base, address) == wanted


@pytest.mark.parametrize("line", CREDITS)
def test_credit_is_split_off(line: str) -> None:
    text, credit = CREDITS[line]
    assert split_credit(line, None) == Caption(text=text, credit=credit)


@pytest.mark.parametrize(
    "markup",
    [
        "<p><img src='W020.jpg'></p><p align=center>会议现场</p>",
        "<p><img src='W020.jpg'><br>图为会议现场。</p>",
        "<figure><img src='W020.jpg'><figcaption>会议现场，代表们正在投票。</figcaption></figure>",
        "<div><img src='W020.jpg'></div><p class='pic_note'>会议现场，代表们正在投票。</p>",
        "<p><img src='W020.jpg'></p><p>省委书记在会上讲话。本报记者 梁臻 摄</p>",
    ],
)
def test_caption_is_no_line_of_the_body(markup: str) -> None:
    document = extracted(layout(f"<div>{markup}{BODY}</div>"))
    assert texts(document) == PARAGRAPHS
    (caption,) = document.article.captions
    assert caption.image_url == f"{FOLDER}W020.jpg"
    assert document.blocks[0].kind == "caption"


def test_paragraph_under_a_picture_is_no_caption() -> None:
    document = extracted(layout(f"<div><p align=center><img src='a.jpg'></p>{BODY}</div>"))
    assert texts(document) == PARAGRAPHS
    assert document.article.captions == ()


def test_pictures_are_absolute_and_icons_left_out() -> None:
    pictures = (
        "<img src='blank.gif' data-src='/uploads/1.jpg'><img src='../2.png?x=1' width=600>"
        "<img src='icon_pdf.gif'><img src='3.jpg' width=16 height=16>"
        "<img src='data:image/png;base64,iVBORw0K'><a href='http://ad.example.com/'>"
        "<img src='banner.jpg'></a><img src='/uploads/1.jpg'>"
    )
    document = extracted(layout(f"<div>{BODY}<p>{pictures}</p>{BODY}</div>"))
    assert document.article.images == (
        "http://www.example.gov.cn/uploads/1.jpg",
        "http://www.example.gov.cn/xw/2.png?x=1",
    )


def test_attachments_in_and_right_below_the_body() -> None:
    links = (
        "<p>附件：<a href='./P0202002.doc'>1.实施方案.doc</a></p>"
        "<ul><li><a href='/module/download/downfile.jsp?classid=0&filename=9f.pdf'>意见</a></li>"
        "<li><a href='a.OFD' title='版式文件'></a></li><li><a href='b.html'>解读</a></li></ul>"
        "<div class='wp_pdf_player' pdfsrc='/_upload/article/files/c.pdf'></div>"
    )
    document = extracted(layout(f"<div>{BODY}</div>{links}"))
    word, pdf, ofd = "application/msword", "application/pdf", "application/ofd"
    assert document.article.attachments == (
        Attachment(url=f"{FOLDER}P0202002.doc", name="1.实施方案.doc", media_type=word),
        Attachment(
            url="http://www.example.gov.cn/module/download/downfile.jsp?classid=0&filename=9f.pdf",
            name="意见",
            media_type=pdf,
        ),
        Attachment(url=f"{FOLDER}a.OFD", name="版式文件", media_type=ofd),
        Attachment(
            url="http://www.example.gov.cn/_upload/article/files/c.pdf",
            name="c.pdf",
            media_type=pdf,
        ),
    )


FILES = "<p><a href='1.doc'>附件：1.实施方案.doc</a></p><p>2.<a href='2.pdf'>任务分工.pdf</a></p>"


def test_attached_files_at_the_end_are_no_text() -> None:
    document = extracted(layout(f"<div>{BODY}<p>相关附件：</p>{FILES}</div>"))
    assert texts(document) == texts(extracted(layout(f"<div>{BODY}</div>")))
    assert [file.name for file in document.article.attachments] == [
        "附件：1.实施方案.doc",
        "任务分工.pdf",
    ]


def test_attached_files_named_above_the_signature_stay_in_the_text() -> None:
    document = extracted(layout(f"<div>{BODY}{FILES}<p>某县人民政府办公室</p></div>"))
    assert texts(document)[-3:] == (
        "附件：1.实施方案.doc",
        "2.任务分工.pdf",
        "某县人民政府办公室",
    )


@pytest.mark.parametrize("label", ["附件：", "相关附件", "附件", "【附件下载】", "附件1：", "附："])
@pytest.mark.parametrize(
    "box", ["<p>{}</p>", "</div><div>{}<ul></ul>", "<p>{}</p><p>编辑：李某</p>"]
)
def test_a_label_of_attached_files_that_names_none_is_no_text(label: str, box: str) -> None:
    document = extracted(layout(f"<div><div>{BODY}{box.format(label)}</div></div>"))
    assert [text for text in texts(document) if text != "编辑：李某"] == [*PARAGRAPHS]


@pytest.mark.parametrize("last", ["附件：1.申报表", "见附件", "（附件略）", "附", "2.", "一、"])
def test_a_last_line_that_says_something_of_attached_files_stays(last: str) -> None:
    assert texts(extracted(layout(f"<div>{BODY}<p>{last}</p></div>")))[-1] == last


@pytest.mark.parametrize("label", ["附件：", "附件1", "附表"])
def test_a_label_of_attached_files_above_other_text_stays(label: str) -> None:
    lines = (label, "某县人民政府办公室")
    below = "".join(f"<p>{line}</p>" for line in lines)
    assert texts(extracted(layout(f"<div>{BODY}{below}</div>")))[-2:] == lines


@pytest.mark.parametrize(
    "attributes",
    [
        "style='display:none'",
        "style='DISPLAY: NONE'",
        "style='visibility:hidden'",
        "style='visibility: collapse; width: 0'",
        "hidden",
    ],
)
def test_text_that_is_not_rendered_is_reported_apart(attributes: str) -> None:
    spam = f"<div {attributes}><a href='http://spam.example.com/'>某某体育在线官网</a></div>"
    document = extracted(layout(f"<div>{BODY}{spam}</div>"))
    assert texts(document) == PARAGRAPHS
    (hidden,) = document.hidden
    assert hidden.text == "某某体育在线官网"
    assert hidden.spans[0].link == "http://spam.example.com/"
    assert hidden.spans[0].hidden is not None


@pytest.mark.parametrize("between", [" ", "\n", "&nbsp;", "<a href=/x> </a>", "<b> </b>"])
def test_hidden_links_are_one_hidden_line_whatever_white_space_is_between(between: str) -> None:
    links = between.join(f"<a href=http://spam.example.com/{n}>某某体育{n}</a>" for n in range(3))
    document = extracted(layout(f"<div>{BODY}<div style='display:none'>{links}</div></div>"))
    assert texts(document) == PARAGRAPHS
    assert [block.text for block in document.hidden] == ["某某体育0 某某体育1 某某体育2"]


def test_a_line_of_which_one_word_is_in_sight_is_not_hidden() -> None:
    hidden = "<span style='display:none'>某某体育</span>"
    document = extracted(layout(f"<div>{BODY}<p>{hidden} 会议圆满结束。 {hidden}</p></div>"))
    assert document.hidden == ()
    assert "会议圆满结束。" in texts(document)[-1]


@pytest.mark.parametrize(
    ("style", "kind"),
    [
        ("position:absolute;left:-9999px", "off-screen"),
        ("position:fixed; top:-999em", "off-screen"),
        ("margin-left:-9999px", "off-screen"),
        ("text-indent:-9999px", "text-indent"),
        ("font-size:0", "font-size:0"),
        ("FONT-SIZE: 1px", "font-size:0"),
        ("opacity:0", "opacity:0"),
        ("filter:alpha(opacity=0)", "opacity:0"),
        ("clip:rect(0 0 0 0)", "clip"),
        ("overflow:hidden;height:0", "no-size"),
        ("overflow:hidden;height:1px", "no-size"),
        ("height:0.5px;overflow:hidden", "no-size"),
        ("z-index:-1", "z-index"),
        ("color:#fff", "white-text"),
        ("color:#ffffff80", "white-text"),
        ("color: rgba(255, 255, 255, 0.3)", "white-text"),
        ("color:rgb(100%, 100%, 99%)", "white-text"),
        ("color:#fdfefe", "white-text"),
        ("color:hsl(0, 0%, 100%)", "white-text"),
        ("color:#33333300; background:#c00", "white-text"),
        ("color:rgba(0,0,0,.01)", "white-text"),
    ],
)
def test_every_way_of_hiding_is_named_in_its_span(style: str, kind: str) -> None:
    spliced = BODY.replace("会议强调", f"会议<span style='{style}'>某某体育官网</span>强调")
    document = extracted(layout(f"<div>{spliced}</div>"))
    (span,) = document.blocks[2].spans
    assert span.hidden == kind
    assert document.blocks[2].text[span.start : span.end] == "某某体育官网"


@pytest.mark.parametrize("color", ["#FFFFFF", "ffffff", "White", "#fff"])
def test_a_part_of_a_line_in_white_is_not_to_be_seen(color: str) -> None:
    spliced = BODY.replace("会议强调", f"会议<font color='{color}'>某某体育官网</font>强调")
    (span,) = extracted(layout(f"<div>{spliced}</div>")).blocks[2].spans
    assert span.hidden == "white-text"


@pytest.mark.parametrize(
    ("around", "inside"),
    [
        ("<div bgcolor='#c00000'>", "<font color=white>某某体育官网</font>"),
        ("<div style='background: url(a.png)'>", "<font color=white>某某体育官网</font>"),
        ("<div>", "<font color=red>某某体育官网</font>"),
        ("<div>", "<font color=white><font color=black>某某体育官网</font></font>"),
    ],
)
def test_what_has_a_colour_or_a_ground_is_seen(around: str, inside: str) -> None:
    spliced = BODY.replace("会议强调", f"会议{inside}强调")
    document = extracted(layout(f"{around}{spliced}</div>"))
    assert not any(span.hidden for block in document.blocks for span in block.spans)


def test_a_whole_line_in_white_is_a_title_on_a_ground_that_is_not_known() -> None:
    line = "<p><font color='#ffffff'>某某市召开全市工作会议</font></p>"
    document = extracted(layout(f"<div>{line}{BODY}</div>"))
    assert not any(block.text == "某某市召开全市工作会议" for block in document.hidden)


@pytest.mark.parametrize(
    "style",
    ["font-size:10.5pt", "font-size:0.9em", "opacity:0.8", "color:#ffffff;background:#c00",
     "margin-left:-10px", "overflow:hidden;height:100px", "text-indent:2em", "color:#fff000",
     "color:#ffffff80;background:#c00", "color:rgba(0,0,0,.5)", "color:#fff000ff",
     "color:hsl(0,100%,50%)", "color:var(--text)", "color:#f00;color:"],
)  # fmt: skip
def test_plain_style_hides_nothing(style: str) -> None:
    document = extracted(layout(f"<div style='{style}'>{BODY}</div>"))
    assert texts(document) == PARAGRAPHS
    assert all(block.spans == () for block in document.blocks)


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("font-size:0", "font-size:16px"),
        ("font-size:0px", "FONT: bold 10.5pt/2 宋体"),
        ("font-size:0", "font-size:.16rem"),
        ("font-size:0", "color:red;font-size:medium"),
        ("visibility:hidden", "visibility:visible"),
        ("color:#fff", "color:#333"),
    ],
)
def test_what_a_child_shows_again_is_in_sight(outer: str, inner: str) -> None:
    document = extracted(
        layout(f"<div style='{outer}'><div style='{inner}'>{BODY}</div></div>"),
    )
    assert texts(document) == PARAGRAPHS
    assert all(block.spans == () for block in document.blocks)


@pytest.mark.parametrize(
    ("outer", "inner", "kind"),
    [
        ("font-size:0", "font-size:120%", "font-size:0"),
        ("font-size:0", "font-size:2em", "font-size:0"),
        ("font-size:0", "font-family:宋体", "font-size:0"),
        ("font-size:0", "font-size:1px", "font-size:0"),
        ("font-size:0", "position:absolute;left:-999px;font-size:16px", "off-screen"),
        ("font-size:0", "visibility:visible", "font-size:0"),
        ("opacity:0", "opacity:1", "opacity:0"),
        ("left:-999px;position:absolute", "position:static;left:0", "off-screen"),
        ("color:#fff", "background-color:#333", "white-text"),
        ("color:#fff", "color:#FFFFFF", "white-text"),
    ],
)
def test_what_no_child_can_show_stays_hidden(outer: str, inner: str, kind: str) -> None:
    spam = f"<span style='{outer}'><span style='{inner}'>某某体育官网</span></span>"
    document = extracted(layout(f"<div>{BODY.replace('会议强调', f'会议{spam}强调')}</div>"))
    (span,) = document.blocks[2].spans
    assert span.hidden == kind


@pytest.mark.parametrize(
    ("sheet", "is_hidden"),
    [
        (".w{font-size:0} .w p, .x a{font-size:14px}", False),
        (".w > p{font-size:14px} .w{font-size:0}", False),
        (".w{font-size:0} .x p{font-size:14px}", True),
        (".w{font-size:0} .w:hover p{font-size:2em}", True),
        (".w{display:none} .w p{font-size:14px}", True),
        (".w{font-size:0} .v{font-size:14px}", False),
        (".w{font-size:0} p{font:14px/2 宋体}", False),
        (".w{font-size:0} div.w > p.v{font-size:14px}", True),  # a selector that is not understood
        (".w{font-size:0} .w *{font-size:.16rem}", False),
        (".w{font-size:0} .w i{font-size:14px}", True),
    ],
)
def test_a_size_of_nothing_that_closes_gaps_hides_nothing(sheet: str, is_hidden: bool) -> None:
    spam = "<div class=w><p class=v>某某体育在线官网</p></div>"
    document = extracted(layout(f"<div>{spam}{BODY}</div>", head=f"<style>{sheet}</style>"))
    told = [span.hidden for block in document.blocks for span in block.spans]
    assert bool(told or document.hidden) is is_hidden


def test_text_that_stands_itself_in_a_box_of_size_nothing_is_hidden() -> None:
    head = "<style>.w{font-size:0} .w i{font-size:14px}</style>"
    spliced = BODY.replace("会议强调", "会议<span class=w>某某体育<i>强调</i>官网</span>")
    document = extracted(layout(f"<div>{spliced}</div>", head=head))
    block = document.blocks[2]
    hidden = [block.text[span.start : span.end] for span in block.spans if span.hidden]
    assert hidden == ["某某体育", "官网"]


def test_style_sheet_of_the_page_hides_too() -> None:
    sheet = "/* x */ .a, #B{color:red} .zz{display:none} @media print{.main{display:none}}"
    head = f"<style>{sheet}</style>"
    spam = "<p class='a zz'>某某体育在线官网</p>"
    document = extracted(layout(f"<div>{spam}{BODY}</div>", head=head))
    assert texts(document) == PARAGRAPHS
    assert [block.text for block in document.hidden] == ["某某体育在线官网"]


@pytest.mark.parametrize("media", ["print", "screen and (max-width: 640px)", "handheld"])
def test_style_sheet_for_other_media_hides_nothing(media: str) -> None:
    head = f"<style media='{media}'>.a{{display:none}}</style>"
    document = extracted(layout(f"<div><p class=a>另据报道。</p>{BODY}</div>", head=head))
    assert texts(document) == ("另据报道。", *PARAGRAPHS)


def test_article_that_a_script_shows_later_is_read() -> None:
    document = extracted(layout(f"<div id='js_content' style='visibility: hidden'>{BODY}</div>"))
    assert texts(document) == PARAGRAPHS
    assert all(span.hidden is None for block in document.blocks for span in block.spans)


def test_a_file_under_other_articles_is_not_attached() -> None:
    below = '<h4>热门推荐</h4><p><a href="/down/gongyue.doc">某某公约</a></p>'
    assert extracted(layout(BODY + "</div>" + below + "<div>")).article.attachments == ()


def test_caption_of_a_picture_within_the_markup() -> None:
    picture = '<p><img src="data:image/png;base64,iVBORw0KGgo="></p><p>某某博物院供图</p>'
    document = extracted(layout(f"<p>{PARAGRAPHS[0]}</p>{picture}{BODY}"))
    assert [caption.credit for caption in document.article.captions] == ["某某博物院"]
    assert document.article.images == ()


@pytest.mark.parametrize(
    "line",
    [
        "进入【某某财经股吧】讨论",
        "精彩视频推荐",
        "自动播放开关 自动播放",
        "相关日志",
        "延伸閱讀",
        "继续滑动看下一个",
        "本網站之文字、圖片及影音，非經授權，不得轉載、公開播送或公開傳輸及利用。",
        "主办：某某县人民政府办公室",
    ],
)
def test_furniture_below_the_prose_is_cut(line: str) -> None:
    assert line not in texts(extracted(layout(f"{BODY}<p>{line}</p>")))


def test_links_behind_their_label_below_the_prose_are_cut() -> None:
    below = (
        '<p>上一篇：<a href="1.htm">我市开展防汛演练</a><br>'
        '下一篇：<a href="2.htm">市领导看望教师</a></p>'
        '<p>相关新闻：<a href="3.htm">安全生产月活动启动</a></p>'
        "<p>某某市人民政府办公室主办 某某市信息中心承办 建议使用IE6.0浏览</p>"
    )
    assert texts(extracted(layout(BODY + below))) == texts(extracted(layout(BODY)))


@pytest.mark.parametrize("before", [BODY, ""])
def test_without_a_picture_a_paragraph_that_names_who_took_one_is_prose(before: str) -> None:
    last = "目前，全县已完成早稻育秧三万亩，农技人员正在田间指导农户管护秧苗。（张三 摄）"
    assert texts(extracted(layout(f"{before}<p>{last}</p>")))[-1] == last


def test_the_only_paragraph_below_a_picture_is_the_text() -> None:
    only = "2月24日，农技人员在田间指导农户管护秧苗，确保早稻育秧如期完成。（记者 李四 摄）"
    assert texts(extracted(layout(f"<p><img src=/1.jpg></p><p>{only}</p>"))) == (only,)


def test_who_held_an_event_is_prose() -> None:
    last = "本次活动由市政府主办、市文旅局承办。"
    assert texts(extracted(layout(f"{BODY}<p>{last}</p>")))[-1] == last


@pytest.mark.parametrize(
    "base", ["http://www.a.gov.cn/x/y/z.html", "https://a.cn", "http://例.cn/a"]
)
@pytest.mark.parametrize(
    "address",
    ["/a/b.html", "/./a", "/a/../b", "//c.cn/d", "/a?q=/../b", "/a;", "/a;p?", "/a#", "/a?x#y", "/",
     "http://c.cn", "http://c.cn?q", "http://c.cn/a/../b", "http://c.cn/a;b", "https://c.cn/a#",
     "b/c", "http://c.cn/?", "http://c.cn/新闻/1.html?a=b#c", "/新闻/1 .html"],
)  # fmt: skip
def test_address_is_made_absolute_as_the_standard_library_does(base: str, address: str) -> None:
    assert absolute(base, address) == urljoin(base, "".join(address.split()))


@pytest.mark.parametrize(
    "address", ["", "#top", "javascript:void(0)", "mailto:a@b.cn", "http://[a"]
)
def test_what_leads_to_no_page_is_no_address(address: str) -> None:
    assert absolute("http://www.a.gov.cn/", address) is None
