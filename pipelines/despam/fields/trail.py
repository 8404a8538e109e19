"""Where the names of a breadcrumb lead: columns are a site's own, and strangers stand in none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipelines.despam.language.folding import folded_each
from pipelines.despam.page.hosts import is_foreign, own_prefixes
from pipelines.despam.page.proof import NAMES_SPAM, words_in
from pipelines.despam.runs.evidence import CALLS
from pipelines.document import Document, Span
from pipelines.elements import text_of


def spans_of_columns(document: Document) -> list[tuple[Span, ...]]:
    """Return, for each name of the breadcrumb, the span of its link to a stranger's site."""
    names = document.article.section
    offers = [name for name in names if _is_offer(name)]
    links = _foreign_links(document, offers) if offers else {}
    return [
        (Span(start=0, end=len(name), link=links[name]),) if name in links else () for name in names
    ]


def _is_offer(name: str) -> bool:
    """Tell whether a name offers an entrance: a portal's columns stand on hosts of other names."""
    words = [word for _, word in words_in(folded_each(name))]
    return any(word.kind in CALLS or word.core >= NAMES_SPAM for word in words)


def _foreign_links(document: Document, names: Sequence[str]) -> Mapping[str, str]:
    """Return the links to other sites whose words are one of the names."""
    own = own_prefixes(document.page.url)
    return {
        text: link
        for anchor in document.elements.get("a", ())
        if "://" in (link := (anchor.get("href") or "").strip())
        and not link.startswith(own)
        and (text := " ".join(text_of(anchor).split())) in names
        and is_foreign(link, document.page.url)
    }
