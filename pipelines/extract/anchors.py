"""Where an article must begin: right below the page's headline and label bar.

The heaviest text of a page is not always its article: a notice of two sentences stands beside long
teasers, and above longer comments. What follows the headline, up to a list of links or a heading
over comments, is the article then.
"""

from __future__ import annotations

from itertools import takewhile

from pipelines.extract import phrases
from pipelines.extract.announced import announced_rows, announces_rows
from pipelines.extract.attachments import is_heading_of_files
from pipelines.extract.lines import Box, Line, Page
from pipelines.extract.links import is_attachment
from pipelines.extract.region import Region, smallest_box
from pipelines.extract.weights import names_headline

_MIN_TITLE = 6
"""Characters from which a line that the head's title begins with is taken for the headline."""
_PART_ENDS = frozenset("_-|—–·>»")
"""What parts a title from the names of column and site."""
_LINES_TO_BAR = 8
"""Lines between a headline and its label bar: decks, tools."""
_LINES_TO_TEXT = 12
"""Lines between the label bar and the text: tools, shares."""
_MIN_TEXT = 15
"""Characters out of links that the text below a headline has at least."""
_SENTENCE_ENDS = ("。", "！", "？", "”", "）", ".")
_LINES_OF_A_LIST = 3
"""Lines without a sentence from which a text is a list of names or figures, not a deck."""
_MAX_DECK = 60
_LINKS_OF_A_LIST = 3
_MIN_LINK = 8
"""Characters of a link that is another article's title, not a tool's name."""


def prefer_anchored(page: Page, general: Region | None, titles: tuple[str, ...]) -> Region | None:
    """Return the region below the headline where ``general`` cannot be the article, or that."""
    top = headline(page, titles)
    anchor = _anchor(page, top) if top is not None else 0
    anchored = _region_below(page, anchor) if top is not None else None
    if top is None or anchored is None or not _has_text(page, anchored):
        return general or below_bar(page, titles)
    if general is None or general.end <= anchor:
        return anchored
    is_sure = anchor != top and page.lines[top].kind == "heading"
    if is_sure and _has_text_above(page, general, top, titles) and _has_sentence(page, anchored):
        return anchored
    overlap = general.start < anchored.end
    own_box = anchored.box.start > anchor
    if overlap and general.end <= (anchored.box.end if own_box else anchored.end):
        return general  # what parts them stands within the article
    if not _has_sentence(page, anchored) and (overlap or _lines(page, anchored) < _LINES_OF_A_LIST):
        return general  # a deck or a promotion above the text
    after = max(anchored.end, general.start)
    parted = _is_parted(page, anchored.end, _first_prose(page, after, general.end))
    return anchored if parted else general


def _has_text_above(page: Page, general: Region, top: int, titles: tuple[str, ...]) -> bool:
    """Tell whether a region holds sentences of something else above the headline of the page.

    ``top``: the line of the headline; an earlier line that repeats the title may be it as well.
    """
    if not general.start < top < general.end:
        return False
    above = page.lines[general.start : top]
    return any(_is_sentence(line) and not _is_furniture(line) for line in above) and not any(
        is_title(line, titles) for line in above
    )


def below_bar(page: Page, titles: tuple[str, ...]) -> Region | None:
    """Return what stands below headline and label bar; None where one of them or text lacks.

    A page that has both is an article though its text be a list of names or one short sentence.
    """
    anchor = bar_below_headline(page, titles)
    if anchor is None:
        return None
    region = _region_below(page, anchor)
    return region if region and _has_text(page, region) else None


def pictured_below_bar(page: Page, titles: tuple[str, ...]) -> Region | None:
    """Return where the pictures stand right below headline and label bar; None elsewhere.

    A policy explained by a picture (一图读懂) has no text at all.
    """
    anchor = bar_below_headline(page, titles)
    if anchor is None:
        return None
    stop = min(anchor + 1 + _LINES_TO_TEXT, len(page.lines))
    for picture in page.pictures:
        if not anchor < picture.line <= stop:
            continue
        between = page.lines[anchor + 1 : picture.line]
        if picture.link is None and all(map(_is_furniture, between)):
            return Region(picture.box, picture.line, picture.line, 0.0)
    return None


def told_below_bar(page: Page, titles: tuple[str, ...]) -> Region | None:
    """Return the lines that say what a video shows (视频简介：…) below headline and label bar.

    They are all the text of its page, below its player and rows of others like it.
    """
    anchor = bar_below_headline(page, titles)
    if anchor is None:
        return None
    told = [i for i in range(anchor + 1, len(page.lines)) if _tells_of_video(page.lines[i])]
    if not told:
        return None
    run = [*takewhile(lambda i: i - told[0] == told.index(i), told)]
    return Region(page.lines[told[0]].box, told[0], run[-1] + 1, 0.0)


def _tells_of_video(line: Line) -> bool:
    return not (line.hidden or line.link_characters) and phrases.tells_of_video(line.text)


def filed_below_bar(page: Page, titles: tuple[str, ...]) -> Region | None:
    """Return where the files stand right below headline and label bar; None elsewhere.

    Of many a public notice (公示) the page shows no more than the name of its file, or the file.
    """
    anchor = bar_below_headline(page, titles)
    if anchor is None:
        return None
    if page.players:
        return Region(page.lines[anchor].box, anchor + 1, anchor + 1, 0.0)
    stop = min(anchor + 1 + _LINES_TO_TEXT, len(page.lines))
    for element, index in page.links:
        if not (anchor < index < stop and is_attachment(element.get("href") or "")):
            continue
        between = page.lines[anchor + 1 : index]
        if all(_is_furniture(line) or is_heading_of_files(line.text) for line in between):
            return Region(page.lines[index].box, index, index, 0.0)
    return None


def _has_sentence(page: Page, region: Region) -> bool:
    """Tell whether the region has a line that ends as prose does."""
    return any(map(_is_sentence, page.lines[region.start : region.end]))


def _is_sentence(line: Line) -> bool:
    return len(line.text) >= _MIN_TEXT and line.text.endswith(_SENTENCE_ENDS)


def _is_text(line: Line) -> bool:
    """Tell a line of the article from headline, deck, labels and tools."""
    return not _is_furniture(line) and (_is_sentence(line) or len(line.text) > _MAX_DECK)


def _lines(page: Page, region: Region) -> int:
    return sum(not _is_furniture(line) for line in page.lines[region.start : region.end])


def _anchor(page: Page, top: int) -> int:
    """Return the line of the label bar below the headline ``top``, or ``top`` without one."""
    anchor = top
    for index in range(top + 1, min(top + 1 + _LINES_TO_BAR, len(page.lines))):
        line = page.lines[index]
        if phrases.is_label_bar(line.text) and 2 * line.link_characters < len(line.text):
            anchor = index  # a row of a list has a date, too
        elif _is_text(line) or announces_rows(line):
            break
    return anchor


def bar_below_headline(page: Page, titles: tuple[str, ...]) -> int | None:
    """Return the line of the label bar of the page's headline; None where one of them lacks.

    A headline as short as a column's name (停水通知, a poem's) needs a bar with a label, or one
    that no rows follow: under the name of a column stand the dates of its rows.
    """
    top = headline(page, titles)
    if top is not None and (anchor := _anchor(page, top)) != top:
        return anchor
    for index, line in enumerate(page.lines):
        if _is_short_title(line, titles) and (anchor := _anchor(page, index)) != index:
            labelled = phrases.count_labels(page.lines[anchor].text) > 0
            return anchor if labelled or _is_no_column(page, index, anchor) else None
    return None


def _is_no_column(page: Page, top: int, anchor: int) -> bool:
    """Whether neither dates nor links stand below the day under a short headline: no list does."""
    below = takewhile(lambda line: not phrases.ends_article(line.text), page.lines[anchor + 1 :])
    rows = (_is_link(line) or phrases.has_date(line.text) for line in below)
    return not (phrases.names_column(page.lines[top].text) or any(rows))


def _is_short_title(line: Line, titles: tuple[str, ...]) -> bool:
    """Tell a line that looks like a headline and is all that a title has before its site's name."""
    if line.hidden or line.link_characters or len(line.text) > 2 * _MIN_TITLE:
        return False
    text = phrases.bare(line.text)
    return (
        0 < len(text) < _MIN_TITLE
        and (line.kind == "heading" or line.centered or names_headline(line.box.names))
        and any(title.startswith(text) and _parts_there(title, len(text)) for title in titles)
    )


def _parts_there(title: str, end: int) -> bool:
    return end == len(title) or title[end] in _PART_ENDS


def headline(page: Page, titles: tuple[str, ...]) -> int | None:
    """Return the line of the page that is its title: the first heading, else the first line."""
    initials = {title[0] for title in titles if title}
    found = [
        index
        for index, line in enumerate(page.lines)
        if line.text[0] in initials
        and not line.hidden
        and 2 * line.link_characters <= len(line.text)
        and is_title(line, titles)
    ]
    headings = (index for index in found if page.lines[index].kind == "heading")
    return next(headings, found[0] if found else None)


def is_title(line: Line, titles: tuple[str, ...]) -> bool:
    """Tell the line that one of the head's titles begins with."""
    if len(line.text) > max(map(len, titles), default=0) * 2:
        return False
    text = phrases.bare(line.text)
    return len(text) >= _MIN_TITLE and any(title.startswith(text) for title in titles)


def _region_below(page: Page, anchor: int) -> Region | None:
    """Return the box that follows the anchor, or its lines where it shares a box with them."""
    first = _first_text(page, anchor)
    if first is None:
        return None
    box = page.lines[first].box
    while box.parent is not None and box.parent.start > anchor:
        box = box.parent
    start = first if box.start <= anchor else box.start
    end = _end_of_text(page, first, box)
    if box.start <= anchor:
        box = smallest_box(page, start, end)
    return Region(box, start, end, 0.0)


def _first_text(page: Page, anchor: int) -> int | None:
    stop = min(anchor + 1 + _LINES_TO_TEXT, len(page.lines))
    for index in range(anchor + 1, stop):
        line = page.lines[index]
        if phrases.ends_article(line.text):
            return None
        if not (line.hidden or _is_furniture(line)):
            return index
    return None


def _end_of_text(page: Page, first: int, box: Box) -> int:
    """Return the index after the last line before a list of links or a heading over one."""
    links, own = 0, announced_rows(page, first, box.end)
    for index in range(first, box.end):
        line = page.lines[index]
        if phrases.ends_article(line.text):
            return index
        links = links + 1 if _is_link(line) and index not in own else 0
        if links == _LINKS_OF_A_LIST:
            return index + 1 - links
    return box.end


def _has_text(page: Page, region: Region) -> bool:
    """Tell whether the region has ``_MIN_TEXT`` characters, or announces a list.

    Most have them in their first line.
    """
    size = 0
    for line in page.lines[region.start : region.end]:
        if not _is_furniture(line):
            size += len(line.text) - line.link_characters
            if size >= _MIN_TEXT or announces_rows(line):
                return True
    return False


def _is_parted(page: Page, start: int, end: int) -> bool:
    """Tell whether a list of links, comments or the page's foot begins between two lines."""
    lines = page.lines[start:end]
    links = sum(_is_link(line) for line in lines)
    return links >= _LINKS_OF_A_LIST or any(phrases.ends_article(line.text) for line in lines)


def _first_prose(page: Page, start: int, end: int) -> int:
    """Return the first line from ``start`` on that is a sentence, or ``end``."""
    for index in range(start, end):
        line = page.lines[index]
        if (
            len(line.text) > 2 * _MIN_TEXT
            and not _is_link(line)
            and not phrases.ends_article(line.text)
        ):
            return index
    return end


def _is_link(line: Line) -> bool:
    return line.link_characters >= max(_MIN_LINK, 0.6 * len(line.text))


def _is_furniture(line: Line) -> bool:
    text = line.text
    return (
        2 * line.link_characters > len(text)
        or phrases.is_tool(text)
        or phrases.is_label_bar(text)
        or phrases.is_card_row(text)
        or phrases.begins_breadcrumb(text)
    )
