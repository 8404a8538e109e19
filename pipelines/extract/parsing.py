"""The one place where HTML is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree
from lxml import html as lxml_html

from pipelines.document import Element
from pipelines.errors import NotAnArticleError
from pipelines.repair import flatten, repair
from pipelines.selectors import compile_selector


def parse(
    text: str, page_breaks: Iterable[re.Pattern[str]] = (), encoded: bytes | None = None
) -> Element:
    """Return the root of the page. Raises NotAnArticleError when there is nothing to parse.

    ``page_breaks``: marks that become line breaks, ``encoded``: the page as UTF-8 where it came so,
    both as ``repair`` reads them.
    """
    markup = repair(text, page_breaks, encoded)
    root, whole = _parse(markup)
    return root if whole else _parse(flatten(markup))[0]


def _parse(markup: bytes) -> tuple[Element, bool]:
    """Return the tree, and whether the parser reached the end of the page."""
    # As UTF-8 bytes: a string with an XML declaration of another charset is refused by lxml.
    # Nobody asks for an element by the parser's own table of ids, which takes time to fill.
    parser = etree.HTMLParser(encoding="utf-8", remove_pis=True, collect_ids=False)
    try:
        root = lxml_html.document_fromstring(markup, parser=parser)
    except etree.ParserError as error:
        raise NotAnArticleError("the page is empty") from error
    log = parser.error_log
    return root, not (len(log) and "Excessive depth" in log[-1].message)


def select(tree: Element, selector: str) -> list[Element]:
    """Return the elements that a CSS or XPath selector finds; a value that it computes is none."""
    found = compile_selector(selector)(tree)
    return [one for one in found if isinstance(one, Element)] if isinstance(found, list) else []
