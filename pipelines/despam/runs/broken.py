"""Phrases whose characters the page's source parts by characters that nobody sees (U+200B).

Readers and search engines read them as one; filters that look words up do not. Word processors
leave invisible characters at the ends of words and lines, not between each two of a phrase. The
lines of an article have them no more, so that the source is asked where it has such phrases.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipelines.despam.cutting import Cut, tidied
from pipelines.despam.language.folding import folded_each
from pipelines.despam.lines import Line, Verdict, is_guarded
from pipelines.despam.page import offered
from pipelines.despam.page.proof import any_names, words_in
from pipelines.despam.shields.warning import is_warned_of
from pipelines.despam.words.lexicon import lexicon

CONFIDENCE = 0.9
LONGEST = 24
"""Characters of a phrase; pages that guard against copying break whole clauses."""
LEAST_CORE = 0.7
"""``core`` of a word by which a phrase names a trade of spam."""
LEAST_COVERED = 0.6
"""Share of a phrase that words of the vocabulary cover."""
_FIRST = "\u200b\u200c\u200d\u2060\u00ad\ufeff"
_FIRST_REFERENCE = re.compile("&(?:#8|#x20|zw)")
"""Of these a page with such phrases has one; most have none, as a few searches tell. A single
character is found ten times as fast as several."""
_MARKS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
_REFERENCE = (
    "&(?:#820[3-7]|#8288|#65279|#173|#[xX](?:200[b-fB-F]|2060|feff|FEFF|ad|AD)|zwnj|zwj|shy);"
)
_MARK_REFERENCE = re.compile(_REFERENCE)
_MARK = f"(?:[{_MARKS}]|{_REFERENCE})"
_PARTED = re.compile(rf"[^\W_](?:{_MARK}+[^\W_]){{2,}}")
_PARTING = re.compile(_MARK)


def with_broken(lines: Sequence[Line], verdicts: Sequence[Verdict], source: str) -> list[Verdict]:
    """Return the verdicts with phrases cut that the page's source breaks wherever they stand.

    ``source``: the decoded page. Where no line has a word of the vocabulary, no phrase stands.
    """
    if not any_names((line.text for line in lines), offered.LEAST_CORE):
        return list(verdicts)
    first = first_mark(source)
    if first < 0:
        return list(verdicts)
    counted = Counter(broken(source, first))
    places = Counter(phrase for phrase in counted for line in lines for _ in _found(phrase, line))
    phrases = [phrase for phrase in counted if places[phrase] <= counted[phrase]]
    if not phrases or is_guarded(line.text for line in lines):
        return list(verdicts)
    return [_without(lines, n, verdict, phrases) for n, verdict in enumerate(verdicts)]


def first_mark(source: str) -> int:
    """Return where what may be the first mark of a page stands, but for one that begins it."""
    return _first(source, 1, _FIRST, _FIRST_REFERENCE)


def _first(source: str, start: int, marks: str, references: re.Pattern[str]) -> int:
    """Return where the first of some characters or references stands from there on, or -1."""
    places = [at for mark in marks if (at := source.find(mark, start)) >= 0]
    reference = references.search(source, start)
    if reference is not None:
        places.append(reference.start())
    return min(places, default=-1)


def broken(source: str, start: int) -> Iterator[str]:
    """Give the phrases that a source breaks and that name spam, as they read.

    ``start``: where the first mark may stand. Curly quotes are references of the same form.
    """
    first = _first(source, start, _MARKS, _MARK_REFERENCE)
    if first < 0:
        return
    for match in _PARTED.finditer(source, first - 1):
        phrase = _PARTING.sub("", html.unescape(_PARTING.sub("", match.group())))
        if len(phrase) <= LONGEST and (
            _names_spam(folded_each(phrase)) or offered.is_phrase(phrase)
        ):
            yield phrase


def _names_spam(folded: str) -> bool:
    words = [word for _, word in words_in(folded)]
    covered = sum(len(word.text) for word in words)
    is_meant = any(word.core >= LEAST_CORE for word in words)
    told = any(word in folded for word in lexicon().guard)
    return is_meant and not told and covered >= LEAST_COVERED * len(folded)


def _found(phrase: str, line: Line) -> Iterator[int]:
    at = line.text.find(phrase)
    while at >= 0:
        yield at
        at = line.text.find(phrase, at + len(phrase))


def _without(
    lines: Sequence[Line], number: int, verdict: Verdict, phrases: Sequence[str]
) -> Verdict:
    line = lines[number]
    places = [(at, at + len(phrase)) for phrase in phrases for at in _found(phrase, line)]
    free = [(a, b) for a, b in places if not any(c.start <= a and b <= c.end for c in verdict.cuts)]
    if not free or is_warned_of(lines, number):
        return verdict
    return verdict.with_whole([_cut(line.text, a, b) for a, b in free])


def _cut(text: str, start: int, end: int) -> Cut:
    words = (word for _, word in words_in(folded_each(text[start:end])))
    named = max(words, key=lambda word: word.core)
    rule = f"phrase:{named.kind}" if named.core >= LEAST_CORE else "island"
    return Cut(*tidied(text, start, end), rule, CONFIDENCE)
