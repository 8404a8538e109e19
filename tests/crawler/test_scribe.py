"""The scribe: one thing after another, beside a busy reactor, and never in another's turn."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep

from crawler.running.scribe import SWITCH_SECONDS, Scribe


@contextmanager
def _open() -> Iterator[Scribe]:
    scribe = Scribe()
    try:
        yield scribe
    finally:
        scribe.close()


def test_what_is_asked_for_is_done_one_after_another() -> None:
    done: list[str] = []

    def slowly() -> None:
        sleep(0.05)
        done.append("first")

    async def both() -> None:
        with _open() as scribe:
            await asyncio.gather(scribe.do(slowly), scribe.do(lambda: done.append("second")))

    asyncio.run(both())
    assert done == ["first", "second"]


def test_nothing_is_done_in_anothers_turn() -> None:
    async def asked_in_a_turn() -> tuple[bool, bool]:
        with _open() as scribe:
            async with scribe.turn:
                asked = asyncio.create_task(scribe.do(lambda: None))
                await asyncio.sleep(0.05)
                early = asked.done()
            await asked
            return early, asked.done()

    assert asyncio.run(asked_in_a_turn()) == (False, True)


def test_a_busy_reactor_makes_room_for_the_scribe_while_there_is_one() -> None:
    before = sys.getswitchinterval()
    with _open():
        assert abs(sys.getswitchinterval() - SWITCH_SECONDS) < SWITCH_SECONDS / 10
    assert abs(sys.getswitchinterval() - before) < before / 10
