"""Twice the line costs about twice the time, whatever stands in it."""

import time
from collections.abc import Callable

import pytest

from pipelines.despam.advertisements.advertising import signs_of
from pipelines.despam.advertisements.items import offers
from pipelines.despam.advertisements.paragraphs import without_offers
from pipelines.despam.advertisements.speaking import odds_of
from pipelines.despam.cutting import Cut
from pipelines.despam.lines import BODY, Line, Verdict
from pipelines.despam.shields.contexts import shielded
from pipelines.despam.shields.subjects import Subjects

SIZE = 8_000
"""Characters; from here on what is tried at each of them outweighs all else."""
_OFFER = "24小时一元一分红中麻将群，亮证上桌，跑包包赔，手机微信上下分，群主微信hzmj5588。"


def clauses_that_all_differ(text: str) -> object:
    """Read a line no two clauses of which begin alike."""
    return odds_of("，".join(chr(0x4E00 + at) * 2 for at in range(len(text) // 2)))


def rest_of_a_page(text: str) -> object:
    """Read offers beside a text of their length that says nothing of them."""
    rest = "".join(chr(0x4E00 + at) for at in range(len(text)))
    lines = [Line(BODY, line) for line in [_OFFER] * (len(text) // 40) + [rest]]
    return without_offers(lines, [Verdict()] * len(lines), hacked=False)


def names_again_and_again(text: str) -> object:
    """Ask of a line that says nothing but one name whether the page is about it."""
    lines = [Line(BODY, "永利娱乐" * (len(text) // 2))]
    return Subjects(lines).hold(0, Cut(0, 4, "phrase", 0.9))


def lines_with_a_cut_each(text: str) -> object:
    """Ask of many cuts whether their context shows them to be the page's own."""
    lines = [
        Line(BODY, f"会议要求永利{at:04}官网各单位抓好落实。") for at in range(len(text) // 20)
    ]
    verdicts = [Verdict((Cut(4, 12, "phrase:brand", 0.9),)) for _ in lines]
    return shielded(lines, verdicts, "http://www.example.gov.cn/")


@pytest.mark.parametrize(
    ("read", "piece"),
    [
        *((signs_of, piece) for piece in ("9", "十", "a", "-", "a-", "送9", "存9送")),
        *((offers, piece) for piece in ("收", "收购 ", "收、", "收，")),
        *((odds_of, piece) for piece in ("“", "《")),
        (clauses_that_all_differ, "中"),
        (rest_of_a_page, "中"),
        (names_again_and_again, "中"),
        (lines_with_a_cut_each, "中"),
    ],
)
def test_twice_the_line_costs_about_twice_the_time(
    read: Callable[[str], object], piece: str
) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        taken = []
        for _ in range(3):
            began = time.process_time()
            read(text)
            taken.append(time.process_time() - began)
        return min(taken)

    assert seconds(2 * SIZE) <= 3 * seconds(SIZE)
