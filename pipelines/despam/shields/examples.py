"""What a text gives as examples: who warns of spam quotes it, who lists websites names them.

Injected spam stands in quotation marks as well, but seldom in a text that warns; it says nothing of
crime itself; and it is no item among others of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from pipelines.despam.language.folding import folded_each
from pipelines.despam.runs.finding import Run
from pipelines.despam.words.lexicon import lexicon

WARNS_FROM = 2
"""Different words of crime and warning in an article that gives examples of what it warns of."""
LISTED_FROM = 3
"""Addresses beside the run in a line from which it is a list of them."""
LISTED_NEAR = 1_000
"""Characters to each side in which the others of a list are looked for."""
_ADDRESS = re.compile(r"(?<![a-z0-9.@-])(?:[a-z0-9-]{1,63}\.)+[a-z]{2,6}(?![a-z0-9.])")
_LABELLED = re.compile(r"[^,，。；;]{1,8}[:：]")
_OPENING, _CLOSING = "“「『", "”」』"


def examples(texts: Sequence[str], runs: Sequence[Sequence[Run]]) -> set[Run]:
    """Return the runs that the text around them gives as examples; a row of runs for each line."""
    if not any(runs):
        return set()
    warns = _guards("\n".join(texts)) >= WARNS_FROM
    return {
        run
        for text, mine in zip(texts, runs, strict=True)
        for run in mine
        if not (run.around.link and run.around.foreign)
        and (_is_listed(text, run) or (warns and _is_warned_of(text, run)))
    }


def is_introduced(text: str, before: str) -> bool:
    """Tell whether a paragraph has a label (短信一：…), or the one before it ends with a colon."""
    return _LABELLED.match(text) is not None or before.endswith((":", "："))


def _is_warned_of(text: str, run: Run) -> bool:
    """Tell whether a run in a text that warns is quoted, or says itself that it is a crime."""
    return _is_quoted(text, run) or _guards(text[run.start : run.end]) > 0


def _is_quoted(text: str, run: Run) -> bool:
    """Tell whether a run stands within quotation marks, alone or with what they quote besides."""
    before, behind = text[: run.start + 1], text[run.end - 1 :]
    opened = sum(before.count(sign) for sign in _OPENING)
    closed = sum(before.count(sign) for sign in _CLOSING)
    return opened > closed and any(sign in behind for sign in _CLOSING)


def _is_listed(text: str, run: Run) -> bool:
    """Tell whether a run is an address in a list of addresses."""
    if _ADDRESS.search(folded_each(text[run.start : run.end])) is None:
        return False
    before, behind = text[max(0, run.start - LISTED_NEAR) : run.start], text[run.end :]
    rest = folded_each(before + "\n" + behind[:LISTED_NEAR])
    return len(list(islice(_ADDRESS.finditer(rest), LISTED_FROM))) >= LISTED_FROM


def _guards(text: str) -> int:
    folded = folded_each(text)
    return sum(word in folded for word in lexicon().guard)
