"""What words outside the article must say before they make the page hacked.

Menus, footers, players and log-in boxes are no prose: to the model of government prose each of
them is an island, and 注册, 登录, 下载, 体育 stand in all of them: strangeness proves nothing.
What does is meaning: words that name nothing but spam, and what such words are sold with.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from pipelines.despam.language.folding import folded_each
from pipelines.despam.language.joined import counted_words
from pipelines.despam.language.remembered import Remembered
from pipelines.despam.words.lexicon import Word, lexicon
from pipelines.despam.words.spotting import spotted

NAMES_SPAM = 2.0
"""``core`` of a word that names nothing but spam."""
NAMES_OFFERS = 1.2
"""The same of a word that hardly names anything else, for a text that readers do not see."""
SOLD_WITH = frozenset(
    {"call", "lead", "kind", "kind_strong", "play", "play_weak", "web", "contact"}
)
"""Classes of what a phrase promises: 官网, 登录, 体育, app, and of where to ask for it: vx."""
OFFERS = 3
"""Different words of those classes that make an offer, where nobody is meant to read it."""


def may_prove_spam(text: str) -> bool:
    """Tell whether a piece of a text in sight can be spam by what it says."""
    return any(word.core >= NAMES_SPAM for word in _words(folded_each(text)))


def naming(lines: Sequence[str], least: float = NAMES_SPAM) -> list[bool]:
    """Tell of each line whether it holds a word that names spam, or a longer one that holds it.

    Quick, for all lines of a page at once: most pages hold none. ``least``: its ``core``.
    """
    return [core >= least for core in _strongest(lines)]


def _strongest_of(lines: Sequence[str]) -> list[float]:
    """Return the highest ``core`` of the words of each line, 0 of a line without words."""
    found = [0.0] * len(lines)
    words = lexicon().words
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    for at, name in spotted(folded_each("\n".join(lines))):
        word = words.get(name)
        if word is not None and word.core > 0:
            number = bisect_right(starts, at) - 1
            found[number] = max(found[number], word.core)
    return found


_strongest = Remembered(_strongest_of)


def any_names(lines: Iterable[str], least: float = NAMES_SPAM) -> bool:
    """Tell whether any of an article's lines may hold a word that names spam; quick."""
    words = lexicon().words
    known = map(words.get, counted_words(lines))
    return any(word is not None and word.core >= least for word in known)


def proves_spam(text: str, *, foreign: bool = False) -> bool:
    """Tell whether a text in sight, outside the article, is spam by what it says.

    ``foreign``: it links to another site that is neither a government's nor a news outlet's.
    """
    folded = folded_each(text)
    is_spam = is_offered(folded, foreign=foreign)
    return is_spam and not any(word in folded for word in lexicon().guard)


def is_offered(folded: str, *, foreign: bool = False) -> bool:
    """Tell whether a folded text names spam and what it is sold with, or spam twice."""
    words = _words(folded)
    named = {word.text for word in words if word.core >= NAMES_SPAM}
    offered = {word.text for word in words if word.kind in SOLD_WITH}
    return len(named) > 1 or bool(named and (offered or foreign))


def is_all_words(text: str) -> bool:
    """Tell whether a text is made of nothing but words of the vocabulary: 金沙会棋牌官网."""
    folded = folded_each(text)
    return sum(len(word.text) for word in _words(folded)) == len(folded)


def _words(folded: str) -> list[Word]:
    return [word for _, word in words_in(folded)]


def words_in(folded: str) -> Iterator[tuple[int, Word]]:
    """Give the words of the vocabulary in a folded text with where, the longest at each place."""
    end = 0
    for at, (longest, *_) in lexicon().places(folded).items():
        if at >= end:
            yield at, longest
            end = at + len(longest.text)
