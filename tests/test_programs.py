"""A program that a warm server runs is a process like any other."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.programs import Program, WarmServer

SECONDS = 60


@pytest.fixture(scope="module")
def server() -> WarmServer:
    return WarmServer("json")


def started(server: WarmServer, code: str, folder: Path, *arguments: str) -> Program:
    return server.start(code, *arguments, cwd=folder, environment={"WHERE": "浙江"})


def test_it_has_its_own_streams_arguments_folder_and_environment(
    server: WarmServer, tmp_path: Path
) -> None:
    code = "import os, sys; print(os.getcwd(), sys.argv[1:], *os.environ.values())"
    code += "; print('情况', file=sys.stderr); print('json' in sys.modules)"
    said, errors = started(server, code, tmp_path, "a", "b").communicate(SECONDS)
    assert said == f"{tmp_path} ['a', 'b'] 浙江\nTrue\n"
    assert errors == "情况\n"


@pytest.mark.parametrize(
    ("code", "status", "last_line"),
    [
        ("pass", 0, ""),
        ("import sys; sys.exit(75)", 75, ""),
        ("import sys; sys.exit('no')", 1, "no"),
        ("1 / 0", 1, "ZeroDivisionError: division by zero"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", -signal.SIGKILL, ""),
        ("import atexit, sys; atexit.register(sys.exit, 'late')", 0, "SystemExit: late"),
    ],
)
def test_it_ends_as_programs_do(
    server: WarmServer, tmp_path: Path, code: str, status: int, last_line: str
) -> None:
    program = started(server, code, tmp_path)
    _, errors = program.communicate(SECONDS)
    assert (program.returncode, errors.strip().rpartition("\n")[2]) == (status, last_line)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_signals_reach_it_and_no_other(
    server: WarmServer, tmp_path: Path, number: signal.Signals
) -> None:
    waiting = "import sys, time; open(sys.argv[1], 'w').close(); time.sleep(600)"
    other, one = (started(server, waiting, tmp_path, name) for name in ("other", "one"))
    with pytest.raises(subprocess.TimeoutExpired):
        one.wait(0.01)
    assert one.poll() is None
    while not (tmp_path / "one").exists():
        time.sleep(0.01)
    one.send_signal(number)
    # Python ends itself by the signal that it was interrupted with.
    assert one.wait(SECONDS) == -number
    assert other.poll() is None
    other.send_signal(signal.SIGKILL)
    other.communicate(SECONDS)
    one.communicate(SECONDS)
    one.send_signal(number)  # to nobody


def test_nothing_it_imports_or_sets_is_there_for_the_next(
    server: WarmServer, tmp_path: Path
) -> None:
    started(server, "import tomllib, json; json.x = 1; y = 2", tmp_path).communicate(SECONDS)
    code = "import sys, json; print('tomllib' in sys.modules, hasattr(json, 'x'), 'y' in globals())"
    said, _ = started(server, code, tmp_path).communicate(SECONDS)
    assert said == "False False False\n"


def test_what_cannot_be_forked_is_not_served(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="does not begin"):
        WarmServer("twisted.internet.reactor")
    assert "it cannot be forked" in capfd.readouterr().err


def test_a_program_begins_children_of_its_own(tmp_path: Path) -> None:
    code = """
import asyncio, functools
from tests.warm_server import begin_children_warm; begin_children_warm()
from pipelines.children import Child
from tests.test_programs import begin
async def ask():
    child = Child(functools.partial(begin, b"a"))
    print(await child.ask(b"b"), child.pid > 0, flush=True)
    await child.close()
asyncio.run(ask())
"""
    out, errors = started(WarmServer("asyncio"), code, tmp_path).communicate(SECONDS)
    assert (out, errors) == ("b'ab' True\n", "")


def begin(first: bytes) -> Callable[[bytes], bytes]:
    return first.__add__


def test_a_program_runs_the_scripts_of_pages_in_a_process_of_its_own(tmp_path: Path) -> None:
    code = """
from tests.warm_server import begin_children_warm; begin_children_warm()
from crawler.scripting.sandbox import Sandbox
sandbox = Sandbox()
for name in ("one", "two"):
    page = f"<p id=l></p><script>$.get('/{name}?page=1',d=>$('#l').html(d.t))</script>"
    print(*sandbox.shown(page, "http://www.x.gov.cn/", {}).shown.asked)
sandbox.close()
"""
    out, errors = started(WarmServer("asyncio"), code, tmp_path).communicate(SECONDS)
    addresses = "http://www.x.gov.cn/one?page=1\nhttp://www.x.gov.cn/two?page=1\n"
    assert (out, errors) == (addresses, "")
