"""Under which addresses a site shows an article, inside a transaction of the writer's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, select, update

from archive.database.mapping import AnyRow
from archive.folding import same_writing
from archive.ledger.outcomes import ledger_url
from archive.ledger.records import COPY_OF
from archive.models import IS_A_COPY, PageRow, VersionRow
from archive.records import Article
from archive.writing import article_rows as rows

_PAGE = select(PageRow.article_id, PageRow.state, PageRow.reason).where(
    PageRow.url == bindparam("address")
)
MOST_ADDRESSES = 5
"""Other addresses at which an article is looked for before it is called gone. Sites show a text in
two or three of their columns; whoever takes it out of five has taken it away."""


class Elsewhere(NamedTuple):
    """Where else an article may be, and how it is known there."""

    urls: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    """The headlines that it has had."""


def elsewhere(connection: Connection, url: str) -> Elsewhere:
    """Return at which other addresses its site showed the article at ``url`` when last asked."""
    article = rows.find(connection, url)
    if article is None or article.status == "gone":
        return Elsewhere()
    # Those it had before it moved, and that answer again.
    former = and_(
        PageRow.state == "fetched",
        PageRow.article_id == article.id,
        PageRow.url.not_in([ledger_url(page) for page in (url, *article.pages)]),
    )
    # One by one: each has an index of its own, and "or" makes SQLite read through the ledger.
    pages = [*_first(connection, _copies_of(article)), *_first(connection, former)]
    urls = tuple(page.url for page in sorted(pages)[:MOST_ADDRESSES])
    return Elsewhere(urls, _titles(connection, article.id))


def _copies_of(article: AnyRow) -> ColumnElement[bool]:
    """Return which pages the ledger knows for copies of an article, in the words of their index.

    They are excluded, as their reason says; asked for the state, SQLite would take its index.
    """
    reason = PageRow.reason == COPY_OF + article.url
    return and_(IS_A_COPY, reason, PageRow.site_id == article.site_id)


def _first(connection: Connection, which: ColumnElement[bool]) -> Sequence[Row[int, str]]:
    query = select(PageRow.id, PageRow.url).where(which).order_by(PageRow.id)
    return connection.execute(query.limit(MOST_ADDRESSES)).all()


def _titles(connection: Connection, article_id: int) -> tuple[str, ...]:
    query = select(VersionRow.title).where(VersionRow.article_id == article_id).distinct()
    return tuple(filter(None, connection.execute(query).scalars()))


def of_former_address(connection: Connection, article: Article) -> AnyRow | None:
    """Return the article that stood at this one's address, if this is it or one of its pages.

    The ledger knows it. Sites give an address that is free again to another article.
    """
    page = connection.execute(_PAGE, {"address": ledger_url(article.url)}).one_or_none()
    if page is None or page.article_id is None:
        return None
    old = rows.get(connection, page.article_id)
    if old is None or not (_shows(connection, old, article) or _lists(connection, old, article)):
        return None
    return old


def _shows(connection: Connection, old: AnyRow, article: Article) -> bool:
    """Tell whether a page shows an article under a headline, or with a text, that it has had."""
    if same_writing(article.title) in map(same_writing, _titles(connection, old.id)):
        return True
    query = select(VersionRow.id).where(
        VersionRow.article_id == old.id, VersionRow.content_hash == article.content_hash
    )
    return connection.execute(query.limit(1)).first() is not None


def _lists(connection: Connection, old: AnyRow, article: Article) -> bool:
    """Tell whether an article had this page among its own while it stood where it stands now."""
    return any({old.url, article.url} <= pages for pages in _pages_of_versions(connection, old))


def _pages_of_versions(connection: Connection, old: AnyRow) -> Iterator[set[str]]:
    """Yield the pages of an article as it is, which may be spelt anew, and of what it was."""
    yield set(old.pages)
    query = select(VersionRow.record).where(VersionRow.article_id == old.id)
    yield from (set(record["pages"]) for record in connection.execute(query).scalars())


def known_copy(connection: Connection, article: Article) -> rows.Copy | None:
    """Return the article of which the ledger says that this page is a copy."""
    page = connection.execute(_PAGE, {"address": ledger_url(article.url)}).one_or_none()
    reason = (page.reason or "") if page is not None and page.state == "excluded" else ""
    if not reason.startswith(COPY_OF):
        return None
    original = rows.find(connection, reason.removeprefix(COPY_OF))
    if original is None:
        return None
    titles = map(same_writing, _titles(connection, original.id))
    if same_writing(article.title) not in titles:
        return None
    return rows.Copy(original.id, original.url, original.status)


def is_part(connection: Connection, old: AnyRow, article: Article) -> bool:
    """Tell whether a page is one, or some, of the pages of which an article is or was made."""
    pages = {article.url, *article.pages}
    if article.url == old.url:
        return pages < set(old.pages)
    return any(article.url in pages for pages in _pages_of_versions(connection, old))


def move(connection: Connection, article: AnyRow, new_url: str, now: datetime) -> None:
    """Give an article another address; one that is gone is there again.

    A copy that the ledger knows at that address is the article's own page from now on, due at once.
    """
    status = "changed" if article.version > 1 else "live"
    if article.status == "gone":
        rows.touch(connection, article.id, url=new_url, status=status, gone_at=None)
    else:
        rows.touch(connection, article.id, url=new_url)
    copies = update(PageRow).where(_copies_of(article))
    own = {"state": "discovered", "reason": None, "due_at": now, "article_id": article.id}
    connection.execute(copies.where(PageRow.url == ledger_url(new_url)).values(own))
    connection.execute(copies.values(reason=COPY_OF + new_url))
