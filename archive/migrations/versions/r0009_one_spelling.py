"""What RFC 3986 says is one address is written in one way, as crawls ask for it from now on."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_PAGES = sa.table(
    "pages",
    *(sa.column(name) for name in ("id", "url", "state", "reason")),
    sa.column("due_at", sa.DateTime(timezone=True)),
)
_ARTICLES = sa.table("articles", sa.column("id"), sa.column("url"), sa.column("pages", _JSON))
_COPY_OF = "copy of an article: "
_IS_A_COPY = sa.text("substr(reason, 1, 20) = 'copy of an article: '")
"""In the words of the index of copies."""
_MEANWHILE = "\n"
"""No address has it: a page's while two swap theirs."""

_UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~")
_ENCODED = re.compile(r"(?<!%)(?<!%[0-9A-Fa-f])%([0-9A-Fa-f]{2})")


def upgrade() -> None:
    """Give pages and articles that spelling; versions and changes keep what was.

    Where both spellings have an article, both stay as they are: they were two.
    """
    connection = op.get_bind()
    for url in sorted({*_spelt_otherwise(_PAGES), *_spelt_otherwise(_ARTICLES)}):
        _respell(connection, url, _one_spelling(url))
    several = sa.select(_ARTICLES).where(_may_differ(sa.cast(_ARTICLES.c.pages, sa.Text)))
    for article in connection.execute(several).all():
        if article.url == _one_spelling(article.url):
            pages = list(map(_one_spelling, article.pages))
            of_article = _ARTICLES.update().where(_ARTICLES.c.id == article.id)
            connection.execute(of_article.values(pages=pages))


def downgrade() -> None:
    """Leave the addresses: they are the same."""


def _spelt_otherwise(table: sa.TableClause) -> Iterator[str]:
    found = sa.select(table.c.url).where(_may_differ(table.c.url))
    urls = op.get_bind().execute(found).scalars().all()
    return (url for url in urls if url != _one_spelling(url))


def _may_differ(column: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    return column.contains("%", autoescape=True) | column.contains("/.", autoescape=True)


def _respell(connection: sa.Connection, was: str, url: str) -> None:
    holds, other_holds = _has(connection, _ARTICLES, was), _has(connection, _ARTICLES, url)
    if holds and other_holds:
        return
    if not _has(connection, _PAGES, url):
        _change(connection, _PAGES, was, url=url)
    elif holds:
        _change(connection, _PAGES, url, url=_MEANWHILE)
        _change(connection, _PAGES, was, url=url)
        _change(connection, _PAGES, _MEANWHILE, url=was, **_copy_of(url))
    else:  # nobody asks by this spelling any more
        _change(connection, _PAGES, was, **_copy_of(url) if other_holds else {"due_at": None})
    if holds:
        _change(connection, _ARTICLES, was, url=url)
        copies = _PAGES.update().where(_IS_A_COPY, _PAGES.c.reason == _COPY_OF + was)
        connection.execute(copies.values(reason=_COPY_OF + url))


def _has(connection: sa.Connection, table: sa.TableClause, url: str) -> bool:
    query = sa.select(table.c.id).where(table.c.url == url)
    return connection.execute(query).first() is not None


def _change(connection: sa.Connection, table: sa.TableClause, at: str, **values: object) -> None:
    connection.execute(table.update().where(table.c.url == at).values(values))


def _copy_of(url: str) -> dict[str, object]:
    return {"state": "excluded", "reason": _COPY_OF + url, "due_at": None}


# --- addresses, as ``crawler.discovery.urls`` wrote them when this was written --------------------


def _one_spelling(url: str) -> str:
    """Return an address in its one spelling; what follows ``#`` is a form's, or a route."""
    address, mark, fragment = url.partition("#")
    try:
        parts = urlsplit(address)
    except ValueError:
        return url
    if parts.scheme not in {"http", "https"}:
        return url
    path, query = _without_dots(_encoded_alike(parts.path)), _encoded_alike(parts.query)
    return parts._replace(path=path, query=query).geturl() + mark + fragment


def _encoded_alike(part: str) -> str:
    return _ENCODED.sub(_alike, part)


def _alike(encoded: re.Match[str]) -> str:
    character = chr(int(encoded[1], 16))
    return character if character in _UNRESERVED else encoded[0].upper()


def _without_dots(path: str) -> str:
    if "/." not in path:
        return path
    names: list[str] = []
    for name in path.split("/")[1:]:
        if name == "..":
            del names[-1:]
        elif name != ".":
            names.append(name)
    ends_in_folder = path.endswith(("/.", "/.."))
    return "/" + "/".join([*names, ""] if ends_in_folder else names)
