"""Articles as plain text: which lines are page furniture and which are captions, without any HTML.

What is left, headline, bar, deck, prose and signature, the fields stage reads as it reads a page.
"""

from __future__ import annotations

import dataclasses
import re

from archive.records import Caption
from pipelines.document import Block, Document
from pipelines.extract.phrases import is_footer, is_related_heading, is_tool
from pipelines.extract.pictures import split_credit
from pipelines.fields.bars import read_bar
from pipelines.fields.section import is_menu
from pipelines.fields.zones import is_prose

_CAPTION_LINES = 8
"""Lines from the top among which a caption may stand."""
_SIGNED = re.compile(r"^\s*[（(].{2,60}[）)]\s*$")
_DATE_LINE = re.compile(r"^\s*[〇○零一二三四五六七八九十\d]{2,4}\s*年.{2,12}日\s*$")


def arrange(document: Document) -> Document:
    """Return a text document with menus in ``header``, what follows the article in ``footer``.

    Captions go to the article's captions. Lines that the fields stage reads stay in ``blocks``.
    """
    blocks = [block for block in document.blocks if not is_tool(block.text)]
    end = _end(blocks)
    footer = tuple(block.text for block in blocks[end:])
    menus = tuple(block.text for block in blocks[:end] if is_menu(block.text))
    left = [block for block in blocks[:end] if not is_menu(block.text)]
    captions = {
        index: caption
        for index, block in enumerate(left[:_CAPTION_LINES])
        if (caption := _caption(block)) is not None
    }
    return dataclasses.replace(
        document,
        header=(*document.header, *menus),
        footer=(*footer, *document.footer),
        blocks=tuple(block for index, block in enumerate(left) if index not in captions),
        article=dataclasses.replace(
            document.article,
            captions=(*document.article.captions, *captions.values()),
        ),
    )


def _end(blocks: list[Block]) -> int:
    """Return the index behind the article's last line: prose, signature or signing date."""
    last = len(blocks)
    while last and not _is_article(blocks, last - 1):
        last -= 1
    return last or len(blocks)


def _is_article(blocks: list[Block], index: int) -> bool:
    """Whether a line near the end still belongs to the article."""
    text = blocks[index].text
    if is_footer(text) or is_related_heading(text):
        return False
    if is_prose(blocks[index]) or _SIGNED.match(text) or _DATE_LINE.match(text):
        return True
    # An office that signs: 红安县人民政府, with the date on the next line.
    return index + 1 < len(blocks) and _DATE_LINE.match(blocks[index + 1].text) is not None


def _caption(block: Block) -> Caption | None:
    """Return the caption that a line is: words on a picture, and who took it."""
    if {entry.kind for entry in read_bar(block.text).entries} & {"source", "date", "author"}:
        return None
    found = split_credit(block.text, None)
    return found if found.credit and found.text else None
