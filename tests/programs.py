"""Starts programs that have their modules loaded already, by ``tests.warm_server``."""

from __future__ import annotations

import atexit
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tests.warm_server import READY, Forked, Order

ROOT = Path(__file__).parents[1]


class Program:
    """A running program, and what it says: as much of ``subprocess.Popen`` as tests need."""

    def __init__(self, process: Forked, stdout: int, stderr: int) -> None:
        self._process = process
        self._out, self._error = _Reader(stdout), _Reader(stderr)
        self.pid, self.poll, self.wait = process.pid, process.poll, process.wait
        self.send_signal = process.send_signal

    @property
    def returncode(self) -> int | None:
        """The exit status, where somebody has waited for it."""
        return self._process.returncode

    def communicate(self, timeout: float) -> tuple[str, str]:
        """Wait for its end, and for whoever else has its streams; return stdout and stderr."""
        self.wait(timeout)
        return self._out.text(timeout), self._error.text(timeout)


class _Reader:
    """Reads a pipe to its end, so that whoever writes never waits."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor, self._read = descriptor, b""
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        with os.fdopen(self._descriptor, "rb") as stream:
            self._read = stream.read()

    def text(self, timeout: float) -> str:
        self._thread.join(timeout)
        assert not self._thread.is_alive(), "a stream is still open"
        return self._read.decode()


class WarmServer:
    """The process that forks.

    Raises:
        RuntimeError: What it was to load cannot be forked; its stderr says why.

    """

    def __init__(self, *modules: str) -> None:
        self._control, theirs = socket.socketpair()
        command = [sys.executable, "-m", "tests.warm_server", str(theirs.fileno()), *modules]
        with theirs:
            self._process = subprocess.Popen(command, cwd=ROOT, pass_fds=[theirs.fileno()])
        if self._control.recv(len(READY)) != READY:
            self.close()
            raise RuntimeError("the server does not begin")
        atexit.register(self.close)

    def start(
        self, code: str, *arguments: str, cwd: Path, environment: Mapping[str, str]
    ) -> Program:
        """Run Python statements in a process of its own."""
        (stdout, out), (stderr, error) = os.pipe(), os.pipe()
        order = Order(code, arguments, str(cwd), dict(environment))
        process = Forked(self._control, order, out, error)
        os.close(out)
        os.close(error)
        return Program(process, stdout, stderr)

    def start_logged(
        self, code: str, *arguments: str, cwd: Path, environment: Mapping[str, str], log: Path
    ) -> Forked:
        """Run Python statements in a process of its own whose streams go on a file."""
        with log.open("ab") as stream:
            order = Order(code, arguments, str(cwd), dict(environment))
            return Forked(self._control, order, stream.fileno(), stream.fileno())

    def close(self) -> None:
        """End it; what it started lives on."""
        self._control.close()
        self._process.wait()


WARM_CRAWL = """
from tests.warm_server import begin_children_warm; begin_children_warm()
from scrapy.cmdline import execute; execute()
"""
"""A crawl whose own processes begin warm, too."""


@cache
def warm_server() -> WarmServer:
    """Return the server that has loaded what crawls and commands need."""
    return WarmServer(*_CRAWL, *_COMMANDS, "tests.warm_pages")


_CRAWL = (
    "scrapy.cmdline",
    "crawler.commands.crawl",
    "crawler.running.crawling",
    "crawler.reporting.monitors",
    "crawler.scripting.child",
    "pipelines.scrapy_adapters",
    "pipelines.spares",
    "pipelines.staging",
    "pipelines.storing",
    "pipelines.dedup.judge",
    "spidermon.contrib.scrapy.extensions",
)
_COMMANDS = (
    "archive.cli",
    "pipelines.commands.extract",
    "pipelines.commands.import_",
    "pipelines.commands.reextract",
    "pipelines.run",
)


def govnews(
    *arguments: object, cwd: Path, timeout_seconds: float = 120
) -> subprocess.CompletedProcess[str]:
    """Run ``govnews`` in a folder to its end."""
    words = [str(argument) for argument in arguments]
    code = "from archive.cli import main; main()"
    program = warm_server().start(code, *words, cwd=cwd, environment=os.environ)
    out, error = program.communicate(timeout_seconds)
    return subprocess.CompletedProcess(words, program.wait(timeout_seconds), out, error)
