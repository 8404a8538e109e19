"""The live crawl's processes: asked by an event loop, past a death, and gone with their parent."""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import subprocess
import sys
import time
from functools import partial
from typing import Any, cast

import pytest

from archive.records import Extraction, RawPage, Rejection
from pipelines.children import Answer, Child, ChildDiedError
from pipelines.staging import PAGES_A_CHILD, StageProcesses
from seeds.catalogue import Site
from tests.pipelines.test_workers import page

SITE = Site(id="some", name="某县", start_urls=("http://www.example.gov.cn/",))


def echoing(prefix: bytes) -> Answer:
    """Begin a child that answers with its question; one question kills it."""

    def answer(question: bytes) -> bytes:
        if question == b"die":
            os.abort()
        return prefix + question

    return answer


async def _asked(*questions: bytes) -> list[bytes | BaseException]:
    child = Child(partial(echoing, b"> "))
    try:
        answers = (child.ask(question) for question in questions)
        return await asyncio.gather(*answers, return_exceptions=True)
    finally:
        await child.close()


def test_answers_come_in_the_order_of_the_questions() -> None:
    questions = [b"one", b"x" * 3_000_000, b"two"]
    assert asyncio.run(_asked(*questions)) == [b"> " + question for question in questions]


def loading_for_ever() -> Answer:
    """Begin a child that is not ready before the test is over."""
    time.sleep(3600)
    raise AssertionError


def test_a_child_that_was_never_asked_is_not_waited_for() -> None:
    async def begin_and_close() -> int:
        child = Child(loading_for_ever)
        await asyncio.wait_for(child.close(), 60)
        return child._process.wait()

    assert asyncio.run(begin_and_close()) == -signal.SIGKILL


def test_what_a_dead_child_was_asked_is_told() -> None:
    answers = asyncio.run(_asked(b"one", b"die", b"two"))
    assert answers[0] == b"> one"
    assert [type(answer) for answer in answers[1:]] == [ChildDiedError, ChildDiedError]


def test_a_dead_child_cannot_be_asked() -> None:
    async def run() -> None:
        child = Child(partial(echoing, b""))
        with pytest.raises(ChildDiedError):
            await child.ask(b"die")
        assert child.has_died
        with pytest.raises(ChildDiedError):
            await child.ask(b"one")
        await child.close()

    asyncio.run(run())


def test_a_child_that_died_unasked_leaves_no_zombie() -> None:
    async def run() -> int:
        child = Child(partial(echoing, b""))
        await child.ask(b"one")
        os.kill(child.pid, signal.SIGKILL)
        while not child.has_died:
            await asyncio.sleep(0.01)
        return child.pid

    pid = asyncio.run(run())
    with pytest.raises(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)


def test_a_child_that_has_just_ended_is_told_from_one_that_works() -> None:
    async def run() -> None:
        child = Child(partial(echoing, b""))
        await child.ask(b"one")
        assert child._end._transport is not None
        child._end._transport.close()  # as asyncio does when the other end has closed
        with pytest.raises(ChildDiedError):
            await child.ask(b"two")
        await child.close()

    asyncio.run(run())


_PARENT = """
import asyncio
from functools import partial
from typing import Any, cast
from pipelines.children import Child
from tests.pipelines.test_staging import echoing

async def main():
    child = Child(partial(echoing, b""))
    await child.ask(b"one")
    print(child.pid, flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


def test_a_child_ends_with_its_parent() -> None:
    parent = subprocess.Popen([sys.executable, "-c", _PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    with parent.stdout as told:
        child = int(told.readline())
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait()
        assert ends(child)


def ends(pid: int) -> bool:
    """Tell whether a process ends soon."""
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


# --- stages ---------------------------------------------------------------------------------------


def test_pages_are_taken_through_the_stages_with_their_site() -> None:
    async def run() -> list[tuple[str | None, Extraction]]:
        stages = StageProcesses(2, {SITE.id: SITE})
        try:
            pages = (stages.process(page(number), SITE.id) for number in range(1, 4))
            staged = await asyncio.gather(*pages)
        finally:
            await stages.close()
        return [(each.published_at, pickle.loads(each.outcome)) for each in staged]  # noqa: S301 - our own

    for number, (published_at, extraction) in enumerate(asyncio.run(run()), start=1):
        assert published_at == extraction.article.published_at == f"2020-02-2{number}"
        assert extraction.article.site_name == "某县"


def test_pages_whose_process_dies_are_taken_up_once_more() -> None:
    async def run() -> list[Extraction | Rejection]:
        stages = StageProcesses(1, {})
        try:
            first = await stages.process(page(1), "none")
            (child,) = stages._children
            given = [asyncio.ensure_future(stages.process(page(n), "none")) for n in range(2, 9)]
            while child.waiting < PAGES_A_CHILD:
                await asyncio.sleep(0)
            os.kill(child.pid, signal.SIGKILL)
            staged = [first, *await asyncio.gather(*given)]
        finally:
            await stages.close()
        return [pickle.loads(each.outcome) for each in staged]  # noqa: S301 - our own

    dates = [
        each.article.published_at if isinstance(each, Extraction) else each.reason
        for each in asyncio.run(run())
    ]
    assert dates == [f"2020-02-2{number}" for number in range(1, 9)]


def test_pages_whose_processes_die_together_are_not_all_taken_up_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_once: list[int] = []
    running = set[str]()

    def alone(page: RawPage, _: object) -> Rejection:
        running.add(page.url)
        at_once.append(len(running))
        time.sleep(0.02)
        running.discard(page.url)
        return Rejection(url=page.url, reason="read alone")

    class Dying:
        has_died, waiting = False, 0

        async def ask(self, _: bytes) -> bytes:
            raise ChildDiedError

    async def run() -> int:
        stages = StageProcesses(2, {})
        stages._children = [cast("Any", Dying()), cast("Any", Dying())]
        return len(await asyncio.gather(*(stages.process(page(n), "none") for n in range(6))))

    monkeypatch.setattr("pipelines.staging.process_alone", alone)
    assert asyncio.run(run()) == 6
    assert max(at_once) == 2
