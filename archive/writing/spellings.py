"""How an import's pages are spelt, and how an archive of before may spell them.

Imports once kept addresses as they were given, and now write them as a crawl asks for them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, select, update

from archive.database.mapping import AnyRow
from archive.database.storable import storable
from archive.ledger.outcomes import ledger_url
from archive.ledger.records import COPY_OF
from archive.models import PageRow
from archive.records import Article
from archive.writing import article_rows as rows

Given = Mapping[str, str]
"""An article's addresses that its input spells otherwise, and how it does."""


def spellings(article: Article, given: Given) -> Iterator[Article]:
    """Yield an article as a crawl would have its addresses, and as they were given."""
    yield article
    if given:
        was = {url: storable(spelt) for url, spelt in given.items()}
        pages = tuple(was.get(url, url) for url in article.pages)
        yield dataclasses.replace(article, url=was.get(article.url, article.url), pages=pages)


def respell(connection: Connection, old: AnyRow, given: Given) -> AnyRow | None:
    """Write an article's addresses, in its row and in the ledger, as a crawl asks for them.

    Return its row. What it was in its versions stays.
    """
    asked = {storable(spelt): url for url, spelt in given.items()}
    url = asked[old.url]
    for spelt, page in asked.items():
        _respell_page(connection, spelt, page)
    copies = update(PageRow).where(PageRow.reason == COPY_OF + old.url)
    connection.execute(copies.values(reason=COPY_OF + url))
    pages = [asked.get(page, page) for page in old.pages]
    rows.touch(connection, old.id, url=url, pages=pages)
    return rows.get(connection, old.id)


def _respell_page(connection: Connection, spelt: str, url: str) -> None:
    """Give the ledger's row of a page another address; where that has a row, it is a copy's."""
    there = select(PageRow.id).where(PageRow.url == ledger_url(url))
    of_page = update(PageRow).where(PageRow.url == ledger_url(spelt))
    if connection.execute(there).first() is None:
        connection.execute(of_page.values(url=ledger_url(url)))
        return
    copy = {"state": "excluded", "reason": COPY_OF + url, "due_at": None, "article_id": None}
    connection.execute(of_page.values(copy))
