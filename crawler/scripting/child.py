"""Runs the scripts of one page after another, asked by ``crawler.scripting.sandbox`` over pipes.

A process of its own: the sandbox looks at its clock between the steps of a script, not within one,
and a single step of a hostile script may take hours. The kernel ends such a process, which looks
at the processor time of each page, whoever asks for it and whether they still wait.
"""

from __future__ import annotations

import resource
import signal
import sys
import time

from crawler.scripting.engine import RunAwayError, SpoiltError
from crawler.scripting.messages import MOST_SECONDS, receive, send
from crawler.scripting.page_execution import shown, signed


def _answer(question: dict[str, object]) -> dict[str, object]:
    began = time.process_time()
    answer: dict[str, object] = {}
    try:
        if "number" in question:
            answer["signed"], answer["needs"] = signed(**question)  # type: ignore[arg-type]  # as Sandbox.signed asks
            return answer | {"seconds": time.process_time() - began}
        found = shown(**question)  # type: ignore[arg-type]  # as Sandbox.shown asks
        answer |= {"html": found.html, "asked": found.asked, "document": found.document}
        answer |= {"turned": found.turned, "signed": found.signed}
    except RunAwayError:
        answer["failed"] = "run away"
    except SpoiltError as error:
        answer["failed"] = str(error)
    return answer | {"seconds": time.process_time() - began}


def _bound_time() -> None:
    """Have the kernel end this process when it takes so much more time."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    most = int(time.process_time()) + 1 + MOST_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (most if hard < 0 else min(most, hard), hard))


def _leave_no_core() -> None:
    """Have no memory written to the disk when the kernel ends this process."""
    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


def main() -> None:
    """Say that all is loaded, and answer until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the crawl's own end ends this process
    _leave_no_core()
    send(sys.stdout.buffer, {})
    while (question := receive(sys.stdin.buffer)) is not None:
        _bound_time()
        send(sys.stdout.buffer, _answer(question))


if __name__ == "__main__":
    main()
