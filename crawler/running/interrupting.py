"""Ctrl-C before a run has begun, and after: one line on stderr, and no traceback."""

from __future__ import annotations

import signal
import sys
import threading
from typing import NoReturn


def listen() -> None:
    """End the command in one line when the user stops it, until Scrapy's own handler stands."""
    if threading.current_thread() is threading.main_thread():  # others may set no handler
        signal.signal(signal.SIGINT, _interrupted)


def _interrupted(_signal: int, _frame: object) -> NoReturn:
    """Say that the user stopped the command before its run had begun, without a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the end is near, and is told once
    print("govnews: interrupted before the crawl began", file=sys.stderr)  # noqa: T201
    sys.exit(1)
