"""The raw pages that articles were read from, as they would come to the stages again."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from archive.database.mapping import pointer_of
from archive.errors import RawStoreError
from archive.models import PageRow, VersionRow
from archive.raw.store import read_record
from archive.reading.articles import all_articles
from archive.records import Article, RawPage, WarcPointer


@dataclass(frozen=True, slots=True, kw_only=True)
class RawArticle:
    """An article of the archive with its raw page, or why that cannot be read."""

    article_id: int
    url: str
    site: str | None
    page: RawPage | None = None
    error: str | None = None


def first_capture(engine: Engine, article_id: int) -> WarcPointer | None:
    """Return where the raw page lies that an article's first version was read from."""
    columns = (VersionRow.warc_file, VersionRow.warc_offset, VersionRow.warc_length)
    first = (VersionRow.article_id == article_id, VersionRow.number == 1)
    query = select(*columns).where(*first).order_by(VersionRow.revision).limit(1)
    with engine.connect() as connection:
        row = connection.execute(query).one_or_none()
    return None if row is None else pointer_of(row)


def raw_articles(connection: Connection, folder: Path) -> Iterator[RawArticle]:
    """Give the raw page of each article's newest version, by rising id, one in memory at a time.

    A multi-page article's further pages are its continuations, where the ledger still points to
    their records.
    """
    for article in all_articles(connection):
        yield _raw(connection, folder, article)


def _raw(connection: Connection, folder: Path, article: Article) -> RawArticle:
    known = RawArticle(article_id=article.id or 0, url=article.url, site=article.site)
    if article.warc is None:
        return dataclasses.replace(known, error="no raw page is kept")
    try:
        first = _page(connection, folder, article.url, article.warc)
        further = _continuations(connection, folder, article)
    except RawStoreError as error:
        return dataclasses.replace(known, error=str(error))
    return dataclasses.replace(known, page=dataclasses.replace(first, continuations=further))


def _page(connection: Connection, folder: Path, url: str, pointer: WarcPointer) -> RawPage:
    listed = select(PageRow.listed_title, PageRow.listed_date).where(PageRow.url == url)
    title, date = connection.execute(listed).one_or_none() or (None, None)
    return dataclasses.replace(
        read_record(folder, pointer), url=url, warc=pointer, listed_title=title, listed_date=date
    )


def _continuations(connection: Connection, folder: Path, article: Article) -> tuple[RawPage, ...]:
    pages = []
    for url in article.pages[1:]:
        columns = (PageRow.warc_file, PageRow.warc_offset, PageRow.warc_length)
        row = connection.execute(select(*columns).where(PageRow.url == url)).one_or_none()
        if row is None or row.warc_file is None:
            raise RawStoreError(f"{url}: no raw record of this page of the article is known")
        pointer = WarcPointer(file=row.warc_file, offset=row.warc_offset, length=row.warc_length)
        pages.append(dataclasses.replace(read_record(folder, pointer), url=url, warc=pointer))
    return tuple(pages)
