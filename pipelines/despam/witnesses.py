"""What the head's words for search engines prove by themselves.

Keywords of sports, games and media (电竞, 足球直播, 手机版) are a list of words, not prose: that the
model of prose finds them dear proves nothing. Who replaces a page's words for search engines names
something, or leaves another trace.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.records import Removal
from pipelines.despam.folding import folded_each
from pipelines.despam.lines import Verdict
from pipelines.despam.proof import NAMES_OFFERS, words_in

METADATA = "metadata"
LISTED = 3
"""Words between commas from which a text for search engines is a list of keywords."""


def with_witness(
    outside: Sequence[Removal], verdicts: Sequence[Verdict]
) -> tuple[Removal, ...]:
    """Return what stands outside the fields, without lists of keywords that nothing else bears out."""
    weak = [removal for removal in outside if _is_weak(removal)]
    if not weak or len(weak) < len(outside) or any(verdict.cuts for verdict in verdicts):
        return tuple(outside)
    return ()


def _is_weak(removal: Removal) -> bool:
    """Tell whether a removal is of a list of keywords none of which names an offer of spam."""
    folded = folded_each(removal.text)
    pieces = [piece for piece in folded.replace(";", ",").replace("、", ",").split(",") if piece]
    named = any(word.core >= NAMES_OFFERS for _, word in words_in(folded))
    return removal.rule == METADATA and len(pieces) >= LISTED and not named
