"""Lines that stand for themselves and are spam: a paragraph, a deck, a column; what opens a text.

Such a line has no sentence whose part it could be, so that no border need be found. It must name
spam by its own words, or call to something and be suspected from end to end, or read like an offer
from end to end, and say nothing of what the page says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.despam.cutting import Cut
from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.folding import folded_each
from pipelines.despam.lines import BODY, HEADLINE, Line, Verdict, is_guarded
from pipelines.despam.page.offered import WARE, is_heading, offers
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
AKIN_FROM = 0.2
"""Share of its pairs of Han characters that the page says, from which a line that reads like a
phrase is akin to it; others are if it says one."""
_MARKS = re.compile(r"[。，、；：！？“”《》（）,;:!?()…]")
_OPENING = re.compile(r"\s*([^。，、；：！？“”《》（）,;:!?()…\s]{4,24})(?:[:：]\s*|\s+)(?=\S)")
"""What is set off from the first sentence of a text."""


def with_lonely(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return the verdicts with lines cut that are spam as a whole, and what opens the body."""
    is_suspected = any(verdict.suspected for verdict in verdicts)
    if not is_suspected and not any_names((line.text for line in lines), WARE):
        return list(verdicts)
    pieces = dict(_pieces(lines))
    texts = [lines[n].text[a:b] for n, (a, b) in pieces.items()]
    named, read = naming(texts), set(offers(texts))
    found = list(verdicts)
    for (number, (start, end)), names in zip(pieces.items(), named, strict=True):
        verdict = verdicts[number]
        is_read = lines[number].text[start:end] in read
        is_filled = _is_filled(verdict, start, end)
        is_told = names or is_filled or is_read
        if not is_told or any(c.start < end and c.end > start for c in verdict.cuts):
            continue
        if not is_read and _is_of_list(lines, number):
            continue
        if _is_spam(lines, number, start, end, is_filled=is_filled, is_read=is_read):
            whole = _OPENING.match(lines[number].text)
            is_opening = end < len(lines[number].text.rstrip())
            last = whole.end() if whole and is_opening else len(lines[number].text)
            found[number] = verdict.with_whole([Cut(0, last, RULE, CONFIDENCE)])
    return found


def _pieces(lines: Sequence[Line]) -> list[tuple[int, tuple[int, int]]]:
    """Return, by line, what stands for itself: short lines, and what opens the body."""
    found = []
    first = next((n for n, line in enumerate(lines) if line.where == BODY), None)
    for number, line in enumerate(lines):
        if line.where not in FIELDS:
            continue
        if _is_short(line):
            found.append((number, (0, len(line.text))))
        elif number == first and (opening := _OPENING.match(line.text)):
            found.append((number, opening.span(1)))
    return found


def _is_short(line: Line) -> bool:
    return SHORTEST <= len(line.text) <= LONGEST and not _MARKS.search(line.text)


def _is_of_list(lines: Sequence[Line], number: int) -> bool:
    """Tell whether another line like it stands beside a line of the body; rows of cells do not.

    Then it is an item of a list: of games, of lotteries, of keywords.
    """
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


def _is_spam(
    lines: Sequence[Line], number: int, start: int, end: int, *, is_filled: bool, is_read: bool
) -> bool:
    line = lines[number]
    folded = folded_each(line.text[start:end])
    is_called = is_filled and line.where == BODY and _calls(folded)
    if not is_read and not is_called and not _names_spam(folded, line.where):
        return False
    known = lexicon()
    told = (*known.guard, *known.official, *known.institutions, *known.contests, *known.firms)
    if is_heading(folded) or (not is_read and any(word in folded for word in told)):
        return False
    if is_warned_of(lines, number) or is_guarded(other.text for other in lines):
        return False
    most = AKIN_FROM if is_read else 0.0
    return line.where == COLUMN or _share_said(lines, number, folded, start, end) <= most


def _calls(folded: str) -> bool:
    return any(word.kind in CALLS for _, word in words_in(folded))


def _names_spam(folded: str, where: str) -> bool:
    named = [word for _, word in words_in(folded) if word.core >= NAMES_SPAM]
    deeds = OF_COLUMNS if where == COLUMN else DEEDS
    return is_offered(folded) or any(word.kind in deeds for word in named)


def _share_said(lines: Sequence[Line], number: int, folded: str, start: int, end: int) -> float:
    """Return of which share of a piece's pairs of Han characters the page says; 1: it says little.

    A piece without a pair says nothing that the page does.
    """
    own = lines[number].text
    rest = [own[:start], own[end:]]
    for at, line in enumerate(lines):
        if at != number and line.where in (BODY, HEADLINE) and line.text != own:
            rest.append(line.text)
    said = folded_each("\n".join(rest))
    if len(said) < LEAST_PAGE:
        return 1.0
    pairs = [folded[at : at + PAIR] for at in range(len(folded) - PAIR + 1)]
    pairs = [pair for pair in pairs if all(map(is_han, pair))]
    return sum(pair in said for pair in pairs) / max(1, len(pairs))
