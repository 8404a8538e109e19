"""Articles without text: a picture (一图读懂), a file; and codes to scan, which are neither."""

from __future__ import annotations

import pytest

from archive.records import Extraction, RawPage, Rejection
from pipelines.run import process
from tests.pipelines.html import NAVIGATION, RELATED

TITLE = "一图读懂：优化营商环境三十条"
BAR = "<div>2020-04-09 10:02 | 信息来源：市发改局 | 点击率：</div>"
PICTURE = '<p align=center><img src="/images/yt.jpg"></p>'


def _read(middle: str, after: str = "") -> Extraction | Rejection:
    html = (
        f"<html><head><title>{TITLE}_某市人民政府</title></head><body><ul>{NAVIGATION}</ul>"
        f"<div>首页 / 政策 / 图解</div><h2>{TITLE}</h2>{middle}{after}"
        f"<h3>相关阅读</h3><ul>{RELATED}</ul><p>版权所有 某市人民政府</p></body></html>"
    )
    return process(RawPage(url="http://www.example.gov.cn/zc/88.html", body=html.encode()))


def test_a_picture_below_headline_and_bar_is_an_article() -> None:
    found = _read(BAR + PICTURE)
    assert isinstance(found, Extraction)
    article = found.article
    assert (article.title, article.source) == (TITLE, "市发改局")
    assert article.published_at == "2020-04-09T10:02:00+08:00"
    assert article.images == ("http://www.example.gov.cn/images/yt.jpg",)
    assert article.body == ""
    assert article.language == "zh-Hans"


def test_a_question_to_readers_is_no_text() -> None:
    found = _read(
        BAR + PICTURE, "<div><p>您觉得这篇文章对您有帮助吗？</p><button>提交</button></div>"
    )
    assert isinstance(found, Extraction)
    assert found.article.body == ""


def test_without_bar_or_picture_there_is_none() -> None:
    assert isinstance(_read(PICTURE), Rejection)
    assert isinstance(_read(BAR), Rejection)
    assert isinstance(_read(BAR + '<img src="/images/share.png">'), Rejection)


FILE = "<p><a href='/u/P020200409.pdf'>营商环境三十条.pdf</a></p>"
PLAYER = "<div class=wp_pdf_player pdfsrc='/u/P020200409.pdf'></div>"


PDF = "/u/P020200409.pdf"
OBJECT = f"<object data='{PDF}' type='application/pdf'><a href='{PDF}'>下载</a></object>"
SHOWN = [
    FILE,
    f"<p>附件：</p>{FILE}",
    PLAYER,
    OBJECT,
    f"{FILE}{OBJECT}",
    f"<p>附件：<a href='{PDF}'>三十条</a></p><embed src='{PDF}' type='application/pdf'>",
    f"<iframe src='{PDF}' width='100%' height='900'></iframe>",
    f"<iframe src='/pdfjs/web/viewer.html?file={PDF}'></iframe>",
    f"<iframe src='/pdfjs/web/viewer.html?file=..%2F..{PDF}&amp;zoom=100'></iframe>",
    f"<object classid='clsid:CA8A9780'><param name='src' value='{PDF}'></object>",
    f"<p><script>showVsbpdfIframe('{PDF}','100%','600','0','','vsb');</script></p>",
]


@pytest.mark.parametrize("shown", SHOWN)
def test_a_file_below_headline_and_bar_is_an_article(shown: str) -> None:
    found = _read(BAR + shown)
    assert isinstance(found, Extraction)
    assert [file.url for file in found.article.attachments] == [
        "http://www.example.gov.cn/u/P020200409.pdf"
    ]
    assert (found.article.title, found.article.body) == (TITLE, "")
    assert found.article.published_at == "2020-04-09T10:02:00+08:00"


@pytest.mark.parametrize(
    "middle", [FILE, f"{BAR}<h3>相关下载</h3><p>政务服务大厅</p><p>办事指南汇编本</p>{FILE}"]
)
def test_a_file_elsewhere_is_none(middle: str) -> None:
    assert isinstance(_read(middle), Rejection)


@pytest.mark.parametrize(
    "player",
    [
        "<embed src='/u/a.swf' type='application/x-shockwave-flash'>",
        "<video src='/u/a.mp4'></video>",
        "<object data='/u/a.mp4'></object>",
        "<iframe src='/player.html?file=/u/a.mp4'></iframe>",
        "<div style='display:none'><iframe src='/u/a.pdf'></iframe></div>",
        "<script>window.open('/u/a.pdf')</script>",
    ],
)
def test_films_are_no_files(player: str) -> None:
    assert isinstance(_read(f"{BAR}{player}"), Rejection)


def test_a_file_without_an_ending_is_known_by_its_type() -> None:
    found = _read(f"{BAR}<object data='/file?id=7' type='application/pdf'></object>")
    assert isinstance(found, Extraction)
    (file,) = found.article.attachments
    assert file.url == "http://www.example.gov.cn/file?id=7"


def test_codes_to_scan_are_no_pictures() -> None:
    text = "<p>4月9日，市发改局发布优化营商环境三十条，从市场准入到融资服务均有新举措。</p>" * 3
    code = '<p><img src="/u/88.png"></p><p>扫一扫在手机打开当前页</p>'
    found = _read(f"{BAR}<div>{PICTURE}{text}{code}</div>")
    assert isinstance(found, Extraction)
    assert found.article.images == ("http://www.example.gov.cn/images/yt.jpg",)


def test_the_caption_of_a_picture_alone_is_told() -> None:
    found = _read(
        f"{BAR}<div>{PICTURE}<p>▲东河镇农民在插秧（王芳摄）</p>"
        '<p><img src="/images/b.jpg"></p><p>▲志愿者在清理河道（刘洋摄）</p></div>'
    )
    assert isinstance(found, Extraction)
    article = found.article
    assert [(one.text, one.credit) for one in article.captions] == [
        ("▲东河镇农民在插秧", "王芳"),
        ("▲志愿者在清理河道", "刘洋"),
    ]
    assert [one.image_url for one in article.captions] == list(article.images)
    assert article.body == ""


def test_one_caption_without_a_sign_is_told() -> None:
    found = _read(f"{BAR}<div>{PICTURE}<p>农民在插秧（王芳摄）</p></div>")
    assert isinstance(found, Extraction)
    assert [(one.text, one.credit) for one in found.article.captions] == [("农民在插秧", "王芳")]


def test_what_stands_below_a_picture_alone_and_is_no_caption_is_left() -> None:
    found = _read(f"{BAR}<div>{PICTURE}</div><p>分享到朋友圈</p>")
    assert isinstance(found, Extraction)
    assert (found.article.captions, found.article.body) == ((), "")
