"""What stands behind an article in a text document: footers, related links, hot lists.

Only what is recognised by its words is furniture. A short line that is not, one name of a list or
a closing formula, is the article's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.document import Block
from pipelines.extract import phrases
from pipelines.fields.zones import is_prose

_ENDED = re.compile(r"[。！？!?；;…][”’」』\"')）]*\s*$|[)）]\s*$")
"""How a paragraph ends: as a sentence, or with a signature in brackets."""


def furniture(blocks: Sequence[Block]) -> set[int]:
    """Return the indices of the lines behind the last prose that are not the article's.

    A heading over links takes all that follows with it, as no prose does. Contact lines and
    disclaimers go with the footer that they stand under; above one they end the article.
    """
    end = _first_list(blocks)
    start = _behind_prose(blocks[:end])
    while start < end < len(blocks) and phrases.names_column(blocks[end - 1].text):
        end -= 1
    footers = _footers(blocks, start, end)
    beside = {
        index
        for index in range(min(footers, default=end), end)
        if _goes_with_footer(blocks[index].text)
    }
    return footers | beside | set(range(end, len(blocks)))


def _behind_prose(blocks: Sequence[Block]) -> int:
    """Return the index behind the last line that speaks and is not the site's own."""
    for index in range(len(blocks) - 1, -1, -1):
        if is_prose(blocks[index]) and not _is_site(blocks[index].text):
            return index + 1
    return len(blocks)  # without prose nothing tells where an article ends


def _first_list(blocks: Sequence[Block]) -> int:
    """Return the index of the first heading over links that no sentence of the article follows.

    Headlines in such a list have commas, but do not end as sentences do.
    """
    sentences = [i for i, block in enumerate(blocks) if _is_sentence(block)]
    headings = (i for i, block in enumerate(blocks) if _heads_list(block.text))
    below = max(sentences, default=len(blocks))
    return next((index for index in headings if index > below), len(blocks))


def _is_sentence(block: Block) -> bool:
    return is_prose(block) and bool(_ENDED.search(block.text)) and not _is_site(block.text)


def _footers(blocks: Sequence[Block], start: int, end: int) -> set[int]:
    """Return the lines of the site's foot.

    Who organises stands below news of an event, too: such a line is the site's only right above
    or below a line that no event has, or above a list of links.
    """
    found = {index for index in range(start, end) if phrases.is_footer(blocks[index].text)}
    sure = [index for index in found if not phrases.names_organiser(blocks[index].text)]
    first = min(sure, default=end if end < len(blocks) else len(blocks) + 1)
    while first - 1 in found:
        first -= 1
    return {index for index in found if index >= first}


def _is_site(text: str) -> bool:
    return phrases.is_footer(text) or _heads_list(text) or _goes_with_footer(text)


def _heads_list(text: str) -> bool:
    return phrases.is_related_heading(text) or phrases.is_comment_heading(text)


def _goes_with_footer(text: str) -> bool:
    return phrases.is_contact(text) or phrases.is_disclaimer(text)
