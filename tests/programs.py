"""Starts programs that have their modules loaded already, by ``tests.warm_server``."""

from __future__ import annotations

import atexit
import os
import pickle
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tests.warm_server import NUMBER, READY, Order

ROOT = Path(__file__).parents[1]


class Program:
    """A running program: as much of ``subprocess.Popen`` as tests need."""

    def __init__(self, link: socket.socket, *streams: _Reader) -> None:
        self._link, self._streams = link, streams
        self.pid = _received(link)
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return the exit status, -N where signal N ended it, or None while it runs."""
        if self.returncode is None and select.select([self._link], [], [], 0)[0]:
            self._end()
        return self.returncode

    def wait(self, timeout: float) -> int:
        """Wait so many seconds for its end; return the exit status."""
        if self.returncode is None:
            if not select.select([self._link], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            self._end()
        assert self.returncode is not None
        return self.returncode

    def communicate(self, timeout: float) -> tuple[str, str]:
        """Wait for its end, and for whoever else has its streams; return stdout and stderr."""
        self.wait(timeout)
        out, error = (stream.text(timeout) for stream in self._streams)
        return out, error

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it, unless it has ended."""
        self.send_signal(signal.SIGKILL)

    def _end(self) -> None:
        self.returncode = _received(self._link)
        self._link.close()


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
        link = self._begin(Order(code, arguments, str(cwd), dict(environment)), out, error)
        os.close(out)
        os.close(error)
        return Program(link, _Reader(stdout), _Reader(stderr))

    def start_logged(
        self, code: str, *arguments: str, cwd: Path, environment: Mapping[str, str], log: Path
    ) -> Program:
        """Run Python statements in a process of its own whose streams go on a file."""
        with log.open("ab") as stream:
            order = Order(code, arguments, str(cwd), dict(environment))
            return Program(self._begin(order, stream.fileno(), stream.fileno()))

    def _begin(self, order: Order, stdout: int, stderr: int) -> socket.socket:
        """Return a socket that tells the process's id, then its exit status."""
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._control, [b"!"], [theirs.fileno(), stdout, stderr])
        ours.sendall(pickle.dumps(order))
        return ours

    def close(self) -> None:
        """End it; what it started lives on."""
        self._control.close()
        self._process.wait()


@cache
def warm_server() -> WarmServer:
    """Return the server that has loaded what crawls and commands need."""
    return WarmServer(*_CRAWL, *_COMMANDS)


_CRAWL = (
    "scrapy.cmdline",
    "crawler.commands.crawl",
    "crawler.running.crawling",
    "crawler.reporting.monitors",
    "pipelines.scrapy_adapters",
    "pipelines.spares",
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


def _received(link: socket.socket) -> int:
    data = link.recv(NUMBER.size, socket.MSG_WAITALL)
    number: int = NUMBER.unpack(data)[0]
    return number
