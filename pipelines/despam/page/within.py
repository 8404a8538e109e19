"""What a sentence of the article hides between two of its own words.

A page hides its menus and boxes in lines of their own. What is hidden inside a clause is no
reader's, and where it names a trade of spam that the article does not speak of, it was put there.
"""

from __future__ import annotations

from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.folding import folded_each
from pipelines.despam.page.proof import words_in
from pipelines.despam.runs.evidence import ACCOUNT
from pipelines.despam.words.lexicon import lexicon
from pipelines.document import Span

SURE = frozenset(
    {
        "display:none",
        "visibility:hidden",
        "hidden",
        "off-screen",
        "text-indent",
        "font-size:0",
        "clip",
        "no-size",
    }
)
"""Ways of hiding that leave nothing to see. White text may stand on a dark ground."""
LEAST_CORE = 0.7
"""``core`` of a word by which such a piece names a trade."""
NO_TRADE = frozenset({"contact", "call", "lead", "kind", "common", "place", "web"})
"""Classes of words that a site's tools have too: 微信, 下载."""
SHORTEST, LONGEST = 4, 200
CONFIDENCE = 0.8
"""That what a clause hides was put there."""


def is_put_within(text: str, span: Span) -> bool:
    """Tell whether a clause hides a piece that names a trade of which its line says nothing."""
    if span.hidden is None or not is_inside(text, span):
        return False
    piece = text[span.start : span.end].strip()
    others = folded_each(text[: span.start] + "\n" + text[span.end :])
    return gives_account(piece) or (span.hidden in SURE and _names_trade(piece, others))


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
