"""Advertisements in whole sentences: a paragraph that is one goes as a whole.

Such sentences are prose of their own: no border shows in them, and each of their words has its
part. What tells is what they say together: wares of spam, and promises of several kinds (a bonus,
quick pay, long standing, an invitation, an account to write to), where nothing tells of a crime.
Patterns of promises: ``seeds/vocabulary/spam_advertisements.toml``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, groupby

from pipelines.despam.advertisements.apart import set_apart
from pipelines.despam.advertisements.items import is_row_of_offers, with_offered_items
from pipelines.despam.cutting import Cut
from pipelines.despam.language.folding import folded_each
from pipelines.despam.language.joined import counted_words, words_of_lines
from pipelines.despam.language.prose import mean_cost
from pipelines.despam.lines import BODY, Line, Verdict, is_guarded
from pipelines.despam.page.proof import naming, words_in
from pipelines.despam.shields.examples import is_introduced
from pipelines.despam.shields.spoken import is_enumerated
from pipelines.despam.shields.warning import is_warned_of, weak_guards
from pipelines.despam.words.lexicon import lexicon
from seeds.vocabulary import table

TABLE = "spam_advertisements"
RULE = "advertisement"
CONFIDENCE = 0.95
ENOUGH = 5.0
"""What wares and promises must come to: three wares and two kinds of promises, or two of either and
one that nothing else promises. News of casinos names wares and promises nothing; shops promise and
have no such wares. Of 82 traps and 300 pages of the author half the nearest has a promise less."""
ENOUGH_ALONE, SHORT = 3.0, 60
"""The same for a paragraph of so few characters that says nothing else, and names more than
everyday wares: one of them and one promise that nothing else makes."""
ENOUGH_NAMED, PRIZES = 2.5, frozenset({"bonus", "payout"})
"""The same of one that names such a site and says what is to be had there."""
BAITS = frozenset({"bonus", "payout", "trust"})
"""What no course or club promises whose notice gives an account to write to."""
GUARDED_NEARBY = 1.0
"""What each word of law and supervision in the paragraph asks in addition."""
MOST_DEEDS, MOST_NAMES, MOST_WEAK, MOST_SURE = 3, 2, 2, 2
"""Wares that count: names of firms and everyday words say less than what is sold."""
LEAST_PORN = 3
"""Different words of porn by which a text without one of warning is porn, promise or none."""
MARKED = 1.5
"""``core`` of a word of the lexicon that makes a line worth a look."""
WHOLE = 0.6
"""Share from which what stands between a paragraph's advertisements goes along with them."""
LEAST_CLAUSES = 2
"""Clauses in which an advertisement names or promises something."""
SHORTEST_PROSE = 8
"""Characters of a clause from which it is seen whether it is prose."""
PROSE_NATS = 6.0
"""Mean cost of a character below which a clause that promises nothing is prose: three in four of
clean sentences have less, and sentences of advertisements more."""

_GOES_ON = tuple("，、；：")
"""Marks that no sentence begins with."""
_SENTENCE = re.compile(r"[^。！？!?]*[。！？!?]+[”’）」』)]*|[^。！？!?]+")
_CLAUSE = re.compile(r"[^，,；;。！？!?\s]+")
_QUOTED = re.compile("“[^”]{0,2000}”|「[^」]{0,2000}」|《[^》]{0,2000}》")

_FIRST = re.compile(r"(?:\(\?:(?P<group>[^()\[\]]+)\)|\[(?P<signs>[^\\\[\]^-]+)\])(?![?*+{])")
"""The group or class that begins a pattern and stands in it once, nothing nested in it."""
_NO_CHARACTER = frozenset("([\\")
"""What begins a pattern that does not begin with one character."""

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Lure:
    """Patterns of promises."""

    kind: str
    patterns: tuple[re.Pattern[str], ...]
    sure: bool
    """Whether nothing but an offer of spam promises so."""

    def search(self, folded: str) -> re.Match[str] | None:
        """Return the first promise of a folded text."""
        found = [match for one in self.patterns if (match := one.search(folded))]
        return min(found, key=re.Match.start) if found else None


@dataclass(frozen=True, slots=True)
class Signs:
    """What a text names and promises, each a set of words or kinds."""

    deeds: frozenset[str]
    names: frozenset[str]
    weak: frozenset[str]
    porn: frozenset[str]
    lures: frozenset[str]
    sure: int
    """How many of those kinds hold a promise that nothing but an offer of spam makes."""

    @property
    def tells(self) -> bool:
        """Tell whether a sentence with them may be a part of an advertisement."""
        return bool(self.deeds or self.names or self.lures or len(self.weak) > 1)

    @property
    def tells_alone(self) -> bool:
        """Tell the same of a clause."""
        return bool(self.deeds or self.names or self.lures or self.weak)

    @property
    def may_suffice(self) -> bool:
        """Tell whether a part of the text may be an advertisement: most texts say too little."""
        return self.weight >= ENOUGH or len(self.porn) >= LEAST_PORN

    @property
    def weight(self) -> float:
        """What they come to together."""
        wares = min(MOST_DEEDS, len(self.deeds)) + min(MOST_NAMES, len(self.names))
        return (
            wares + min(MOST_WEAK, len(self.weak)) / 2 + len(self.lures) + min(MOST_SURE, self.sure)
        )


NOTHING = Signs(frozenset(), frozenset(), frozenset(), frozenset(), frozenset(), 0)
"""What a text has that names no ware and promises nothing."""


def without_advertisements(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return the verdicts with advertisements and offers in lists cut out of the body."""
    found = list(verdicts)
    for number in _marked([line.text for line in lines]):
        if lines[number].where != BODY:
            continue
        text = lines[number].text
        with_items, ranges = with_offered_items(text, found[number]), advertisements(text)
        if (with_items is found[number] and not ranges) or is_warned_of(lines, number):
            continue  # what tells of a crime is asked last: of most lines nothing would go
        if ranges and (is_guarded(line.text for line in lines) or _is_list(lines, number)):
            ranges = []
        enclosed = set_apart(lines[number], ranges, lambda piece: bool(advertisements(piece)))
        begun = [_begun(text, where, found[number].cuts) for where in enclosed]
        found[number] = with_items.with_whole(_cuts(begun))
    return found


def _is_list(lines: Sequence[Line], number: int) -> bool:
    """Tell whether a paragraph is a row of names that the paragraph before it announces."""
    before = lines[number - 1].text if number else ""
    return is_introduced("", before) and is_row_of_offers(lines[number].text)


def advertisements(text: str) -> list[Range]:
    """Return which sentences of a paragraph are advertisements, as ranges in order."""
    if any(word in text for word in told_words("doubted")) or not _may_offer(text):
        return []
    if is_enumerated(text):
        return []
    if is_short_offer(text) or is_row_of_offers(text):
        return [(0, len(text))]
    if not signs_of(text).may_suffice:
        return []
    sentences = [match.span() for match in _SENTENCE.finditer(text)]
    telling = [signs_of(text[start:end]).tells for start, end in sentences]
    rows = groupby(zip(sentences, telling, strict=True), key=lambda pair: pair[1])
    found = [
        (row[0][0][0], row[-1][0][1])
        for tells, group in rows
        if tells and _is_throughout(text[(row := list(group))[0][0][0] : row[-1][0][1]])
    ]
    return _joined(found)


def _begun(text: str, where: Range, cuts: Iterable[Cut]) -> Range:
    """Return where in a range its advertisement begins.

    A sentence that goes on behind it began before it: what stands before the first phrase of spam,
    and offers nothing, is the article's.
    """
    start, end = where
    if text[end : end + 1] not in _GOES_ON:
        return where
    first = min((c.start for c in cuts if start < c.start < end), default=start)
    is_silent = not signs_of(text[start:first]).tells_alone
    return (first, end) if is_silent else where


def is_short_offer(text: str) -> bool:
    """Tell whether a short paragraph is an advertisement in each of its clauses."""
    if len(text) > SHORT or _QUOTED.search(text):
        return False
    signs, clauses = signs_of(text), _clauses(text)
    is_baited = "contact" in signs.lures and not signs.lures.isdisjoint(BAITS)
    is_named = bool(signs.names) and not signs.lures.isdisjoint(PRIZES)
    is_surely_offered = signs.sure > 0 or is_baited or is_named
    if not is_surely_offered or not (signs.deeds or signs.names) or len(clauses) < LEAST_CLAUSES:
        return False
    if not all(signs_of(clause).tells_alone for clause in clauses):
        return False
    asked = ENOUGH_NAMED if is_named else ENOUGH_ALONE
    return signs.weight >= asked and not _is_reported(text)


def _is_reported(text: str) -> bool:
    """Tell whether words of crime, law or news stand in a text."""
    folded = folded_each(text)
    told = (*lexicon().guard, *told_words("reported"))
    return any(word in folded for word in told) or weak_guards(folded) > 0


def _may_offer(text: str) -> bool:
    """Tell whether a text names a ware or promises what nothing else does; quick.

    Without either nothing of it is an advertisement: all wares but the weak ones are marked words.
    """
    if naming([text], MARKED)[0]:
        return True
    folded = folded_each(text)
    return any(lure.sure and lure.search(folded) for lure in _lures())


def _is_throughout(text: str) -> bool:
    """Tell whether a piece of a paragraph is an advertisement from end to end."""
    clauses = _clauses(text)
    outer = {clauses[0], clauses[-1]} if clauses else set()
    silent = (clause for clause in outer if not signs_of(clause).tells_alone)
    return is_mostly_advertisement(text) and not any(map(_is_prose, silent))


def is_mostly_advertisement(text: str) -> bool:
    """Tell whether a text is an advertisement in most of its clauses.

    A phrase that was put into a sentence says as much, in one of them: its own borders count.
    """
    if not is_advertisement(text):
        return False
    clauses = _clauses(text)
    telling = [clause for clause in clauses if signs_of(clause).tells_alone]
    enough = WHOLE * sum(map(len, clauses))
    return len(telling) >= LEAST_CLAUSES and sum(map(len, telling)) >= enough


def _clauses(text: str) -> list[str]:
    return _CLAUSE.findall(text)


def _is_prose(clause: str) -> bool:
    """Tell whether a clause reads like one of the article's own: it then is not to go along."""
    return len(clause) >= SHORTEST_PROSE and mean_cost(folded_each(clause)) < PROSE_NATS


def is_advertisement(text: str) -> bool:
    """Tell whether a text is an advertisement of spam by all that it names and promises."""
    if _QUOTED.search(text):
        text = _QUOTED.sub("“”", text)  # who quotes an offer makes none
    signs = signs_of(text)
    folded = folded_each(text)
    if any(word in folded for word in (*lexicon().guard, *told_words("reported"))):
        return False
    asked = ENOUGH + GUARDED_NEARBY * weak_guards(folded)
    is_offer = bool(signs.lures) and bool(signs.deeds or signs.names or signs.sure)
    return (is_offer and signs.weight >= asked) or len(signs.porn) >= LEAST_PORN


def signs_of(text: str) -> Signs:
    """Return what a text names and promises.

    Offices say too that one pays afterwards: with an account to write to, it tells.
    """
    folded = folded_each(text)
    lures = [(lure, match) for lure in _lures() if (match := lure.search(folded))]
    named = [(at, word, names) for at, word in words_in(folded) if (names := _wares_of(word.kind))]
    if not lures and not named:
        return NOTHING  # as of nearly all texts
    promised = [match.span() for _, match in lures]
    promises: dict[str, bool] = {}
    for lure, _ in lures:
        promises[lure.kind] = promises.get(lure.kind, False) or lure.sure
    wares: dict[str, set[str]] = {name: set() for name in table(TABLE)["wares"]}
    for at, word, names in named:
        if not any(start < at + len(word.text) and at < end for start, end in promised):
            for name in names:
                wares[name].add(word.text)
    return Signs(
        **{name: frozenset(words) for name, words in wares.items()},
        lures=frozenset(promises),
        sure=sum(promises[kind] for kind in promises if kind != "trust" or "contact" in promises),
    )


def _joined(found: Sequence[Range]) -> list[Range]:
    """Return the ranges, as one where they are most of what lies from the first to the last."""
    if len(found) < 2:
        return list(found)
    first, last = found[0][0], found[-1][1]
    taken = sum(end - start for start, end in found)
    return [(first, last)] if taken >= WHOLE * (last - first) else list(found)


def _cuts(ranges: Iterable[Range]) -> list[Cut]:
    return [Cut(start, end, RULE, CONFIDENCE) for start, end in ranges]


def _marked(texts: Sequence[str]) -> list[int]:
    """Return the numbers of lines that may hold an offer; quick, for all lines at once."""
    marks = _marks()
    if marks.isdisjoint(counted_words(texts)):
        return []
    places = [at for at, word in words_of_lines(texts) if word in marks]
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    return sorted({bisect_right(starts, at) - 1 for at in places})


@cache
def _marks() -> frozenset[str]:
    """Return the words that no line of an advertisement is without one of."""
    words = {word.text for word in lexicon().words.values() if word.core >= MARKED}
    return frozenset(words.union(table(TABLE)["marks"]["words"]))


def told_words(name: str) -> Sequence[str]:
    """Return words of those who tell of an offer."""
    words: Sequence[str] = table(TABLE)["told"][name]
    return words


@cache
def _wares_of(kind: str) -> Sequence[str]:
    """Return which wares words of a class name."""
    return [name for name, kinds in table(TABLE)["wares"].items() if kind in kinds]


@cache
def _lures() -> tuple[Lure, ...]:
    return tuple(
        Lure(entry["kind"], compiled(entry["patterns"]), entry.get("sure", False))
        for entry in table(TABLE)["lure"]
    )


def compiled(patterns: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """Return the expressions of patterns: one of all that begin with a character, others alone.

    ``re`` passes six times as fast over a text where it knows what a match may begin with.
    """
    written_out = [one for pattern in patterns for one in _alternatives(pattern)]
    plain = [one for one in written_out if one[0] not in _NO_CHARACTER]
    others = [one for one in written_out if one[0] in _NO_CHARACTER]
    return tuple(map(re.compile, ["|".join(plain), *others]))


def _alternatives(pattern: str) -> list[str]:
    """Return a pattern written out by what its first group or class may be: (?:a|b)c is ac, bc."""
    first = _FIRST.match(pattern)
    if first is None:
        return [pattern]
    choices = first["group"].split("|") if first["group"] else map(re.escape, first["signs"])
    return [choice + pattern[first.end() :] for choice in choices]
