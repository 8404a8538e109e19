"""Measure search on generated articles, on SQLite and PostgreSQL, beside LIKE and trigrams.

    python -m tests.bench.search [--articles 1000000] [--folder DIR] [--server URL] [--words 200]

Makes an archive in a file of the folder, and another in a database of its own on the server, or
takes those of a former call. Prints one JSON object for each: sizes as shares of the text, times in
milliseconds (median, 95th percentile, most), articles a second, and words whose answers are not
those of brute force (none).

Half of the words stand in the core of the vocabulary, that is in every second article; half are cut
out of texts at random, 2 to 6 characters, across the borders of words. Each is asked of every way
in turn, so that all meet the same load of the machine, and the least of three tries counts.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, func, make_url, select, text

from archive.database import schema
from archive.database.engine import connect, writing
from archive.export.articles import chosen, write
from archive.export.files import Format
from archive.folding import fold
from archive.models import ArticleRow
from archive.search import index as search_index
from archive.search.answers import Sort, ranked_ids, search
from archive.search.filters import Filters
from archive.search.query import parse
from tests.bench.articles import CORE, Generator, store
from tests.bench.search_peers import like, trigrams

Ask = Callable[[str], object]

_PAGE = 20
_DEEP = 5_000
_EXPORTED = 50_000
_RECALL_WORDS = 1_000
_TRIES = 3


def main() -> None:
    """Make the archives, measure, print."""
    arguments = _arguments()
    for url in _addresses(arguments.folder, arguments.server, arguments.articles):
        engine = connect(url)
        figures = {"database": engine.dialect.name} | _filled(engine, arguments.articles)
        with engine.connect() as connection:
            figures |= _sizes(connection)
            words = _words(connection, arguments.words)
            pids = _processes(connection) if arguments.real_time else ()
            figures |= _latencies(connection, words, pids)
            figures |= _exports(connection)
            figures |= _recall(connection, arguments.checked)
        print(json.dumps(figures, ensure_ascii=False, indent=1), flush=True)  # noqa: T201 - it is a script
        engine.dispose()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=Path("data"))
    parser.add_argument("--server", default="postgresql+psycopg://127.0.0.1:5432/test")
    parser.add_argument("--words", type=int, default=200)
    parser.add_argument(
        "--real-time",
        action="store_true",
        help="search is not kept waiting by other work on the machine; the peers are. Needs root.",
    )
    parser.add_argument("--checked", type=int, default=10_000, help="articles for recall")
    return parser.parse_args()


def _addresses(folder: Path, server: str, articles: int) -> Iterator[str]:
    """Name the two archives; the database is made when it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    yield f"sqlite:///{folder.absolute() / f'bench-{articles}.db'}"
    name = f"govnews_bench_{articles}"
    with create_engine(server, isolation_level="AUTOCOMMIT").connect() as connection:
        there = text("SELECT 1 FROM pg_database WHERE datname = :name")
        if connection.scalar(there, {"name": name}) is None:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
    yield make_url(server).set(database=name).render_as_string(hide_password=False)


def _filled(engine: Engine, articles: int) -> dict[str, object]:
    schema.upgrade(engine)
    with engine.connect() as connection:
        there = connection.scalar(select(func.count()).select_from(ArticleRow)) or 0
    if there:
        return {"articles": there}
    with writing(engine) as connection:
        store(connection, Generator(), articles)
    start = time.process_time()
    with writing(engine) as connection:
        search_index.rebuild(connection)
    return {"articles": articles, "indexed_per_cpu_second": round(articles / _cpu_since(start))}


def _sizes(connection: Connection) -> dict[str, object]:
    if connection.dialect.name == "postgresql":
        texts = "SELECT sum(octet_length(body)) FROM articles"
        size = "SELECT sum(pg_total_relation_size(oid)) FROM pg_class"
        size += " WHERE relkind = 'r' AND relname LIKE 'search\\_%'"
    else:
        texts = "SELECT sum(length(CAST(body AS BLOB))) FROM articles"
        size = "SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%search\\_%' ESCAPE '\\'"
    written = connection.execute(text(texts)).scalar_one()
    index = connection.execute(text(size)).scalar_one()
    return {"text_bytes": int(written), "index_share": round(float(index / written), 2)}


def _words(connection: Connection, count: int) -> list[str]:
    """Draw words of 2 to 6 characters: frequent ones, and any that stand in the texts."""
    draw = random.Random(7)
    last = connection.execute(select(func.max(ArticleRow.id))).scalar_one()
    some = [draw.randint(1, last) for _ in range(count)]
    bodies = connection.scalars(select(ArticleRow.body).where(ArticleRow.id.in_(some))).all()
    frequent = [word for word in CORE if len(word) > 1]
    words = [draw.choice(frequent) for _ in range(count // 2)]
    while len(words) < count:
        body = draw.choice(bodies)
        at = draw.randrange(len(body) - 6)
        word = body[at : at + draw.randint(2, 6)]
        if word.isalpha():
            words.append(word)
    draw.shuffle(words)
    return words


def _processes(connection: Connection) -> tuple[int, ...]:
    """Return the processes that answer: ours, and the server's."""
    if connection.dialect.name == "sqlite":
        return (os.getpid(),)
    return os.getpid(), connection.execute(text("SELECT pg_backend_pid()")).scalar_one()


@contextmanager
def _in_real_time(pids: tuple[int, ...]) -> Iterator[None]:
    """Let processes go before all others."""
    for pid in pids:
        os.sched_setscheduler(pid, os.SCHED_FIFO, os.sched_param(1))
    yield
    for pid in pids:
        os.sched_setscheduler(pid, os.SCHED_OTHER, os.sched_param(0))


def _latencies(
    connection: Connection, words: list[str], pids: tuple[int, ...]
) -> dict[str, object]:
    """Ask every way in turn; the peers, being slow, only some of the words."""
    site = Filters(sites=("redhongan",))
    ways: dict[str, Ask] = {
        "newest": _page(connection, "newest"),
        "relevance": _page(connection, "relevance"),
        "newest_of_a_site": _page(connection, "newest", site),
        "newest_deep": _page(connection, "newest", offset=_DEEP),
        "newest_once_deep": _page(connection, "newest", offset=_DEEP, once=True),
    }
    peers = [like(connection), *trigrams(connection)]
    taken: dict[str, list[float]] = {name: [] for name in (*ways, *(p.name for p in peers))}
    for number, word in enumerate(words):
        with _in_real_time(pids):
            for name, ask in ways.items():
                taken[name].append(_milliseconds(ask, word))
        for peer in peers if number < len(words) // 20 else ():
            taken[peer.name].append(_milliseconds(peer.ask, word, tries=1))
    figures: dict[str, object] = {
        f"{name}_ms": _percentiles(times) for name, times in taken.items()
    }
    return figures | {peer.name: peer.figures for peer in peers if peer.figures}


def _page(
    connection: Connection,
    sort: Sort,
    filters: Filters | None = None,
    *,
    offset: int = 0,
    once: bool = False,
) -> Ask:
    return lambda word: list(
        search(connection, word, filters, sort=sort, limit=_PAGE, offset=offset, once=once)
    )


def _milliseconds(ask: Ask, word: str, *, tries: int = _TRIES) -> float:
    """Return the least time of some tries: other work on the machine only adds to it."""
    taken = []
    for _ in range(tries):
        start = time.perf_counter()
        ask(word)
        taken.append(time.perf_counter() - start)
    return min(taken) * 1000


def _percentiles(times: list[float]) -> list[float]:
    ordered = sorted(times)
    at = (len(ordered) // 2, int(len(ordered) * 0.95), len(ordered) - 1)
    return [round(ordered[index], 1) for index in at]


def _exports(connection: Connection) -> dict[str, object]:
    figures: dict[str, object] = {}
    forms: tuple[Format, ...] = ("jsonl", "csv", "parquet")
    last = connection.execute(select(func.max(ArticleRow.id))).scalar_one()
    for form in forms:
        start, first = time.process_time(), max(0, last - _EXPORTED)
        with Path(os.devnull).open("wb") as nowhere:
            write(chosen(connection, after_id=first), form, nowhere)
        figures[f"{form}_per_cpu_second"] = round((last - first) / _cpu_since(start))
    return figures


def _recall(connection: Connection, checked: int) -> dict[str, object]:
    """Ask for words of 1 to 8 characters; name those whose answers are not those of brute force.

    Brute force reads some of the newest articles, and search is asked for those of their days.
    """
    newest = select(ArticleRow.published_day).order_by(ArticleRow.published_day.desc())
    since = connection.scalars(newest.offset(checked).limit(1)).first()
    columns = select(ArticleRow.id, ArticleRow.title, ArticleRow.body)
    rows = connection.execute(columns.where(*Filters(since=since).conditions(connection.dialect)))
    texts = [(row.id, fold(row.title or ""), fold(row.body)) for row in rows]
    draw = random.Random(11)
    wrong: list[str] = []
    for _ in range(_RECALL_WORDS):
        body = draw.choice(texts)[2]
        at = draw.randrange(len(body))
        word = body[at : at + draw.randint(1, 8)]
        expected = {number for number, *parts in texts if any(word in part for part in parts)}
        found = ranked_ids(connection, parse(f'"{word}"'), Filters(since=since), sort="newest")
        if word.strip() and set(found) != expected:
            wrong.append(word)
    return {"compared_words": _RECALL_WORDS, "compared_articles": len(texts), "wrong": wrong}


def _cpu_since(start: float) -> float:
    return time.process_time() - start


if __name__ == "__main__":
    main()
