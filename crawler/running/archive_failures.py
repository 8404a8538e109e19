"""Errors after which nothing more can be kept: they end the run, and one line tells of them."""

from __future__ import annotations

import logging

from archive.errors import GovnewsError

_WHERE_SCRAPY_LOGS = ("scrapy.core.scraper", "scrapy.utils.signal")


def is_archives(error: BaseException | None) -> bool:
    """Tell whether it is the archive, or the disk under it, that failed: no page is to blame."""
    return isinstance(error, GovnewsError | OSError)


def raise_archives(error: BaseException | None) -> None:
    """Raise an error of the archive out of an errback, so that no page is blamed for it.

    As a new one: what an errback raises again, Scrapy takes for handled.
    """
    if isinstance(error, GovnewsError):
        raise type(error)(str(error)) from error


class OneLine(logging.Filter):
    """Keeps Scrapy from logging a traceback for every page that a failed archive could not take."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Drop what ``crawler.reporting.report`` tells in a line of its own."""
        return not (record.exc_info and is_archives(record.exc_info[1]))


_ONE_LINE = OneLine()


def quieten_scrapy() -> None:
    """Filter what runs callbacks, item pipelines and signal handlers; twice is as once."""
    for name in _WHERE_SCRAPY_LOGS:
        logging.getLogger(name).addFilter(_ONE_LINE)
