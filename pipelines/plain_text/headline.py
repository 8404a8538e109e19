"""Kicker, headline and deck above the information bar of a text document."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.document import Block
from pipelines.fields.bars import read_bar
from pipelines.fields.bylines import line_byline
from pipelines.fields.paths import is_breadcrumb
from pipelines.fields.subtitles import DOCUMENT_NUMBER, is_one_line, join_broken
from pipelines.names import is_office
from pipelines.plain_text.head import first_prose

_MOST = 5
"""Lines of kicker, headline and deck; more above a bar are a list."""
_LEADS_OVER = re.compile(r"(?:强调|指出|要求|表示|提出|寄语|勉励|(?:时|上|中)说)[\s，,]*$")
"""How a kicker ends: what was said, the headline gives."""
_DASH = re.compile(r"^\s*(?:——|--|—|――)")


@dataclass(frozen=True, slots=True)
class Headline:
    """The lines with the headline whole, right above the bar, and the deck taken out of them."""

    blocks: tuple[Block, ...]
    decks: tuple[str, ...] = ()


def read_headline(blocks: Sequence[Block]) -> Headline:
    """Return the lines without kicker and deck, as far as an information bar follows them."""
    run = _lines_above_bar(blocks)
    if not 1 < len(run) <= _MOST:
        return Headline(tuple(blocks))
    whole = _headline(blocks, run)
    decks = [index for index in run if index not in whole]
    title = dataclasses.replace(blocks[whole[0]], text=_joined([blocks[i].text for i in whole]))
    left = [block for index, block in enumerate(blocks) if index not in run[1:]]
    left[run[0]] = title
    return Headline(tuple(left), join_broken([blocks[index].text for index in decks]))


def _lines_above_bar(blocks: Sequence[Block]) -> list[int]:
    """Return the lines right above the first bar that can be headline or deck."""
    run: list[int] = []
    for index in range(first_prose(blocks)):
        text = blocks[index].text
        if is_breadcrumb(text):
            continue
        bar = read_bar(text)
        if bar.dated or bar.is_labelled:
            return run
        if line_byline(text).names_any or DOCUMENT_NUMBER.search(text):
            continue  # no deck, and no headline
        run = [*run, index] if is_one_line(text) else []
    return []


def _headline(blocks: Sequence[Block], run: Sequence[int]) -> tuple[int, ...]:
    """Return the lines that are the headline: the first that is no kicker, broken or whole.

    Titles of official documents begin with the office that issues them (GB/T 9704-2012, 7.3.1),
    often on a line of its own.
    """
    texts = [blocks[index].text for index in run]
    at = next(
        (i for i, text in enumerate(texts) if not (_LEADS_OVER.search(text) or _DASH.match(text))),
        0,
    )
    end = at + 1
    while end < len(run) and _goes_on(texts[end - 1], texts[end]):
        end += 1
    return tuple(run[at:end])


def _joined(texts: Sequence[str]) -> str:
    """Return a headline in one line; offices that issue a document together stay parted."""
    parted = (f"{a} " if is_office(a) and is_office(b) else a for a, b in pairwise(texts))
    return "".join([*parted, texts[-1]])


def _goes_on(text: str, following: str) -> bool:
    """Whether a line and the one below it are one headline."""
    if is_office(text):
        return following.startswith("关于") or is_office(following)
    return len(join_broken([text, following])) == 1 and text != following
