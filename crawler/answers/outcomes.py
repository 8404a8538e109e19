"""What an answer, or none, means for a page's row in the ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from scrapy.http import Response

from archive.ledger import Outcome, PageKind, PageState
from archive.records import WarcPointer, changed
from crawler.answers import schedule
from crawler.discovery.dates import day_of
from crawler.discovery.empty_lists import emptiness_by_name
from crawler.discovery.result import Emptiness
from crawler.discovery.scoring import is_site_map
from crawler.frontier.visit import Visit
from crawler.wire.flags import is_short
from seeds.address_dates import whole_day_in_address

GONE = frozenset({404, 410})
_NOT_MODIFIED = 304
_FORBIDDEN = frozenset({401, 403, 451})
MOVED = frozenset({301, 302, 303, 307, 308})
MOVED_FOR_GOOD = frozenset({301, 308})
REDIRECT = "redirect: "
"""How the reason begins of a page that sends its readers on; where to follows."""
MOST_HOPS = 5
"""Redirects in a row; browsers give up after 20, but no honest page needs more than three."""
DATA_OF_PAGE = "data of a page: "
"""How the reason begins of what an article's page has asked for; the page's address follows."""
PERHAPS_GONE = "perhaps gone: "
"""How the reason begins of an archived article's page that may be gone; why one thinks so
follows."""


def failed(visit: Visit, reason: str, *, now: datetime, status: int | None = None) -> Outcome:
    """Return the outcome of a page that could not be had; the next run asks for it again."""
    attempts = 1 + (visit.known.attempts if visit.known else 0)
    due = schedule.retry_at(now, attempts)
    return _outcome(visit, "failed", reason, status=status, due_at=due)


def not_asked(visit: Visit, reason: str, *, now: datetime) -> Outcome:
    """Return the outcome of a page that was not asked for, since its host's rules cannot be had.

    Whether it can be had nobody knows, and to try again in the next run costs no request. What is
    looked at again now and then waits as long as before, a day at most.
    """
    wait = min(_interval_before(visit), schedule.REFUSED_AGAIN)
    return changed(_outcome(visit, "failed", reason, due_at=now + wait), was_asked=False)


def excluded(visit: Visit, reason: str, *, status: int | None = None) -> Outcome:
    """Return the outcome of a page that a rule of ours keeps us from."""
    return _outcome(visit, "excluded", reason, status=status)


def sent_on(visit: Visit, reason: str, *, status: int, now: datetime) -> Outcome:
    """Return the outcome of a page that sends its reader to another: for the time being, or ever.

    What is not meant for good is looked at again: sites send readers of all pages to one that says
    that they are being mended.
    """
    outcome = excluded(visit, reason, status=status)
    if status in MOVED_FOR_GOOD:
        return outcome
    if visit.holds_article:
        return changed(outcome, due_at=now + schedule.GONE_AGAIN)
    return _looked_at_again(visit, outcome, now)


def forbidden(visit: Visit, reason: str, *, now: datetime) -> Outcome:
    """Return the outcome of a page that its site keeps us from; it may change its mind."""
    return _outcome(visit, "excluded", reason, due_at=now + schedule.REFUSED_AGAIN)


def blocked(visit: Visit, vendor: str, response: Response, *, now: datetime) -> Outcome:
    """Return the outcome of a page behind a wall."""
    return failed(visit, f"blocked:{vendor}", now=now, status=response.status)


def refused(visit: Visit, response: Response, *, now: datetime) -> Outcome:
    """Return the outcome of an answer that is neither a page (2xx, 304) nor a redirect."""
    reason = f"HTTP {response.status}"
    if response.status in GONE:
        return gone(visit, reason, status=response.status, now=now)
    if response.status in _FORBIDDEN:
        due = now + schedule.FORBIDDEN_AGAIN
        return _outcome(visit, "failed", reason, status=response.status, due_at=due)
    return failed(visit, reason, now=now, status=response.status)


def gone(visit: Visit, reason: str, *, status: int, now: datetime) -> Outcome:
    """Return the outcome of a page that is not there, any more or not yet: it may yet come.

    ``interval_seconds`` of an article's is what it waits where a list shows it
    (``frontier.returns``), ``due_at`` when it is looked for where none does.
    """
    known = visit.known
    if known is None or known.article_id is None or visit.was_list:
        return _looked_at_again(visit, _outcome(visit, "gone", reason, status=status), now)
    before = known.interval_seconds if known.state == "gone" else None
    wait = schedule.next_interval(timedelta(seconds=before or 0), changed=False)
    return changed(
        _outcome(visit, "gone", reason, status=status, due_at=now + schedule.gone_again(wait)),
        interval_seconds=int(wait.total_seconds()),
    )


def missing_list(visit: Visit, gone: Outcome, *, now: datetime) -> Outcome:
    """Return the outcome of a list that is not there, and that was taken for an article's page."""
    outcome = _outcome(visit, "gone", gone.reason or "", status=gone.http_status, due_at=now)
    return changed(outcome, kind="list", interval_seconds=0, lists=True)


def perhaps_gone(
    visit: Visit, hint: Outcome, *, now: datetime, wait: timedelta = schedule.CONFIRM_AFTER
) -> Outcome:
    """Return the outcome of an archived article's page that hints that it is gone.

    A hint is what answers 200 or a redirect, and a 404 of many. The article stays what it is until
    the page hints at the same once more, after ``wait`` at the earliest.
    """
    reason = f"{PERHAPS_GONE}{hint.reason}"
    due = now + wait
    return _outcome(visit, "failed", reason, status=hint.http_status, due_at=due)


def is_confirmed(visit: Visit, *, now: datetime) -> bool:
    """Tell whether one more hint that an article is gone is enough to say so."""
    known = visit.known
    if known is None or known.state == "gone":
        return True
    hinted = known.state == "failed" and (known.reason or "").startswith(PERHAPS_GONE)
    return hinted and known.due_at is not None and known.due_at <= now


def not_known_gone(visit: Visit, reason: str, gone: Outcome, *, now: datetime) -> Outcome:
    """Return the outcome of a page that is gone whose article may be at another address yet.

    Its runs may follow each other by seconds, and outages last longer than that.
    """
    due, status = now + schedule.CONFIRM_AFTER, gone.http_status
    return _outcome(visit, "failed", f"{PERHAPS_GONE}{reason}", status=status, due_at=due)


def readmitted(visit: Visit, *, now: datetime) -> Outcome:
    """Return the outcome of a page that was a copy and shows an article of its own now."""
    return _outcome(visit, "discovered", "", due_at=now)


def read_list(
    visit: Visit,
    response: Response,
    *,
    now: datetime,
    kind: PageKind,
    why: str,
    emptiness: Emptiness | None = None,
    leads_on: bool = True,
) -> Outcome:
    """Return the outcome of a page that was read for its links; ``why`` it is no list, if not.

    First pages of lists are due in every run; their further pages only when a run is led there; a
    site's map as rarely as sites get a new column; and one day's list, such as a page of a
    newspaper, as rarely as articles of that day. One of many that a script asks for by an answer's
    entries is due ever more rarely while it brings nothing, once a day at least. What was a list
    once stays one: today it may be empty, or say that it is being mended. A column that has never
    listed anything (``emptiness``) is one too, due ever more rarely. A start page is a list
    whatever it looks like, but has listed nothing where it leads nowhere (``leads_on``).
    """
    if is_site_map(visit.listed_title):
        return _list(visit, response, "site map", now + schedule.SITE_MAP_AGAIN, lists=True)
    if kind == "list" or visit.was_list:
        lists = kind == "list" and (leads_on or not visit.start)
        due = None if visit.is_further_page else _list_due(visit, response, now)
        return _list(visit, response, "list page", due, lists=lists)
    waits = None if visit.is_further_page else emptiness_by_name(visit.listed_title, emptiness)
    if waits is None:
        return _fetched(visit, response, kind=kind, reason=why, due_at=None)
    wait = _wait_for_rows(visit, waits, now)
    return _list(visit, response, why, now + wait, wait)


def _list(
    visit: Visit,
    response: Response,
    reason: str,
    due_at: datetime | None,
    wait: timedelta = timedelta(0),
    *,
    lists: bool = False,
) -> Outcome:
    """Return the outcome of a list's page; ``wait``: its interval, where it lists nothing yet."""
    seconds = int(wait.total_seconds())
    found = _fetched(
        visit, response, kind="list", reason=reason, due_at=due_at, interval_seconds=seconds
    )
    return changed(found, lists=lists)


def _interval_before(visit: Visit) -> timedelta:
    """Return after how long the page was to be looked at again, as it was known before."""
    return timedelta(seconds=(visit.known.interval_seconds or 0) if visit.known else 0)


def _wait_for_rows(visit: Visit, emptiness: Emptiness, now: datetime) -> timedelta:
    """Return how long an empty column waits; one day's, as long as an article of that day."""
    wait = schedule.look_for_rows(_interval_before(visit), emptiness)
    age = _age(whole_day_in_address(visit.url), now)
    return wait if age is None else max(wait, schedule.first_interval(age))


def _list_due(visit: Visit, response: Response, now: datetime) -> datetime:
    age = _age(whole_day_in_address(visit.url), now)
    if age is not None:
        return now + schedule.first_interval(age)
    known = visit.known
    if known is None or known.changed_at is None or not visit.is_one_of_many:
        return now
    is_as_before = response.status == _NOT_MODIFIED or known.digest == digest_of(response.body)
    return now + schedule.quiet_list_again(now - known.changed_at) if is_as_before else now


def _age(day: date | None, now: datetime) -> timedelta | None:
    return None if day is None else now - datetime(day.year, day.month, day.day, tzinfo=UTC)


def read_article(visit: Visit, response: Response, *, now: datetime) -> Outcome:
    """Return the outcome that the writer stores together with the article."""
    interval = _interval(visit, digest_of(response.body), now)
    return _fetched(
        visit,
        response,
        kind="article",
        reason=None,
        due_at=now + interval,
        interval_seconds=int(interval.total_seconds()),
    )


def read_parts(visit: Visit, first: Outcome, bodies: Sequence[bytes], *, now: datetime) -> Outcome:
    """Return the outcome of an article of several pages, given its first page's.

    No validators: "not modified" would be said of the first page alone.
    """
    digest = digest_of(*bodies)
    interval = _interval(visit, digest, now)
    return changed(
        first,
        digest=digest,
        etag=None,
        last_modified=None,
        due_at=now + interval,
        interval_seconds=int(interval.total_seconds()),
    )


def read_data(visit: Visit, data: Visit, response: Response) -> Outcome:
    """Return what the ledger keeps of a page's data, which is never due: its page asks for it."""
    return Outcome(
        url=data.url,
        site=data.site,
        kind="other",
        state="fetched",
        reason=f"{DATA_OF_PAGE}{visit.url}",
        http_status=response.status,
        digest=digest_of(response.body),
        warc=response.meta.get("warc"),
    )


def unchanged(visit: Visit, response: Response, *, now: datetime) -> Outcome:
    """Return the outcome of a revisit that found the page as it was (304, or the same bytes)."""
    if visit.kind == "list" and not visit.stood_empty:
        return _unchanged_list(visit, response, now)
    known, before = visit.known, _interval_before(visit)
    if visit.stood_empty:
        interval = _wait_for_rows(visit, "told", now)
    else:
        interval = schedule.next_interval(before, changed=False)
    return Outcome(
        url=visit.url,
        site=visit.site,
        state="fetched",
        # Why a page that was read holds no article, not why one could not be had before.
        reason=known.reason if known is not None and known.state == "fetched" else None,
        http_status=response.status,
        due_at=now + interval,
        interval_seconds=int(interval.total_seconds()),
    )


def same_bytes(visit: Visit, response: Response, *, now: datetime) -> Outcome:
    """Return the outcome of a page, or its data, that was sent again as it was.

    With its digest and the validators of this very answer: the row may have those of the other by
    now, in which the stages found no article.
    """
    return changed(
        unchanged(visit, response, now=now),
        digest=digest_of(response.body),
        etag=_header(response, "ETag"),
        last_modified=_header(response, "Last-Modified"),
    )


def _unchanged_list(visit: Visit, response: Response, now: datetime) -> Outcome:
    """Return the outcome of a list that is not sent again: bytes and validators are as before."""
    read = read_list(visit, response, now=now, kind="list", why="")
    return changed(read, digest=None, etag=None, last_modified=None, warc=None)


def _looked_at_again(visit: Visit, outcome: Outcome, now: datetime) -> Outcome:
    """Return the outcome with the next look at the page, rarer each time; lists never cease."""
    if visit.is_further_page:
        return outcome  # its list leads there
    if visit.was_list:
        return changed(outcome, due_at=now)
    known = visit.known
    missed = known is not None and known.state == outcome.state
    seconds = known.interval_seconds if known is not None and missed else None
    wait = schedule.look_again(timedelta(seconds=seconds) if seconds else None)
    if wait is None and visit.kind == "list":
        wait = schedule.RARELY
    if wait is None or (missed and not seconds):
        return outcome
    return changed(outcome, due_at=now + wait, interval_seconds=int(wait.total_seconds()))


def digest_of(*bodies: bytes) -> str:
    """Return the SHA-256 of the decoded payload of all pages, by which a revisit sees a change."""
    return hashlib.sha256(b"".join(bodies)).hexdigest()


def _interval(visit: Visit, digest: str, now: datetime) -> timedelta:
    known = visit.known
    if known is not None and known.interval_seconds:
        changed = known.digest != digest
        return schedule.next_interval(timedelta(seconds=known.interval_seconds), changed=changed)
    return schedule.first_interval(_age(day_of(visit.url, visit.listed_date), now))


def _outcome(
    visit: Visit,
    state: PageState,
    reason: str,
    *,
    status: int | None = None,
    due_at: datetime | None = None,
) -> Outcome:
    return Outcome(
        url=visit.url,
        site=visit.site,
        kind=visit.kind,
        state=state,
        reason=reason,
        http_status=status,
        due_at=due_at,
    )


def _fetched(
    visit: Visit,
    response: Response,
    *,
    kind: PageKind,
    reason: str | None,
    due_at: datetime | None,
    interval_seconds: int | None = None,
) -> Outcome:
    warc = response.meta.get("warc")
    short = is_short(response)
    return Outcome(
        url=visit.url,
        site=visit.site,
        kind=kind,
        state="fetched",
        reason=reason,
        http_status=response.status,
        # "Not modified" must not be said of what may be half a page.
        etag=None if short else _header(response, "ETag"),
        last_modified=None if short else _header(response, "Last-Modified"),
        digest=digest_of(response.body),
        due_at=due_at,
        interval_seconds=interval_seconds,
        warc=warc if isinstance(warc, WarcPointer) else None,
    )


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
