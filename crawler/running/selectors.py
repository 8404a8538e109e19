"""Checks the catalogue's selectors by the reader that will use them: the crawl hands them on."""

from __future__ import annotations

from collections.abc import Callable

from scrapy.utils.misc import load_object

_CHECK = "pipelines.selectors.selector_error"
"""By name, as the settings name what else of the pipelines a crawl needs."""


def selector_error(selector: str) -> str | None:
    """Return what is wrong with a CSS or XPath selector, or None."""
    check: Callable[[str], str | None] = load_object(_CHECK)
    return check(selector)
