"""Names that a text is about: repeated, at places where the sentence needs them.

Injected phrases repeat too, but at places where the sentence is whole without them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from pipelines.despam.cutting import Cut
from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.folding import folded_each
from pipelines.despam.lines import BODY, HEADLINE, Line
from pipelines.despam.words.lexicon import lexicon
from seeds.vocabulary import table

LEAST_PLACES = 2
"""Places in the body at which its sentence needs a name that the text is about."""
MOSTLY = 0.5
"""Share of its places in the body that must be so."""
OF_KIND = 3
"""Han characters at the end of a name by which a headline speaks of it: 百乐门|电玩城."""
LONGEST_NAME = 12
"""Characters by which a name may be longer than the run."""
_NEAR = 40
"""Characters to each side of a place that tell whether its sentence needs the name."""
_OPENS = "。！？；，：、“”（）\n "


class Subjects:
    """What a page is about: its lines are folded once, and each name is looked up once."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._body = [folded_each(line.text) for line in lines if line.where == BODY]
        self._headlines = [folded_each(line.text) for line in lines if line.where == HEADLINE]
        self._whole = "\n".join(self._body)
        self._known: dict[str, bool] = {}

    def hold(self, number: int, cut: Cut) -> bool:
        """Tell whether a cut of a line is the name that the page is about, or a piece of it."""
        run = folded_each(self._lines[number].text[cut.start : cut.end]).strip()
        if "\n" not in run and self._whole.count(run) < LEAST_PLACES:
            return False  # as most are: no need to look at each line
        if run not in self._known:
            self._known[run] = _is_subject(run, self._body, self._headlines)
        return self._known[run]


def _is_subject(run: str, body: Iterable[str], headlines: Iterable[str]) -> bool:
    places = [place for text in body for place in _places(text, run)]
    if len(places) < LEAST_PLACES:
        return False
    shared = min(_shared([after for _, after in places]), LONGEST_NAME)
    before = min(_shared([before[::-1] for before, _ in places]), LONGEST_NAME)
    whole = [(b[: len(b) - before], a[shared:]) for b, a in places]
    needed = sum(needs(before, after) for before, after in whole)
    kind = run[-OF_KIND:] if len(run) > OF_KIND and all(map(is_han, run[-OF_KIND:])) else run
    is_named = any(run in headline or kind in headline for headline in headlines)
    asked = LEAST_PLACES if is_named else LEAST_PLACES + 1
    return needed >= asked and needed >= MOSTLY * len(places) and len(set(whole)) > 1


def _places(text: str, run: str) -> list[tuple[str, str]]:
    """Return what stands before and behind each place of a run in a text."""
    found, at = [], text.find(run) if run else -1
    while at >= 0:
        end = at + len(run)
        found.append((text[max(0, at - _NEAR) : at], text[end : end + _NEAR]))
        at = text.find(run, end)
    return found


def _shared(texts: Sequence[str]) -> int:
    """Return how many first letters and characters all texts share."""
    for size, characters in enumerate(zip(*texts, strict=False)):
        if len(set(characters)) > 1 or not characters[0].isalnum():
            return size
    return min(map(len, texts))


def needs(before: str, after: str) -> bool:
    """Tell whether a name is the subject of its clause, or the object of the word before it."""
    opens = not before.strip() or before[-1] in _OPENS
    return (opens and after.startswith(_words("goes_on"))) or before.endswith(_words("governs"))


@cache
def _words(name: str) -> tuple[str, ...]:
    known = {"goes_on": lexicon().predicates, "governs": lexicon().governs}[name]
    return (*known, *table("spam_shields")["subject"][name])
