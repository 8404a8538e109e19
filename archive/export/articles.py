"""Articles as JSON lines, CSV, Parquet; written as they are read."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from sqlalchemy import Connection, func, select

from archive.errors import UsageError
from archive.export.files import Format
from archive.export.tabular import Record, write_csv, write_jsonl
from archive.models import ArticleRow
from archive.reading.articles import all_articles, articles_by_id
from archive.records import Article
from archive.search.answers import ranked_ids
from archive.search.filters import Filters
from archive.search.query import parse

_BATCH = 1_000
"""Articles that are held at a time."""


def chosen(
    connection: Connection, query: str = "", filters: Filters | None = None, *, after_id: int = 0
) -> Iterator[Article]:
    """Give the newest version of every article that answers and has a higher id, by rising id."""
    filters = filters or Filters()
    node = parse(query)
    if node is None:
        return all_articles(connection, filters.conditions(connection.dialect), after_id=after_id)
    ids = ranked_ids(connection, node, filters, sort="newest")
    return articles_by_id(connection, sorted(number for number in ids if number > after_id))


def count_chosen(
    connection: Connection, query: str = "", filters: Filters | None = None, *, after_id: int = 0
) -> int:
    """Count what ``chosen`` gives."""
    filters = filters or Filters()
    node = parse(query)
    if node is None:
        wanted = (ArticleRow.id > after_id, *filters.conditions(connection.dialect))
        counted = select(func.count()).select_from(ArticleRow).where(*wanted)
        return connection.execute(counted).scalar_one()
    ids = ranked_ids(connection, node, filters, sort="newest")
    return sum(number > after_id for number in ids)


def write(
    articles: Iterable[Article], form: Format, stream: BinaryIO, *, goes_on: bool = False
) -> None:
    """Write articles into a binary stream; ``goes_on``: others of the same export stand there.

    CSV begins with a byte order mark, without which spreadsheets take it for another encoding.

    Raises:
        UsageError: Parquet is asked for and pyarrow is not installed.

    """
    if form == "parquet":
        _write_parquet(articles, stream)
        return
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    records: Iterable[Record] = (article.to_dict() for article in articles)
    try:
        if form == "csv":
            if not goes_on:
                records = _after_mark(records, text)
            write_csv(records, text, header=not goes_on)
        else:
            write_jsonl(records, text)
    finally:
        text.detach()


def _after_mark(records: Iterable[Record], text: io.TextIOWrapper) -> Iterator[Record]:
    """Give records on, after a byte order mark where there are any."""
    for number, record in enumerate(records):
        if number == 0:
            text.write(codecs.BOM_UTF8.decode())
        yield record


# --- Parquet --------------------------------------------------------------------------------------


_REPEATED = ("site", "site_name", "region", "source", "published_from", "language", "status")
"""Columns whose values come again and again; of the others a dictionary is made in vain."""


def _write_parquet(articles: Iterable[Article], stream: BinaryIO) -> None:
    arrow, parquet = _pyarrow()
    schema = _schema(arrow)
    rows = iter(articles)
    with parquet.ParquetWriter(
        stream, schema, compression="zstd", compression_level=1, use_dictionary=list(_REPEATED)
    ) as writer:
        while some := [article.to_dict() for article in islice(rows, _BATCH)]:
            writer.write_table(arrow.Table.from_pylist(some, schema=schema))


def _pyarrow() -> tuple[Any, Any]:
    """Import what takes longer to load than most commands run."""
    try:
        import pyarrow  # noqa: PLC0415
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(
            f"Parquet needs pyarrow ({error}); install the project again with `make setup`"
        ) from error
    return pyarrow, parquet


def _schema(arrow: Any) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Give the types of the interface, section 4; lists and objects stay lists and objects."""
    text, whole, real = arrow.string(), arrow.int64(), arrow.float64()
    texts = arrow.list_(text)

    def objects(**fields: Any) -> Any:  # noqa: ANN401 - as above
        return arrow.list_(arrow.struct(list(fields.items())))

    special: dict[str, Any] = {
        **dict.fromkeys(("id", "cluster", "duplicate_of", "version"), whole),
        **dict.fromkeys(("subtitles", "authors", "editors", "section", "keywords"), texts),
        **dict.fromkeys(("images", "pages"), texts),
        "similarity": real,
        "hacked": arrow.bool_(),
        "captions": objects(text=text, image_url=text, credit=text),
        "attachments": objects(url=text, name=text, media_type=text),
        "removed": objects(rule=text, text=text, at=whole, where=text, link=text, confidence=real),
        "restored": objects(**{"at": whole, "text": text, "from": text}),
        "warc": arrow.struct([("file", text), ("offset", whole), ("length", whole)]),
    }
    names = Article(url="", id=0).to_dict()
    return arrow.schema([(name, special.get(name, text)) for name in names])
