"""What an article tells its readers to scan a code for is its text; furniture of a site is none."""

from __future__ import annotations

from itertools import product

import pytest

from archive.records import Extraction, RawPage
from pipelines.run import process
from tests.pipelines.html import PARAGRAPHS, URL, layout

OWN = (
    "扫码查看办事指南",
    "（扫描二维码查看全文）",
    "微信扫码咨询",
    "扫描下方二维码报名",
    "（扫码查看招聘岗位一览表）",
    "请扫描下方二维码查看录取名单",
    "扫描二维码查询考点安排",
    "微信扫一扫，查询办理进度",
    "识别二维码查看政策原文",
    "请用支付宝扫描下方二维码领取优惠券",
    "长按识别二维码查看征集公告",
    "使用微信扫描下图二维码即可查看分数线",
    "请家长长按识别二维码，填写信息报名",
    "请学生家长长按识别下方二维码，登录平台查询录取结果。",
    "扫码登录某县不动产登记平台查询办理进度。",
    "请企业长按下方二维码，加入政企沟通交流群。",
    "请市民扫描二维码领取消费券。",
)
FURNITURE = (
    "扫一扫在手机打开当前页",
    "扫描二维码关注我们",
    "微信扫一扫：分享",
    "扫码阅读",
    "手机扫码阅读",
    "长按二维码关注“某县发布”",
    "用微信扫描二维码分享至好友和朋友圈",
    "扫描二维码",
    "扫码查看更多",
    "请扫描二维码关注某县人民政府微信公众号",
    "扫描二维码，手机查看本文",
    "欢迎扫描二维码订阅",
    "扫码查看",
    "请长按二维码关注公众号查看更多内容",
    "长按识别二维码，分享给更多人",
    "扫描二维码，查询更多新闻",
    "扫码关注公众号，领取新人福利",
    "长按二维码关注我们，加入读者交流群",
)
TEXT = "".join(f"<p>　　{line}</p>" for line in PARAGRAPHS)
BREAKS = "<br>".join(f"　　{line}" for line in PARAGRAPHS)
CODE = "<img src=/u/qr.jpg width=200>"
INSIDE = {
    "paragraph": f"<div class=con>{TEXT}<p>　　{{}}</p></div>",
    "centred": f"<div class=con>{TEXT}<p style='text-align:center'>{{}}</p></div>",
    "below its code": f"<div class=con>{TEXT}<p>{CODE}</p><p align=center>{{}}</p></div>",
    "above its code": f"<div class=con>{TEXT}<p align=center>{{}}</p><p>{CODE}</p></div>",
    "beside its code": f"<div class=con>{TEXT}<p align=center>{CODE}<br>{{}}</p></div>",
    "line": f"<div class=con>{BREAKS}<br>　　{{}}</div>",
    "of WeChat": (
        "<div id=js_content>"
        + "".join(f"<section><section><p>{line}</p></section></section>" for line in PARAGRAPHS)
        + f"<section>{CODE}<section><p>{{}}</p></section></section></div>"
    ),
    "of TRS": f"<div class=TRS_Editor>{TEXT}<p>{{}}</p></div>",
}
FOLLOWED = "请关注“某县教育”公众号，点击“招生报名”进行报名。"
SIGNED = f"<div class=con>{TEXT}<p>{{}}</p><p align=right>县人社局</p></div>"
OUTSIDE = {
    "share": f"<div class=con>{TEXT}</div><div class=share>{{}}</div>",
    "share within": f"<div class=con>{TEXT}<div class=share>{CODE}<p>{{}}</p></div></div>",
    "code within": f"<div class=con>{TEXT}<div class=ewm>{CODE}<p>{{}}</p></div></div>",
    "foot": f"<div class=con>{TEXT}</div><div class=foot>{CODE}<p>{{}}</p></div>",
    "other element": f"{TEXT}<div>{CODE}<span>{{}}</span></div>",
}


def body(text: str, line: str) -> str:
    found = process(RawPage(url=URL, body=layout(text.format(line)).encode()))
    assert isinstance(found, Extraction), found.reason
    return found.article.body


@pytest.mark.parametrize(("place", "line"), list(product(INSIDE, OWN)))
def test_it_stays_among_the_paragraphs_and_beside_its_code(place: str, line: str) -> None:
    assert body(INSIDE[place], line) == "\n".join([*PARAGRAPHS, line])


@pytest.mark.parametrize("line", OWN)
def test_it_stays_above_a_signature(line: str) -> None:
    assert body(SIGNED, line) == "\n".join([*PARAGRAPHS, line, "县人社局"])


@pytest.mark.parametrize(("place", "line"), list(product(INSIDE, FURNITURE)))
def test_furniture_leaves_the_text_wherever_it_stands(place: str, line: str) -> None:
    assert body(INSIDE[place], line) == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize("place", OUTSIDE)
@pytest.mark.parametrize("line", ["扫码查看办事指南", "（扫描二维码查看全文）", "微信扫码咨询"])
def test_the_same_words_in_another_box_are_furniture(place: str, line: str) -> None:
    assert body(OUTSIDE[place], line) == "\n".join(PARAGRAPHS)


def test_an_account_through_which_something_is_done_is_told() -> None:
    assert body(INSIDE["paragraph"], FOLLOWED) == "\n".join([*PARAGRAPHS, FOLLOWED])
    assert body(INSIDE["paragraph"], "请关注“某县教育”公众号") == "\n".join(PARAGRAPHS)
