"""Why a run leaves a link alone."""

from __future__ import annotations

from collections.abc import Mapping

from crawler.discovery.result import Reading
from crawler.discovery.scope import Scope
from crawler.discovery.scoring import Judgement
from crawler.discovery.urls import page_key
from crawler.frontier.visit import Visit

_HUB_DEPTH = 1
"""A list page without articles is followed to further lists no deeper than this: home pages and
the columns on them may be nothing but hubs, services and profiles are nothing but dead ends."""
_LENT = 40
"""Lists of one site and run that are asked for all the same, on pages without articles deeper down:
departments, years, issues. Each that brings articles makes room for another one."""
_DEAD_END = "dead end: only on pages without articles"


class Refusals:
    """The borders of sites, and what keeps a run out of traps.

    Args:
        scopes: What is a site's own, by site.
        max_list_depth: Links from a start page to a list page that is still asked for.

    """

    def __init__(self, scopes: Mapping[str, Scope], max_list_depth: int) -> None:
        self._scopes = scopes
        self._max_list_depth = max_list_depth
        self._lists: dict[str, str] = {}
        self._lent: dict[str, set[str]] = {site_id: set() for site_id in scopes}

    def keep(self, url: str) -> str:
        """Return the address under which a list page is known: the first that was met."""
        return self._lists.setdefault(page_key(url), url)

    def repaid(self, visit: Visit, reading: Reading) -> None:
        """Take note of a page that was asked for on trust, and lists articles."""
        if reading.kind == "list":
            self._lent[visit.site].discard(visit.url)

    def of(self, visit: Visit, target: Visit, judged: Judgement, reading: Reading) -> str | None:
        """Return why a link of the page of ``visit`` is left alone, or None."""
        scope = self._scopes[visit.site]
        border = scope.refusal_of_declared if judged.declared else scope.refusal
        refusal = border(target.url)
        if refusal is not None:
            return refusal
        if judged.kind == "other":
            return judged.why
        if judged.kind == "list" and not judged.declared:
            return self._of_list(visit, target, judged, reading)
        return None

    def _of_list(
        self, visit: Visit, target: Visit, judged: Judgement, reading: Reading
    ) -> str | None:
        if target.depth > self._max_list_depth:
            return f"too deep: {target.depth} links from the start"
        if visit.barren and visit.depth > _HUB_DEPTH:
            return "dead end: only on lists without anything new"
        first = self.keep(target.url)
        if first != target.url:
            return f"same page: {first}"
        is_hub = reading.kind == "other" and visit.depth > _HUB_DEPTH and not judged.within
        return _DEAD_END if is_hub and not self._lends(target) else None

    def _lends(self, target: Visit) -> bool:
        """Tell whether a list that only a page without articles links is asked for on trust."""
        lent = self._lent[target.site]
        if target.url not in lent and len(lent) < _LENT:
            lent.add(target.url)
        return target.url in lent
