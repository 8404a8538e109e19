"""Where the text begins within its region: below headline, deck and label bar."""

from __future__ import annotations

import re
from collections.abc import Set

from pipelines.extract import phrases
from pipelines.extract.entries import heads_entry
from pipelines.extract.events import dates_event
from pipelines.extract.foreign import is_foreign
from pipelines.extract.lines import Page
from pipelines.extract.region import Region
from pipelines.extract.weights import SUBSTANTIAL
from seeds.vocabulary import table

_SENTENCE_ENDS = ("。", "。”", "；")
"""How prose ends; headlines and decks end in ！ and ？, too."""
_MIN_TITLE = 6
"""Characters from which a line that the head's title begins with is taken for the headline."""
_MAX_ABOVE_HEADLINE = 6
"""Plain lines that may stand between the top of the region and the headline."""
_MAX_VALUE = 60
"""Characters of what may stand in the line below its label."""
_LONGEST_COLUMN = 8
"""Characters of what heads a column of a table."""
_LAST_LABEL = re.compile(r"[\s|｜\[【】\]]+")
"""What parts the labels of a bar."""


def beginning_of(
    page: Page, region: Region, weights: list[float], titles: tuple[str, ...], rows: Set[int]
) -> int:
    """Return where the text begins: below headline and label bar, as far as they are inside.

    ``rows``: of links that the text announces, and lines below the page's own bar that look like
    one, below which nothing heads it.
    """
    start = region.start
    plain, prose, wants_value = 0, 0.0, False
    headline = ""
    for index in range(region.start, region.end):
        text = page.lines[index].text
        label = phrases.is_card_row(text) or (
            # A date alone (公示期：8月11日至17日) is no bar below text.
            phrases.is_label_bar(text) and (prose == 0 or phrases.count_labels(text) > 0)
        )
        # A counter's label (点击：) ends the bar with nothing below it: a script writes the value.
        value = len(text) <= _MAX_VALUE and not text.endswith((*_SENTENCE_ENDS, "？", "！"))
        if index in rows or (label and _heads_entry(page, index, region.end)):
            break
        label = label and not dates_event(page, index)
        if label or (wants_value and value and _may_be_value(text)):
            start, headline = index + 1, ""
            wants_value = label and text.endswith(("：", ":")) and not _ends_in_tool(text)
            wants_value = wants_value or (label and _heads_one_row(page, index))
            continue
        bare, joined = phrases.bare(text), headline + phrases.bare(text)
        if _is_title(joined, titles) or _is_title(bare, titles):
            start = index + 1
            headline = joined if _is_title(joined, titles) else bare
            continue
        headline = ""
        prose += max(0.0, weights[index])
        plain += not is_foreign(page.lines[index])
        sentence = text.endswith(_SENTENCE_ENDS) and weights[index] > 0
        if sentence or prose >= SUBSTANTIAL or plain > _MAX_ABOVE_HEADLINE:
            break
    return start


def _heads_one_row(page: Page, index: int) -> bool:
    """Tell the header of a document's card that has its values in one row below, and no more.

    A list of documents has several; a card whose cells are labels and values has no cell alone.
    """
    rows = page.lines[index : index + 3]
    if [row.kind == "table_row" for row in rows] != [True, True, False]:
        return False
    cells = [len(row.text.split("\t")) for row in rows[:2]]
    labels = rows[0].text.split("\t")
    # Empty cells at the end of a row are not seen.
    is_header = cells[0] > 2 and max(map(len, labels)) <= _LONGEST_COLUMN
    return is_header and 1 < cells[1] <= cells[0]


def _heads_entry(page: Page, index: int, end: int) -> bool:
    """Tell the day over the first page of a diary from the day of publication."""
    if not phrases.has_date(page.lines[index].text):
        return False
    return heads_entry([line.text for line in page.lines[index:end]], 0)


def _may_be_value(text: str) -> bool:
    """Tell the value below a label from an item and from whom a letter is to: 全体干部职工：."""
    if phrases.is_item(text):
        return False
    return not text.endswith(("：", ":")) or phrases.count_labels(text) > 0


def _ends_in_tool(bar: str) -> bool:
    """Whether a bar ends in what names a row of buttons, which are no words: 分享到：."""
    return _LAST_LABEL.split(bar.rstrip("：: "))[-1] in table("labels")["tools"]


def _is_title(line: str, titles: tuple[str, ...]) -> bool:
    return len(line) >= _MIN_TITLE and any(title.startswith(line) for title in titles)
