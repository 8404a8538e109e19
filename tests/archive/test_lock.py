"""One run at a time, or one a shard; a killed run lets go at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, update

from archive.errors import ArchiveLockedError
from archive.locking.files import open_locked
from archive.locking.runs import Shard, hold, is_held
from archive.models import RunRow
from archive.monitoring.run_records import run, runs
from archive.monitoring.runs import Runs
from tests.archive.samples import NOW

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
    holder = subprocess.Popen(arguments, stdout=subprocess.PIPE, process_group=0)
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(ArchiveLockedError):
            hold(engine).__enter__()
        holder.kill()
        holder.wait()
        _hold_soon(engine)
    finally:
        holder.stdout.close()
        if with_child:
            os.killpg(holder.pid, signal.SIGKILL)


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


# --- asked from outside ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("holds", "asked", "held"),
    [
        (None, None, True),
        ((1, 2), (1, 2), True),
        ((1, 2), (2, 2), False),
        ((1, 2), None, False),  # the archive is held, but not by a run over everything
        (None, (1, 2), False),
    ],
)
def test_who_asks_sees_which_run_holds_the_archive(
    engine: Engine, holds: Shard | None, asked: Shard | None, *, held: bool
) -> None:
    with engine.connect() as connection:
        assert not is_held(connection, asked)
    with hold(engine, holds), engine.connect() as connection:
        assert is_held(connection, asked) == held
        assert is_held(connection, holds)
    with engine.connect() as connection:
        assert not is_held(connection, asked)


def test_asking_makes_no_file_and_a_lock_nobody_can_read_counts_as_held(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    with sqlite_engine.connect() as connection:
        assert not is_held(connection)
        assert not (tmp_path / "archive.db.lock").exists()
        (tmp_path / "archive.db.lock").symlink_to("archive.db.lock")
        assert is_held(connection)


def test_a_run_that_begins_while_somebody_asks_is_not_refused(
    sqlite_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with hold(sqlite_engine):
        pass
    asker = open_locked(tmp_path / "archive.db.lock", shared=True)
    assert asker is not None
    monkeypatch.setattr("archive.locking.runs.time.sleep", lambda _: asker.release())
    with hold(sqlite_engine), sqlite_engine.connect() as connection:
        assert is_held(connection)


def test_a_killed_run_is_told_as_interrupted_and_one_that_runs_as_running(engine: Engine) -> None:
    """Nothing is written: the next run writes it."""
    numbers = [
        Runs(engine).start("crawl", {}, now=NOW, shard=shard) for shard in (None, "1/2", "2/2")
    ]
    with engine.begin() as connection:  # as if each had been alone
        connection.execute(update(RunRow).values(status="running"))
    for holds, running in ((None, numbers[0]), ((1, 2), numbers[1]), ((2, 2), numbers[2])):
        with hold(engine, holds), engine.connect() as connection:
            told = {one["run"]: one["status"] for one in runs(connection)}
            shown = [run(connection, number) for number in numbers]
        assert told == {
            number: "running" if number == running else "interrupted" for number in numbers
        }
        assert [one["status"] for one in shown if one] == list(told.values())[::-1]
    with engine.connect() as connection:
        assert set(connection.scalars(select(RunRow.status))) == {"running"}


def test_a_run_that_ends_while_it_is_told_of_is_told_as_it_ended(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = Runs(engine).start("crawl", {}, now=NOW)

    def ended(*_arguments: object) -> bool:
        Runs(engine).finish(number, now=NOW, report={"requests": 3})
        return False

    monkeypatch.setattr("archive.monitoring.run_records.is_held", ended)
    with engine.connect() as connection:
        told = run(connection, number)
    assert told is not None
    assert (told["status"], told["report"]) == ("finished", {"requests": 3})
    assert told["finished_at"] is not None
