"""What goes into the ledger and comes out of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from archive.records import WarcPointer, record

PageKind = Literal["list", "article", "other"]
PageState = Literal["discovered", "fetched", "failed", "excluded", "gone"]

MAX_URL_CHARACTERS = 2000
"""PostgreSQL indexes at most 2,704 bytes of a value (a third of an 8 kB page, less headers)."""

LEFT_OUT = "since: "
"""How the reason begins of an article that a run's ``since`` left out; its day of publication,
``YYYY-MM-DD``, follows."""

TOO_LONG = "address too long: "
"""How the reason begins of a URL that is excluded as it is discovered; how long it is follows."""

COPY_OF = "copy of an article: "
"""How the reason begins of a page that shows an article which its site shows elsewhere, too; the
address under which the archive has it follows."""

PART_OF = "page of an article: "
"""How the reason begins of the further page of a long article; the address of its first page
follows."""


@record
class Site:
    """A catalogue site as the archive remembers it (``seeds.catalogue.Site`` has all of these)."""

    id: str
    name: str
    region: str | None = None
    region_code: str | None = None
    level: str | None = None
    start_urls: tuple[str, ...] = ()


@record
class Link:
    """A URL just discovered, normalised."""

    url: str
    site: str
    kind: PageKind = "other"
    depth: int = 0
    discovered_on: str | None = None
    listed_title: str | None = None
    listed_date: str | None = None


@record
class Outcome:
    """What became of one URL.

    A field that is None leaves what the ledger has, but for ``reason``, ``http_status`` and
    ``due_at``, which are always written (``due_at`` None: never again), and for ``etag`` and
    ``last_modified``, which are written with each ``digest``.
    """

    url: str
    state: PageState
    site: str | None = None
    """Needed only for a URL that the ledger has not met (a redirect's target)."""
    kind: PageKind | None = None
    reason: str | None = None
    http_status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    due_at: datetime | None = None
    interval_seconds: int | None = None
    article_id: int | None = None
    was_asked: bool = True
    """Of what failed: whether its server was asked for it, which counts as an attempt."""
    warc: WarcPointer | None = None
    lists: bool = False
    """Whether the page was read now and lists anything."""
    listed: tuple[int, ...] | None = None
    """Of a list: the ``Page.id`` of the articles that stand on it, in page order."""

    def left_out(self, day: date) -> Outcome:
        """Return the outcome of the same page where its article, published on ``day``, is too old.

        A later run that goes back that far finds it again (``Ledger.readmit``).
        """
        reason = f"{LEFT_OUT}{day.isoformat()}"
        return dataclasses.replace(
            self, state="excluded", kind="article", reason=reason, due_at=None
        )


@record
class Page:
    """One row of the ledger."""

    id: int
    url: str
    site: str | None
    kind: PageKind
    state: PageState
    reason: str | None
    http_status: int | None
    attempts: int
    depth: int
    discovered_at: datetime
    discovered_on: str | None
    listed_title: str | None
    listed_date: str | None
    fetched_at: datetime | None
    changed_at: datetime | None
    due_at: datetime | None
    interval_seconds: int | None
    etag: str | None
    last_modified: str | None
    digest: str | None
    article_id: int | None
    listed: tuple[int, ...]
    """The ``id`` of the articles that stood on a list when it was last read, in page order."""
    listed_at: datetime | None
    """When the page was last read and listed anything."""
    last_run_id: int | None


@record
class Account:
    """Where every URL of some sites stands after a run, each counted once.

    ``discovered`` = ``archived`` + the sums of the five others.
    """

    discovered: int
    archived: int
    """Addresses that this run fetched and that hold an article (each page of a long one counts)."""
    not_an_article: Mapping[str, int]
    """By reason; list pages under ``list page``, columns that list nothing under theirs."""
    excluded: Mapping[str, int]
    """By the rule that left them out, in this run or before."""
    failed: Mapping[str, int]
    """By why; those whose state is ``failed``."""
    gone: Mapping[str, int]
    """By what told so: HTTP 404 or 410, or a page that says it; those whose state is ``gone``."""
    not_yet_due: Mapping[str, int]
    """What this run did not look at: ``due later``, ``never again`` (gone before), ``left over``
    (due, but the run ended first, or its host rests: the next one begins with it)."""

    def to_dict(self) -> dict[str, Any]:
        """Return what a run's report keeps."""
        return dataclasses.asdict(self)
