"""The archive and the real judge together: the same clusters in whatever order articles come."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import permutations

import pytest
from sqlalchemy import Connection, Engine, event, insert, select, text

from archive.clusters.candidates import MAX_CANDIDATES, sharing_a_band
from archive.models import ArticleRow, BandRow, SchemeRow
from archive.records import Fingerprint
from archive.writing.writer import Writer
from pipelines.dedup.judge import judge
from tests.archive.samples import NOW
from tests.bench.bulletins import forms
from tests.bench.copying import Change, Text, cut, furniture_added, traditional
from tests.bench.dedup import signed
from tests.bench.dedup_size import measure
from tests.bench.near_duplicates import Labelled, articles

DRAW = random.Random(6)
SPEECH, OTHER = articles(2, seed=12)


def copied(*changes: Change) -> Text:
    copy = SPEECH
    for change in changes:
        copy = change(copy, DRAW)
    return copy


BULLETIN = next(form for form in forms() if form.name == "epidemic of the day")
YESTERDAY, TODAY = BULLETIN.issues(DRAW, 2)
SHELF = (
    Labelled(SPEECH.body, "speech", "original", SPEECH.title, day=3),
    Labelled(copied(cut(0.4)).body, "speech", "cut", "另一个标题", day=4),
    Labelled(copied(traditional, furniture_added).body, "speech", "framed", SPEECH.title, day=5),
    Labelled(YESTERDAY.body, "yesterday", "bulletin", YESTERDAY.title, day=4),
    Labelled(TODAY.body, "today", "bulletin", TODAY.title, day=5),
)
EXTRACTIONS = [signed(one, number) for number, one in enumerate(SHELF)]


def stored(engine: Engine, order: Sequence[int]) -> dict[int, int]:
    """Store the shelf in an order; return for each place on it the place of its original."""
    writer = Writer(engine, judge)
    ids = {at: writer.store(EXTRACTIONS[at], now=NOW).article_id for at in order}
    places = {article_id: at for at, article_id in ids.items()}
    with engine.connect() as connection:
        rows = connection.execute(select(ArticleRow.id, ArticleRow.duplicate_of)).all()
    return {places[row.id]: places[row.duplicate_of or row.id] for row in rows}


@pytest.mark.parametrize("order", [*permutations(range(4)), (4, 3, 2, 1, 0), (4, 0, 3, 1, 2)])
def test_the_order_of_arrival_does_not_matter(
    sqlite_engine: Engine, order: tuple[int, ...]
) -> None:
    wanted = {0: 0, 1: 0, 2: 0, 3: 3, 4: 4}
    assert stored(sqlite_engine, order) == {at: wanted[at] for at in order}


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_whole_copies_and_a_cut_one_under_words_of_the_lead_are_one_cluster(
    sqlite_engine: Engine, order: tuple[int, ...]
) -> None:
    lead, *rest = SPEECH.body.split("\n")
    middle = "\n".join([lead, *rest[len(rest) // 2 : len(rest) // 2 + 2]])
    headline = lead[:10]
    writer = Writer(sqlite_engine, judge)
    shelf = (
        Labelled(SPEECH.body, "speech", "original", "另一个标题", day=3),
        Labelled(f"{SPEECH.body}\n本网讯", "speech", "whole", "另一个标题", day=4),
        Labelled(middle, "speech", "cut", headline, day=5),
    )
    ids = {at: writer.store(signed(shelf[at], at), now=NOW).article_id for at in order}
    with sqlite_engine.connect() as connection:
        rows = connection.execute(select(ArticleRow.id, ArticleRow.duplicate_of)).all()
    assert {row.id: row.duplicate_of for row in rows} == {
        ids[0]: None,
        ids[1]: ids[0],
        ids[2]: ids[0],
    }


def traced(engine: Engine) -> list[str]:
    """Keep what SQLite executes from now on, each statement with its parameters."""
    statements: list[str] = []

    @event.listens_for(engine, "checkout")
    def trace(driver: sqlite3.Connection, *_call: object) -> None:
        driver.set_trace_callback(statements.append)

    return statements


def test_a_store_asks_as_many_questions_whatever_the_archive_holds(sqlite_engine: Engine) -> None:
    writer = Writer(sqlite_engine, judge)
    asked = traced(sqlite_engine)
    counts = []
    for number, one in enumerate(articles(40, seed=3)):
        asked.clear()
        writer.store(signed(Labelled(one.body, "", "", one.title), 100 + number), now=NOW)
        counts.append(sum("INSERT INTO bands" not in statement for statement in asked))
    assert max(counts[1:]) - min(counts[1:]) <= 1


# --- candidates -----------------------------------------------------------------------------------


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.begin() as opened:
        opened.execute(insert(SchemeRow), [{"id": 1, "name": "s"}])
        yield opened


def hold(connection: Connection, keys: dict[int, Sequence[int]]) -> None:
    """Put articles under keys; the articles themselves are not needed."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET session_replication_role = replica"))
    else:
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    rows = [
        {"scheme_id": 1, "key": key, "article_id": article_id}
        for article_id, own in keys.items()
        for key in own
    ]
    connection.execute(insert(BandRow), rows)


def looked_up(connection: Connection, *keys: int) -> Sequence[int]:
    near = Fingerprint(content_hash="", scheme="s", signature=b"x", bands=keys)
    found = sharing_a_band(connection, near, article_id=0)
    connection.rollback()
    return found


def test_a_rare_key_counts_for_more_than_common_ones(connection: Connection) -> None:
    common = dict.fromkeys(range(100, 100 + 3 * MAX_CANDIDATES), (1, 2, 3))
    hold(connection, {**common, 7: (9,)})
    found = looked_up(connection, 1, 2, 3, 9)
    assert found[0] == 7
    assert len(found) == MAX_CANDIDATES


def test_among_equals_the_newest_come_first(connection: Connection) -> None:
    hold(connection, dict.fromkeys(range(5, 9), (1,)))
    assert list(looked_up(connection, 1)) == [8, 7, 6, 5]


def test_of_too_many_equals_the_newest_are_chosen(connection: Connection) -> None:
    hold(connection, {**dict.fromkeys(range(100, 100 + 3 * MAX_CANDIDATES), (1,)), 7: (1, 2)})
    newest = range(99 + 3 * MAX_CANDIDATES, 100 + 2 * MAX_CANDIDATES, -1)
    assert list(looked_up(connection, 1, 2)) == [7, *newest]


def test_a_lookup_reads_the_index_alone(sqlite_engine: Engine) -> None:
    asked = traced(sqlite_engine)
    with sqlite_engine.begin() as connection:
        connection.execute(insert(SchemeRow), [{"id": 1, "name": "s"}])
        near = Fingerprint(content_hash="", scheme="s", signature=b"x", bands=(1, 2))
        sharing_a_band(connection, near, article_id=0)
        (lookup,) = [statement for statement in asked if "FROM bands" in statement]
        plans = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {lookup}").all()
    of_bands = [plan for plan in map(str, plans) if "bands" in plan]
    assert of_bands
    assert all(
        "SEARCH bands USING PRIMARY KEY (scheme_id=? AND key=?)" in plan for plan in of_bands
    )


def test_size_grows_with_the_articles_alone(engine: Engine) -> None:
    small, large = measure(engine, [500, 4_000], looked_up=3)
    assert (small.signatures, large.signatures) == (500, 4_000)
    assert large.size_bytes / 4_000 < 1.3 * small.size_bytes / 500
