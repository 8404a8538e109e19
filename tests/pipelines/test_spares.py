"""Processes that begin before anybody says what they are for: taken once, ended when not needed."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from functools import partial

import pytest

from archive.records import Extraction
from pipelines import spares
from pipelines.children import Child, Spare
from pipelines.first_page import OUTCOME
from tests.pipelines.test_staging import echoing


@pytest.fixture(autouse=True)
def _none_left() -> Iterator[None]:
    yield
    spares.drop()


def test_a_spare_becomes_a_child() -> None:
    async def ask(spare: Spare) -> tuple[bytes, bool]:
        child = Child(partial(echoing, b"> "), spare)
        try:
            return await child.ask(b"one"), child.pid == spare.process.pid
        finally:
            await child.close()

    assert asyncio.run(ask(Spare.begun("json"))) == (b"> one", True)


def test_a_spare_that_cannot_load_its_modules_is_a_dead_child(
    capfd: pytest.CaptureFixture[str],
) -> None:
    async def begin() -> bool:
        child = Child(partial(echoing, b""), Spare.begun("no_such_module"))
        await asyncio.to_thread(child._process.wait)
        async with asyncio.timeout(60):
            while not child.has_died:
                await asyncio.sleep(0)  # what it left behind is read by the loop
        await child.close()
        return child.has_died

    assert asyncio.run(begin())
    assert "no_such_module" in capfd.readouterr().err


def test_a_process_that_waits_for_pages_has_read_one() -> None:
    assert isinstance(OUTCOME, Extraction)
    article = OUTCOME.article
    told = (article.title, article.published_at, article.source, article.authors, article.editors)
    assert told == (
        *("县政府召开常务会议", "2020-02-24T15:28:00+08:00", "县政府办公室"),
        *(("王小明",), ("李华",)),
    )
    assert OUTCOME.fingerprint.bands
    assert "pipelines.first_page" in spares._MODULES["stages"]


def test_each_use_has_one_spare_that_is_taken_once() -> None:
    spares.begin()
    spares.begin()
    (taken,) = spares.take("stages")
    try:
        assert not spares.take("stages")
    finally:
        taken.drop()


def test_what_nobody_takes_is_ended() -> None:
    spares.begin()
    waiting = [of_use[0].process for of_use in spares._waiting.values()]
    assert len(waiting) == 2
    spares.drop()
    assert [process.wait() for process in waiting] == [-signal.SIGKILL] * 2
    assert not spares.take("writer")


def test_where_no_process_can_be_made_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr("pipelines.children._started", fail)
    spares.begin()
    assert spares.take("writer") is None
