"""What a clause hides between two of its words: spam of any trade, or a site's own."""

import pytest

from pipelines.despam.page.within import is_put_within
from pipelines.document import Span

BEFORE, BEHIND = "会议要求各地落实安全", "生产责任，保持通道畅通。"


@pytest.mark.parametrize(
    ("piece", "how", "is_told"),
    [
        ("月瘦二十斤减肥茶", "display:none", True),
        ("代写职称论文", "no-size", True),
        ("发展和改革委员会", "display:none", False),
        ("点击查看大图", "display:none", False),
        ("微信扫一扫分享", "display:none", False),
        ("下载附件全文", "font-size:0", False),
        ("网站导航首页", "off-screen", False),
        ("打击减肥药诈骗", "display:none", False),
        ("月瘦二十斤减肥茶", "white-text", False),
    ],
)
def test_what_a_clause_hides(piece: str, how: str, *, is_told: bool) -> None:
    span = Span(start=len(BEFORE), end=len(BEFORE + piece), hidden=how)
    assert is_put_within(BEFORE + piece + BEHIND, span) == is_told


def test_what_stands_at_the_end_of_a_sentence_is_no_part_of_a_clause() -> None:
    text = "会议结束。代写职称论文"
    assert not is_put_within(text, Span(start=5, end=len(text), hidden="display:none"))


def test_what_the_sentence_speaks_of_itself_is_its_own() -> None:
    text = "减肥门诊开设减肥课程班，市民可预约。"
    assert not is_put_within(text, Span(start=6, end=10, hidden="display:none"))
