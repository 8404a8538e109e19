"""What a line looks like at each place: the same however much of the line stands around it."""

from __future__ import annotations

import pytest

from pipelines.despam.borders.places import Places
from pipelines.despam.borders.snapping import snapped
from pipelines.despam.language.reading import read
from pipelines.despam.runs.islands import between

PROSE = "会议强调，要坚持以人民为中心，扎实推进2021年各项工作落实到位。"
PHRASE = "彩票app下载2020年官网"


def _places(before: str, after: str = "") -> Places:
    lo = len(before)
    return Places(read(before + PROSE + PHRASE + PROSE + after), lo + 20, lo + 60)


@pytest.mark.parametrize("far", [PROSE, "2019" * 30, "县" * 500])
def test_signs_do_not_depend_on_what_is_far(far: str) -> None:
    here, there = _places(PROSE, PROSE), _places(far + PROSE, PROSE + far)
    assert here.inside() == there.inside()
    assert here.openings() == there.openings()
    assert here.closings() == there.closings()


def test_digits_of_a_year_are_told_from_others_at_the_edge_of_a_piece() -> None:
    reading = read("共120205户，2020年至今")
    kinds = [Places(reading, at, at + 1).kind(at) for at in range(len(reading.text))]
    assert "".join(kinds) == "h000000h,yyyyhhh"


def test_outside_the_line_nothing_stands() -> None:
    places = Places(read("彩票"), 0, 2)
    assert [places.kind(at) for at in (-1, 0, 1, 2)] == ["^", "h", "h", "^"]
    assert places.disguise(-1) == places.disguise(2) == "-"


@pytest.mark.parametrize(("disguised", "expected"), [(7, (30, 37)), (8, (30, 38)), (40, (31, 37))])
def test_a_run_takes_the_borders_of_a_disguise_that_it_is_nearly_all_of(
    disguised: int, expected: tuple[int, int]
) -> None:
    reading = read("县" * 30 + "&#24425;" * disguised + "县" * 30)
    found = snapped(reading, between(reading, 31, 37), ())
    assert (found.start, found.end) == expected
