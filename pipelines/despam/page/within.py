"""What a sentence of the article hides between two of its own words.

A page hides its menus and boxes in lines of their own. What is hidden inside a clause is no
reader's, and where it names a trade of spam that the article does not speak of, it was put there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive.records import ELSEWHERE, Removal
from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.folding import folded_each
from pipelines.despam.page.proof import words_in
from pipelines.despam.page.sight import SURE
from pipelines.despam.runs.evidence import ACCOUNT
from pipelines.despam.words.lexicon import lexicon
from pipelines.document import Block, Span

LEAST_CORE = 0.7
"""``core`` of a word by which such a piece names a trade."""
NO_TRADE = frozenset({"contact", "call", "lead", "kind", "common", "place", "web"})
"""Classes of words that a site's tools have too: 微信, 下载."""
SHORTEST, LONGEST = 4, 200
CONFIDENCE = 0.8


def hidden_within(blocks: Iterable[Block]) -> Iterator[Removal]:
    """Give what clauses hide that names a trade of spam of which the article says nothing."""
    hiding = [block for block in blocks if any(span.hidden in SURE for span in block.spans)]
    for block in hiding:
        for span in block.spans:
            if span.hidden in SURE and is_inside(block.text, span):
                piece = block.text[span.start : span.end].strip()
                others = block.text[: span.start] + "\n" + block.text[span.end :]
                if gives_account(piece) or _names_trade(piece, folded_each(others)):
                    rule = f"hidden:{span.hidden}"
                    yield Removal(
                        rule=rule, text=piece, at=0, where=ELSEWHERE, confidence=CONFIDENCE
                    )


def gives_account(piece: str) -> bool:
    """Tell whether a piece says to whom to write: no explanation that a page hides does."""
    folded = folded_each(piece)
    return ACCOUNT.search(folded) is not None and not any(w in folded for w in lexicon().guard)


def is_inside(text: str, span: Span) -> bool:
    """Tell whether Han characters stand right before and right behind a span."""
    around = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    return span.start > 0 and all(map(is_han, around)) and all(around)


def _names_trade(piece: str, said: str) -> bool:
    folded = folded_each(piece)
    if not SHORTEST <= len(folded) <= LONGEST or any(w in folded for w in lexicon().guard):
        return False
    named = [w for _, w in words_in(folded) if w.core >= LEAST_CORE and w.kind not in NO_TRADE]
    return any(word.text not in said for word in named)
