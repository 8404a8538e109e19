"""What the head's words for search engines prove by themselves.

Keywords and titles of sports, games and media (电竞, 足球直播, 手机版) are lists of words, not
prose: that the model of prose finds them dear proves nothing. Who replaces a page's words for
search engines names a site, or leaves another trace. What the article itself says, and keeps, is
no trace.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.records import Article, Removal
from pipelines.despam.fields.keywords import is_own, own_text
from pipelines.despam.fields.publishers import PUBLISHERS
from pipelines.despam.language.folding import folded_each
from pipelines.despam.lines import KEYWORDS, Line, Verdict
from pipelines.despam.page.proof import NAMES_OFFERS, words_in
from pipelines.despam.runs.deciding import REMOVED_FROM

METADATA, AROUND = "metadata", "around"
SHORTEST_SAID = 5
"""Characters of a text that the article says as it stands, from which it is the article's."""
_PIECE = re.compile(r"[^,;，；、_|｜·\s—–-]+")


def with_witness(
    lines: Sequence[Line], verdicts: Sequence[Verdict], article: Article, outside: Sequence[Removal]
) -> tuple[list[Verdict], tuple[Removal, ...]]:
    """Return the verdicts and what stands outside the fields, without what nothing bears out."""
    if not outside and not any(_is_keyword(line, v) for line, v in _pairs(lines, verdicts)):
        return list(verdicts), tuple(outside)
    own = own_text(lines, verdicts, article)
    strange = [removal for removal in outside if not _is_said(removal, own)]
    is_borne_out = any(v.cuts and line.where != KEYWORDS for line, v in _pairs(lines, verdicts))
    if is_borne_out or not all(_is_generic(removal, own) for removal in strange):
        return list(verdicts), tuple(strange)
    cut = [line.text[c.start : c.end] for line, v in _pairs(lines, verdicts) for c in v.cuts]
    if not all(_is_piece(folded_each(text), own) for text in cut):
        return list(verdicts), tuple(strange)
    return [_doubted(verdict) for verdict in verdicts], ()


def _pairs(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> list[tuple[Line, Verdict]]:
    return list(zip(lines, verdicts, strict=True))


def _is_keyword(line: Line, verdict: Verdict) -> bool:
    return line.where == KEYWORDS and bool(verdict.cuts)


def _is_said(removal: Removal, own: str) -> bool:
    """Tell whether the article says what was found around it: a headline stands there again."""
    folded = folded_each(removal.text).strip()
    is_text = removal.rule in (METADATA, AROUND) and len(folded) >= SHORTEST_SAID
    return is_text and folded in own


def _is_generic(removal: Removal, own: str) -> bool:
    """Tell whether words for search engines are a list of words of a trade that name no site."""
    if removal.rule != METADATA:
        return False
    return all(_is_piece(piece, own) for piece in _PIECE.findall(folded_each(removal.text)))


def _is_piece(piece: str, own: str) -> bool:
    """Tell whether a piece is the page's own, or words of the vocabulary without any name."""
    if piece in own:
        return True
    words = [word for _, word in words_in(piece)]
    if any(word.core >= NAMES_OFFERS for word in words):
        return False
    rest = piece
    for word in words:
        rest = rest.replace(word.text, "", 1)
    return not rest or is_own(rest, own) or PUBLISHERS.match(piece) is not None


def _doubted(verdict: Verdict) -> Verdict:
    """Return a verdict that cuts nothing."""
    suspected = sorted((*verdict.suspected, *verdict.cuts), key=lambda c: c.start)
    return Verdict((), tuple(c.doubted(REMOVED_FROM) for c in suspected))
