"""Takes headline, deck, byline, bar and editor lines out of the blocks: they are fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from pipelines.document import Block
from pipelines.extract.entries import heads_entry
from pipelines.extract.events import dates_other
from pipelines.extract.phrases import is_steps, names_organiser
from pipelines.fields.bars import Bar
from pipelines.fields.bylines import LONGEST_BYLINE, line_byline
from pipelines.fields.credit_places import AROUND, SIGNS
from pipelines.fields.folding import key
from pipelines.fields.paths import is_breadcrumb
from pipelines.fields.sentences import sentences_before_credit
from pipelines.fields.source import outlet_of_stamp, paper_of_issue
from pipelines.fields.subtitles import deck_run, join_broken, leads_away, once_more
from pipelines.fields.wording import word_list
from pipelines.fields.zones import Zones
from pipelines.names import is_office, is_post

_INNER_BYLINES = 12
"""Blocks from the head in which a byline may follow a summary."""
_CREDITS = ("source", "author", "editor", "staff", "views")
"""What a line says besides a day (签发日期：… 审核：…) that is about the article."""
_BRACKETED = re.compile(r"^\s*[（(].*[）)]\s*$")
_BARE_DATE = re.compile(r"[\d\s:年月日时分秒./\-—()（）\[\]星期〇○零一二三四五六七八九十]*")
_FIRST_STAYS = re.compile(r"[0-9\u4e00-\u9fa5]")
"""A line that begins so keeps its first character in its key, which takes long to make of a
paragraph: where the first characters differ, so do the keys."""
_LONGEST_UNLABELLED = 40
_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}")
_CLAUSE = re.compile(r"[，。；！？]")
"""A day with its time and a few words, none of them a clause's: 原创：健康网2024-04-23 12:27."""
_SENTENCE_ENDS = ("。", "！", "？", "。”", "！”", "？”")
_UNTIL = ("至", "到", "-", "—", "–", "~", "～", "起")


@dataclass(frozen=True, slots=True)
class Trimmed:
    """The blocks of the body, and the deck lines that stood before them."""

    blocks: tuple[Block, ...]
    subtitles: tuple[str, ...]


def trim(
    blocks: tuple[Block, ...],
    zones: Zones,
    title: str | None,
    authors: tuple[str, ...] = (),
    url: str = "",
) -> Trimmed:
    """Return the blocks without the lines that are fields, and the deck among those lines.

    ``url``: the page's own address.
    """
    dropped = set(_headline_lines(blocks, zones.first_prose, title))
    bars = {line.block: line.bar for line in (*zones.above, *zones.below) if line.block is not None}
    credit = {*_head_lines(blocks, zones, bars), *_tail_lines(blocks, zones, bars)} - dropped
    sentences = {i: sentences_before_credit(blocks[i]) for i in credit}
    dropped.update(credit)
    dropped.update(i for i in range(zones.first_prose) if _only_signs(blocks[i].text, authors))
    dropped -= zones.own
    left = [i for i in range(zones.first_prose) if i not in dropped]
    own = [*takewhile(lambda i: not _leads_away(blocks[i], url), left)]
    deck = [own[i] for i in deck_run([blocks[i].text for i in own], title)]
    deck = deck or _headings_above_bar(blocks, own, dropped)
    deck = [i for i in deck if blocks[i].kind != "caption"]
    dropped.update(deck)
    left_over = (sentences.get(i) if i in dropped else block for i, block in enumerate(blocks))
    kept = tuple(block for block in left_over if block is not None)
    return Trimmed(kept, join_broken([blocks[i].text for i in deck]))


def _leads_away(block: Block, url: str) -> bool:
    """Whether a line is a link to a file or to another page, as no deck is."""
    linked = sum(
        span.end - span.start for span in block.spans if span.link and leads_away(span.link, url)
    )
    return 2 * linked > len(block.text)


def _headings_above_bar(blocks: tuple[Block, ...], left: list[int], dropped: set[int]) -> list[int]:
    """Return the heading between headline and byline: a deck, however little it says so."""
    first = left[0] if left else 0
    is_deck = left == [0] and blocks[first].kind == "heading" and first + 1 in dropped
    return left if is_deck else []


def _only_signs(text: str, authors: tuple[str, ...]) -> bool:
    """Whether a line says who the authors are and no more: 易蓉 晏子, 市教育局局长 易蓉."""
    if key(text) == key("".join(authors)):
        return bool(authors)
    words = (
        [word for word in SIGNS.split(text.strip(AROUND)) if word]
        if len(text) <= LONGEST_BYLINE
        else []
    )
    others = [word for word in words if word not in authors]
    return len(others) < len(words) and all(is_office(one) or is_post(one) for one in others)


def _headline_lines(
    blocks: tuple[Block, ...], first_prose: int, title: str | None
) -> Iterator[int]:
    """Yield the blocks at the head that are the headline, whole or broken over several lines."""
    title_key = key(title or "")
    if not title_key:
        return
    index = 0
    while index < min(first_prose + 1, len(blocks)):
        end = _spells(blocks, index, title_key)
        if end == index and key(once_more(blocks[index].text)) == title_key:
            end = index + 1
        yield from range(index, end)
        index = max(end, index + 1)


def _spells(blocks: tuple[Block, ...], start: int, title_key: str) -> int:
    """Return the index behind the run of blocks that together are the headline, or ``start``."""
    rest = title_key
    for index in range(start, min(start + 4, len(blocks))):
        text = blocks[index].text
        if _FIRST_STAYS.match(text) and text[0] != rest[0]:
            return start
        own = key(text)
        if not own or not rest.startswith(own):
            return start
        rest = rest[len(own) :]
        if not rest:
            return index + 1
    return start


def _head_lines(blocks: tuple[Block, ...], zones: Zones, bars: dict[int, Bar]) -> Iterator[int]:
    no_prose = zones.first_prose == len(blocks)
    for index in range(min(max(zones.first_prose, _INNER_BYLINES), len(blocks))):
        text = blocks[index].text
        if index < zones.first_prose and _heads_entry(blocks, index, bars.get(index)):
            continue
        if no_prose and _heads_links(blocks, index):
            return
        if line_byline(text).names_any or (
            index < zones.first_prose and (_is_bar(bars.get(index), text) or _is_path(text))
        ):
            yield index
        elif no_prose:
            return  # names, figures: what follows is the text itself, dates below it included


def _heads_links(blocks: tuple[Block, ...], index: int) -> bool:
    """Whether a row names the columns of a table of links, and none of its cells is a value."""
    rows = blocks[index : index + 2]
    if [row.kind for row in rows] != ["table_row", "table_row"]:
        return False
    return any(span.link for span in rows[1].spans) and not any(map(str.isdigit, rows[0].text))


def _is_path(text: str) -> bool:
    """Whether a line within the article is its breadcrumb, and not the steps of a procedure."""
    return is_breadcrumb(text) and not is_steps(text)


def _heads_entry(blocks: tuple[Block, ...], index: int, bar: Bar | None) -> bool:
    """Whether a line is the day over a page of a diary."""
    if bar is None or bar.entries or not bar.dated:
        return False
    return heads_entry([block.text for block in blocks], index)


def _is_bar(bar: Bar | None, text: str) -> bool:
    """Whether a line is an information bar, or a date alone."""
    if bar is None:
        return False
    if bar.entries or not bar.dated:
        return bar.is_labelled
    if paper_of_issue(bar):
        return True
    if len(text) <= _LONGEST_UNLABELLED and _CLOCK.search(text) and not _CLAUSE.search(text):
        return True
    if _CLAUSE.search(text) or bar.after_date.startswith(_UNTIL):
        return False  # 5月8日8时至17时，北街、学府路: when and where of a notice
    return _BARE_DATE.fullmatch(text.replace(bar.after_date, "")) is not None


def _says_of_article(bar: Bar) -> bool:
    """Whether a line below the text is about the article, and not part of an announcement.

    时间, 名称 and 主办 stand below news of an event, too: with nothing else they stay.
    """
    is_credit = any(entry.kind in _CREDITS for entry in bar.entries)
    if names_organiser(bar.text) or (dates_other(bar.text) and not is_credit):
        return False
    return bar.is_labelled and any(
        entry.kind != "table" and entry.label not in word_list("of_events") for entry in bar.entries
    )


def _answers(bar: Bar) -> bool:
    """Whether a line is what somebody answers, and no counter: 市住建局回复：已纳入计划."""
    if len(bar.entries) != 1 or bar.entries[0].label not in word_list("of_answers"):
        return False
    who = bar.text.partition(bar.entries[0].label)[0]
    return (is_office(who) or is_post(who)) and bar.text.endswith(_SENTENCE_ENDS)


def _is_stamp(bar: Bar) -> bool:
    """Whether a line is the moment of publication alone, to the minute, or a paper's issue.

    A day without a time below the text is when it was signed.
    """
    if bar.entries or not bar.dated:
        return False
    is_moment = _CLOCK.search(bar.text) and _BARE_DATE.fullmatch(bar.text)
    return bool(is_moment or paper_of_issue(bar) or outlet_of_stamp(bar))


def _tail_lines(blocks: tuple[Block, ...], zones: Zones, bars: dict[int, Bar]) -> Iterator[int]:
    """Yield editor, source and byline lines at the end; a writer's signature in brackets stays."""
    for line in zones.below:
        index = line.block
        if index is None:
            continue
        text = blocks[index].text
        if _answers(bars[index]):
            continue
        labelled = _says_of_article(bars[index]) or _is_stamp(bars[index])
        said = line_byline(text)
        if labelled or (said.editors if _BRACKETED.match(text) else said.names_any):
            yield index
