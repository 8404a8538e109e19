"""How an article that is archived differs from what its page says now."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, select

from archive.database.mapping import AnyRow, record_of
from archive.folding import same_writing
from archive.ledger import Outcome
from archive.ledger.outcomes import ledger_url
from archive.models import PageRow, VersionRow
from archive.records import Article, Extraction

_TOLD = ("subtitles", "published_at", "source", "authors", "editors", "section", "hacked")
"""Fields that are written anew when the page says them otherwise though title and body stand.

Not pictures, keywords or spam: addresses with session ids and rotating link farms would make a new
reading of every fetch.
"""

_NOT_OF_RULES = {"url", "site", "site_name", "region", "fetched_at", "warc"}
"""Fields of a record that a new reading of the same page does not decide."""

_DIGEST = select(PageRow.digest).where(PageRow.url == bindparam("address"))


def is_edited(old: AnyRow, extraction: Extraction) -> bool:
    """Whether title or body are other than archived; width and white space do not count.

    A title that is unknown on either side was not changed by the site: our reading was.
    """
    if old.content_hash != extraction.fingerprint.content_hash:
        return True
    title = extraction.article.title
    return bool(old.title and title and same_writing(old.title) != same_writing(title))


def is_told_otherwise(old: AnyRow, article: Article) -> bool:
    """Whether fields other than title and body differ, or a title has been found."""
    plain = article.to_dict()
    return bool(article.title and not old.title) or any(
        getattr(old, name) != plain[name] for name in _TOLD
    )


def is_read_otherwise(connection: Connection, old: AnyRow, extraction: Extraction) -> bool:
    """Whether anything that rules decide differs from the newest reading."""
    newest = select(VersionRow.record).where(
        VersionRow.article_id == old.id,
        VersionRow.number == old.version,
        VersionRow.revision == old.revision,
    )
    before: dict[str, Any] = connection.execute(newest).scalar_one()
    now = record_of(extraction.article)
    return any(now[name] != before.get(name) for name in now if name not in _NOT_OF_RULES)


def is_same_page(connection: Connection, fetch: Outcome | None) -> bool:
    """Whether the bytes are those of the last fetch: then not the site but our rules differ."""
    if fetch is None or fetch.digest is None:
        return False
    last = connection.execute(_DIGEST, {"address": ledger_url(fetch.url)}).scalar()
    return bool(last == fetch.digest)
