"""Injected spam: by site and phrase (interface, section 6), and by hacked site.

What a site has taken out again is told too, with when it was seen last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, Connection, Row, Select, case, func, or_, select

from archive.database.mapping import Json, iso
from archive.database.storable import storable
from archive.models import ArticleRow, PageRow, RemovalRow

MAX_EXAMPLES = 5
"""Addresses of hacked pages that a site's record names."""
MAX_PHRASES = 10
"""Phrases that a site's record names, those on the most pages."""


_WHITE_SPACE = " \t\n\r\u3000"


def phrase_of_removal() -> ColumnElement[str]:
    """Select a removal's text without white space around it.

    A line that goes whole takes a line break along, before or behind it: the phrase is the same.
    """
    return func.trim(RemovalRow.text, _WHITE_SPACE)


def spam(connection: Connection, *, sites: tuple[str, ...] = ()) -> Iterator[Json]:
    """Give injected spam by site, phrase and technique; in the most articles first."""
    found = findings(sites).subquery()
    names = (found.c.site, found.c.phrase, found.c.technique)
    articles = func.count(found.c.article_id.distinct()).label("articles")
    seen = (func.min(found.c.first).label("first"), func.max(found.c.last).label("last"))
    grouped = select(*names, articles, *seen).group_by(*names).order_by(articles.desc(), *names)
    links = _links(connection, select(*names, found.c.link).where(found.c.link.is_not(None)))
    for row in connection.execute(grouped).mappings():
        yield {
            **{name: row[name] for name in ("site", "phrase", "technique", "articles")},
            "first_seen_at": iso(row["first"]),
            "last_seen_at": iso(row["last"]),
            "links": sorted(links.get((row["site"], row["phrase"], row["technique"]), ())),
        }


def hacked_sites(connection: Connection, *, sites: tuple[str, ...] = ()) -> Iterator[Json]:
    """Give the sites that spam was injected into: those that carry it now first, the worst first.

    ``hacked``: it still stands on some page. ``pages``: addresses on which it does. ``domains``:
    where its links lead. ``since`` and ``last_seen_at``: when it was first and last seen there.
    """
    found = findings(sites).subquery()
    rows = connection.execute(select(*found.c).order_by(found.c.site, found.c.first, found.c.url))
    records = [_site(site, list(of_site)) for site, of_site in groupby(rows, lambda row: row.site)]
    yield from sorted(records, key=lambda record: (-record["pages"], str(record["site"])))


def findings(sites: Collection[str] = ()) -> Select[Any]:
    """Select what was found, where, since when, and whether it stands there now.

    Columns: ``site``, ``url``, ``phrase``, ``technique``, ``article_id`` (NULL: the page holds no
    article), ``link``, ``first``, ``last``, ``stands`` (1 or 0). Without ``sites``: of all.
    """
    site = func.coalesce(ArticleRow.site_id, PageRow.site_id).label("site")
    on_page = func.coalesce(ArticleRow.last_seen_at, PageRow.fetched_at, RemovalRow.seen_at)
    gone = or_(
        RemovalRow.last_seen_at.is_not(None), ArticleRow.status == "gone", PageRow.state == "gone"
    )
    statement = (
        select(
            *(site, func.coalesce(ArticleRow.url, PageRow.url).label("url")),
            *(phrase_of_removal().label("phrase"), RemovalRow.rule.label("technique")),
            *(RemovalRow.article_id, RemovalRow.link, RemovalRow.seen_at.label("first")),
            func.coalesce(RemovalRow.last_seen_at, on_page).label("last"),
            case((gone, 0), else_=1).label("stands"),
        )
        .outerjoin_from(RemovalRow, ArticleRow, ArticleRow.id == RemovalRow.article_id)
        .outerjoin(PageRow, PageRow.id == RemovalRow.page_id)
        .where(RemovalRow.suspected.is_(False))
    )
    return statement.where(site.in_([storable(one) for one in sites])) if sites else statement


def _links(connection: Connection, statement: Select[Any]) -> dict[tuple[Any, ...], set[str]]:
    links: dict[tuple[Any, ...], set[str]] = {}
    for site, phrase, technique, link in connection.execute(statement.distinct()):
        links.setdefault((site, phrase, technique), set()).add(link)
    return links


def _site(site: str | None, rows: list[Row[Any]]) -> Json:
    """Sum up what was found on one site; the rows come by when they were first seen."""
    now = {row.url: None for row in rows if row.stands}
    phrases = Counter(phrase for phrase, _ in {(row.phrase, row.url) for row in rows})
    last: datetime = max(row.last for row in rows)
    return {
        "site": site,
        "hacked": bool(now),
        "since": iso(rows[0].first),
        "last_seen_at": iso(last),
        "pages": len(now),
        "articles": len({row.article_id for row in rows if row.stands and row.article_id}),
        "phrases": [phrase for phrase, _ in phrases.most_common(MAX_PHRASES)],
        "techniques": sorted({row.technique for row in rows}),
        "domains": sorted({host for row in rows if (host := _host(row.link))}),
        "examples": list(now or {row.url: None for row in rows})[:MAX_EXAMPLES],
    }


def _host(link: str | None) -> str | None:
    try:
        return urlsplit(link or "").hostname
    except ValueError:  # the address of a spam link may be anything
        return None
