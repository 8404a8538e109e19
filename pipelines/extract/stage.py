"""The stage: parse once, find the article's region, make its lines the document's blocks."""

from __future__ import annotations

import dataclasses

from lxml.html import HtmlElement

from pipelines.document import Block, Document
from pipelines.errors import NotAnArticleError
from pipelines.extract.cleaning import clean
from pipelines.extract.hiding import hidden_names
from pipelines.extract.lines import Line
from pipelines.extract.parsing import parse
from pipelines.extract.phrases import bare
from pipelines.extract.region import best_region, line_weights
from pipelines.extract.walk import walk

_HEADER_LINES = 80
_FOOTER_LINES = 40


def extract(document: Document) -> Document:
    """Set tree, family, region, header, footer, blocks, captions, images, attachments, next_page.

    Raises NotAnArticleError when the page has no prose at all.
    """
    if document.kind == "text":
        return _from_text(document)
    tree = parse(document.text)
    sheets = (style.text or "" for style in tree.iter("style"))
    page = walk(tree, hidden_names(sheets))
    weights = line_weights(page)
    region = best_region(page, weights)
    if region is None:
        raise NotAnArticleError("no text: the page has no line of prose")
    cleaned = clean(page, region, weights, head_titles(tree))
    lines = [page.lines[index] for index in cleaned.kept]
    return dataclasses.replace(
        document,
        tree=tree,
        region=region.box.element,
        header=_texts(page.lines[: cleaned.start])[-_HEADER_LINES:],
        footer=_texts(page.lines[cleaned.end :])[:_FOOTER_LINES],
        blocks=tuple(_block(line) for line in lines if not line.hidden),
    )


def head_titles(tree: HtmlElement) -> tuple[str, ...]:
    """Return what the page's head gives as its title, without white space."""
    found = [title.text or "" for title in tree.iter("title")]
    found += [
        meta.get("content") or ""
        for meta in tree.iter("meta")
        if (meta.get("name") or "").lower() == "articletitle"
    ]
    return tuple(bare(title) for title in found if title)


def _from_text(document: Document) -> Document:
    """Take a plain-text page line by line."""
    texts = (" ".join(line.split()) for line in document.text.splitlines())
    return dataclasses.replace(document, blocks=tuple(Block(text=text) for text in texts if text))


def _texts(lines: list[Line]) -> tuple[str, ...]:
    return tuple(line.text for line in lines if not line.hidden)


def _block(line: Line) -> Block:
    return Block(
        text=line.text, kind=line.kind, spans=line.spans, bold=line.bold, centered=line.centered
    )
