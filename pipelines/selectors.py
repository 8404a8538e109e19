"""CSS or XPath, as the catalogue writes them: an expression that starts with / or . is XPath."""

from __future__ import annotations

from functools import lru_cache

from cssselect import HTMLTranslator, SelectorError
from lxml import etree


@lru_cache(maxsize=4096)
def compile_selector(selector: str) -> etree.XPath:
    """Return the compiled selector. Raises ValueError with the reason when it is malformed."""
    try:
        path = selector if is_xpath(selector) else HTMLTranslator().css_to_xpath(selector)
        return etree.XPath(path)
    except (SelectorError, etree.XPathSyntaxError) as error:
        raise ValueError(str(error)) from error


def selector_error(selector: str) -> str | None:
    """Return what is wrong with a selector, or None."""
    try:
        compile_selector(selector)
    except ValueError as error:
        return str(error)
    return None


def is_xpath(selector: str) -> bool:
    """Tell XPath from CSS.

    A CSS class selector (``.time``) starts with a dot too: XPath's dot is followed by a slash,
    another dot, a bracket or nothing.
    """
    if selector.startswith(("/", "(")):
        return True
    return selector.startswith(".") and (len(selector) == 1 or selector[1] in "/.[")
