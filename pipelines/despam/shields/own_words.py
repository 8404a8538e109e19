"""Verbs of the article that a run took along at its beginning: 累计|更新某某娱乐平台|使用十五年.

No name begins with a verb of news. Where the article has the same verb elsewhere, it is the
sentence's own.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from pipelines.despam.cutting import Cut
from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.folding import folded_each
from pipelines.despam.lines import BODY, Line, Verdict
from pipelines.despam.page.proof import NAMES_OFFERS, words_in
from pipelines.despam.shields.confirmed import kept_of
from pipelines.despam.words.lexicon import lexicon

LEAST_VERB = 2
EVERYDAY = "common"
"""Class of such verbs as words of the vocabulary."""


def with_own_words(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return the verdicts with no verb of the article at the beginning of a cut of the body."""
    if not any(verdict.cuts for verdict in verdicts):
        return list(verdicts)
    pairs = list(zip(lines, verdicts, strict=True))
    taken = [[_verb(line, c) for c in v.cuts] if line.where == BODY else [] for line, v in pairs]
    if not any(any(verbs) for verbs in taken):
        return list(verdicts)
    said = folded_each("\n".join(kept_of(lines, verdicts)))
    return [
        dataclasses.replace(
            verdict,
            cuts=tuple(
                _narrowed(c, verb, said) for c, verb in zip(verdict.cuts, verbs, strict=True)
            ),
        )
        if any(verbs)
        else verdict
        for verdict, verbs in zip(verdicts, taken, strict=True)
    ]


def _verb(line: Line, cut: Cut) -> str:
    """Return the verb that a cut begins with inside of a clause, or nothing."""
    folded = folded_each(line.text[cut.start : cut.end])
    words = [word for _, word in words_in(folded)]
    if not words or not folded.startswith(words[0].text) or not is_han(_before(line, cut)):
        return ""
    verb = words[0]
    is_verb = verb.kind == EVERYDAY and verb.text in lexicon().predicates
    named = any(word.core >= NAMES_OFFERS for word in words[1:])
    return verb.text if is_verb and named and len(verb.text) >= LEAST_VERB else ""


def _before(line: Line, cut: Cut) -> str:
    return line.text[cut.start - 1 : cut.start] if cut.start else "\n"


def _narrowed(cut: Cut, verb: str, said: str) -> Cut:
    if not verb or verb not in said:
        return cut
    return dataclasses.replace(cut, start=cut.start + len(verb))
