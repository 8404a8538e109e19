"""A progress bar on stderr for long work, and only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

Item = TypeVar("Item")


def progress(items: Iterable[Item], *, label: str, total: int | None = None) -> Iterator[Item]:
    """Give ``items`` on, showing how far the work is while they are taken.

    ``total`` is the number of items if it is known; without it the bar only moves. Nothing is
    shown when stderr is not a terminal.
    """
    if not is_shown():
        yield from items
        return
    with progress_bar() as bar:
        task = bar.add_task(label, total=total)
        for item in items:
            yield item
            bar.advance(task)


def is_shown() -> bool:
    """Whether stderr is a terminal, on which progress is shown."""
    return sys.stderr.isatty()


def progress_bar() -> Progress:
    """Return a bar on stderr; nothing is shown when that is no terminal."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not is_shown(),
    )
