"""引题 and 副题: kicker and deck lines around the headline.

A line is a deck line if it repeats words of the headline, begins with a dash, or says who spoke
where (…会议上强调, …主持); lines between two such lines are deck lines too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, pairwise, takewhile

from pipelines.document import Broken, Element
from pipelines.extract.links import absolute
from pipelines.extract.phrases import is_banner, is_tool, names_column
from pipelines.fields.bars import read_bar
from pipelines.fields.bylines import line_byline
from pipelines.fields.folding import REMEMBERED, is_han, key
from pipelines.fields.marked import Marked, short_text
from pipelines.fields.paths import is_breadcrumb, is_menu, names_site
from pipelines.fields.survey import Survey
from pipelines.fields.wording import alternatives
from pipelines.fields.zones import Line, Zones, headline_index
from pipelines.names import is_office

_SHARED = 6
"""Characters in a row that a deck line has in common with its headline."""
_LONGEST = 60
_NEAR = 2
"""Lines on either side of the headline in which a kicker or deck stands."""
_BOXES_AROUND = 3
"""Boxes around a headline that may hold nothing else: a cell, its row."""
_LEAST_NAMED, _LEAST_UNNAMED = 4, 9
"""Chinese characters of a kicker that its class or the ``<title>`` tells, and of one that its place
alone does: names of columns have fewer."""
_MOST_IN_HEADER = 2
_MOST = 6
_DASH = re.compile(r"^\s*(?:——|--|—|――)")
_SPOKE = re.compile(
    rf"(?:上|时|中|会|调研)?{alternatives('spoke')}[\s，,]*$|{alternatives('took_part')}(?:并\S{{0,6}})?(?:\s|$)"
)
_DANGLING = re.compile(rf"(?:{alternatives('dangling')}|[——-])\s*$")
_DATELINE = re.compile(r"^[\u3400-\u9fff]{3,14}\s?\d{1,2}月\d{1,2}日\s?(?:电|電|讯|訊|消息)")
"""How the first line of an agency's text begins, which may name the headline: …4月8日电 题：…."""
_CAPTION = re.compile(r"^图为|^自动播放|^视频|^图[:：]|摄\s*[)）]?$|供图[)）]?$")
_NUMBERED = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十百\d]{1,4}[章节条]|\d{1,2}[.、])"
)
"""A subhead or article of a document: 一、总体要求."""
DOCUMENT_NUMBER = re.compile(
    r"^\S{2,16}[〔\[［(（【]\s*(?:19|20)\d\d\s*[〕\]］)）】]\s*第?\s*\d{1,5}\s*号[）)]?\s*$"
)
"""发文字号, GB/T 9704-2012, 7.2.5, a line of its own, in brackets or not: 江政办发〔2020〕5号."""
_BEHIND_HEADLINE = re.compile(
    r"\s*(?:[\[［【〔]\s*(?:\d{1,2}|注\d{0,2})\s*[\]］】〕]|[\u2460-\u2473*＊※]"
    r"|[(（]\s*(?:19|20)\d\d(?:[-./]\d{1,2}[-./]\d{1,2}|年\d{1,2}月\d{1,2}日)\s*[)）])\s*$"
)
"""What stands behind a headline that is written once more: the mark of a footnote, its day."""
_WEB = re.compile(r"\t|https?:|www\.")
COLUMN = re.compile(rf"{alternatives('column_endings')}$")
"""How the name of a column or site ends, which may stand over a headline as a heading."""
_SENTENCE = re.compile(r"[。！？；;：:.؟۔།༎᠃]\s*$")
"""How prose ends, in any script, and how it leads over to a list: …公告如下："""


def deck_run(lines: Sequence[str], title: str | None) -> range:
    """Return which of the lines at the head of an article are its deck, as a range of indices.

    ``lines`` stand between headline and prose, in order, without bars and bylines.
    """
    title_key = key(title or "")
    sure = [index for index, line in enumerate(lines) if is_deck(line, title_key)]
    if (
        not sure
        or sure[-1] >= _MOST
        or any(not is_one_line(line) for line in lines[: sure[-1] + 1])
    ):
        return range(0)
    return range(sure[-1] + 1)


def decks_in_header(zones: Zones, title: str | None) -> tuple[str, ...]:
    """Return kicker and deck lines that stand above the region, beside the headline.

    The kicker is the line right above the headline, if it says who spoke where; the deck is all
    that stands between headline and bar, if nothing else does.
    """
    at = headline_index(zones, title)
    if at < 0:
        return ()
    kicker = [line.text for line in zones.above[max(at - 1, 0) : at] if _is_kicker(line.text)]
    below = zones.above[at + 1 :]
    deck = [line.text for line in takewhile(_may_be_deck, below)]
    bar = below[len(deck) : len(deck) + 1]
    if not (len(deck) <= _MOST_IN_HEADER and bar and bar[0].bar.dated):
        deck = list(takewhile(lambda text: is_deck(text, ""), deck))
    return (*kicker, *deck)


def _is_kicker(text: str) -> bool:
    return is_deck(text, "") and not is_breadcrumb(text)


def decks_beside(survey: Survey, title: str | None) -> tuple[str, ...]:
    """Return kicker and deck that are headings of their own right before and behind the headline.

    Only neighbours within the same parent count.
    """
    wanted = key(title or "")
    for heading in survey.headings if wanted else ():
        if key(survey.heading_text(heading, 2 * _LONGEST)) == wanted:
            around = (heading.getprevious(), heading.getnext())
            beside = [one for one in around if one is not None and one in survey.headings]
            texts = [survey.heading_text(one, _LONGEST) for one in beside]
            return tuple(text for text in texts if _is_heading_of_its_own(text, wanted))
    return ()


def decks_named(marks: Sequence[Marked], zones: Zones, title: str | None) -> tuple[str, ...]:
    """Return the lines right above and below the headline in elements named for kicker or deck."""
    named = {(mark.field, mark.value) for mark in marks if mark.field in ("kicker", "deck")}
    at = headline_index(zones, title) if named else -1
    if at < 0:
        return ()
    above, below = zones.above[max(at - _NEAR, 0) : at], zones.above[at + 1 : at + 1 + _NEAR]
    return tuple(
        line.text
        for field, lines in (("kicker", above), ("deck", below))
        for line in lines
        if (field, line.text) in named and _may_be_deck(line, _LEAST_NAMED)
    )


def kicker_above(
    survey: Survey,
    called: Iterable[Element],
    broken: Sequence[Broken],
    zones: Zones,
    title: str | None,
    *,
    head_title: str,
) -> tuple[str, ...]:
    """Return the line right above the headline that is a kicker by its place.

    That is one with which the ``<title>`` begins (``head_title``), before the headline; or a long
    one in the element before the headline's, or before its box, or broken off it in its own box,
    that names no column.

    ``called``: elements that are called as headlines are; headings may be the headline, too.
    """
    at = headline_index(zones, title)
    if at < 1 or title is None:
        return ()
    line = zones.above[at - 1]
    if not key(head_title).startswith(key(line.text) + key(title)):
        is_long = sum(map(is_han, line.text)) >= _LEAST_UNNAMED
        if not is_long:
            return ()
        is_off = _is_broken_off(broken, line.text, title)
        if not (is_off or _is_before(survey, called, line.text, title)):
            return ()
    return (line.text,) if _may_be_kicker(line) else ()


def _may_be_kicker(line: Line) -> bool:
    text = line.text
    if not _may_be_deck(line, _LEAST_NAMED) or COLUMN.search(text) or DOCUMENT_NUMBER.match(text):
        return False
    is_site = names_column(text) or is_banner(text) or names_site(text)
    return not (is_site or all(map(is_office, text.split())))


def _is_broken_off(broken: Sequence[Broken], text: str, title: str) -> bool:
    """Whether these words stand right above the headline in a box that both fill."""
    pairs = (pair for run in broken if run.plain for pair in pairwise(run.lines))
    return any(above == text and key(below) == key(title) for above, below in pairs)


def _is_before(survey: Survey, called: Iterable[Element], text: str, title: str) -> bool:
    """Whether these words are all of an element without links right before the headline's."""
    wanted = key(title)
    for heading in chain(survey.headings, called):
        if key(survey.heading_text(heading, 2 * _LONGEST)) != wanted:
            continue
        before = _element_before(heading, wanted)
        if before is not None and key(short_text(before, _LONGEST)) == key(text):
            return next(before.iter("a"), None) is None
    return False


def _element_before(heading: Element, wanted: str) -> Element | None:
    """Return the element before a heading, or before the boxes that hold nothing else."""
    inner: Element | None = heading
    for _ in range(_BOXES_AROUND):
        if inner is None or inner.getprevious() is not None:
            break
        inner = inner.getparent()
        if inner is None or key(short_text(inner, 2 * _LONGEST)) != wanted:
            return None
    before = inner.getprevious() if inner is not None else None
    return before if before is not None and isinstance(before.tag, str) else None


def _is_heading_of_its_own(text: str, title_key: str) -> bool:
    line = Line(text, read_bar(text))
    return key(text) != title_key and _may_be_deck(line) and not COLUMN.search(text)


def _may_be_deck(line: Line, least: int = _SHARED) -> bool:
    text = line.text
    if line.block is not None or line.bar.is_bar or not is_one_line(text) or _WEB.search(text):
        return False
    if is_menu(text) or is_breadcrumb(text):
        return False
    if line_byline(text).names_any or is_tool(text):
        return False
    return sum(map(is_han, text)) >= least


@lru_cache(maxsize=REMEMBERED)
def is_deck(line: str, title_key: str) -> bool:
    """Whether a line by itself is a deck line of that headline."""
    if (
        _CAPTION.search(line)
        or _DATELINE.match(line)
        or _NUMBERED.match(line)
        or not is_one_line(line)
        or "\t" in line  # a row of a table
        or len(key(line)) < 3
    ):  # no deck is that short
        return False
    if _DASH.match(line) or _SPOKE.search(line) or line.startswith("强调"):
        return True
    own = key(line)
    if title_key in (own, key(once_more(line))):
        return False
    size = min(_SHARED, len(own))
    return 4 <= size <= len(title_key) and any(
        own[i : i + size] in title_key for i in range(len(own) - size + 1)
    )  # fewer is chance


def once_more(line: str) -> str:
    """Return a headline without the mark of a footnote, or the day in brackets, behind it."""
    return _BEHIND_HEADLINE.sub("", line)


def join_broken(lines: Sequence[str]) -> tuple[str, ...]:
    """Join deck lines that the page broke: one that ends in 和, 、 or 的 goes on in the next."""
    joined: list[str] = []
    for line in lines:
        if joined and _DANGLING.search(joined[-1]) and not _DASH.match(line):
            joined[-1] += line
        else:
            joined.append(line)
    return tuple(dict.fromkeys(joined))


def is_one_line(line: str) -> bool:
    """Whether a line is no longer than a deck line, and ends in nothing that prose ends in."""
    return len(line) <= _LONGEST and not _SENTENCE.search(line)


def leads_away(link: str, url: str) -> bool:
    """Whether a link of a page at ``url`` leads to a file or to another page."""
    target = link.strip().partition("#")[0]
    return bool(target) and target != url and not target.lower().startswith("javascript:")


def without_links(lines: Iterable[str], links: Iterable[Element], url: str) -> list[str]:
    """Return lines without those that are links to files or to other pages: they are no decks."""
    found = [*lines]
    if not found:
        return found
    # A saved page may have come without its address: what its links lead to is then as written.
    targets = ((one, (one.get("href") or "").strip()) for one in links)
    away = (one for one, to in targets if leads_away(absolute(url, to) or to, url))
    texts = {key(short_text(one, 2 * _LONGEST)) for one in away}
    return [line for line in found if key(line) not in texts]
