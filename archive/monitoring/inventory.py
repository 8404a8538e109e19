"""What an archive holds, in the counts and lists that those who fill it ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from sqlalchemy import Engine, case, func, inspect, select

from archive.database.mapping import pointer_of
from archive.models import ArticleRow, PageRow, RunRow, SiteRow
from archive.raw.store import read_record
from archive.records import RawPage, WarcPointer


def articles_by_site(engine: Engine) -> dict[str, int]:
    """Return the number of articles of each site."""
    query = select(ArticleRow.site_id, func.count()).group_by(ArticleRow.site_id)
    with engine.connect() as connection:
        return {str(site): count for site, count in connection.execute(query).all()}


def holds_only(engine: Engine, prefix: str) -> bool:
    """Tell whether every address in the archive begins with ``prefix``; an empty one does."""
    with engine.connect() as connection:
        if not inspect(connection).get_table_names():
            return True
        starts = connection.execute(select(SiteRow.start_urls)).scalars().all()
        strangers = sum(
            connection.execute(
                select(func.count()).where(~column.startswith(prefix, autoescape=True))
            ).scalar_one()
            for column in (PageRow.url, ArticleRow.url)
        )
    return not strangers and all(url.startswith(prefix) for listed in starts for url in listed)


def warc_files(engine: Engine) -> list[str]:
    """Return the names of the WARC files of fetched pages; none before there are tables."""
    query = select(PageRow.warc_file).where(PageRow.warc_file.is_not(None)).distinct()
    with engine.connect() as connection:
        if not inspect(connection).has_table(PageRow.__tablename__):
            return []
        return [str(name) for name in connection.execute(query).scalars()]


def list_pages(engine: Engine) -> tuple[str, ...]:
    """Return the list pages that will be read again, in order of discovery; no empty columns."""
    lists = (PageRow.kind == "list", PageRow.state == "fetched", PageRow.due_at.is_not(None))
    query = select(PageRow.url).where(*lists, PageRow.listed_at.is_not(None))
    with engine.connect() as connection:
        return tuple(connection.execute(query.order_by(PageRow.id)).scalars())


def failures(engine: Engine) -> dict[str, int]:
    """Count the addresses that failed, are gone, or that robots.txt forbids, by reason.

    And the hosts that runs asked nothing more, whose other addresses have not failed.
    """
    query = (
        select(PageRow.reason, func.count())
        .where(PageRow.state.in_(("failed", "gone")) | PageRow.reason.startswith("robots.txt"))
        .group_by(PageRow.reason)
    )
    with engine.connect() as connection:
        found = Counter({str(row.reason): row[1] for row in connection.execute(query)})
        for report in connection.scalars(select(RunRow.report)):
            reasons = report.get("resting_hosts", {}).values()
            found.update(f"host at rest: {reason}" for reason in reasons)
    return dict(found)


def filled_shares(engine: Engine, fields: Sequence[str]) -> dict[str, float]:
    """Return for each field the share of articles that have it, 0 to 1; nothing of no articles."""
    columns = [getattr(ArticleRow, name) for name in fields]
    with engine.connect() as connection:
        rows = connection.execute(select(*columns)).all()
    if not rows:
        return {}
    return {
        name: round(sum(bool(row[place]) for row in rows) / len(rows), 2)
        for place, name in enumerate(fields)
    }


def article_pages(engine: Engine, folder: Path, *, most: int) -> Iterator[RawPage]:
    """Yield the raw pages of the articles that were archived first.

    Raises RawStoreError when a record cannot be read.
    """
    query = (
        select(ArticleRow.warc_file, ArticleRow.warc_offset, ArticleRow.warc_length)
        .where(ArticleRow.warc_file.is_not(None))
        .order_by(ArticleRow.id)
        .limit(most)
    )
    with engine.connect() as connection:
        pointers = [pointer_of(row) for row in connection.execute(query).all()]
    yield from (read_record(folder, pointer) for pointer in pointers if pointer is not None)


def first_page(engine: Engine, preferred: Collection[str], folder: Path) -> RawPage | None:
    """Return the raw page of a preferred address, or of the one that was fetched first.

    Raises RawStoreError when its record cannot be read.
    """
    columns = (PageRow.warc_file, PageRow.warc_offset, PageRow.warc_length)
    home = case((PageRow.url.in_(preferred), 0), else_=1)
    query = select(*columns).where(PageRow.state == "fetched").order_by(home, PageRow.id)
    with engine.connect() as connection:
        row = connection.execute(query).first()
    if row is None or row.warc_file is None:
        return None
    pointer = WarcPointer(file=row.warc_file, offset=row.warc_offset, length=row.warc_length)
    return read_record(folder, pointer)
