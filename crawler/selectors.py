"""Checks the catalogue's selectors, which the crawl hands on and never uses itself."""

from __future__ import annotations

from lxml import etree
from parsel import css2xpath


def selector_error(selector: str) -> str | None:
    """Return what is wrong with a CSS selector, or an XPath that starts with ``/`` or ``./``."""
    try:
        etree.XPath(selector if _is_xpath(selector) else css2xpath(selector))
    except (etree.XPathSyntaxError, SyntaxError) as error:  # cssselect's errors are SyntaxErrors
        return str(error)
    return None


def _is_xpath(selector: str) -> bool:
    """Tell XPath from CSS, where a class selector (``.time``) starts with a dot too."""
    return selector == "." or selector.startswith(("/", "./", "..", ".[", "("))
