"""The archive from Python: ``from archive import Archive``."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from itertools import islice
from typing import Any, Self

from sqlalchemy import Engine

from archive.days import day
from archive.errors import UsageError
from archive.export.articles import chosen
from archive.reading.articles import article_at, opened, version_numbers, version_of
from archive.reading.restoring import restored
from archive.reading.stats import By, counts
from archive.records import Article
from archive.search.answers import Hit, Sort, count, search
from archive.search.facets import Facets, count_facets
from archive.search.filters import Filters
from archive.site_ids import ids_in, is_site_id


class Archive:
    """An archive, open for reading.

    Args:
        url: An SQLAlchemy URL; without one the environment's ``GOVNEWS_ARCHIVE_URL``, or
            ``sqlite:///data/archive.db``.

    Raises:
        ArchiveUnreachableError: There is none at the address, or it does not answer.
        SchemaError: Its tables are not those of this program.

    """

    def __init__(self, url: str | None = None) -> None:
        self._engine = opened(url)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def search(
        self,
        query: str = "",
        *,
        sort: Sort = "relevance",
        limit: int | None = None,
        offset: int = 0,
        site: str | tuple[str, ...] = (),
        region: str | None = None,
        source: str | None = None,
        section: str | None = None,
        author: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        originals: bool = False,
    ) -> Results:
        """Ask for articles by words and filters; nothing is read before the answers are taken.

        Words and filters are those of ``govnews search``; days may be ``"2020-02-24"``.

        Raises:
            UsageError: A day or the id of a site is not written so.

        """
        filters = Filters(
            sites=_sites(site),
            region=region,
            source=source,
            section=section,
            author=author,
            since=_day(since),
            until=_day(until),
            originals=originals,
        )
        return Results(self._engine, query, filters, sort=sort, limit=limit, offset=offset)

    def articles(self, *, originals: bool = False, restore: bool = False) -> Iterator[Article]:
        """Give every article, by rising id, read as they are taken; ``restore`` as in ``get``."""
        with self._engine.connect() as connection:
            for article in chosen(connection, filters=Filters(originals=originals)):
                yield restored(connection, article) if restore else article

    def get(
        self, where: int | str, *, version: int | None = None, restore: bool = False
    ) -> Article | None:
        """Return the article of an id or address, or one of its versions; None: no such.

        ``restore`` puts words that spam had overwritten back into the body, where clean copies in
        the archive have them; the article's ``restored`` tells which, and from where.
        """
        with self._engine.connect() as connection:
            article = article_at(connection, where)
            if article is not None and version not in {None, article.version}:
                article = version_of(connection, article, version or 0)
            if article is not None and restore:
                return restored(connection, article)
            return article

    def versions(self, article_id: int) -> list[int]:
        """Return the numbers of an article's versions, rising."""
        with self._engine.connect() as connection:
            return version_numbers(connection, article_id)

    def counts(self, by: By) -> dict[str | None, int]:
        """Count articles by site, region, source, day or month."""
        with self._engine.connect() as connection:
            return {found.key: found.articles for found in counts(connection, by)}


@dataclasses.dataclass(frozen=True, slots=True)
class Results:
    """The answers to a query: iterate over them for articles. Each time they are read anew."""

    _engine: Engine = dataclasses.field(repr=False)
    query: str
    filters: Filters
    _: dataclasses.KW_ONLY
    sort: Sort
    limit: int | None
    offset: int

    def __iter__(self) -> Iterator[Article]:
        return (hit.article for hit in self.hits())

    def hits(self) -> Iterator[Hit]:
        """Give the articles together with the passage that answers."""
        with self._engine.connect() as connection:
            yield from search(
                connection,
                self.query,
                self.filters,
                sort=self.sort,
                limit=self.limit,
                offset=self.offset,
            )

    def first(self) -> Article | None:
        """Return the first answer, None when there is none."""
        return next(islice(self, 1), None)

    def count(self) -> int:
        """Count all answers, whatever ``limit`` and ``offset``; takes time in proportion."""
        with self._engine.connect() as connection:
            return count(connection, self.query, self.filters)

    def facets(self) -> Facets:
        """Count the answers by site, region, source and month; of very many the newest alone."""
        with self._engine.connect() as connection:
            return count_facets(connection, self.query, self.filters)

    def to_dataframe(self) -> Any:  # noqa: ANN401 - pandas is optional, so are its types
        """Return a pandas DataFrame, a row an article, columns as in the interface.

        Raises:
            UsageError: pandas is not installed.

        """
        try:
            pandas = import_module("pandas")
        except ImportError as error:
            raise UsageError(
                f"tables need pandas ({error}); install it with `.venv/bin/pip install pandas`"
            ) from error
        names = list(Article(url="", id=0).to_dict())
        return pandas.DataFrame([article.to_dict() for article in self], columns=names)


def _sites(given: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return ids of sites; several in one text would silently find nothing."""
    sites = (given,) if isinstance(given, str) else tuple(given)
    for site in sites:
        if not is_site_id(site):
            several = ids_in(site)
            cure = f"write site={several!r}" if several else "it has a-z, 0-9 and - alone"
            raise UsageError(f"{site!r} is no site's id; {cure}")
    return sites


def _day(given: date | str | None) -> date | None:
    if not isinstance(given, str):
        return given
    try:
        return day(given)
    except ValueError as error:
        raise UsageError(str(error)) from error
