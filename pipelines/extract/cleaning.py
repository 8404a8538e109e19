"""Which lines of the region are the article: its head and tail cropped, foreign parts left out."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, replace

from pipelines.extract import phrases
from pipelines.extract.announced import announced_rows
from pipelines.extract.copies import second_copy
from pipelines.extract.entries import heads_entry
from pipelines.extract.events import dates_event, dates_other, is_post_bar
from pipelines.extract.families import boxes_of
from pipelines.extract.lines import Box, Line, Page
from pipelines.extract.links import is_attachment
from pipelines.extract.region import Region
from pipelines.extract.scanning import own_codes
from pipelines.extract.steps import own_steps
from pipelines.extract.teasers import first_teaser
from pipelines.extract.weights import noise_of
from seeds.vocabulary import table

_SUBSTANTIAL = 60.0
"""Weight of lines that can only be prose of the article, not headline, deck and labels."""
_SENTENCE = 20.0
"""Weight of one sentence: the least that an article has above a disclaimer."""
_SENTENCE_ENDS = ("。", "。”", "；")
"""How prose ends; headlines and decks end in ！ and ？, too."""
_NOISE_SHARES = {"noise": 0.7, "weak_noise": 0.1}
"""Share of the region's prose above which a box named so is kept all the same."""
_TAIL_SHARE = 0.35
"""Share of the region's prose that may stand below a heading over related articles."""
_LINK_SHARE = 0.7
"""Share of a line that stands in links above which it leads away from the article."""
_MIN_TITLE = 6
"""Characters from which a line that the head's title begins with is taken for the headline."""
_MAX_ABOVE_HEADLINE = 6
"""Plain lines that may stand between the top of the region and the headline."""
_MAX_VALUE = 60
"""Characters of what may stand in the line below its label."""
_MIN_BESIDE_PROMOTION = 20
"""Characters of statements that promise nothing, beside which an invitation is the text's."""
_STATEMENT = re.compile(r"[^。！？；;]+[。；;]")
"""A sentence that states, or a part of one; promotion exclaims and asks."""
_HAN = re.compile("[\u4e00-\u9fff]")
_LONGEST_COLUMN = 8
"""Characters of a column's name; a link to an article has more."""
_MOST_RELATED = 12
"""Lines of a box of related articles within the text."""
_LAST_LABEL = re.compile(r"[\s|｜\[【】\]]+")
"""What parts the labels of a bar."""
_LINES_OF_RIGHTS = 4
"""Lines below a heading among which a site speaks of its rights."""
_MIN_POSTS = 2
"""Label bars below text from which the page is a thread of posts, of which the first is read."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The article's lines by their index on the page; what is above ``start`` is header."""

    kept: list[int]
    start: int
    """Index of the line that the article may begin with."""
    end: int
    foreign: frozenset[int]
    """Lines in boxes of another purpose."""
    put_in: tuple[str, ...] = ()
    """What one of two views of the text alone says within a paragraph that both have."""


def clean(
    page: Page,
    region: Region,
    weights: list[float],
    *,
    titles: tuple[str, ...] = (),
    remove: tuple[str, ...] = (),
    tabled: Set[int] = frozenset(),
) -> Cleaned:
    """Return the lines of the region that are the article's.

    ``titles``: what the page's head gives as the title, without white space. ``remove``: names of
    boxes that the page's family has in its body for other purposes. ``tabled``: rows of the
    text's own tables, links or not.
    """
    named = {box for name in remove for box in boxes_of(page, name)}
    foreign = _foreign_lines(page, region, weights, named)
    copy = second_copy(page, region.start, region.end, weights, titles)
    again = range(copy.box.start, min(copy.box.end, region.end)) if copy else ()
    cleaned = _cleaned(page, region, weights, titles, foreign.union(again), tabled=tabled)
    if copy and not copy.is_held_by(cleaned.kept):
        cleaned = _cleaned(page, region, weights, titles, foreign, tabled=tabled)
    elif copy:
        for short, long in copy.instead.items():
            page.lines[short], page.lines[long] = page.lines[long], page.lines[short]
        cleaned = replace(cleaned, kept=[*copy.joined(cleaned.kept)], put_in=copy.put_in)
    for index in cleaned.kept:
        _cut_tools(page.lines[index])
    return cleaned


def _cleaned(
    page: Page,
    region: Region,
    weights: list[float],
    titles: tuple[str, ...],
    foreign: Set[int],
    *,
    tabled: Set[int],
) -> Cleaned:
    """Return the lines of the region that are the article's and not ``foreign``."""
    rows = (announced_rows(page, region.start, region.end) | tabled) - foreign
    start = _head(page, region, weights, titles, rows)
    end = _tail(page, Region(region.box, start, region.end, region.score), weights, foreign)
    own = own_codes(page, start, end, foreign) | own_steps(page, start, end, foreign) | rows
    kept = [
        index
        for index in range(start, end)
        if index in own or (index not in foreign and not is_foreign(page.lines[index]))
    ]
    kept = _without_files(page, _without_tail(page, kept, own))
    return Cleaned(kept, start, end, frozenset(foreign))


def _without_tail(page: Page, kept: list[int], own: Set[int]) -> list[int]:
    """Return the lines without those at the end that are the site's words and not the article's.

    Editor lines among them stay: the next stage reads them. ``own``: lines that are the article's
    whatever they say.
    """
    editors: list[int] = []
    for position in range(len(kept) - 1, -1, -1):
        line = page.lines[kept[position]]
        if kept[position] in own:
            return kept[: position + 1] + editors[::-1]
        if phrases.is_editor_line(line.text):
            editors.append(kept[position])
        elif not (_is_tail(line) or _heads_links(page, kept[position])):
            return kept[: position + 1] + editors[::-1]
    return editors[::-1]


def _without_files(page: Page, kept: list[int]) -> list[int]:
    """Return the lines without those at the end that only name attached files: they are a field.

    A label with no file behind it (附件：) names nothing; the editor may stand below it.
    """
    end = len(kept)
    while end and _names_files(page.lines[kept[end - 1]]):
        end -= 1
    while 0 < end < len(kept) and phrases.heads_files(page.lines[kept[end - 1]].text):
        end -= 1
    last = end
    while last and phrases.is_editor_line(page.lines[kept[last - 1]].text):
        last -= 1
    label = last
    while label and phrases.labels_files(page.lines[kept[label - 1]].text):
        label -= 1
    return kept[:label] + kept[last:end] if label else kept[:end] or kept


def _names_files(line: Line) -> bool:
    """Tell a line that is links to attached files and 附件 with its number: 附件1：报名表.doc."""
    if not any(link and is_attachment(link) for _, _, link, _ in line.runs):
        return False
    rest, done = "", 0
    for start, end, link, _ in line.runs:
        if link:
            rest += line.text[done:start]
            done = max(done, end)
    return phrases.heads_files(rest + line.text[done:])


def _heads_links(page: Page, index: int) -> bool:
    """Tell the name of a column (证券要闻): a heading right above a link to an article."""
    line, below = page.lines[index], page.lines[index + 1 : index + 2]
    set_off = line.kind == "heading" or line.bold
    if not set_off or len(line.text) > _LONGEST_COLUMN or line.link_characters:
        return False
    return bool(below) and len(below[0].text) > _LONGEST_COLUMN and _leads_away(below[0])


def _cut_tools(line: Line) -> None:
    """Take links to tools and other pages (返回首页, 【详细】) off the end of a line."""
    while line.runs:
        start, end, link, _ = line.runs[-1]
        rest = line.text[:start].rstrip()
        at_end = end == len(line.text) and link is not None
        if not (at_end and rest and phrases.is_tool(line.text[start:])):
            return
        line.text = rest.rstrip("[【（(")
        line.link_characters -= end - start
        line.runs = line.runs[:-1]


def is_foreign(line: Line) -> bool:
    """Tell a line that is not the article's wherever it stands in the region."""
    if phrases.is_tool(line.text) or phrases.begins_breadcrumb(line.text) or _leads_away(line):
        return True
    return line.link_characters > 0 and _is_promotion(line.text) and not _is_spliced(line)


def _is_promotion(text: str) -> bool:
    """Tell an invitation to another service; one among statements is the article's."""
    if not phrases.is_promotion(text):
        return False
    others = (one for one in _STATEMENT.findall(text) if not phrases.is_promotion(one))
    return sum(map(len, others)) < _MIN_BESIDE_PROMOTION


def _is_spliced(line: Line) -> bool:
    """Tell a sentence that promotes by nothing but a link set between two of its words.

    Whoever put the link there did not write the sentence: it stays, and the link is judged.
    """
    text, rest, at = line.text, "", 0
    for start, end, link, _ in line.runs:
        if link and _HAN.match(text[start - 1 : start]) and _HAN.match(text[end : end + 1]):
            rest, at = rest + text[at:start], end
    rest += text[at:]
    stated = (one for one in _STATEMENT.findall(rest) if not phrases.is_promotion(one))
    return at > 0 and sum(map(len, stated)) >= _MIN_BESIDE_PROMOTION


def _leads_away(line: Line) -> bool:
    """Tell a line that is a link to another page; the name of an attached file stays."""
    if line.link_characters <= _LINK_SHARE * len(line.text):
        return False
    return not any(link and is_attachment(link) for _, _, link, _ in line.runs)


def _is_tail(line: Line) -> bool:
    """Tell a line that is not the article's if nothing of the article follows."""
    return (
        phrases.is_disclaimer(line.text)
        or phrases.is_disclaimer_heading(line.text)
        or phrases.is_footer(line.text)
        or phrases.is_related_heading(line.text)
        or phrases.is_leftover(line.text)
        or phrases.names_neighbour(line.text)
        or (line.link_characters > 0 and phrases.labels_other_articles(line.text))
    )


def _foreign_lines(page: Page, region: Region, weights: list[float], named: set[Box]) -> set[int]:
    """Return the lines that stand in boxes of another purpose: shares, comments, related links."""
    total = sum(max(0.0, value) for value in weights[region.start : region.end])
    foreign: set[int] = set()
    for box in page.boxes_within(region.start, region.end):
        if box.end == box.start or box.end > region.end or box is region.box:
            continue
        kind = "noise" if box in named or _is_box_of_links(page, box) else noise_of(box)
        if kind is None or box.start in foreign:
            continue
        prose = sum(max(0.0, value) for value in weights[box.start : box.end])
        if prose <= _NOISE_SHARES[kind] * total:
            foreign.update(range(box.start, box.end))
    return foreign


def _is_box_of_links(page: Page, box: Box) -> bool:
    """Whether a box is a heading over related articles and links to them, and no more."""
    if not 1 < box.end - box.start <= _MOST_RELATED:
        return False
    heading, *others = page.lines[box.start : box.end]
    return phrases.is_related_heading(heading.text) and all(map(_leads_away, others))


def _head(
    page: Page, region: Region, weights: list[float], titles: tuple[str, ...], rows: Set[int]
) -> int:
    """Return where the text begins: below headline and label bar, as far as they are inside.

    ``rows``: of links that the text announces, below which nothing heads it.
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
        if sentence or prose >= _SUBSTANTIAL or plain > _MAX_ABOVE_HEADLINE:
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


def _tail(page: Page, region: Region, weights: list[float], foreign: Set[int]) -> int:
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
        if above >= _SUBSTANTIAL and is_post_bar(text):
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
        return above >= _SUBSTANTIAL
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
