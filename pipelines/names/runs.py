"""Names that stand without a separator: 张杰廖玉蓉 is 张杰 and 廖玉蓉."""

from __future__ import annotations

from functools import cache

from pipelines.names.lexicon import (
    HAN_ONLY,
    compound_surnames,
    given_names,
    surname_ranks,
    transliterating,
)

_NAME_COST = 1.0
"""Each further name in a run costs as much as the rarest family name: fewer names are likelier."""
_SHORT_NAME_COST = 0.35
"""Two characters are rarer than three (about 3 in 10 of living people)."""
_LONGEST_RUN = 16
LONGEST_NAME = 4
"""Characters of a name with two family names, or one of two characters."""
_SHORTEST_GIVEN, _LONGEST_GIVEN = 3, 7
"""Characters of a name without a family name: 乌兰图雅, 阿不都热合曼."""


def is_name(word: str) -> bool:
    """Whether a word is built like a name: a known family name and one or two characters."""
    if HAN_ONLY.fullmatch(word) is None:
        return False
    if word[:2] in compound_surnames() and len(word) in (3, 4):
        return True
    return len(word) in (2, 3) and word[0] in surname_ranks()


def is_given_name(word: str) -> bool:
    """Whether a word is built like a name without a family name: 斯琴高娃, 次仁片多."""
    return _SHORTEST_GIVEN <= len(word) <= _LONGEST_GIVEN and word.endswith(given_names())


def is_by_sound(word: str) -> bool:
    """Whether a word is written by the sound of another language: 祖丽胡马尔 is one name."""
    return LONGEST_NAME <= len(word) <= _LONGEST_GIVEN and transliterating().issuperset(word)


def cut_run(run: str) -> tuple[str, ...] | None:
    """Return the names of a run, the whole run if it is one name, or None if it cannot be names.

    A run of four that is no two names may be one of a person with two family names (范徐丽泰).
    """
    if is_name(run):
        return (run,)
    if not len(run) <= _LONGEST_RUN or HAN_ONLY.fullmatch(run) is None:
        return None
    return _cheapest(run)[1]


@cache
def _cost(name: str) -> float:
    if name[:2] in compound_surnames():
        return _NAME_COST
    ranks = surname_ranks()
    short = _SHORT_NAME_COST if len(name) == 2 else 0.0  # 张杰
    return _NAME_COST + ranks[name[0]] / len(ranks) + short


def _cheapest(run: str) -> tuple[float, tuple[str, ...] | None]:
    """Return the least cost of cutting ``run`` into names, and the cut: dynamic programming."""
    best: list[tuple[float, tuple[str, ...] | None]] = [(0.0, ())]
    for end in range(1, len(run) + 1):
        options: list[tuple[float, tuple[str, ...] | None]] = [(float("inf"), None)]
        for start in range(max(0, end - 4), end):
            cost, names = best[start]
            name = run[start:end]
            if names is not None and is_name(name):
                options.append((cost + _cost(name), (*names, name)))
        best.append(min(options, key=lambda option: option[0]))
    return best[-1]
