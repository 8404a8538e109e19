"""The stage: reads the date candidates that ``fields`` collected, weighs them, keeps one."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from archive.records import Candidate, PublishedFrom, changed
from pipelines.dates.context import Context
from pipelines.dates.labels import Role
from pipelines.dates.moment import Moment, Precision, moment_of_day
from pipelines.dates.numerals import normalise
from pipelines.dates.parse import dated, parse, parse_generally_plausible, read_alone
from pipelines.dates.relative import is_relative
from pipelines.document import Document
from seeds.address_dates import day_in_address, month_in_address, year_in_address

_FIELD = "published_at"
_LONGEST = 200
"""Characters of a candidate that are read."""
_FROM: dict[str, PublishedFrom] = {
    "selector": "selector",
    "byline": "byline",
    "below": "byline",
    "baidu": "byline",
    "marked": "byline",
    "family": "meta",
    "meta": "meta",
    "meta-other": "meta",
    "script": "meta",
    "json-ld": "json-ld",
    "header": "header",
    "list-page": "header",
    "dateline": "text",
    "end": "text",
    "url": "url",
}
"""What each kind of candidate is called in ``published_from``."""

_BY_ROLE = {
    Role.PUBLICATION: 8.0,
    Role.UNLABELLED: 0.0,
    Role.UPDATED: -22.0,
    Role.DOCUMENT: -20.0,
}
_AGREES = 12.0
"""Added for another kind of evidence that names the same day or the one beside it."""
_SAME_MONTH = 8.0
"""Added where the address names the month (/202002/<32 hex>.shtml)."""
_CONTRADICTS = -15.0
"""Added where the article's own address names another month."""
_RELATIVE = -30.0
"""昨天 is as good as our knowledge of when the page was fetched."""
_URL_WEIGHT = 35.0
_NEIGHBOUR = timedelta(days=1)
_NO_TIMES = frozenset({time(0, 0), time(23, 59, 59)})
"""Times that systems fill in where nobody gave one."""


def dates(document: Document) -> Document:
    """Set ``published_at`` and ``published_from`` from the candidates and the address."""
    context = context_of(document)
    weighed = _weighed(document, context)
    best = max(weighed, key=lambda one: one.weight, default=None)
    if best is None:
        return document
    moment = _with_time(best, weighed)
    others = tuple(one for one in document.candidates if one.field != _FIELD)
    article = changed(
        document.article,
        published_at=moment.isoformat(),
        published_from=_FROM[best.kind],
    )
    told = tuple(_told(one, won=one is best) for one in weighed)
    return changed(document, article=article, candidates=others + told)


def context_of(document: Document) -> Context:
    """Return what the page tells about time: when it was fetched, and a day near publication.

    The day is that of its address, else that of the list page, else that of its meta tags, else
    one amid the month or year of its address.
    """
    near = day_in_address(document.page.url)
    base = Context(base=document.page.fetched_at, near=near)
    if near is not None:
        return base
    metas = (c.value for c in document.candidates if c.field == _FIELD and c.kind == "meta")
    for clue in (document.page.listed_date, *metas):
        if clue and (moment := parse(clue, base)) is not None:
            return Context(base=document.page.fetched_at, near=moment.day)
    return dataclasses.replace(base, near=_amid_address(document.page.url))


def _amid_address(url: str) -> date | None:
    """Return a day amid the month or year that an address names, or None."""
    if month := month_in_address(url):
        return date(*month, 15)
    year = year_in_address(url)
    return date(year, 7, 2) if year else None


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A candidate that was read, with what speaks for it."""

    moment: Moment
    kind: str
    weight: float
    why: str


def _weighed(document: Document, context: Context) -> list[_Weighed]:
    read = [
        one
        for raw in document.candidates
        if raw.field == _FIELD
        for one in _read(raw, context)
        if one.moment.precision >= Precision.DAY
    ]
    if not read:
        read = list(_generally(document, context))
    url_day = day_in_address(document.page.url)
    if url_day is not None and context.plausible(url_day):
        read.append(_Weighed(moment_of_day(url_day), "url", _URL_WEIGHT, "day in the address"))
    month = month_in_address(document.page.url)
    return [
        dataclasses.replace(one, weight=one.weight + _evidence(one, read, url_day, month))
        for one in read
    ]


def _read(raw: Candidate, context: Context) -> Iterator[_Weighed]:
    """Yield the dates of one candidate's text, each with the weight of its label."""
    normal = normalise(raw.value[:_LONGEST])
    found = dated(normal, context)
    for one in found:
        if one.role is not Role.OTHER:
            label = f", after {one.label}" if one.label else ""
            yield _Weighed(
                _without_filler(one.moment),
                raw.kind,
                raw.weight + _BY_ROLE[one.role],
                raw.why + label,
            )
    if not found and (moment := read_alone(normal, context)) is not None:
        has_digits = any(sign.isdigit() for sign in raw.value[:4])
        absolute = has_digits and not is_relative(normal.strip())
        weight = raw.weight + (0.0 if absolute else _RELATIVE)
        yield _Weighed(_without_filler(moment), raw.kind, weight, raw.why)


def _generally(document: Document, context: Context) -> Iterator[_Weighed]:
    """Yield what dateparser makes of the candidates, where our own reading knows none of them."""
    for raw in document.candidates:
        if raw.field == _FIELD:
            moment = parse_generally_plausible(normalise(raw.value[:_LONGEST]), context)
            if moment is not None:
                yield _Weighed(
                    _without_filler(moment), raw.kind, raw.weight, f"{raw.why}, dateparser"
                )


def _without_filler(moment: Moment) -> Moment:
    return moment.to_day() if moment.at.time() in _NO_TIMES else moment


def _evidence(
    one: _Weighed, read: list[_Weighed], url_day: date | None, month: tuple[int, int] | None
) -> float:
    """Return what other dates of the page and its address add to the weight of ``one``."""
    day = one.moment.day
    kinds = {
        other.kind
        for other in read
        if other.kind != one.kind and abs(other.moment.day - day) <= _NEIGHBOUR
    }
    if one.kind == "list-page":
        # A page must read the same whether or not a list led to it: its own address goes first.
        kinds.discard("url")
    weight = _AGREES * min(2, len(kinds))
    if one.kind == "url":
        return weight - _AGREES * min(2, len(kinds))
    if url_day is not None:
        return weight + (0.0 if abs(url_day - day) <= _NEIGHBOUR else _CONTRADICTS)
    if month is not None:
        return weight + (_SAME_MONTH if month == (day.year, day.month) else _CONTRADICTS)
    return weight


def _with_time(best: _Weighed, weighed: list[_Weighed]) -> Moment:
    """Return the best date, with the time of the heaviest other reading of the same day."""
    if best.moment.has_time:
        return best.moment
    timed = [one for one in weighed if one.moment.has_time and one.moment.day == best.moment.day]
    return max(timed, key=lambda one: one.weight).moment if timed else best.moment


def _told(one: _Weighed, *, won: bool) -> Candidate:
    return Candidate(
        field=_FIELD,
        value=one.moment.isoformat(),
        kind=one.kind,
        weight=round(one.weight, 1),
        why=one.why,
        won=won,
    )
