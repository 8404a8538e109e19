"""Articles are written by a process of their own: together where they wait together."""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from archive.database.engine import connect
from archive.database.schema import upgrade
from archive.errors import RawStoreError, StorageError
from archive.ledger import Ledger, Link, Outcome
from archive.models import ArticleRow, PageRow
from archive.records import Extraction, Rejection
from archive.writing.recipe import WriterRecipe
from archive.writing.writer import Stored, Writer
from pipelines.dedup.judge import judge
from pipelines.storing import Finding, NotStoredError, Storing, store_together
from pipelines.workers import process
from tests.pipelines.test_workers import page

NOW = datetime(2024, 3, 20, 8, tzinfo=UTC)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = connect(f"sqlite:///{tmp_path / 'archive.db'}")
    upgrade(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def recipe(engine: Engine, tmp_path: Path) -> WriterRecipe:  # noqa: ARG001 - the schema is there
    return WriterRecipe(archive_url=f"sqlite:///{tmp_path / 'archive.db'}", judge=judge)


class CountingLock(asyncio.Lock):
    """Counts how often somebody has had a turn."""

    turns = 0

    async def acquire(self) -> bool:  # type: ignore[override]  # the same, counted
        self.turns += 1
        return await super().acquire()


def finding(number: int, engine: Engine) -> Finding:
    url = page(number).url
    Ledger(engine).discover([Link(url=url, site=None, kind="article")], now=NOW)  # type: ignore[arg-type]  # of no site
    outcome = process(page(number), None)
    assert isinstance(outcome, Extraction)
    fetch = Outcome(url=url, state="fetched", kind="article", due_at=NOW)
    packed = pickle.dumps(outcome)
    return Finding(outcome=packed, fetch=fetch, run_id=None, found_at=NOW)  # type: ignore[arg-type]  # of no run


def titles(engine: Engine) -> int:
    with engine.connect() as connection:
        return len(connection.execute(select(ArticleRow.title)).all())


def stored(
    recipe: WriterRecipe,
    findings: list[Finding],
    *,
    sync: Callable[[], object] = lambda: None,
    before: Callable[[Storing], object] = lambda _storing: None,
) -> tuple[list[str | BaseException], int]:
    """Store findings at once; return what became of them, and how many turns it took."""

    async def run() -> tuple[list[str | BaseException], int]:
        turn = CountingLock()
        writing = Storing(recipe, sync=sync, turn=turn)
        try:
            before(writing)
            answers = (writing.store(one) for one in findings)
            return await asyncio.gather(*answers, return_exceptions=True), turn.turns
        finally:
            await writing.close()

    return asyncio.run(run())


def test_what_waits_together_is_written_together(engine: Engine, recipe: WriterRecipe) -> None:
    synced: list[int] = []
    findings = [finding(number, engine) for number in range(6)]
    answers, turns = stored(recipe, findings, sync=lambda: synced.append(titles(engine)))
    assert answers == ["new"] * 6
    assert titles(engine) == 6
    assert turns <= 2
    assert synced[0] == 0, "raw records are on the disk before an article points to them"
    with engine.connect() as connection:
        states = set(connection.execute(select(PageRow.state, PageRow.kind)).all())
    assert {tuple(state) for state in states} == {("fetched", "article")}


def test_what_is_no_article_is_said_in_a_word(engine: Engine, recipe: WriterRecipe) -> None:
    one = finding(1, engine)
    rejected = Finding(
        outcome=pickle.dumps(Rejection(url=one.fetch.url, reason="no body")),
        fetch=one.fetch,
        run_id=one.run_id,
        found_at=NOW,
    )
    assert stored(recipe, [rejected])[0] == ["not an article"]


def test_a_writer_that_was_killed_is_replaced(engine: Engine, recipe: WriterRecipe) -> None:
    def kill(writing: Storing) -> None:
        os.kill(writing._writing_child().pid, signal.SIGKILL)

    answers, _ = stored(recipe, [finding(number, engine) for number in range(3)], before=kill)
    assert answers == ["new"] * 3
    assert titles(engine) == 3


class Killer:
    """What ends the process that reads it, as a fault in a library's C would."""

    def __reduce__(self) -> tuple[Callable[[], object], tuple[()]]:
        return os.abort, ()


def killing(number: int, engine: Engine) -> Finding:
    return replace(finding(number, engine), outcome=pickle.dumps(Killer()))


def states(engine: Engine) -> dict[str, tuple[str, str | None]]:
    with engine.connect() as connection:
        rows = connection.execute(select(PageRow.url, PageRow.state, PageRow.reason))
        return {row.url: (row.state, row.reason) for row in rows}


def test_a_page_that_kills_the_writer_is_set_aside(engine: Engine, recipe: WriterRecipe) -> None:
    findings = [finding(0, engine), killing(1, engine), finding(2, engine), killing(3, engine)]
    answers, _ = stored(recipe, findings)
    assert answers == ["new", "failed", "new", "failed"]
    assert titles(engine) == 2
    of = states(engine)
    assert of[page(1).url] == of[page(3).url] == ("failed", "writer process died")
    assert of[page(0).url] == of[page(2).url] == ("fetched", None)


def test_a_writer_that_dies_on_everything_is_an_error_of_the_archive(
    engine: Engine, recipe: WriterRecipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.storing._set_aside", lambda one: one)
    answers, _ = stored(recipe, [killing(1, engine)])
    assert [type(answer) for answer in answers] == [StorageError]
    assert states(engine)[page(1).url] == ("discovered", None)


def test_nothing_is_written_whose_raw_record_is_not_safe(
    engine: Engine, recipe: WriterRecipe
) -> None:
    def fail() -> None:
        raise RawStoreError("no space left on device")

    answers, turns = stored(recipe, [finding(1, engine)], sync=fail)
    assert [str(answer) for answer in answers] == ["no space left on device"]
    assert (turns, titles(engine)) == (0, 0)


def test_whoever_waits_is_told_that_no_process_could_be_made(
    engine: Engine, recipe: WriterRecipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr("pipelines.storing.Child", fail)
    answers, _ = stored(recipe, [finding(number, engine) for number in range(2)])
    assert [str(answer) for answer in answers] == ["no more processes"] * 2
    assert titles(engine) == 0


def test_one_article_that_cannot_be_written_keeps_no_other_out(
    engine: Engine,
) -> None:
    class Choosy(Writer):
        def store(self, extraction: Extraction, **told: Any) -> Stored:  # noqa: ANN401 - as the writer's
            if extraction.article.url == page(1).url:
                raise StorageError("this one not")
            return super().store(extraction, **told)

    findings = [finding(number, engine) for number in range(3)]
    answers = store_together(Choosy(engine, judge), findings)
    assert [str(answer) for answer in answers] == ["new", "this one not", "new"]
    assert titles(engine) == 2


def test_a_fault_of_ours_with_one_article_keeps_no_other_out(engine: Engine) -> None:
    class Faulty(Writer):
        def store(self, extraction: Extraction, **told: Any) -> Stored:  # noqa: ANN401 - as the writer's
            if extraction.article.url == page(1).url:
                raise KeyError("body")
            return super().store(extraction, **told)

    findings = [finding(number, engine) for number in range(3)]
    answers = pickle.loads(pickle.dumps(store_together(Faulty(engine, judge), findings)))  # noqa: S301 - our own
    assert [answers[0], answers[2]] == ["new", "new"]
    assert isinstance(answers[1], NotStoredError)
    assert str(answers[1]) == f"{page(1).url}: KeyError: 'body'"
    assert titles(engine) == 2
