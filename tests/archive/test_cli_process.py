"""The command line as a process of its own: terminals, pipes that close, interrupts."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from archive.database.engine import connect, writing
from archive.database.schema import upgrade
from tests.archive.shelves import fill
from tests.archive.texts import write_texts

PROGRAM = (sys.executable, "-c", "from archive.cli import main; main()")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("process")
    address = f"sqlite:///{folder / 'archive.db'}"
    engine = connect(address)
    upgrade(engine)
    fill(engine, folder / "warc")
    engine.dispose()
    return address


@pytest.fixture(scope="module")
def big_archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    """More than a pipe holds."""
    address = f"sqlite:///{tmp_path_factory.mktemp('big') / 'archive.db'}"
    engine = connect(address)
    upgrade(engine)
    with writing(engine) as connection:
        write_texts(connection, [("题", "文" * 1000)] * 600)
    engine.dispose()
    return address


def call(archive: str, *words: str) -> tuple[str, ...]:
    return (*PROGRAM, words[0], "--archive", archive, *words[1:])


def on_a_terminal(command: Sequence[str]) -> tuple[str, int]:
    """Run a command on a pseudo-terminal; return what it showed and its status."""
    ours, theirs = os.openpty()
    environment = {**os.environ, "COLUMNS": "120", "TERM": "xterm-256color"}
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        shown = b""
        while data := _read(ours):
            shown += data
    os.close(ours)
    return shown.decode(), process.returncode


def _read(terminal: int) -> bytes:
    select.select([terminal], [], [], 60)
    try:
        return os.read(terminal, 65536)
    except OSError:  # So Linux says that the other side is closed.
        return b""


def test_a_table_with_marked_hits_on_a_terminal(archive: str) -> None:
    shown, status = on_a_terminal(call(archive, "search", "疫情"))
    assert status == 0
    assert "\x1b[1;31m疫情" in shown
    assert "published" in shown
    assert '{"id"' not in shown


def test_json_lines_in_a_pipe(archive: str) -> None:
    done = subprocess.run(call(archive, "search", "疫情"), capture_output=True, check=True)
    assert [json.loads(line)["id"] for line in done.stdout.decode().splitlines()] == [2, 1]
    assert done.stderr == b""


def test_a_coloured_difference_on_a_terminal(archive: str) -> None:
    shown, status = on_a_terminal(call(archive, "show", "1", "--diff", "1", "2"))
    assert status == 0
    assert "[-4-]" not in shown
    assert "\x1b[" in shown


def test_parquet_is_not_written_to_a_terminal(archive: str) -> None:
    shown, status = on_a_terminal(call(archive, "export", "--format", "parquet"))
    assert status == 2
    assert "-o FILE" in shown


def test_on_a_terminal_the_data_still_go_to_the_file(archive: str, tmp_path: Path) -> None:
    target = tmp_path / "all.jsonl"
    _shown, status = on_a_terminal(call(archive, "export", "-o", str(target)))
    assert status == 0
    assert len(target.read_text().splitlines()) == 3


def _exporting(archive: str, *words: str) -> subprocess.Popen[bytes]:
    """Start an export that waits for its pipe to be read further."""
    process = subprocess.Popen(
        call(archive, "export", *words), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def _wait_until_its_pipe_is_full(process: subprocess.Popen[bytes]) -> None:
    stat = Path(f"/proc/{process.pid}/stat")
    if not stat.exists():  # elsewhere than on Linux
        time.sleep(2)
        return
    sleeps = 0
    deadline = time.monotonic() + 60
    while sleeps < 5:
        assert time.monotonic() < deadline
        time.sleep(0.02)
        # Behind the name; R while it works, even where it waits for a processor.
        sleeps = sleeps + 1 if stat.read_text().rpartition(")")[2].split()[0] == "S" else 0


def test_a_reader_that_goes_away_is_no_error(big_archive: str) -> None:
    with _exporting(big_archive) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.wait(timeout=60) == 141
        assert process.stderr.read() == b""


def test_an_interrupt_is_quiet(big_archive: str) -> None:
    with _exporting(big_archive) as process:
        _wait_until_its_pipe_is_full(process)  # then no callback swallows the interrupt
        process.send_signal(signal.SIGINT)
        _out, error = process.communicate(timeout=60)
        assert process.returncode == 130
        assert error == b""


def test_records_are_imported_without_the_database() -> None:
    program = "import sys, archive.records; print([m for m in sys.modules if 'sqlalchemy' in m])"
    done = subprocess.run((sys.executable, "-c", program), capture_output=True, check=True)
    assert done.stdout == b"[]\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "words",
    [
        ("search", "疫情"),
        ("search", "疫情", "--format", "csv"),
        ("search", "疫情", "--format", "table"),
        ("export",),
        ("show", "1", "--raw"),
    ],
)
def test_a_full_disk_behind_standard_output_is_told_as_that(
    archive: str, words: tuple[str, ...]
) -> None:
    environment = {
        **os.environ,
        "GOVNEWS_WARC_DIR": str(Path(archive.removeprefix("sqlite:///")).with_name("warc")),
    }
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            call(archive, *words),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env=environment,
        )
    assert done.returncode == 1
    assert done.stderr == "govnews: standard output: No space left on device\n"
