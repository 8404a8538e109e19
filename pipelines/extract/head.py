"""What a page says of itself outside its text: its titles, its base address, its style sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.document import Element, Elements
from pipelines.elements import unbroken
from pipelines.extract.phrases import bare

NAMES = ("a", "base", "img", "meta", "noscript", "script", "style", "title")
"""Of the elements that ``Document.elements`` holds."""


@dataclass(frozen=True, slots=True)
class Head:
    """Wherever on the page the elements stand."""

    titles: tuple[str, ...]
    """Without white space; the official one last; none is empty."""
    official: str
    """The tag ArticleTitle that content pages must have (国办发〔2017〕47号), or ``""``."""
    base: str
    """What the page's addresses are relative to, as written, or ``""``: the page's own address."""


def elements_of(tree: Element) -> Elements:
    """Return the elements that ``Document.elements`` holds, of a tree that is not walked.

    One pass for all: to go through a whole tree takes as long as to read what is found.
    """
    found: dict[str, list[Element]] = {name: [] for name in NAMES}
    for element in tree.iter(*NAMES):
        found[element.tag].append(element)
    return found


def read_head(found: Elements) -> Head:
    """Return what a page with the elements of ``elements_of`` says of itself."""
    official = _official_title(found["meta"])
    written = (*(one.text or "" for one in found["title"]), official)
    titles = (bare(unbroken(title)) for title in written)
    return Head(
        titles=tuple(title for title in titles if title),
        official=official,
        base=(found["base"][0].get("href") or "") if found["base"] else "",
    )


def style_sheets(tree: Element) -> list[str]:
    """Return the page's style sheets for screens."""
    return [style.text or "" for style in tree.iter("style") if _is_for_screens(style)]


def _is_for_screens(style: Element) -> bool:
    """Tell a sheet for the screens that most readers have from one for paper or for narrow ones.

    Its ``media`` says so, as ``@media`` does within a sheet.
    """
    media = (style.get("media") or "all").lower()
    return ("all" in media or "screen" in media) and "(" not in media


def _official_title(metas: Sequence[Element]) -> str:
    for meta in metas:
        if (meta.get("name") or "").lower() == "articletitle":
            return (meta.get("content") or "").strip()
    return ""
