"""The run's counts."""

from __future__ import annotations

from scrapy.statscollectors import MemoryStatsCollector


class Counts(MemoryStatsCollector):
    """Scrapy's statistics without its check, at each access, for an argument of former versions.

    A page is counted in twenty places; with the check that takes a twenty-fifth of its time.
    """

    __getattribute__ = object.__getattribute__
