"""A crawl's processes, begun as its command begins: they load libraries while it loads its own.

Those that take pages through the stages and one that writes what they find; they load for as long
as the crawl's own process does, which until then had the machine for itself.
"""

from __future__ import annotations

import atexit
import sys
from contextlib import suppress
from typing import Literal

from archive.processors import workers
from pipelines.children import Spare

Use = Literal["stages", "writer"]

_MODULES: dict[Use, tuple[str, ...]] = {
    "stages": ("pipelines.staging", "pipelines.first_page"),
    "writer": ("pipelines.storing", "pipelines.dedup.judge"),
}
"""What each loads that the function loads with which it is asked first, and the first question."""

_waiting: dict[Use, list[Spare]] = {}


def begin() -> None:
    """Begin what is not begun. Where no process can be made, who needs one will say so."""
    atexit.register(drop)
    with suppress(OSError):
        for use, modules in _MODULES.items():
            if use not in _waiting:
                _waiting[use] = Spare.several(_count(use), *modules)


def take(use: Use, most: int = 1) -> list[Spare]:
    """Return the processes for a use, once: as many as were begun, ``most`` at most."""
    spares = _waiting.pop(use, [])
    for spare in spares[most:]:
        spare.drop()
    return spares[:most]


def _count(use: Use) -> int:
    # Elsewhere (macOS) libraries that calculate do not survive a fork; further processes are then
    # begun when there are pages for them.
    is_forked = use == "stages" and sys.platform == "linux"
    return workers() if is_forked else 1


def drop() -> None:
    """End those that nobody took: the crawl came to nothing."""
    while _waiting:
        for spare in _waiting.popitem()[1]:
            spare.drop()
