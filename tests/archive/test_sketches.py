"""What a writer keeps of the texts that it has met: bounded, and true after a failure."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import IntegrityError

from archive.clusters.sketches import Edition, Sketches
from archive.models import ArticleRow
from archive.writing.transactions import Transactions
from archive.writing.writer import Writer
from tests.archive.samples import BODY, NOW, OTHER_BODY, Grams, extraction, judge


def sketch(size: int) -> Grams:
    return Grams(frozenset(map(str, range(size))))


def test_the_first_ones_go_when_there_are_too_many() -> None:
    kept = Sketches(limit_bytes=1_000)
    for number in range(6):
        kept.keep(Edition(number, 1, 1), sketch(2))
    there = [number for number in range(6) if kept.get(Edition(number, 1, 1))]
    assert there == [1, 2, 3, 4, 5]


@dataclass(frozen=True)
class Halving:
    """A sketch of which half can be kept, once."""

    size_bytes: int = 200

    def rules_out(self, _other: object) -> bool:
        return True

    def smaller(self) -> Halving | None:
        return Halving(100) if self.size_bytes == 200 else None


def test_the_first_ones_are_made_smaller_and_then_they_go() -> None:
    kept = Sketches(limit_bytes=1_000)
    for number in range(7):
        kept.keep(Edition(number, 1, 1), Halving())
    sizes = [kept.get(Edition(number, 1, 1)) for number in range(7)]
    assert sizes == [Halving(100)] * 4 + [Halving()] * 3

    for number in range(7, 12):
        kept.keep(Edition(number, 1, 1), Halving())
    sizes = [kept.get(Edition(number, 1, 1)) for number in range(12)]
    assert sizes == [None] * 3 + [Halving(100)] * 8 + [Halving()]

    kept.keep(Edition(11, 1, 1), Halving(100))
    assert kept.get(Edition(11, 1, 1)) == Halving(), "what is kept stays as it is"
    kept.forget()
    assert kept.get(Edition(11, 1, 1)) is None


def test_one_that_is_too_large_stands_alone() -> None:
    kept = Sketches(limit_bytes=1_000)
    kept.keep(Edition(1, 1, 1), sketch(2))
    kept.keep(Edition(2, 1, 1), sketch(50))
    assert kept.get(Edition(1, 1, 1)) is None
    assert kept.get(Edition(2, 1, 1)) == sketch(50)


def test_what_is_kept_twice_counts_once() -> None:
    kept = Sketches(limit_bytes=1_000)
    for _ in range(9):
        kept.keep(Edition(1, 1, 1), sketch(4))
    kept.keep(Edition(2, 1, 1), sketch(4))
    assert kept.get(Edition(1, 1, 1)) is not None


def store_two_and_fail(writer: Writer) -> None:
    for number, body in enumerate((BODY, BODY + "完。")):
        writer.store(extraction(f"http://a.gov.cn/{number}", body), now=NOW)
    raise RuntimeError


def test_an_article_that_takes_the_number_of_one_taken_back_is_known_as_itself(
    sqlite_engine: Engine,
) -> None:
    writer = Writer(sqlite_engine, judge)
    with pytest.raises(RuntimeError), writer.together():
        store_two_and_fail(writer)
    first = writer.store(extraction("http://a.gov.cn/3", OTHER_BODY), now=NOW)
    copy = writer.store(extraction("http://a.gov.cn/4", OTHER_BODY + "完。"), now=NOW)
    with sqlite_engine.connect() as connection:
        of_copy = select(ArticleRow.duplicate_of).where(ArticleRow.id == copy.article_id)
        assert connection.execute(of_copy).scalar() == first.article_id == 1


def test_an_article_that_its_site_changed_is_compared_as_it_is_now(engine: Engine) -> None:
    writer = Writer(engine, judge)
    first = writer.store(extraction("http://a.gov.cn/1", BODY), now=NOW)
    writer.store(extraction("http://a.gov.cn/2", BODY + "完。"), now=NOW)
    changed = writer.store(extraction("http://a.gov.cn/3", BODY[:40] + OTHER_BODY), now=NOW)
    writer.store(extraction("http://a.gov.cn/3", OTHER_BODY), now=NOW)
    copy = writer.store(extraction("http://a.gov.cn/4", OTHER_BODY + "完。"), now=NOW)
    with engine.connect() as connection:
        rows = connection.execute(select(ArticleRow.id, ArticleRow.duplicate_of)).all()
    of = {row.id: row.duplicate_of for row in rows}
    assert of[copy.article_id] == changed.article_id
    assert of[2] == first.article_id


def test_another_try_begins_with_nothing_learnt(engine: Engine) -> None:
    forgotten: list[None] = []
    transactions = Transactions(engine, None, failed=lambda: forgotten.append(None))
    tries: list[int] = []

    def work(_: Connection) -> None:
        tries.append(len(forgotten))
        if len(tries) < 3:
            raise IntegrityError("", {}, Exception("taken"))

    transactions.do(work)
    assert tries == [0, 1, 2]
    with pytest.raises(RuntimeError), transactions.together():
        raise RuntimeError
    assert len(forgotten) == 3
