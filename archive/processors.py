"""How many processes of a crawl read pages side by side."""

from __future__ import annotations

import os

MOST_WORKERS = 4
"""However many processors there are: the crawl's own process, which takes half as long for a page,
keeps no more busy."""


def workers() -> int:
    """Return how many there are, where nobody says otherwise: one for each processor.

    While one of them or another process of the crawl waits, no processor does.
    """
    return min(os.cpu_count() or 1, MOST_WORKERS)
