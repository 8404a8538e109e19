"""A crawl's processes, begun as its command begins: they load libraries while it loads its own.

One that takes pages through the stages and one that writes what they find; both load for as long as
the crawl's own process does, which until then had the machine for itself.
"""

from __future__ import annotations

import atexit
from contextlib import suppress
from typing import Literal

from pipelines.children import Spare

Use = Literal["stages", "writer"]

_MODULES: dict[Use, tuple[str, ...]] = {
    "stages": ("pipelines.staging", "pipelines.first_page"),
    "writer": ("pipelines.storing", "pipelines.dedup.judge"),
}
"""What each loads that the function loads with which it is asked first, and the first question."""

_waiting: dict[Use, Spare] = {}


def begin() -> None:
    """Begin what is not begun. Where no process can be made, who needs one will say so."""
    atexit.register(drop)
    with suppress(OSError):
        for use, modules in _MODULES.items():
            if use not in _waiting:
                _waiting[use] = Spare(*modules)


def take(use: Use) -> Spare | None:
    """Return the process for a use, once; None where none was begun."""
    return _waiting.pop(use, None)


def drop() -> None:
    """End those that nobody took: the crawl came to nothing."""
    while _waiting:
        _waiting.popitem()[1].drop()
