"""What stands behind an article in a text document: footers, related links, hot lists.

Only what is recognised by its words is furniture. A short line that is not, one name of a list or
a closing formula, is the article's.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.document import Block
from pipelines.extract import phrases
from pipelines.fields.zones import is_prose


def furniture(blocks: Sequence[Block]) -> set[int]:
    """Return the indices of the lines behind the last prose that are not the article's.

    A heading over links takes all that follows with it, as no prose does. Contact lines and
    disclaimers go with the footer that they stand under; above one they end the article.
    """
    start = _behind_prose(blocks)
    end = _first_list(blocks, start)
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
        text = blocks[index].text
        if is_prose(blocks[index]) and not (
            phrases.is_footer(text) or _heads_list(text) or _goes_with_footer(text)
        ):
            return index + 1
    return len(blocks)  # without prose nothing tells where an article ends


def _first_list(blocks: Sequence[Block], start: int) -> int:
    """Return the index of the first list of links, with the column's name over it."""
    end = next((i for i in range(start, len(blocks)) if _heads_list(blocks[i].text)), len(blocks))
    while start < end < len(blocks) and phrases.names_column(blocks[end - 1].text):
        end -= 1
    return end


def _footers(blocks: Sequence[Block], start: int, end: int) -> set[int]:
    """Return the lines of the site's foot; organisers alone may be those of an event."""
    found = {index for index in range(start, end) if phrases.is_footer(blocks[index].text)}
    alone = end == len(blocks) and all(phrases.names_organiser(blocks[i].text) for i in found)
    return set() if alone else found


def _heads_list(text: str) -> bool:
    return phrases.is_related_heading(text) or phrases.is_comment_heading(text)


def _goes_with_footer(text: str) -> bool:
    return phrases.is_contact(text) or phrases.is_disclaimer(text)
