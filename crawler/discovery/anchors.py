"""What a link says and where it leads, whether its address stands in ``href`` or in a script."""

from __future__ import annotations

import re

from crawler.discovery.script_functions import FRAME_SENT
from crawler.discovery.tree import Element, words_of
from crawler.discovery.urls import absolute
from seeds.whole_numbers import whole_number

# location='…', location.href="…", window.open('…'), location.replace('…'), frame.src='…': with a
# whole address.
_SCRIPTED = re.compile(
    rf"""(?:\blocation(?:\.href)?\s*=|\blocation\.(?:assign|replace)\s*\(|\bopen\s*\(|{FRAME_SENT})"""
    r"""\s*(?:encodeURI(?:Component)?\s*\(\s*)?(["'])(?P<address>[^"']+)\1\s*(?![\s+])"""
)
ADDRESS = re.compile(
    r"(?:https?:/)?/[\w.~%/-]+(?:\?\S*)?|[\w.~%/-]+\.(?:s?html?|jhtml|jsp|aspx?|php|do)(?:\?\S*)?"
)
"""What a text of a script or a field must look like to be an address: ``/art/1.html``,
``show.asp?id=1``, ``http://…``."""
_FILLING = re.compile(r"[\W\d_]+")
# Drupal says what its numbers are to those who hear them: Page 2, Go to page 2, 转到第 2 页.
_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:(?:go to|转到|跳转到|前往)\s{0,3})?(?:第|page|页面)?"
    r"[\W_]*(\d{1,5})[\W_]*[页頁]?[\W_]*",
    re.IGNORECASE,
)
ROWS = frozenset({"tr", "li", "dd", "dt", "div", "p"})
"""Elements that scripts make links of with all that stands in them: a headline, a day, a source."""
_NO_ADDRESS = re.compile(r"\s*(?:#|javascript:|$)", re.IGNORECASE)


def base_of(tree: Element, url: str) -> str:
    """Return what relative addresses are relative to: ``<base href>``, or the page."""
    for element in tree.iter("base"):
        base = absolute(url, element.get("href") or "")
        if base is not None:
            return base
    return url


def has_address(anchor: Element) -> bool:
    """Tell whether a link has an address of its own, no script in its place."""
    return not _NO_ADDRESS.match(anchor.get("href") or "")


def address_of(anchor: Element, base: str) -> str | None:
    """Return the address that a click on a link leads to, or None where none is written."""
    href = anchor.get("href") or ""
    if has_address(anchor):
        return absolute(base, href)
    scripted = scripted_address(href) or scripted_address(anchor.get("onclick") or "")
    return absolute(base, scripted) if scripted else None


def scripted_address(text: str) -> str | None:
    """Return the whole address that a piece of script sends its reader to, as written, or None."""
    scripted = _SCRIPTED.search(text)
    return scripted["address"] if scripted else None


def link_words(anchor: Element) -> str:
    """Return the words of a link, whole where its text is cut short."""
    text = _own_words(anchor)
    title = " ".join((anchor.get("title") or "").split())
    stem = text.rstrip(". …").strip()
    if title and (not text or (len(title) > len(stem) and stem in title)):
        return title
    return text or _picture_words(anchor)


def _own_words(anchor: Element) -> str:
    """Return a link's text: a button's is its value, a row's the longest of its cells."""
    if anchor.tag == "input":
        return " ".join((anchor.get("value") or "").split())
    if anchor.tag in ROWS:
        return max((" ".join(str(text).split()) for text in anchor.itertext()), key=len, default="")
    return words_of(anchor)


def _picture_words(anchor: Element) -> str:
    """Return what a link's picture says of itself; a part of one (``area``) says it itself."""
    for image in anchor.iter("img", "area"):
        words = " ".join((image.get("alt") or image.get("title") or "").split())
        if words:
            return words
    return ""


def core_of(words: str) -> str:
    """Return a link's words in lower case without numbers, arrows, brackets and white space."""
    return _FILLING.sub("", words).lower()


def page_number(words: str) -> int | None:
    """Return the page's number that a link shows and nothing else: ``2``, ``第2页``, ``Page 2``."""
    match = _PAGE_NUMBER.fullmatch(words)
    return whole_number(match[1]) if match else None
