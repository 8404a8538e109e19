"""Words that are built like names and are things: 高速, 公路, 小麦.

Where no role or office vouches for a word, its characters are held against the model of government
prose: pairs that its training text holds often are words. So are pairs of some names (高峰, 刘洋):
behind the commonest family names nothing but a known word is a thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipelines.despam.language.model import prose_model
from pipelines.names.lexicon import is_office, like_names, nobodies, surname_ranks

_SURELY_PEOPLE = 20
"""Family names so common that a word behind them is a person: four in ten people have one."""


def are_things(words: Sequence[str]) -> bool:
    """Whether several words in a bracket are things and no people: （小麦 玉米）, （单位 万元）.

    Beside an office, and alone behind a sentence, a word that is built like a name is one.
    """
    return len(words) > 1 and not any(map(is_office, words)) and all(map(_is_thing, words))


def _is_thing(word: str) -> bool:
    """Whether a word of Chinese characters is a thing rather than a name."""
    if word in like_names() or word.lower() in nobodies():
        return True
    if surname_ranks().get(word[:1], _SURELY_PEOPLE) < _SURELY_PEOPLE:
        return False
    return all(prose_model().has_pair(first + second) for first, second in pairwise(word))
