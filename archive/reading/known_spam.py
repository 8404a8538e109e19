"""Phrases of injected spam by site, for the stages: they tell the borders of the next page's."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlalchemy import Connection, Engine, func, select

from archive.models import ArticleRow, PageRow, RemovalRow, RunRow
from archive.reading.spam import phrase_of_removal

MAX_PHRASES = 200
"""Of a site, those on the most pages: enough for any campaign, few enough to go with each page."""
SHORTEST = 5
"""Characters below which a phrase repeats by chance."""
LONGEST = 80
"""Characters above which it is a whole paragraph, whose borders its line tells."""

KnownSpam = dict[str, tuple[str, ...]]
"""Site id to phrases as they stood, those on the most pages first."""


def known_spam(engine: Engine) -> KnownSpam:
    """Return what had been taken out of each site's pages when the last finished run ended.

    What a run that was killed has found does not count: going on must give what an undisturbed run
    gives.

    Raises:
        StorageError: The database failed.

    """
    with engine.connect() as connection:
        ended = connection.scalar(
            select(func.max(RunRow.finished_at)).where(RunRow.status == "finished")
        )
        return {} if ended is None else _phrases(connection, ended)


def _phrases(connection: Connection, until: datetime) -> KnownSpam:
    site = func.coalesce(ArticleRow.site_id, PageRow.site_id).label("site")
    text = phrase_of_removal().label("text")
    size = func.length(text)
    address = func.coalesce(ArticleRow.url, PageRow.url)
    pages = func.count(address.distinct()).label("pages")
    statement = (
        select(site, text)
        .outerjoin_from(RemovalRow, ArticleRow, ArticleRow.id == RemovalRow.article_id)
        .outerjoin(PageRow, PageRow.id == RemovalRow.page_id)
        .where(RemovalRow.suspected.is_(False), RemovalRow.seen_at <= until)
        .where(size >= SHORTEST, size <= LONGEST, site.is_not(None))
        .group_by(site, text)
        .order_by(site, pages.desc(), text)
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, phrase in connection.execute(statement):
        if len(found[name]) < MAX_PHRASES:
            found[name].append(phrase)
    return {name: tuple(phrases) for name, phrases in found.items()}
