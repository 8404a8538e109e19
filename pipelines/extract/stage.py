"""The stage: parse once, find the article's region, make its lines the document's blocks."""

from __future__ import annotations

import dataclasses

from pipelines.document import Block, Document
from pipelines.errors import NotAnArticleError
from pipelines.extract.hiding import hidden_names
from pipelines.extract.lines import Line
from pipelines.extract.parsing import parse
from pipelines.extract.phrases import is_tool
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
    region = best_region(page, line_weights(page))
    if region is None:
        raise NotAnArticleError("no text: the page has no line of prose")
    lines = page.lines[region.start : region.end]
    return dataclasses.replace(
        document,
        tree=tree,
        region=region.box.element,
        header=_texts(page.lines[: region.start])[-_HEADER_LINES:],
        footer=_texts(page.lines[region.end :])[:_FOOTER_LINES],
        blocks=tuple(_block(line) for line in lines if not is_tool(line.text)),
    )


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
