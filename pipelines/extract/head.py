"""What a page says of itself outside its text: its titles, its base address, its style sheets."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

from pipelines.extract.phrases import bare


@dataclass(frozen=True, slots=True)
class Head:
    """Wherever on the page the elements stand."""

    titles: tuple[str, ...]
    """Without white space; the official one last; none is empty."""
    official: str
    """The tag ArticleTitle that content pages must have (国办发〔2017〕47号), or ``""``."""
    base: str
    """What the page's addresses are relative to, as written, or ``""``: the page's own address."""
    style_sheets: tuple[str, ...]


def read_head(tree: HtmlElement) -> Head:
    """Return what the page under ``tree`` says of itself."""
    # One pass for all: to go through a whole tree takes as long as to read what is found.
    found: dict[str, list[HtmlElement]] = {"title": [], "meta": [], "base": [], "style": []}
    for element in tree.iter(*found):
        found[element.tag].append(element)
    official = _official_title(found["meta"])
    titles = (bare(title) for title in (*(one.text or "" for one in found["title"]), official))
    return Head(
        titles=tuple(title for title in titles if title),
        official=official,
        base=(found["base"][0].get("href") or "") if found["base"] else "",
        style_sheets=tuple(style.text or "" for style in found["style"]),
    )


def _official_title(metas: list[HtmlElement]) -> str:
    for meta in metas:
        if (meta.get("name") or "").lower() == "articletitle":
            return (meta.get("content") or "").strip()
    return ""
