"""Lines of a text that look like an information bar below the bar that the page has of its own.

停电时间：2024-03-18 08:00 begins the text of a notice, 3月1日 县委召开常委会 that of a chronicle.
Where the bar stands above the box of the text, which begins below it, they are lines of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.extract import phrases
from pipelines.extract.events import dates_change, dates_other, is_day_alone
from pipelines.extract.lines import Box, Page
from pipelines.extract.region import Region

_LINES_ABOVE = 5
"""Lines above the box of a text among which its bar is: bar, tools, a deck."""
_SHORTEST_HEADLINE = 4
"""Characters."""
_FIRST_LINES = 14
"""Lines at the head of a text that the fields are read from (``pipelines.fields.zones``)."""
_LABELS_OF_BAR = 2
"""Different labels that make a line a bar whatever it begins with."""
_LABELS_BESIDE_DAY = 3
"""Those of a bar that begins as a card's row does: 发布日期：2024-01-05 来源：…."""
_SHARE = 0.5
"""Of the region's prose, how much the box of the text holds at least."""
_DAY = re.compile(r"(?:[-/.年]\s*|[:：]\s*)(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
"""Month and day."""
_ROW = re.compile(r"\d{1,2}月\d{1,2}日\s*[\u3400-\u9fff“《][^:：|｜\t]{2,}")
"""A row of a chronicle: a day without its year, and what happened."""


def lines_below_bar(
    page: Page, region: Region, weights: list[float], titles: tuple[str, ...]
) -> frozenset[int]:
    """Return the lines at the head of a region that are text though they look like a bar.

    ``weights``: of the page's lines; ``titles``: as ``beginning_of`` has them.
    """
    found: set[int] = set()
    for index in range(region.start, min(region.start + 2 * _FIRST_LINES, region.end)):
        text = page.lines[index].text
        if not _may_be_text(text) or _beside_card(page, index):
            continue
        bars = _bars(page, region, weights, titles, index)
        if any(not is_day_alone(text) or _dates(page, bar, text, titles) for bar in bars):
            found.add(index)
    return frozenset(found)


def _may_be_text(text: str) -> bool:
    if len(text) > phrases.MAX_BAR_CHARACTERS:
        return False
    if is_day_alone(text):
        return True
    says_when = dates_other(text) or _ROW.fullmatch(text) is not None
    return says_when and phrases.count_labels(text) < _LABELS_OF_BAR


def _dates(page: Page, bar: int, text: str, titles: tuple[str, ...]) -> bool:
    """Whether a bar below the headline says when the page came out, and ``text`` another day.

    What the bar says again is furniture; 更新时间 says nothing of when it came out.
    """
    said = page.lines[bar].text
    above = page.lines[max(0, bar - _LINES_ABOVE) : bar]
    if not any(_is_headline(line.text, titles) for line in above):
        return False
    is_bar = phrases.count_labels(said) > 0 or phrases.has_time(said)
    # A banner, which says today's day, has its weekday, and other lines above it.
    is_bar = is_bar or ("星期" not in said and _is_headline(above[-1].text, titles))
    return is_bar and not dates_change(said) and _day(text) != _day(said)


def _day(text: str) -> tuple[int, ...]:
    match = _DAY.search(text)
    return tuple(map(int, match.groups())) if match else ()


def _beside_card(page: Page, index: int) -> bool:
    """Whether a line stands among the rows of a document's card: 成文日期 below 发文字号."""
    line = page.lines[index]
    near = (page.lines[at] for at in (index - 1, index + 1) if 0 <= at < len(page.lines))
    beside = (one.text for one in near if one.box.parent is line.box.parent or one.box is line.box)
    return "\t" in line.text or any(
        phrases.is_card_row(text) and not dates_other(text) for text in beside
    )


def _bars(
    page: Page, region: Region, weights: list[float], titles: tuple[str, ...], index: int
) -> Iterator[int]:
    """Yield the index of the bar above each box around a line that holds the better part."""
    total = sum(max(0.0, value) for value in weights[region.start : region.end])
    box: Box | None = page.lines[index].box
    while box is not None and box.start > 0:
        inside = weights[max(box.start, region.start) : min(box.end, region.end)]
        prose = sum(max(0.0, value) for value in inside)
        if box.end - box.start > 1 and prose >= _SHARE * total:
            if any(_is_headline(page.lines[at].text, titles) for at in range(box.start, index)):
                return
            yield from _bar_above(page, box.start)
        box = box.parent


def _is_headline(text: str, titles: tuple[str, ...]) -> bool:
    bare = phrases.bare(text)
    return len(bare) >= _SHORTEST_HEADLINE and any(title.startswith(bare) for title in titles)


def _bar_above(page: Page, start: int) -> Iterator[int]:
    """Yield the index of the label bar with a whole day that stands right above a box, if any."""
    for at in range(start - 1, max(start - 1 - _LINES_ABOVE, -1), -1):
        text = page.lines[at].text
        if page.lines[at].hidden or not (phrases.is_label_bar(text) and phrases.has_date(text)):
            continue
        is_of_card = phrases.is_card_row(text) and phrases.count_labels(text) < _LABELS_BESIDE_DAY
        if not (phrases.is_banner(text) or dates_other(text) or is_of_card):
            yield at
            return
