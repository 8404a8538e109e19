"""The same strange name again and again, at places whose sentences have no use for it.

One phrase alone may say too little to be taken out: 某某平台. But news that names a platform three
times says what it does, whose it is, what is done with it. Where none of its places fits so, and
the text around each is another, it was put there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipelines.despam.cutting import Cut
from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.folding import folded_each
from pipelines.despam.language.joined import counted_words
from pipelines.despam.language.prose import mean_cost
from pipelines.despam.language.reading import read
from pipelines.despam.lines import BODY, HEADLINE, Line, Verdict, is_guarded
from pipelines.despam.page.proof import NAMES_OFFERS, words_in
from pipelines.despam.runs.agreement import FARTHEST
from pipelines.despam.runs.deciding import REMOVED_FROM
from pipelines.despam.shields.subjects import needs
from pipelines.despam.words.lexicon import lexicon
from seeds.vocabulary import table

RULE = "repetition"
MANY = 3
"""Places from which a name counts that says nothing else."""
LEAST_NAME, LONGEST_NAME = 2, 8
"""Han characters of the name before the word for its entrance."""
LEAST_INSIDE, LEAST_JOIN = 2, 0.5
"""Places inside a clause, and nats by which the text on average reads better there without it."""
STRANGE_NATS = 8.0
"""What such a name costs prose a character. In 900 pages' length of bulletins, newspapers, reports
and reviews no name of this form stood at three places that cost 7."""
UNHEARD_NATS = 9.5
"""The same of a name of which one place is enough at which a clause reads better without it."""
AUXILIARY = "将"

Place = tuple[int, int, int]
"""A line's number, and where in it a phrase begins and ends."""


def with_echoes(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return the verdicts with what stands strangely at several places of the body cut at each."""
    body = {number: line.text for number, line in enumerate(lines) if line.where == BODY}
    found = list(verdicts)
    entrances = entrances_of(line.text for line in lines)
    groups = [*_of_names(body, entrances), *_of_suspected(body, verdicts)]
    groups = [places for places in groups if _is_strange(body, places)]
    if not groups or is_guarded(body.values()):
        return found
    headlines = "\n".join(line.text for line in lines if line.where == HEADLINE)
    for places in groups:
        number, start, end = places[0]
        if body[number][start:end] not in headlines:
            for line, cuts in _cuts(places, found).items():
                found[line] = found[line].with_whole(cuts)
    return found


def _cuts(places: Iterable[Place], verdicts: Sequence[Verdict]) -> dict[int, list[Cut]]:
    """Return a cut for each place, but where more than it is cut already."""
    cuts: dict[int, list[Cut]] = defaultdict(list)
    for number, start, end in places:
        if not any(c.start < end and c.end > start for c in verdicts[number].cuts):
            cuts[number].append(Cut(start, end, RULE, REMOVED_FROM))
    return cuts


def _of_suspected(body: dict[int, str], verdicts: Sequence[Verdict]) -> Iterator[list[Place]]:
    """Give the places of each phrase that is suspected somewhere."""
    phrases = {
        text[c.start : c.end].strip()
        for number, text in body.items()
        for c in verdicts[number].suspected
    }
    for phrase in sorted(phrases):
        if len(phrase) > LEAST_NAME:
            places = _places_of(phrase, body)
            if len(places) >= MANY:
                yield places


def _of_names(body: dict[int, str], entrances: Iterable[str]) -> Iterator[list[Place]]:
    """Give the places of each strange name before a word for an entrance."""
    found: dict[str, list[Place]] = defaultdict(list)
    for word in entrances:
        for number, start, end in _places_of(word, body):
            if start >= LEAST_NAME:
                first = start - LEAST_NAME
                found[body[number][first:end]].append((number, first, end))
    for key, places in found.items():
        if len(places) >= MANY and key.isalnum():
            wide = _widened(body, places)
            number, start, end = wide[0]
            if _is_name(body[number][start:end]):
                yield wide


def entrances_of(texts: Iterable[str]) -> list[str]:
    """Return the words for an entrance that may stand in lines as often as a name must; quick."""
    counted = counted_words(texts)
    return [word for word in _entrances() if counted[word] >= MANY]


def _places_of(phrase: str, body: dict[int, str]) -> list[Place]:
    return [
        (number, match.start(), match.end())
        for number, text in body.items()
        if phrase in text
        for match in re.finditer(re.escape(phrase), text)
    ]


def _widened(body: dict[int, str], places: Sequence[Place]) -> list[Place]:
    """Return the places with borders moved outward while all of them go on alike."""
    left = _shared([body[n][max(0, a - FARTHEST) : a][::-1] for n, a, _ in places])
    right = _shared([body[n][b : b + FARTHEST] for n, _, b in places])
    return [(n, a - left, b + right) for n, a, b in places]


def _shared(texts: Sequence[str]) -> int:
    """Return how many first letters and characters all texts share."""
    for size, characters in enumerate(zip(*texts, strict=False)):
        if len(set(characters)) > 1 or not characters[0].isalnum():
            return size
    return min(map(len, texts))


def _is_name(phrase: str) -> bool:
    """Tell whether a phrase is a name that prose does not know, and words for an entrance.

    Where these hardly name anything but spam together (体育娱乐), any name will do.
    """
    folded, known = folded_each(phrase), lexicon()
    name = _name_in(folded)
    if not LEAST_NAME <= len(name) <= LONGEST_NAME:
        return False
    is_meant = any(word.core >= NAMES_OFFERS for _, word in words_in(folded))
    if not is_meant and mean_cost(name) < STRANGE_NATS:
        return False
    told = (*known.official, *known.institutions, *known.contests, *known.firms)
    return not any(word in folded for word in told)


def _name_in(folded: str) -> str:
    return "".join(filter(is_han, re.sub("|".join(_entrances()), "", folded)))


def _is_strange(body: dict[int, str], places: Sequence[Place]) -> bool:
    """Tell whether a phrase fits nowhere, and other text stands around each of its places.

    At the beginning of a clause a name may always stand: its subject.
    """
    around = [(body[n][:a].strip(), body[n][b:].strip()) for n, a, b in places]
    befores, afters = {b[-2:] for b, _ in around}, {a[:2] for _, a in around}
    if min(len(befores), len(afters)) < MANY - 1 or len({*around}) < MANY:
        return False
    inside = [place for place in places if body[place[0]][: place[1]].strip()[-1:].isalnum()]
    if len(inside) < LEAST_INSIDE or any(_fits(before, after) for before, after in around):
        return False
    joins = [_join(body[n], a, b) for n, a, b in inside]
    return sum(joins) >= LEAST_JOIN * len(inside) or (max(joins) > 0 and _is_unheard(body, places))


def _is_unheard(body: dict[int, str], places: Sequence[Place]) -> bool:
    """Tell whether a phrase has a name of characters that prose never has side by side."""
    number, start, end = places[0]
    name = _name_in(folded_each(body[number][start:end]))
    return len(name) >= LEAST_NAME and mean_cost(name) >= UNHEARD_NATS


def _join(text: str, start: int, end: int) -> float:
    """Return by how many nats a line reads better without a piece."""
    reading = read(text)
    return reading.join(reading.folded.inside(start), reading.folded.inside(end))


def _fits(before: str, after: str) -> bool:
    """Tell whether a sentence has a use for a name between these."""
    fits = table("spam_shields")["echo"]
    if after.startswith(tuple(fits["after"])):
        return True
    if before.endswith(AUXILIARY):
        return False  # 下一步将|深化: it needs a verb as well as a name
    return before.endswith(tuple(fits["before"])) or needs(before, after)


def _entrances() -> tuple[str, ...]:
    return tuple(table("spam_shields")["echo"]["entrances"])
