"""The collector of reference cycles in a crawl's process: at rest while it loads, then less often.

A pair, since Scrapy has a crawl's command prepare in one call and run in another. A command that
is refused between the two ends its process.
"""

from __future__ import annotations

import gc

_OBJECTS_BETWEEN_COLLECTIONS = 10_000
"""Those of some sixty pages; Python's own 700 are those of four."""


def rest() -> None:
    """Hold the collector back: what is loaded now stays.

    To look for cycles in it took a fifth of the time until a crawl begins.
    """
    gc.disable()


def resume() -> None:
    """Let the collector work again, and leave alone what has been loaded since ``rest``.

    To look through that, again and again, took an eighth of a crawl's processor time.
    """
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    gc.enable()
