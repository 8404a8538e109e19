"""What part a run has in its sentence: news names firms, contests and websites, and needs them.

A phrase that was put in has no part in the sentence: nothing governs it, nothing is said of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from pipelines.despam.language.alphabet import is_han
from pipelines.despam.runs.islands import Island
from pipelines.despam.words.lexicon import Lexicon, Word, lexicon

NAMELIKE = frozenset({"brand_weak", "common", "place", "city"})
"""Classes with which nothing is sold: with a brand's name alone they are a firm's name."""
BESIDE = frozenset({"brand_weak", "place", "city", "kind"})
"""Classes whose words stand beside such a word in news too: 麒麟980外挂, 游戏代练."""
CALLED = BESIDE | {"common", "fraud_weak"}
"""The same in news of a case: 代练公司, 找人代练."""
SERVICES = frozenset({"trade", "game_cheat"})
"""Classes whose words name goods, parts and deeds of which news speaks too: 减肥药, 代扣分."""
_CLAUSE_ENDS = "。，；：！？,;:!?"


def signs_of_clause(
    words: Lexicon, island: Island, before: str, run: str, after: str
) -> dict[str, float]:
    """Return the signs of the part that a run has in its sentence; they have no weight."""
    own = {word.text: word for word in island.words}.values()
    return {
        "service": float(_is_one_service(own, BESIDE)),
        "deed": float(_is_one_service(own, CALLED)),
        "case": float(after.startswith(words.crimes)),
        "suffered": float(after.startswith(words.predicates)),
        "inside": float(_tells_of_crime(words, run, island)),
        "role": float(_has_role(words, before, after)),
        "institution": float(_is_institution(words, run, after, island)),
        "overrun": float(_overruns(run, island)),
        "whole": float(not before.strip() and not after.strip()),
        "titled": float(before.endswith("《") and after.startswith("》")),
    }


def _is_one_service(words: Iterable[Word], beside: Collection[str]) -> bool:
    """Tell whether one of the words names goods or deeds, and no other does more than stand by."""
    return [word.kind in SERVICES for word in words if word.kind not in beside] == [True]


def _overruns(run: str, island: Island) -> bool:
    """Tell whether a single Han character of no word stands last: half a word of the sentence."""
    return is_han(run[-1]) and any(run[:-1].endswith(word.text) for word in island.words[-1:])


def _tells_of_crime(words: Lexicon, run: str, island: Island) -> bool:
    """Tell whether words of crime, warning or news stand in a run itself: it is then a clause."""
    rest = _without_own_words(run, island)
    told = (*words.guard, *words.weak_guard, *words.tells)
    return any(word in rest if len(word) > 1 else rest.endswith(word) for word in told)


def _has_role(words: Lexicon, before: str, after: str) -> bool:
    """Tell whether a run is the subject of a clause, or the object of the word before it."""
    opens = not before.strip() or before.rstrip()[-1] in _CLAUSE_ENDS
    return (opens and after.startswith(words.predicates)) or before.endswith(words.governs)


def _is_institution(words: Lexicon, run: str, after: str, island: Island) -> bool:
    """Tell whether a run names a body, a place or a contest: 江南体育中心, 王者荣耀电竞|大赛."""
    rest = _without_own_words(run, island, but="common")
    named = (*words.institutions, *words.contests)
    is_named = any(name in rest for name in named) or after.startswith(words.contests)
    is_named = is_named or _is_cut(run, after)
    is_firm = all(word.kind in ("brand", *NAMELIKE) for word in island.words)
    return is_named or (is_firm and any(name in rest for name in words.firms))


def _is_cut(run: str, after: str) -> bool:
    """Tell whether the end of a run stands inside the name of a body or a place."""
    rests = _rests()
    ends = (run[-size:] for size in range(1, min(len(run), _longest()) + 1))
    return any(after.startswith(rests[end]) for end in ends if end in rests)


@cache
def _longest() -> int:
    return max(map(len, _rests()), default=0)


@cache
def _rests() -> Mapping[str, tuple[str, ...]]:
    """Return how such names go on, by how they begin."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in lexicon().institutions:
        for size in range(1, len(name)):
            found[name[:size]].append(name[size:])
    return {begun: tuple(rests) for begun, rests in found.items()}


def _without_own_words(run: str, island: Island, *, but: str = "") -> str:
    """Return what of a run is none of the vocabulary's words, nor one of a class left in."""
    for word in island.words:
        if word.kind != but:
            run = run.replace(word.text, "|")
    return run
