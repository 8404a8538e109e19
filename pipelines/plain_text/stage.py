"""Which lines of a text document are furniture, captions, column and deck; the rest is blocks.

Headline, bar, prose and signature stay: the fields stage reads them as it reads a page.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from archive.records import Caption
from pipelines.document import Block, Document
from pipelines.extract.phrases import is_tool
from pipelines.extract.pictures import split_credit
from pipelines.fields.bars import read_bar
from pipelines.plain_text.head import banners, split_column
from pipelines.plain_text.headline import read_headline
from pipelines.plain_text.tail import furniture

_CAPTION_LINES = 8
"""Lines from the top among which a caption may stand."""


def arrange(document: Document) -> Document:
    """Return a text document with menus in ``header``, what follows the article in ``footer``.

    Captions, the deck above the information bar and a column in brackets before the headline go
    to the article. Lines that the fields stage reads stay in ``blocks``.
    """
    blocks = [block for block in document.blocks if not is_tool(block.text)]
    behind = furniture(blocks)
    above = banners(blocks) - behind
    left = [block for at, block in enumerate(blocks) if at not in behind | above]
    captions = _captions(left)
    column, left = split_column([block for at, block in enumerate(left) if at not in captions])
    found = read_headline(left)
    article = document.article
    return dataclasses.replace(
        document,
        header=(*document.header, *(blocks[at].text for at in sorted(above))),
        footer=(*(blocks[at].text for at in sorted(behind)), *document.footer),
        blocks=found.blocks,
        article=dataclasses.replace(
            article,
            captions=(*article.captions, *captions.values()),
            subtitles=(*article.subtitles, *found.decks),
            section=(column,) if column else article.section,
        ),
    )


def _captions(blocks: Sequence[Block]) -> dict[int, Caption]:
    """Return the captions near the top, by the index of their line."""
    found = ((index, _caption(block)) for index, block in enumerate(blocks[:_CAPTION_LINES]))
    return {index: caption for index, caption in found if caption is not None}


def _caption(block: Block) -> Caption | None:
    """Return the caption that a line is: words on a picture, and who took it."""
    if {entry.kind for entry in read_bar(block.text).entries} & {"source", "date", "author"}:
        return None
    found = split_credit(block.text, None)
    return found if found.credit and found.text else None
