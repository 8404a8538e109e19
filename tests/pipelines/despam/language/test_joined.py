"""The lines of a page as one text: what it tells of a line is what the line tells by itself."""

from __future__ import annotations

import pytest

from pipelines.despam.language.folding import folded_each
from pipelines.despam.language.joined import Joined
from pipelines.despam.language.reading import read

LINES = ["县政府召开Ａpp下載工作会议", "", "澳门百家乐", "官网入口bet365", "真人百家"]


@pytest.mark.parametrize("breaks", [1, 17])
@pytest.mark.parametrize("number", range(len(LINES)))
def test_a_line_reads_as_it_does_alone(number: int, breaks: int) -> None:
    plain = Joined(LINES, breaks).line(number)
    assert plain is not None
    assert plain.text == folded_each(LINES[number])
    assert read(LINES[number], plain).places == read(LINES[number]).places


@pytest.mark.parametrize("line", ["澳*门*百*家*乐官网", "百家乐&#23448;网", "百\u200b家乐官网"])
def test_where_characters_move_words_are_looked_for_anew(line: str) -> None:
    reading = read(line, Joined(["", line]).line(1))
    assert reading.text == read(line).text
    assert reading.places == read(line).places


def test_no_word_goes_on_in_the_next_line() -> None:
    plain = Joined(["澳门百", "家乐官网"]).line(1)
    assert plain is not None
    assert [word for _, word in plain.spots] == ["官网"]


def test_of_a_line_with_characters_beyond_the_table_nothing_is_known() -> None:
    joined = Joined(["官网", "官网\U0003134a"])
    assert joined.line(0) is not None
    assert joined.line(1) is None
