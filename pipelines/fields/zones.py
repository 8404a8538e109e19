"""The lines around an article's prose, in the parts in which its fields are written.

Above the prose stand headline, deck and information bar, below it signatures and editor lines.
Where the region of ``extract`` begins, above or below the headline, makes no difference here: lines
of the header and the first blocks are one list, the last blocks and the footer another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipelines.document import Block, Document
from pipelines.extract.phrases import LEAST_STEPS, is_banner, is_sites_name
from pipelines.fields.bars import LONGEST_BAR, Bar, read_bar, silent_bar
from pipelines.fields.folding import REMEMBERED, fold, key, spellings
from pipelines.fields.labels import ENDING_KINDS, bare_pattern, kind_of, labels_in
from pipelines.fields.paths import (
    after_label,
    arrow_items,
    leads_from_home,
    leaves,
    may_have_arrow,
)
from pipelines.names import is_name, is_office
from seeds.vocabulary import table

_PROSE_LENGTH = 60
"""Characters from which on a line is prose without looking at it."""
_SPEAKING_LENGTH = 40
"""Characters from which on a line with a label in it may be prose: 气象台16时发布：…"""
_CLAUSE = re.compile(r"[，。；、,;]")
_NAME_APART = re.compile(r"^([\u3400-\u9fff])\s{1,3}([\u3400-\u9fff])$")
"""A name of two characters, set to the width of three: 何　苗."""
_SENTENCE = re.compile(
    r"[。！？!?；;…؟۔།༎᠃][”’」』\"')）]?\s*$|[，,：:].*[，,。]|^(?:\S+\s+){3}.*\.\s*$"
)
"""How prose ends, in any script; words parted by spaces end in a full stop."""
_SIGNED_PROSE = re.compile(
    r"[。！？!?][”’」』\"']?\s*[（(【\[][^（）()【】\[\]]{2,60}[）)】\]]\s*$"
)
"""A sentence, and behind it in brackets who wrote, translated or gave it: …上。（编译/林靖东）"""
_SAID = re.compile(r"[:：]\s?[“‘「][^“”‘’「」]+[。！？!?…][”’」]$")
"""What somebody said, which no label has as its value: …6个月。网友评论：“不要命！”"""
_SPOKEN = re.compile(r"(?:[\u3400-\u9fff]{6,}[。！!]|[？?])[”’」』\"']?\s*$")
"""How what somebody says behind a label ends, and no credit: 记者：请介绍一下修订的背景。"""
_HEAD_LINES = 14
"""Blocks at most that can stand before the prose: kicker, headline, deck of four, bar, byline."""
_TAIL_LINES = 14
_HEADER_LINES = 40
_FOOTER_LINES = 16
_CLOCK = re.compile(r"\d:\d\d")
_OPEN_ENDS = spellings(":| [(")
"""One of these ends every line that ends in a label."""
_LONGEST_MARK = 4
_INNER_LINES = 12
_MOST_BROKEN = 4
"""Lines of a headline."""
_LONGEST_LABEL = 8
_SCATTERED_LINES = 25
_LONGEST_CREDIT = 30

Seams = Mapping[str, Sequence[int]]
"""As ``Document.seams``."""


class Line(NamedTuple):
    """One line near the prose and where it comes from."""

    text: str
    bar: Bar
    block: int | None = None
    """Index in ``document.blocks``; None for a line of header or footer."""
    strong: bool = False
    """Bold, centred or a heading."""


@dataclass(frozen=True, slots=True)
class Zones:
    """What stands above and below the prose."""

    above: tuple[Line, ...]
    below: tuple[Line, ...]
    inner: tuple[Line, ...]
    """Short lines among the first paragraphs: a byline may follow a summary or a deck in prose."""
    bars_above: tuple[Line, ...]
    """Those of ``above`` that are bars: few are."""
    bars_below: tuple[Line, ...]
    """Those of ``below``."""
    first_prose: int
    """Index of the first block of prose; the number of blocks if there is none."""
    last_prose: int
    """Index of the last block of prose; -1 if there is none."""
    own: frozenset[int] = frozenset()
    """Blocks that are text though they look like a field; no line of the zones is one."""


def under_headline(zones: Zones, title: str | None) -> tuple[Line, ...]:
    """Return the lines between headline and prose; the last few where the headline is not found."""
    return zones.above[headline_index(zones, title) + 1 :][-12:]


def headline_index(zones: Zones, title: str | None) -> int:
    """Return where the headline stands above the prose for the last time, or -1."""
    wanted = key(title or "")
    if wanted:
        for index in range(len(zones.above) - 1, -1, -1):
            if _is_headline(zones.above[index].text, wanted):
                return index
    return _last_of_broken(zones, wanted) if wanted else -1


def _last_of_broken(zones: Zones, wanted: str) -> int:
    """Return the last of the lines that together are the headline, or -1."""
    keys = [key(line.text) for line in zones.above]
    for last in range(len(keys) - 1, 0, -1):
        if not keys[last] or not wanted.endswith(keys[last]):
            continue
        for start in range(last - 1, max(last - _MOST_BROKEN, -1), -1):
            if "".join(keys[start : last + 1]) == wanted:
                return last
    return -1


def _is_headline(text: str, wanted: str) -> bool:
    """Whether a line is the headline, or the headline behind a short mark such as 原创."""
    own = key(text)
    return own.endswith(wanted) and len(own) - len(wanted) <= _LONGEST_MARK


def find_zones(document: Document) -> Zones:
    """Return the lines around the prose, with what they say of the article."""
    blocks = document.blocks
    first = next((i for i, b in enumerate(blocks) if is_prose(b)), len(blocks))
    last = next((i for i in range(len(blocks) - 1, -1, -1) if is_prose(blocks[i])), -1)
    tail_start = max(last + 1, len(blocks) - _TAIL_LINES, min(first, _HEAD_LINES))
    seams = document.seams
    header = [_line(text, seams) for text in document.header[-_HEADER_LINES:]]
    head = [_block_line(blocks, i, seams) for i in range(min(first, _HEAD_LINES))]
    tail = [_block_line(blocks, i, seams) for i in range(tail_start, len(blocks))]
    scattered = _credits_among_prose(blocks, range(first, tail_start))
    footer = [_line(text, seams) for text in document.footer[:_FOOTER_LINES]]
    told = frozenset(i for i in range(len(blocks[:first])) if blocks[i].text in document.below_bar)
    joined = join_split_labels([*header, *(line for line in head if line.block not in told)])
    heads, steps = _without_steps(joined, blocks)
    above = _below_breadcrumb(heads)
    below = tuple(join_split_labels([*scattered, *tail, *footer]))
    return Zones(
        above=above,
        below=below,
        bars_above=tuple(line for line in above if line.bar.is_bar),
        bars_below=tuple(line for line in below if line.bar.is_bar),
        inner=tuple(
            _block_line(blocks, i, seams)
            for i in range(first, min(_INNER_LINES, tail_start))
            if len(blocks[i].text) <= _LONGEST_CREDIT
        ),
        first_prose=first,
        last_prose=last,
        own=steps | told,
    )


def _without_steps(
    lines: list[Line], blocks: tuple[Block, ...]
) -> tuple[list[Line], frozenset[int]]:
    """Return the lines without the steps of a procedure that begin a text, and which those are.

    They look as the path of the page does (首页>政务服务>社保查询), but stand below the bar of the
    article and lead nowhere.
    """
    bar = next((at for at, line in enumerate(lines) if _heads_text(line)), len(lines))
    steps = frozenset(
        line.block
        for line in lines[bar:]
        if line.block is not None and _may_be_steps(blocks[line.block])
    )
    return [line for line in lines if line.block not in steps] if steps else lines, steps


def _heads_text(line: Line) -> bool:
    return line.bar.is_bar and not is_banner(line.text)


def _may_be_steps(block: Block) -> bool:
    if not may_have_arrow(block.text) or any(span.link for span in block.spans):
        return False
    items = arrow_items(block.text)
    if len(items) < LEAST_STEPS or after_label(block.text) is not None:
        return False
    return items[-1] not in leaves() and not is_sites_name(items[0])


def _below_breadcrumb(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines; those above the breadcrumb are of the site and say nothing of the article.

    Lists of other news stand there, with their dates and sources.
    """
    at = next((i for i in reversed(range(len(lines))) if leads_from_home(lines[i].text)), 0)
    silent = [
        Line(line.text, silent_bar(line.text), line.block, line.strong) if line.bar.is_bar else line
        for line in lines[:at]
    ]
    return (*silent, *lines[at:])


def _credits_among_prose(blocks: tuple[Block, ...], indices: range) -> list[Line]:
    """Return short lines near the end that are a label and its value: 编辑|禤志杰."""
    found = []
    for index in indices[-_SCATTERED_LINES:]:
        text = blocks[index].text
        if len(text) > _LONGEST_CREDIT or _SPOKEN.search(text):
            continue
        folded = fold(text)
        labels = labels_in(folded)
        if (labels and labels[0].start == 0) or bare_pattern().match(folded):
            line = _block_line(blocks, index, {})
            if {entry.kind for entry in line.bar.entries} & {"author", "editor"}:
                found.append(line)
    return found


def is_prose(block: Block) -> bool:
    """Tell a paragraph of the article from a headline, byline or editor line."""
    text = block.text
    if block.kind in ("caption", "heading"):
        return False
    if len(text) > LONGEST_BAR or _SIGNED_PROSE.search(text) or _SAID.search(text):
        return True
    speaks = len(text) >= _SPEAKING_LENGTH and len(_CLAUSE.findall(text)) > 2  # a bar has none
    if speaks and len(text) >= _PROSE_LENGTH:
        return True  # whatever labels stand in it
    bar = read_bar(text)
    if bar.entries and not speaks:
        return False
    if len(text) >= _PROSE_LENGTH:
        return True
    # Shorter lines are cries; a bar that has a date is no sentence unless it ends like one.
    return len(text) > (24 if bar.dated else 12) and _SENTENCE.search(text) is not None


def join_split_labels(lines: list[Line]) -> list[Line]:
    """Put a label that ends its line (来源于：) together with the value on the next line."""
    joined: list[Line] = []
    for line in lines:
        if (
            joined
            and _lacks_value(joined[-1].text)
            and (
                (_wants_value(joined[-1].text) and _is_value(line))
                or (_is_label(joined[-1].text) and _is_sure_value(joined[-1].text, line.text))
            )
        ):
            text = f"{joined[-1].text} {line.text}"
            joined[-1] = Line(text, read_bar(text), joined[-1].block, joined[-1].strong)
        joined.append(line)
    return joined


@lru_cache(maxsize=REMEMBERED)
def _lacks_value(text: str) -> bool:
    """Whether the value of a line's last label may stand on the next one, as of few lines."""
    return _wants_value(text) or _is_label(text)


def _wants_value(text: str) -> bool:
    """Whether the line ends in a label that is one of ours, with nothing behind it."""
    if not text.endswith(_OPEN_ENDS):
        return False
    folded = fold(text[-LONGEST_BAR:]).rstrip(" [(")
    if not folded.endswith((":", "|")):
        return False
    found = labels_in(folded)
    return bool(
        found and found[-1].end == len(folded) and kind_of(found[-1].name) not in ENDING_KINDS
    )


def _is_label(text: str) -> bool:
    """Whether a line is a label that parts itself from its value by a cell of its own alone."""
    return len(text) <= _LONGEST_LABEL and "".join(text.split()) in _without_sign()


@cache
def _without_sign() -> frozenset[str]:
    return frozenset(table("labels")["without_sign"])


def _is_sure_value(label: str, text: str) -> bool:
    """Whether a line can be nothing but the value of a label: 来源 / 县农业农村局."""
    kind = kind_of(label)
    if kind == "source":
        return is_office(text) and len(text) <= 20
    return is_name(_NAME_APART.sub(r"\1\2", text))


def _is_value(line: Line) -> bool:
    if len(line.text) > 40 or any(entry.label for entry in line.bar.entries):
        return False
    return line.bar.dated or not re.search(r"[，。；！？]", line.text)  # a name or a date


def _block_line(blocks: tuple[Block, ...], index: int, seams: Seams) -> Line:
    block = blocks[index]
    strong = block.bold or block.centered or block.kind == "heading"
    return _line(block.text, seams, index, strong=strong)


def _line(text: str, seams: Seams, block: int | None = None, *, strong: bool = False) -> Line:
    """Return a line with its bar; of one that is a bar the elements are set apart.

    In prose they are none: a date or name may be written in several.
    """
    bar = read_bar(text)
    if text not in seams:
        return Line(text, bar, block, strong)
    borders = (0, *seams[text], len(text))
    apart = " ".join(text[start:end] for start, end in pairwise(borders))
    is_timed = _CLOCK.search(apart) is not None
    if is_timed or bar.is_bar:
        spaced = read_bar(apart)
        if spaced.is_bar and (bar.is_bar or spaced.dated):
            return Line(apart, spaced, block, strong)
    return Line(text, bar, block, strong)
