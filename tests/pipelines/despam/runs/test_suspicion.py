"""Which parts of a text are read closely: found by pairs of characters, of any plane."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.despam.runs.suspicion import suspects, suspects_of

SPAM = "澳门新葡京官网"


@pytest.mark.parametrize(
    ("before", "why"),
    [
        ("", "nothing before"),
        ("a", "an odd offset"),
        ("\U0001f600", "a character of another plane: two units of UTF-16, one of Python's"),
        ("\ud83d", "half of such a character"),
    ],
)
def test_spam_is_suspected_wherever_it_begins(before: str, why: str) -> None:
    assert suspects(before + SPAM) == [(0, len(before + SPAM))], why


@given(st.lists(st.text() | st.sampled_from([SPAM, "会议强调，要有序推动复工复产。"]), max_size=6))
def test_lines_read_together_are_suspected_as_each_alone(lines: list[str]) -> None:
    lines = [line.replace("\n", " ") for line in lines]
    ends = "会" * 40  # signs add up across a short distance
    parted = [text for line in lines for text in (line, ends)]
    assert suspects_of(parted)[::2] == [suspects(line) for line in lines]


@given(st.lists(st.text() | st.sampled_from([SPAM, "登录", "会议强调"]), max_size=6))
def test_lines_apart_are_suspected_as_each_alone(lines: list[str]) -> None:
    lines = [line.replace("\n", " ") for line in lines]
    assert suspects_of(lines, apart=True) == [suspects(line) for line in lines]
