"""Under which addresses a site shows an article, inside a transaction of the writer's."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, and_, bindparam, or_, select, update

from archive.database.mapping import AnyRow
from archive.folding import same_writing
from archive.ledger.outcomes import ledger_url
from archive.ledger.records import COPY_OF
from archive.models import PageRow, VersionRow
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
    copies = and_(
        PageRow.state == "excluded",
        PageRow.site_id == article.site_id,
        PageRow.reason == COPY_OF + url,
    )
    # Those it had before it moved, and that answer again.
    former = and_(
        PageRow.state == "fetched",
        PageRow.article_id == article.id,
        PageRow.url.not_in([ledger_url(page) for page in (url, *article.pages)]),
    )
    query = select(PageRow.url).where(or_(copies, former)).order_by(PageRow.id)
    urls = tuple(connection.execute(query.limit(MOST_ADDRESSES)).scalars())
    return Elsewhere(urls, _titles(connection, article.id)) if urls else Elsewhere()


def _titles(connection: Connection, article_id: int) -> tuple[str, ...]:
    query = select(VersionRow.title).where(VersionRow.article_id == article_id).distinct()
    return tuple(filter(None, connection.execute(query).scalars()))


def of_former_address(connection: Connection, url: str) -> AnyRow | None:
    """Return the article of which the ledger knows that it stood at an address, or a page of it."""
    page = connection.execute(_PAGE, {"address": ledger_url(url)}).one_or_none()
    return (
        None if page is None or page.article_id is None else rows.get(connection, page.article_id)
    )


def known_copy(connection: Connection, article: Article) -> rows.Copy | None:
    """Return the article of which the ledger says that this page is a copy."""
    page = connection.execute(_PAGE, {"address": ledger_url(article.url)}).one_or_none()
    reason = (page.reason or "") if page is not None and page.state == "excluded" else ""
    original = rows.find(connection, reason.removeprefix(COPY_OF))
    if original is None or not reason.startswith(COPY_OF):
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
    query = select(VersionRow.record).where(VersionRow.article_id == old.id)
    return any(article.url in record["pages"] for record in connection.execute(query).scalars())


def move(connection: Connection, article: AnyRow, new_url: str, now: datetime) -> None:
    """Give an article another address; one that is gone is there again.

    A copy that the ledger knows at that address is the article's own page from now on, due at once.
    """
    status = "changed" if article.version > 1 else "live"
    if article.status == "gone":
        rows.touch(connection, article.id, url=new_url, status=status, gone_at=None)
    else:
        rows.touch(connection, article.id, url=new_url)
    copies = update(PageRow).where(
        PageRow.site_id == article.site_id,
        PageRow.state == "excluded",
        PageRow.reason == COPY_OF + article.url,
    )
    own = {"state": "discovered", "reason": None, "due_at": now, "article_id": article.id}
    connection.execute(copies.where(PageRow.url == ledger_url(new_url)).values(own))
    connection.execute(copies.values(reason=COPY_OF + new_url))
