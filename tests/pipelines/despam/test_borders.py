"""The exact borders of a run: the likeliest of all pairs, though most are never weighed in full."""

from __future__ import annotations

import pytest

from pipelines.despam.borders import LONGEST, best_near, odds, pairs, window
from pipelines.despam.places import Places
from pipelines.despam.reading import Reading, read

LINES = (
    "会议强调，要坚澳门新葡京官网持以人民为中心",
    "凤凰网娱乐_凤凰网",
    "（彩票app下载）2020年官网",
    "扎实推进bet365 体育投注平台",
)
"""So short that all of a line lies in the window around any part of it."""


def _all_pairs(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    return list(pairs(Places(reading, *window(reading, start, end)), start, end))


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("start", [0, 2, 5])
def test_no_pair_of_borders_is_likelier_than_the_one_found(line: str, start: int) -> None:
    best = best_near(read(line), start, start + 4)
    assert best is not None
    rated = {pair: odds(read(line), *pair) for pair in _all_pairs(read(line), start, start + 4)}
    assert max(rated.values()) == pytest.approx(best.nats)
    assert rated[best.start, best.end] == pytest.approx(best.nats)


def test_what_may_not_begin_or_end_a_run_is_no_border() -> None:
    reading = read("，澳门新葡京，官网。")
    found = _all_pairs(reading, 1, 6)
    assert found
    assert all(reading.text[a] != "," and reading.text[b - 1] not in ",。" for a, b in found)


def test_pieces_too_long_for_a_run_are_no_pair() -> None:
    reading = read("县" * 300)
    assert all(0 < b - a <= LONGEST for a, b in _all_pairs(reading, 100, 160))
    best = best_near(reading, 100, 160)
    assert best is not None
    assert best.end - best.start <= LONGEST


def test_between_sentence_marks_alone_no_borders_are_found() -> None:
    assert best_near(read("，。，。"), 1, 3) is None
