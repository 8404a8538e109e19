"""Keywords of a page whose words for search engines were replaced.

Who replaces a page's ``<title>`` or keywords replaces all of them, by names that no list holds. So
there a keyword must show that it is the page's own: the text says it, or government prose would.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from archive.records import Article, Removal
from pipelines.despam.cutting import Cut
from pipelines.despam.language.folding import folded_each
from pipelines.despam.language.prose import mean_cost
from pipelines.despam.lines import HEADLINE, KEYWORDS, Line, Verdict
from pipelines.despam.page.offered import is_offer
from pipelines.despam.page.proof import words_in
from pipelines.despam.runs.deciding import REMOVED_FROM
from pipelines.despam.runs.evidence import CALLS
from pipelines.despam.words.lexicon import lexicon
from pipelines.despam.words.telling import MEANING

RULE = "hijacked"
OFFICIAL_NATS = 5.0
"""Mean cost of a character below which a keyword reads as one of a government's page: 政务公开 has
3.1, 乡村振兴 2.5, 黄梅戏 5.0; 欧美特黄 7.4, 永乐棋牌下载 6.7."""
OFFICIAL_ENDS = tuple("省市县区乡镇村局厅委办院校部署处所会报网")
"""What names of places, bodies and outlets end with, of which prose knows few."""


def without_strangers(
    lines: Sequence[Line],
    verdicts: Sequence[Verdict],
    article: Article,
    outside: Iterable[Removal],
) -> list[Verdict]:
    """Return the verdicts with keywords cut that are not the page's own, where it is hijacked."""
    if not article.keywords or not _is_hijacked(lines, verdicts, outside):
        return list(verdicts)
    own = own_text(lines, verdicts, article)
    return [
        dataclasses.replace(verdict, cuts=(_whole(line),), suspected=())
        if line.where == KEYWORDS and not verdict.cuts and not is_own(line.text, own)
        else verdict
        for line, verdict in zip(lines, verdicts, strict=True)
    ]


def is_own(keyword: str, own: str) -> bool:
    """Tell whether a keyword is the page's own; ``own``: what the page says, folded."""
    folded = folded_each(keyword).strip()
    if folded in own:
        return True
    if is_offer(keyword):
        return False
    if any(word.core >= MEANING or word.kind in CALLS for _, word in words_in(folded)):
        return any(name in folded for name in lexicon().official)
    return folded.endswith(OFFICIAL_ENDS) or mean_cost(folded) < OFFICIAL_NATS


def _whole(line: Line) -> Cut:
    return Cut(0, len(line.text), RULE, REMOVED_FROM)


def _is_hijacked(
    lines: Sequence[Line], verdicts: Sequence[Verdict], outside: Iterable[Removal]
) -> bool:
    """Tell whether the headline or the words for search engines hold spam."""
    told = any(
        verdict.cuts or (line.where == KEYWORDS and is_offer(line.text))
        for line, verdict in zip(lines, verdicts, strict=True)
        if line.where in (HEADLINE, KEYWORDS)
    )
    return told or any(removal.rule == "metadata" for removal in outside)


def own_text(lines: Sequence[Line], verdicts: Sequence[Verdict], article: Article) -> str:
    """Return what the page says beside its keywords, without what goes."""
    kept = [article.site_name or ""]
    for line, verdict in zip(lines, verdicts, strict=True):
        if line.where != KEYWORDS:
            at = 0
            for c in verdict.cuts:
                kept.append(line.text[at : c.start])
                at = c.end
            kept.append(line.text[at:])
    return folded_each("\n".join(kept))
