"""Measure search: size of the index, latencies, and that answers are the same as brute force.

    python -m tests.bench.search URL [--articles 20000] [--words 200] [--check 50]

URL is an empty archive (sqlite:///FILE or postgresql+psycopg://…); it is filled with generated
articles and stays, so that a second call measures without filling. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable
from itertools import islice

from sqlalchemy import Connection, Engine, func, select, text

from archive.database import schema
from archive.database.engine import connect, writing
from archive.folding import fold
from archive.models import ArticleRow
from archive.search import index as search_index
from archive.search.answers import ranked_ids, search
from archive.search.filters import Filters
from archive.search.query import parse
from tests.bench.articles import CORE, Generator, store


def main() -> None:
    """Fill, measure, print."""
    arguments = _arguments()
    engine = connect(arguments.url)
    figures = _filled(engine, arguments.articles)
    with engine.connect() as connection:
        figures |= _sizes(connection)
        words = _words(connection, arguments.words)
        for sort in ("newest", "relevance"):
            figures[f"{sort}_ms"] = _latencies(words, _page(connection, sort))
        figures["newest_of_a_site_ms"] = _latencies(words, _page_of_site(connection))
        figures["like_ms"] = _latencies(words[:5], _like(connection))
        figures["wrong"] = _wrong(connection, words[: arguments.check])
    print(json.dumps(figures, ensure_ascii=False, indent=1))  # noqa: T201 - it is a script


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--words", type=int, default=200)
    parser.add_argument("--check", type=int, default=50)
    return parser.parse_args()


def _filled(engine: Engine, articles: int) -> dict[str, object]:
    schema.upgrade(engine)
    with engine.connect() as connection:
        there = connection.scalar(select(func.count()).select_from(ArticleRow.__table__)) or 0
    if there:
        return {"articles": there}
    with writing(engine) as connection:
        store(connection, Generator(), articles)
    start = time.perf_counter()
    with writing(engine) as connection:
        search_index.rebuild(connection)
    return {"articles": articles, "indexed_per_second": round(articles / _since(start))}


def _sizes(connection: Connection) -> dict[str, object]:
    if connection.dialect.name == "postgresql":
        texts = "SELECT sum(octet_length(body)) FROM articles"
        size = "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c WHERE relkind='r' AND relname LIKE 'search_%'"
    else:
        texts = "SELECT sum(length(CAST(body AS BLOB))) FROM articles"
        size = "SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%search_%'"
    written = connection.execute(text(texts)).scalar_one()
    index = connection.execute(text(size)).scalar_one()
    share = round(float(index / written), 2)
    return {"text_bytes": int(written), "index_bytes": int(index), "index_share": share}


def _words(connection: Connection, count: int) -> list[str]:
    """Draw words of 2 to 6 characters from the texts, and the commonest ones."""
    draw = random.Random(7)
    bodies = connection.scalars(select(ArticleRow.body).where(ArticleRow.id <= count)).all()
    words = [word for word in CORE if len(word) > 1][: count // 5]
    while len(words) < count:
        body = draw.choice(bodies)
        at = draw.randrange(len(body) - 6)
        word = body[at : at + draw.randint(2, 6)]
        if word.isalpha():
            words.append(word)
    draw.shuffle(words)
    return words


def _latencies(words: list[str], ask: Callable[[str], object]) -> dict[str, float]:
    taken = []
    for word in words:
        start = time.perf_counter()
        ask(word)
        taken.append(_since(start) * 1000)
    taken.sort()
    at = {"median": len(taken) // 2, "p95": int(len(taken) * 0.95), "most": len(taken) - 1}
    return {name: round(taken[index], 2) for name, index in at.items()}


def _page(connection: Connection, sort: str) -> Callable[[str], object]:
    return lambda word: list(search(connection, word, sort=sort, limit=20))  # type: ignore[arg-type]


def _page_of_site(connection: Connection) -> Callable[[str], object]:
    site = Filters(sites=("redhongan",))
    return lambda word: list(search(connection, word, site, sort="newest", limit=20))


def _like(connection: Connection) -> Callable[[str], object]:
    ids = select(ArticleRow.id).order_by(ArticleRow.published_day.desc())
    return lambda word: list(
        islice(connection.scalars(ids.where(ArticleRow.body.contains(word))), 20)
    )


def _wrong(connection: Connection, words: list[str]) -> list[str]:
    """Name the words whose answers are not those of brute force."""
    rows = connection.execute(select(ArticleRow.id, ArticleRow.title, ArticleRow.body))
    texts = [(row.id, fold(row.title or ""), fold(row.body)) for row in rows]
    wrong = []
    for word in words:
        folded = fold(word)
        expected = {number for number, *parts in texts if any(folded in part for part in parts)}
        found = list(ranked_ids(connection, parse(word), Filters()))
        if set(found) != expected or len(found) != len(expected):
            wrong.append(word)
    return wrong


def _since(start: float) -> float:
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
