"""Borders that the places of a phrase agree to."""

from difflib import SequenceMatcher
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from pipelines.despam.runs.agreement import MOST_KEYS, SHORTEST, shared_parts

KEYS = st.lists(st.text("澳门葡京官网app", min_size=4, max_size=14), max_size=8).map(set)


@given(KEYS)
def test_only_keys_that_share_nothing_are_not_compared(keys: set[str]) -> None:
    parts = set()
    for one, other in combinations(sorted(keys)[:MOST_KEYS], 2):
        match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
        if match.size >= max(SHORTEST, min(len(one), len(other)) * 0.6):
            parts.add(one[match.a : match.a + match.size].strip())
    assert shared_parts(keys) == {part for part in parts if len(part) >= SHORTEST}


def test_the_longest_text_that_two_keys_share_is_a_part() -> None:
    assert shared_parts({"澳门葡京官网", "上澳门葡京官网app", "云顶集团"}) == {"澳门葡京官网"}
