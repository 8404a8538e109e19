"""The process in which the scripts of pages run, and its end where they do not come to one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from crawler.discovery.result import Need, Shown, SignedCall
from crawler.scripting.messages import receive, send

_ROOT = str(Path(__file__).resolve().parents[2])
_MOST_WAITING = 60.0
"""Seconds of the wall's clock for what takes ``MOST_SECONDS`` of the processor: on a machine with
much else to do, and for the process to load."""


_ADDRESSES = "turned", "document"


class SandboxError(Exception):
    """The scripts of a page were not run to their end, and why."""


class Answer(NamedTuple):
    """What came of the scripts of a page."""

    shown: Shown
    seconds: float
    """Of the processor."""


class SignedAnswer(NamedTuple):
    """What the scripts of a page sign."""

    calls: list[SignedCall]
    needs: list[Need]
    seconds: float
    """Of the processor."""


class Sandbox:
    """Runs the scripts of pages, one page at a time; its process begins with the first of them."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._is_closed = False
        self._in_use = threading.Lock()

    def shown(self, text: str, url: str, files: Mapping[str, str]) -> Answer:
        """Return what the scripts of a page add to it; ``files``: its script files by address.

        Waits for it. Raises SandboxError: the scripts broke what runs them, or took too long.
        """
        with self._in_use:
            return self._shown(text, url, files)

    def signed(
        self, text: str, url: str, files: Mapping[str, str], **asked: object
    ) -> SignedAnswer:
        """Return the calls that the scripts of a page sign, as ``page_execution.signed``.

        ``asked``: as there. Waits for them. Raises SandboxError as ``shown`` does.
        """
        with self._in_use:
            told = self._told({"text": text, "url": url, "files": dict(files), **asked})
            needs = [Need(key, SignedCall(*call)) for key, call in _list(told["needs"])]  # type: ignore[misc, has-type]
            calls = [SignedCall(*each) for each in _list(told["signed"])]  # type: ignore[misc]
            return SignedAnswer(calls, needs, float(str(told["seconds"])))

    def _told(self, question: dict[str, object]) -> dict[str, object]:
        process = self._running()
        told = self._asked(process, question)
        if told is None:
            raise SandboxError(self._ended(process))
        if "failed" in told:
            raise SandboxError(str(told["failed"]))
        return told

    def _shown(self, text: str, url: str, files: Mapping[str, str]) -> Answer:
        told = self._told({"text": text, "url": url, "files": dict(files)})
        shown = Shown(
            str(told["html"]),
            tuple(map(str, _list(told["asked"]))),
            **{name: None if (each := told[name]) is None else str(each) for name in _ADDRESSES},
            signed=bool(told["signed"]),
        )
        return Answer(shown, float(str(told["seconds"])))

    def close(self) -> None:
        """End the process, whatever it does."""
        self._is_closed = True
        if (process := self._process) is not None:
            process.kill()  # whoever waits for its answer waits no longer
            with self._in_use:
                self._ended(process)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._is_closed:
            raise SandboxError("the crawl ends")
        if self._process is None:
            self._process = process = _begun()
            if self._asked(process, None) is None:
                raise SandboxError(self._ended(process))
        return self._process

    def _asked(
        self, process: subprocess.Popen[bytes], question: dict[str, object] | None
    ) -> dict[str, object] | None:
        """Send a question, if there is one, and return what comes; None when the process ends."""
        assert process.stdin is not None  # noqa: S101 - pipes were asked for
        assert process.stdout is not None  # noqa: S101
        with _ended_in(_MOST_WAITING, process):
            try:
                if question is not None:
                    send(process.stdin, question)
                return receive(process.stdout)
            except (BrokenPipeError, ValueError):  # closed at the other end, cut off
                return None

    def _ended(self, process: subprocess.Popen[bytes]) -> str:
        """Return why a process gave no answer; the next page begins another."""
        process.kill()
        status = process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        self._process = None
        if status in (-signal.SIGXCPU, -signal.SIGKILL):
            return "run away"
        return f"the process ended with status {status}"


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


@contextmanager
def _ended_in(seconds: float, process: subprocess.Popen[bytes]) -> Iterator[None]:
    timer = threading.Timer(seconds, process.kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _begun() -> subprocess.Popen[bytes]:
    paths = [_ROOT, *filter(None, [os.environ.get("PYTHONPATH")])]
    # Who interrupts a crawl interrupts this process, too, which would say so with a traceback
    # until it has loaded enough to ignore it.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return subprocess.Popen(
            [sys.executable, "-m", "crawler.scripting.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
    except OSError as error:
        raise SandboxError(f"no process can be begun: {error.strerror or error}") from error
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
