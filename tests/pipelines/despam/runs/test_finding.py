"""Runs of a line: exact borders are looked for only where something of a run may be taken out."""

from __future__ import annotations

import pytest

from pipelines.despam.borders.search import sharpened
from pipelines.despam.language.reading import Reading
from pipelines.despam.runs.finding import runs_of, runs_of_lines
from pipelines.despam.runs.islands import Island

STRANGE = "雪佛兰AVEO车型"
"""A rough run with no word of meaning in it."""
BETWEEN = "会议强调要坚持以人民为主扎实推进各项任务落实好有关要求并"
SPAM = "乐鱼体育官网"


@pytest.fixture
def looked_for(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the rough runs whose exact borders were looked for, as they are."""
    found: list[str] = []

    def noted(reading: Reading, start: int, end: int) -> Island | None:
        found.append(reading.text[start:end])
        return sharpened(reading, start, end)

    monkeypatch.setattr("pipelines.despam.runs.finding.sharpened", noted)
    return found


def test_a_run_with_no_word_of_meaning_within_reach_has_no_borders_looked_for(
    looked_for: list[str],
) -> None:
    (runs,) = runs_of_lines([(STRANGE + BETWEEN + SPAM, ())], "", [True])
    assert looked_for == [SPAM]
    assert [run.key for run in runs] == [SPAM]


def test_a_text_that_stands_for_itself_is_looked_through_whatever_its_words(
    looked_for: list[str],
) -> None:
    runs_of(STRANGE + BETWEEN + SPAM, (), "")
    assert sorted(looked_for) == ["a", SPAM]


def test_a_run_with_a_word_of_meaning_within_reach_is_looked_at(looked_for: list[str]) -> None:
    runs_of_lines([(STRANGE + BETWEEN[:12] + SPAM, ())], "", [True])
    assert sorted(looked_for) == ["a", SPAM]
