"""Lines that stand for themselves and are spam: a paragraph, a deck, a column; what opens a text.

Such a line has no sentence whose part it could be, so that no border need be found. It must name
spam by its own words, or call to something and be suspected from end to end, and say nothing of
what the page says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.despam.cutting import Cut
from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.folding import folded_each
from pipelines.despam.lines import BODY, HEADLINE, Line, Verdict, is_guarded
from pipelines.despam.page.proof import NAMES_SPAM, any_names, is_offered, naming, words_in
from pipelines.despam.runs.evidence import CALLS
from pipelines.despam.shields.warning import is_warned_of
from pipelines.despam.words.lexicon import lexicon

RULE = "stranger"
CONFIDENCE = 0.6
FIELDS = frozenset({BODY, "subtitles", "captions", "section"})
COLUMN = "section"
SHORTEST, LONGEST = 4, 24
"""Characters of such a line."""
LEAST_PAGE = 60
"""Characters that the rest of a page must have before it tells that a line is a stranger to it."""
DEEDS = frozenset({"porn", "fraud", "game", "game_cheat"})
"""Classes whose words name no place, no firm and no game that news may speak of by one word."""
OF_COLUMNS = frozenset({"porn"})
"""The same for columns, which say nothing of their articles."""
WHOLLY, SUSPECTED_WHOLE = 0.8, 0.25
"""Share of a line that a suspected run must fill, and the confidence that it must have."""
PAIR = 2
_MARKS = re.compile(r"[。，、；：！？“”《》（）,;:!?()…]")
_OPENING = re.compile(r"\s*([^。，、；：！？“”《》（）,;:!?()…\s]{4,24})(?:[:：]\s*|\s+)(?=\S)")
"""What is set off from the first sentence of a text."""


def with_lonely(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return the verdicts with lines cut that are spam as a whole, and what opens the body."""
    is_suspected = any(verdict.suspected for verdict in verdicts)
    if not is_suspected and not any_names(line.text for line in lines):
        return list(verdicts)
    pieces = dict(_pieces(lines))
    named = naming([lines[n].text[a:b] for n, (a, b) in pieces.items()])
    found = list(verdicts)
    for (number, (start, end)), names in zip(pieces.items(), named, strict=True):
        verdict = verdicts[number]
        is_filled = _is_filled(verdict, start, end)
        if not (names or is_filled) or any(c.start < end and c.end > start for c in verdict.cuts):
            continue
        if _is_spam(lines, number, start, end, is_filled=is_filled):
            whole = _OPENING.match(lines[number].text)
            is_opening = end < len(lines[number].text.rstrip())
            last = whole.end() if whole and is_opening else len(lines[number].text)
            found[number] = verdict.with_whole([Cut(0, last, RULE, CONFIDENCE)])
    return found


def _pieces(lines: Sequence[Line]) -> list[tuple[int, tuple[int, int]]]:
    """Return, by line, what stands for itself: short lines, and what opens the body.

    A short line beside another is an item of a list: of games, of lotteries, of keywords.
    """
    found = []
    first = next((n for n, line in enumerate(lines) if line.where == BODY), None)
    for number, line in enumerate(lines):
        if line.where not in FIELDS:
            continue
        if _is_short(line):
            if not _is_of_list(lines, number):
                found.append((number, (0, len(line.text))))
        elif number == first and (opening := _OPENING.match(line.text)):
            found.append((number, opening.span(1)))
    return found


def _is_short(line: Line) -> bool:
    return SHORTEST <= len(line.text) <= LONGEST and not _MARKS.search(line.text)


def _is_of_list(lines: Sequence[Line], number: int) -> bool:
    """Tell whether another line like it stands beside a line of the body; rows of cells do not."""
    own = lines[number]
    beside = (*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2])
    return own.where == BODY and any(
        line.where == BODY
        and len(line.text) <= LONGEST
        and not _MARKS.search(line.text)
        and "\t" not in line.text
        and line.text != own.text
        for line in beside
    )


def _is_filled(verdict: Verdict, start: int, end: int) -> bool:
    """Tell whether a suspected run is nearly all of a piece."""
    return any(
        c.confidence >= SUSPECTED_WHOLE
        and min(c.end, end) - max(c.start, start) >= WHOLLY * (end - start)
        for c in verdict.suspected
    )


def _is_spam(lines: Sequence[Line], number: int, start: int, end: int, *, is_filled: bool) -> bool:
    line = lines[number]
    folded = folded_each(line.text[start:end])
    is_called = is_filled and line.where == BODY and _calls(folded)
    if not is_called and not _names_spam(folded, line.where):
        return False
    known = lexicon()
    told = (*known.guard, *known.official, *known.institutions, *known.contests, *known.firms)
    if any(word in folded for word in told) or is_warned_of(lines, number):
        return False
    if is_guarded(other.text for other in lines):
        return False
    return line.where == COLUMN or not _is_akin(lines, number, folded, start, end)


def _calls(folded: str) -> bool:
    return any(word.kind in CALLS for _, word in words_in(folded))


def _names_spam(folded: str, where: str) -> bool:
    named = [word for _, word in words_in(folded) if word.core >= NAMES_SPAM]
    deeds = OF_COLUMNS if where == COLUMN else DEEDS
    return is_offered(folded) or any(word.kind in deeds for word in named)


def _is_akin(lines: Sequence[Line], number: int, folded: str, start: int, end: int) -> bool:
    """Tell whether a page says two neighbouring Han characters of a piece, or says too little."""
    own = lines[number].text
    rest = [own[:start], own[end:]]
    for at, line in enumerate(lines):
        if at != number and line.where in (BODY, HEADLINE) and line.text != own:
            rest.append(line.text)
    said = folded_each("\n".join(rest))
    if len(said) < LEAST_PAGE:
        return True
    pairs = (folded[at : at + PAIR] for at in range(len(folded) - PAIR + 1))
    return any(pair in said for pair in pairs if all(map(is_han, pair)))
