"""A look at a page: when, in which run, and what the ledger will say of it and of further pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, repeat

from sqlalchemy import Connection

from archive.ledger import Outcome
from archive.ledger.outcomes import write_outcomes
from archive.ledger.records import COPY_OF, PART_OF
from archive.records import Extraction, Rejection, WarcPointer, changed


@dataclass(frozen=True, slots=True)
class Visit:
    """When and in which run a page was looked at, and the ledger's outcome, where it is given."""

    now: datetime
    run_id: int | None = None
    fetch: Outcome | None = None

    def write(self, connection: Connection, *outcomes: Outcome) -> None:
        """Write outcomes into the ledger."""
        write_outcomes(connection, outcomes, run_id=self.run_id, now=self.now)


def of_article(page: Extraction, article_id: int, visit: Visit) -> list[Outcome]:
    """Return the ledger's outcomes of an article's page and of its further pages, in URL order."""
    article = page.article
    due_at = visit.now if visit.fetch is None and article.url.startswith("http") else None
    outcome = Outcome(
        url=article.url,
        state="fetched",
        site=article.site,
        kind="article",
        article_id=article_id,
        due_at=due_at,
        warc=article.warc,
    )
    outcomes = {
        url: changed(outcome, url=url, due_at=None, warc=warc) for url, warc in _further(page)
    }
    outcomes[article.url] = outcome
    if visit.fetch is not None:
        fetched = changed(visit.fetch, kind="article", article_id=article_id)
        outcomes[visit.fetch.url] = fetched
    return [outcomes[url] for url in sorted(outcomes)]


def of_copy(page: Extraction, copy_of: str, fetch: Outcome | None) -> list[Outcome]:
    """Return the ledger's outcomes of the pages of an article that stands elsewhere already.

    Its first page is asked for again when the other one goes; further pages never by themselves.
    """
    article = page.article
    fetch = fetch or Outcome(url=article.url, site=article.site, state="fetched", warc=article.warc)
    left = changed(
        fetch,
        state="excluded",
        kind="article",
        reason=f"{COPY_OF}{copy_of}",
        due_at=None,
        interval_seconds=None,
    )
    reason = f"{PART_OF}{fetch.url}"
    further = [
        Outcome(url=url, state="fetched", site=fetch.site, kind="other", reason=reason, warc=warc)
        for url, warc in _further(page)
    ]
    return sorted([left, *further], key=lambda outcome: outcome.url)


def _further(page: Extraction) -> Iterator[tuple[str, WarcPointer | None]]:
    """Yield the addresses of an article's further pages and where their raw records lie."""
    return zip(page.article.pages[1:], chain(page.further, repeat(None)), strict=False)


def of_rejection(rejection: Rejection, fetch: Outcome | None) -> Outcome:
    """Return the ledger's outcome of a page that holds no article."""
    return changed(
        fetch or Outcome(url=rejection.url, state="fetched"),
        state="failed" if rejection.failed else "fetched",
        kind=fetch.kind if fetch and fetch.kind == "list" else "other",
        reason=rejection.reason,
    )


def as_held(outcome: Outcome) -> Outcome:
    """Return the outcome of such a page where the archive has an article of it: it stays one's."""
    return changed(outcome, kind="article") if outcome.kind == "other" else outcome
