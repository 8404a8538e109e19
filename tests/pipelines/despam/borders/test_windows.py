"""What the network sees of a part of a line: the same however much of the line stands around it."""

from __future__ import annotations

import numpy as np
import pytest

from pipelines.despam.borders.snapping import snapped
from pipelines.despam.borders.windows import KINDS, Window
from pipelines.despam.language.reading import read
from pipelines.despam.runs.islands import between
from pipelines.despam.words.classes import CLASSES
from pipelines.despam.words.lexicon import lexicon

PROSE = "会议强调，要坚持以人民为中心，扎实推进2021年各项工作落实到位。"
PHRASE = "彩票app下载2020年官网"


def _window(before: str, after: str = "") -> Window:
    lo = len(before)
    return Window(read(before + PROSE + PHRASE + PROSE + after), lo + 20, lo + 60)


@pytest.mark.parametrize("far", [PROSE, "2019" * 30, "县" * 500])
def test_what_is_seen_does_not_depend_on_what_is_far(far: str) -> None:
    here, there = _window(PROSE, PROSE), _window(far + PROSE, PROSE + far)
    assert here.text == there.text
    assert here.kinds().tolist() == there.kinds().tolist()
    assert here.classes().tolist() == there.classes().tolist()
    assert np.array_equal(here.numbers(), there.numbers())


@pytest.mark.parametrize(
    ("text", "kinds"), [("共12户，2020年", "h00h,yyyyh"), ("A·【官】", "a·【h】"), ("☎ ，", "os,")]
)
def test_each_character_has_a_kind(text: str, kinds: str) -> None:
    window = Window(read(text), 0, len(text))
    assert "".join(KINDS[number - 1] for number in window.kinds()) == kinds


def test_a_word_of_the_vocabulary_has_a_beginning_an_inside_and_an_end() -> None:
    window = Window(read("全县百家乐官网"), 0, 7)
    play, call = (3 * CLASSES.index(kind) + 1 for kind in ("play", "call"))
    assert window.classes().tolist() == [0, 0, play, play + 1, play + 2, call, call + 2]


def test_every_class_of_the_vocabulary_has_its_rows() -> None:
    known = {word.kind for word in lexicon().words.values()} | {lexicon().of_address.kind}
    assert known == set(CLASSES)


@pytest.mark.parametrize(
    ("page", "disguises"),
    [("官网app", [0, 0, 0, 0, 0]), ("官ａb", [0, 1, 0]), ("аb娛", [4, 0, 3]), ("全县", [0, 0])],
)
def test_how_a_character_is_disguised_is_seen(page: str, disguises: list[int]) -> None:
    reading = read(page)
    assert Window(reading, 0, len(reading.text)).disguises().tolist() == disguises


def test_the_ends_of_a_line_are_seen() -> None:
    text = "县" * 60
    ends = [Window(read(text), *part).numbers()[:, 3] for part in ((0, 20), (20, 40), (40, 60))]
    assert [(one[0], one[-1]) for one in ends] == [(1.0, 0.0), (0.0, 0.0), (0.0, 1.0)]


@pytest.mark.parametrize(("disguised", "expected"), [(7, (30, 37)), (8, (30, 38)), (40, (31, 37))])
def test_a_run_takes_the_borders_of_a_disguise_that_it_is_nearly_all_of(
    disguised: int, expected: tuple[int, int]
) -> None:
    reading = read("县" * 30 + "&#24425;" * disguised + "县" * 30)
    found = snapped(reading, between(reading, 31, 37), ())
    assert (found.start, found.end) == expected
