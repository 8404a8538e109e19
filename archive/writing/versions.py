"""Which versions of an article there are, inside a transaction of the writer's.

Numbers say in which order the archive came to know versions, not when pages said so: a number that
somebody has cited never means another text, and captures may be imported in any order.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from archive.database.mapping import AnyRow
from archive.folding import same_writing
from archive.models import VersionRow
from archive.records import Extraction


def next_version(connection: Connection, article_id: int) -> int:
    """Return the number that no version of the article has yet."""
    last = select(func.max(VersionRow.number)).where(VersionRow.article_id == article_id)
    return connection.execute(last).scalar_one() + 1


def has_version(connection: Connection, article_id: int, page: Extraction) -> bool:
    """Tell whether any version has this title and body; width and white space do not count."""
    titles = select(VersionRow.title).where(
        VersionRow.article_id == article_id,
        VersionRow.content_hash == page.fingerprint.content_hash,
    )
    wanted = same_writing(page.article.title)
    return any(same_writing(title) == wanted for title in connection.scalars(titles))


def version_after(connection: Connection, article: AnyRow, moment: datetime) -> int:
    """Return the number of the version that followed; else of the newest one."""
    later = (
        select(VersionRow.number)
        .where(VersionRow.article_id == article.id, VersionRow.fetched_at > moment)
        .order_by(VersionRow.fetched_at)
    )
    following: int | None = connection.execute(later).scalars().first()
    return int(article.version) if following is None else following


def version_before(connection: Connection, article: AnyRow, moment: datetime) -> int | None:
    """Return the number of the version that a moment found; None before the first."""
    earlier = (
        select(VersionRow.number)
        .where(VersionRow.article_id == article.id, VersionRow.fetched_at <= moment)
        .order_by(VersionRow.fetched_at.desc(), VersionRow.number.desc())
    )
    return connection.execute(earlier).scalars().first()
