"""Processes that begin before anybody says what they are for: taken once, ended when not needed."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial

import pytest

from archive.processors import MOST_WORKERS, workers
from archive.records import Extraction
from crawler.settings import EXTRACT_WORKERS
from pipelines import spares
from pipelines.children import Answer, Child, ChildDiedError, Spare
from pipelines.first_page import OUTCOME
from tests.pipelines.test_staging import echoing, ends

REAL_COUNT = os.cpu_count()


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


def test_an_interrupt_while_it_loads_is_not_its_own(capfd: pytest.CaptureFixture[str]) -> None:
    async def ask(spare: Spare) -> bytes:
        os.kill(spare.process.pid, signal.SIGINT)  # Ctrl-C, before Python itself is there
        child = Child(partial(echoing, b"> "), spare)
        try:
            return await child.ask(b"one")
        finally:
            await child.close()

    assert asyncio.run(ask(Spare.begun("json"))) == b"> one"
    assert "KeyboardInterrupt" not in capfd.readouterr().err


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


def test_some_are_forked_from_the_one_that_has_loaded() -> None:
    async def ask() -> list[list[bytes]]:
        children = [Child(telling, spare) for spare in Spare.several(3, "json")]
        try:
            told = [await child.ask(b"who") for child in children]
        finally:
            for child in children:
                await child.close()
        return [each.split() for each in told]

    (first, _), *others = asyncio.run(ask())
    assert [parent for _, parent in others] == [first, first]
    assert len({first, *(own for own, _ in others)}) == 3


def telling() -> Answer:
    """Begin a child that answers with its process and its parent's."""
    return lambda _: f"{os.getpid()} {os.getppid()}".encode()


def test_one_of_some_that_dies_leaves_the_others() -> None:
    async def ask() -> tuple[list[bool], bytes]:
        first, *others = (Child(partial(echoing, b"> "), s) for s in Spare.several(3))
        for dying in (first, others[0]):
            with pytest.raises(ChildDiedError):
                await dying.ask(b"die")
        answer = await others[1].ask(b"one")
        told = [child.has_died for child in (first, *others)]
        for child in (first, *others):
            await child.close()
        return told, answer

    assert asyncio.run(ask()) == ([True, True, False], b"> one")


def test_where_nobody_says_otherwise_all_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    spares.begin()
    taken = spares.take("stages", 5)
    for spare in taken:
        spare.drop()
    assert len(taken) == workers() == 2
    assert min(MOST_WORKERS, REAL_COUNT or 1) == EXTRACT_WORKERS


def test_where_no_process_can_be_made_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr("pipelines.children._started", fail)
    spares.begin()
    assert not spares.take("writer")


_PARENT = """
import asyncio
from pipelines.children import Child, Spare
from tests.pipelines.test_spares import telling

async def main():
    children = [Child(telling, spare) for spare in Spare.several(2, "json")]
    print(*[(await child.ask(b"who")).split()[0].decode() for child in children], flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


def test_those_that_are_forked_end_with_the_parent_too() -> None:
    parent = subprocess.Popen([sys.executable, "-c", _PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    with parent.stdout as told:
        processes = [int(word) for word in told.readline().split()]
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait()
    assert len(processes) == 2
    assert all(map(ends, processes))
