"""Under which addresses a site shows an article, inside a transaction of the writer's."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, and_, or_, select, update

from archive.database.mapping import AnyRow
from archive.ledger.outcomes import ledger_url
from archive.ledger.records import COPY_OF
from archive.models import PageRow, VersionRow
from archive.writing import article_rows as rows

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
