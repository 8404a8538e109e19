"""Where the text ends within its region: above comments, other articles, what the site says."""

from __future__ import annotations

from collections.abc import Set

from pipelines.extract import phrases
from pipelines.extract.events import dates_other, is_post_bar
from pipelines.extract.lines import Page
from pipelines.extract.region import Region
from pipelines.extract.teasers import first_teaser
from pipelines.extract.weights import SUBSTANTIAL

_SENTENCE = 20.0
"""Weight of one sentence: the least that an article has above a disclaimer."""
_TAIL_SHARE = 0.35
"""Share of the region's prose that may stand below a heading over related articles."""
_LINES_OF_RIGHTS = 4
"""Lines below a heading among which a site speaks of its rights."""
_MIN_POSTS = 2
"""Label bars below text from which the page is a thread of posts, of which the first is read."""


def end_of(page: Page, region: Region, weights: list[float], foreign: Set[int]) -> int:
    """Return where the text ends: above comments, lists of other articles, what the site says."""
    values = [
        0.0 if index in foreign else max(0.0, weights[index])
        for index in range(region.start, region.end)
    ]
    total, above = sum(values), 0.0
    end = region.end
    bars: list[int] = []
    for index, value in zip(range(region.start, region.end), values, strict=True):
        text = page.lines[index].text
        if above >= SUBSTANTIAL and is_post_bar(text):
            bars.append(index)
        is_of_site = phrases.is_disclaimer_heading(text) and _heads_rights(page, index, region.end)
        heads = total - above <= _TAIL_SHARE * total and (is_of_site or _heads_tail(text))
        heads = heads and not _ends_table(page, index)
        if _ends_text(text, above, is_of_site=is_of_site) or (
            heads and not _goes_on(index, region, values, foreign)
        ):
            end = index
            break
        above += value
    teasers = first_teaser(page, region.start, end)
    end = end if teasers is None else teasers
    # The label bar of a thread's first post stands below it, at times: it is left for the fields.
    return bars[0] + 1 if len(bars) >= _MIN_POSTS else end


def _goes_on(index: int, region: Region, values: list[float], foreign: Set[int]) -> bool:
    """Whether the text goes on below a heading over related articles in a box of their own."""
    return index in foreign and sum(values[index - region.start :]) >= _SENTENCE


def _heads_rights(page: Page, index: int, end: int) -> bool:
    """Whether a heading (特别提示) is over what a site says of its rights, not over the article's.

    One that nothing follows is over nothing of the text.
    """
    below = page.lines[index + 1 : min(index + 1 + _LINES_OF_RIGHTS, end)]
    is_sure = not below or phrases.names_rights(page.lines[index].text)
    return is_sure or any(phrases.speaks_of_rights(line.text) for line in below)


def _ends_text(text: str, above: float, *, is_of_site: bool) -> bool:
    """Tell a heading that ends the text however much follows: over comments, over a disclaimer.

    ``above``: weight of the text above it. ``is_of_site``: whether it is over a disclaimer.
    """
    if phrases.is_comment_heading(text):
        return above >= SUBSTANTIAL
    return is_of_site and above >= _SENTENCE


def _ends_table(page: Page, index: int) -> bool:
    """Tell a label and its value below other rows of a table: 处罚决定的日期 2024年7月8日.

    Without a table, when another thing is: 招标公告发布时间：2024-04-01.
    """
    if dates_other(page.lines[index].text):
        return True
    rows = page.lines[max(index - 1, 0) : index + 1]
    return all(row.kind == "table_row" and row.text.count("\t") == 1 for row in rows)


def _heads_tail(text: str) -> bool:
    """Tell a line under which nothing of the article follows."""
    return phrases.is_related_heading(text) or (
        phrases.has_date(text)
        and phrases.count_labels(text) > 1
        and phrases.is_label_bar(text)  # and no footnote: 人民网，2023年1月10日，http://….htm。
    )
