"""Short paragraphs around one long one stay, whatever rows of tools and neighbours stand below."""

from __future__ import annotations

import pytest

from tests.pipelines.html import PARAGRAPHS, extracted, layout, texts

LONG = PARAGRAPHS[0]
FURNITURE = (
    "",
    "<p>【打印】【关闭】</p>",
    "<p><a href=#>关闭窗口</a></p>",
    "<div><a href=#>打印本页</a> <a href=#>关闭</a></div>",
    "<p>上一篇：<a href=/a/1.html>县政府召开第十二次常务会议</a></p><p>下一篇：没有了</p>",
)
"""What stands below the text, in the same box."""


@pytest.mark.parametrize("below", FURNITURE)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((), ("会议还研究了其他事项。",)),
        (("各县市区人民政府：",), ("特此通知。",)),
        (("4月2日，会议召开。",), ()),
        ((), ("获奖名单：", "王建国 李秀英", "刘洋 陈静")),
        ((), ("温馨提示：请勿疲劳驾驶。",)),
        ((), ("会议强调，要抓好落实。", "要守住底线。", "要加强领导。", "县领导参加会议。")),
    ],
)
@pytest.mark.parametrize("paragraph", ["<p>{}</p>", "<p><span>{}</span></p>", "<div>{}</div>"])
def test_short_paragraphs_beside_a_long_one_stay(
    before: tuple[str, ...], after: tuple[str, ...], below: str, paragraph: str
) -> None:
    lines = (*before, LONG, *after)
    text = "".join(map(paragraph.format, lines))
    assert texts(extracted(layout(f"<div class=content>{text}{below}</div>"))) == lines
