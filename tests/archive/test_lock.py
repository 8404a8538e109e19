"""One run at a time, or one a shard; a killed run lets go at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack

import pytest
from sqlalchemy import Engine

from archive.errors import ArchiveLockedError
from archive.locking.runs import Shard, hold

HOLD = """
import os, sys, time
from archive.database.engine import connect
from archive.locking.runs import hold
engine = connect(sys.argv[1])
with hold(engine):
    if len(sys.argv) > 2 and os.fork() == 0:
        time.sleep(60)
    print("held", flush=True)
    time.sleep(60)
"""


def url_of(engine: Engine) -> str:
    path = engine.get_execution_options().get("govnews_path")
    return f"sqlite:///{path}" if path else engine.url.render_as_string(hide_password=False)


def test_a_second_run_is_refused_until_the_first_ends(engine: Engine) -> None:
    with hold(engine):
        with pytest.raises(ArchiveLockedError, match="another run holds the archive") as caught:
            hold(engine).__enter__()
        assert caught.value.exit_status == 75
    with hold(engine):
        pass


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (None, (1, 2), False),
        ((1, 2), None, False),
        ((1, 2), (1, 2), False),
        ((1, 2), (2, 2), True),
        ((3, 40), (33, 40), True),
    ],
)
def test_shards_go_side_by_side(
    engine: Engine, first: Shard | None, second: Shard | None, *, together: bool
) -> None:
    with ExitStack() as stack:
        stack.enter_context(hold(engine, first))
        if together:
            stack.enter_context(hold(engine, second))
        else:
            with pytest.raises(ArchiveLockedError):
                stack.enter_context(hold(engine, second))


def test_the_message_says_who_holds_a_file(sqlite_engine: Engine) -> None:
    with hold(sqlite_engine), pytest.raises(ArchiveLockedError, match=f"process {os.getpid()} on"):
        hold(sqlite_engine).__enter__()


def test_an_error_in_the_run_lets_go(engine: Engine) -> None:
    with pytest.raises(RuntimeError), hold(engine):
        raise RuntimeError
    with hold(engine):
        pass


@pytest.mark.parametrize("with_child", [False, True], ids=["alone", "with a forked worker"])
def test_a_killed_run_lets_go_even_if_its_workers_live_on(
    engine: Engine, *, with_child: bool
) -> None:
    arguments = [sys.executable, "-c", HOLD, url_of(engine), *(["fork"] if with_child else [])]
    run = subprocess.Popen(arguments, stdout=subprocess.PIPE, process_group=0)
    assert run.stdout is not None
    try:
        assert run.stdout.readline() == b"held\n"
        with pytest.raises(ArchiveLockedError):
            hold(engine).__enter__()
        run.kill()
        run.wait()
        _hold_soon(engine)
    finally:
        run.stdout.close()
        if with_child:
            os.killpg(run.pid, signal.SIGKILL)


def _hold_soon(engine: Engine) -> None:
    """A server takes a moment to see that a client is dead."""
    deadline = time.monotonic() + 60
    while True:
        try:
            with hold(engine):
                return
        except ArchiveLockedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
