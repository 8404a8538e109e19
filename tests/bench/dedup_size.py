"""``make bench-dedup-size``: what near-duplicate search costs as the archive grows.

An archive is filled, by the database itself, with articles that never were: as many keys each as a
real one has, nearly all of them its own, two of them those of thousands (a template's, a line's at
the foot of every page). Then other articles are looked up and stored there, as a crawl does.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Engine, insert, select, text

from archive.clusters.candidates import sharing_a_band
from archive.database.engine import connect
from archive.database.schema import upgrade
from archive.models import SchemeRow
from archive.records import Extraction
from archive.writing.writer import Writer
from pipelines.dedup.judge import judge
from tests.bench.articles import NOW
from tests.bench.dedup import signed
from tests.bench.near_duplicates import Labelled, articles

SAMPLE = 200
"""Articles that are looked up and stored at each size."""
COMMON = 500
"""Keys that an article has one of, twice over: at a million articles each has two thousand."""
_BLOCK = 10_000_000
"""Ids of the articles invented for one size begin at a multiple of this, above all others."""

_SERIES = {
    "sqlite": """WITH RECURSIVE
        series(n) AS (SELECT :low UNION ALL SELECT n + 1 FROM series WHERE n < :high),
        keys(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM keys WHERE k < :keys)""",
    "postgresql": """WITH
        series(n) AS (SELECT generate_series(CAST(:low AS bigint), CAST(:high AS bigint))),
        keys(k) AS (SELECT generate_series(1, CAST(:keys AS integer)))""",
}
_RANDOM = {"sqlite": "abs(random() / 2)", "postgresql": "CAST(random() * 4e18 AS bigint)"}
_BLOB = {"sqlite": "zeroblob({0})", "postgresql": "decode(repeat('00', {0}), 'hex')"}
_BEFORE = {
    "sqlite": (),
    "postgresql": (
        "SET session_replication_role = replica",
        "ALTER TABLE bands DROP CONSTRAINT pk_bands",
    ),
}
"""PostgreSQL does not check invented rows one by one, and builds the index when they are there."""
_AFTER = {
    "sqlite": ("ANALYZE",),
    "postgresql": (
        "ALTER TABLE bands ADD CONSTRAINT pk_bands PRIMARY KEY (scheme_id, key, article_id)",
        "SET session_replication_role = DEFAULT",
        "ANALYZE",
    ),
}
_ARTICLES = (
    "INSERT INTO clusters (id, opened_at) SELECT n, '2020-01-01' FROM series",
    """INSERT INTO articles (id, url, body, subtitles, authors, editors, section, keywords,
        captions, images, pages, restored, hacked, cluster_id, first_seen_at, last_seen_at,
        fetched_at, status, version, revision, published_day, content_hash)
    SELECT n, 'http://invented.gov.cn/' || n, '一则短讯。', '[]', '[]', '[]', '[]', '[]', '[]',
        '[]', '[]', '[]', false, n, '2020-01-01', '2020-01-01', '2020-01-01',
        'live', 1, 1, '2020-01-01', '' || n FROM series""",
)
_KEYS = (
    """INSERT INTO signatures (article_id, scheme_id, signature, bands)
    SELECT n, :scheme_id, {signature}, {bands} FROM series""",
    """INSERT INTO bands (scheme_id, key, article_id)
    SELECT :scheme_id, {random}, n FROM series, keys ORDER BY 2""",
    """INSERT INTO bands (scheme_id, key, article_id)
    SELECT :scheme_id, -1 - n % :common, n FROM series ORDER BY 2""",
    """INSERT INTO bands (scheme_id, key, article_id)
    SELECT :scheme_id, -1 - :common - n * 7 % :common, n FROM series ORDER BY 2""",
)


@dataclass(frozen=True, slots=True)
class Cost:
    """Figures at one size; milliseconds, the median and the 95th percentile."""

    signatures: int
    lookup: tuple[float, float]
    store: tuple[float, float]
    size_bytes: int
    """Of the tables of near-duplicate search and their indexes."""


def measure(
    engine: Engine, sizes: Sequence[int], *, looked_up: int = SAMPLE, seed: int = 1
) -> Iterator[Cost]:
    """Grow an empty archive to each size in turn, and look up and store so many articles there."""
    upgrade(engine)
    sample = list(_sample(looked_up * len(sizes), seed))
    scheme_id = _scheme(engine, sample[0].fingerprint.scheme)
    keys = round(statistics.mean(len(one.fingerprint.bands) for one in sample)) - 2
    filled = size_bytes = 0
    for step, size in enumerate(sizes):
        first = (step + 1) * _BLOCK
        size_bytes += _fill(engine, scheme_id, (first, first + size - filled), keys)
        filled = size
        some = sample[step * looked_up : (step + 1) * looked_up]
        yield Cost(size, _lookups(engine, some), _stores(engine, some), size_bytes)


def _sample(count: int, seed: int) -> Iterator[Extraction]:
    for number, one in enumerate(articles(count, seed)):
        text = Labelled(one.body, "", "", one.title, number % 300)
        yield _with_common_keys(signed(text, number), number)


def _with_common_keys(extraction: Extraction, number: int) -> Extraction:
    own = extraction.fingerprint.bands
    bands = (*own, -1 - number % COMMON, -1 - COMMON - number % COMMON)
    near = dataclasses.replace(extraction.fingerprint, bands=bands)
    return dataclasses.replace(extraction, fingerprint=near)


def _scheme(engine: Engine, name: str) -> int:
    with engine.begin() as connection:
        connection.execute(insert(SchemeRow), [{"name": name}])
        return connection.execute(select(SchemeRow.id)).scalar_one()


def _fill(engine: Engine, scheme_id: int, span: tuple[int, int], keys: int) -> int:
    """Add articles with these ids; return the bytes that their keys take."""
    dialect = engine.dialect.name
    blob = _BLOB[dialect]
    parts = {"random": _RANDOM[dialect], "signature": blob.format(256)}
    parts["bands"] = blob.format(8 * (keys + 2))
    bound = {"low": span[0], "high": span[1] - 1}
    bound |= {"scheme_id": scheme_id, "keys": keys, "common": COMMON}
    with engine.connect() as connection:
        _run(connection, _BEFORE[dialect])
        _run(connection, [f"{_SERIES[dialect]} {sql}" for sql in _ARTICLES], bound)
        _run(connection, ["UPDATE clusters SET original_id = id WHERE original_id IS NULL"])
        before = _bytes(connection)
        _run(connection, [f"{_SERIES[dialect]} {sql.format(**parts)}" for sql in _KEYS], bound)
        _run(connection, _AFTER[dialect])
        return _bytes(connection) - before


def _run(
    connection: Connection, statements: Iterable[str], bound: Mapping[str, int] | None = None
) -> None:
    for statement in statements:
        connection.execute(text(statement), bound or {})
    connection.commit()


def _bytes(connection: Connection) -> int:
    if connection.dialect.name == "postgresql":
        sizes = "pg_total_relation_size('signatures') + pg_total_relation_size('bands')"
        return int(connection.scalar(text(f"SELECT {sizes}")) or 0)
    pages = connection.scalar(text("PRAGMA page_count")) or 0
    return int(pages) * int(connection.scalar(text("PRAGMA page_size")) or 0)


def _lookups(engine: Engine, sample: Sequence[Extraction]) -> tuple[float, float]:
    with engine.connect() as connection:
        return _timed(lambda one: sharing_a_band(connection, one.fingerprint, 0), sample)


def _stores(engine: Engine, sample: Sequence[Extraction]) -> tuple[float, float]:
    writer = Writer(engine, judge)
    return _timed(lambda one: writer.store(one, now=NOW), sample)


def _timed(
    work: Callable[[Extraction], object], sample: Sequence[Extraction]
) -> tuple[float, float]:
    spent = []
    for one in sample:
        began = time.perf_counter()
        work(one)
        spent.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent), statistics.quantiles(spent, n=20)[-1]


@contextlib.contextmanager
def _archive(address: str | None) -> Iterator[Engine]:
    with TemporaryDirectory() as folder:
        engine = connect(address or f"sqlite:///{Path(folder) / 'archive.db'}")
        yield engine
        engine.dispose()


def _line(cost: Cost) -> str:
    lookup, store = (f"{median:.2f} / {high:.2f} ms" for median, high in (cost.lookup, cost.store))
    each = cost.size_bytes / cost.signatures
    return (
        f"{cost.signatures:9,d} signatures: lookup {lookup}, store {store}, {each:,.0f} bytes each"
    )


def main() -> int:
    """Print a line a size; exit status 1 when the median lookup is above 5 ms."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", metavar="URL", help="an empty database; default: SQLite")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    options = parser.parse_args()
    worst = 0.0
    with _archive(options.archive) as engine:
        for cost in measure(engine, options.sizes):
            worst = max(worst, cost.lookup[0])
            print(_line(cost), flush=True)  # noqa: T201 - a command's output
    return 0 if worst <= LOOKUP_MS else 1


LOOKUP_MS = 5.0


if __name__ == "__main__":
    sys.exit(main())
