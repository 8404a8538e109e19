"""Credits that are lines of their own around the prose, and the dateline that begins it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise, takewhile

from pipelines.document import Document
from pipelines.fields.bylines import (
    NOBODY,
    Byline,
    is_sure_name,
    line_byline,
    names_official,
    words_byline,
)
from pipelines.fields.credit_places import (
    DAY_ALONE,
    LINES_BELOW,
    LINES_BESIDE,
    SIGNS,
    Found,
    Place,
    own_below,
    tells_editors,
    without_offices,
)
from pipelines.fields.datelines import dateline_names
from pipelines.fields.folding import fold, key
from pipelines.fields.paths import breadcrumb_items, leads_from_home
from pipelines.fields.wording import word_list
from pipelines.fields.zones import Line, Zones, headline_index, under_headline
from pipelines.names import credits_of, headings, is_credit, is_office, nobodies

_LINES_ABOVE = 16
"""Lines above the prose that are looked at, from it outwards."""
_LONGEST_NAMES = 24
_FIRST_LINES = 3
_SET_APART = re.compile(r"[□■◇◆○●◎△▲☆★※—]+\s*[\u3400-\u9fff]")
"""A sign of newspapers before the name of the author."""
_APART = re.compile(r"([\u3400-\u9fff])\s{1,4}([\u3400-\u9fff])")
_PARTED = re.compile(r"[\s（(·]")
ABOVE = Place("byline above the prose", "byline")
_INNER = Place("byline between the first paragraphs", "byline")
_BELOW = Place("signature line below the prose", "signature")
_DATELINE = Place("dateline of the first paragraph", "dateline")
_ALONE = Place("names alone", "byline", weight=48)


def credit_lines(zones: Zones) -> Found:
    """Read lines that are nothing but a credit: 澎湃新闻记者 段彦超 廖艳; 石佳/中国青年报."""
    for lines, place in (
        (_without_columns(zones.above), ABOVE),
        (zones.inner, _INNER),
        (list(own_below(zones)), _BELOW),
    ):
        if _name_nobody(lines):
            continue
        texts = [line.text for line in lines]
        near = texts[:LINES_BELOW] if place is _BELOW else texts
        yield place, Byline(authors=_together(near))
        for line in lines:
            said = line_byline(line.text)
            if said is not NOBODY and not tells_editors(line):
                yield place, Byline(editors=said.editors, reviewers=said.reviewers)


def _name_nobody(lines: Iterable[Line]) -> bool:
    return all(line_byline(line.text) is NOBODY for line in lines)


def _without_columns(lines: tuple[Line, ...]) -> list[Line]:
    """Return the last lines that are no column of the breadcrumb: 荣誉报道 is no credit."""
    near = lines[-_LINES_ABOVE:]
    if _name_nobody(near):
        return list(near)
    paths = [breadcrumb_items(line.text) for line in lines if leads_from_home(line.text)]
    columns = {item for path in paths for item in path}
    return [line for line in near if line.text not in columns]


def _together(texts: list[str]) -> tuple[str, ...]:
    """Return the authors of the first credit, which may go on over several lines."""
    credited = [line_byline(text).authors for text in texts]
    first = next((index for index, names in enumerate(credited) if names), len(credited))
    # A line of photographers alone does not end the credit.
    lines = takewhile(
        lambda pair: pair[0] or is_credit(pair[1]),
        zip(credited[first:], texts[first:], strict=True),
    )
    return tuple(name for names, _ in lines for name in names)


def names_alone(zones: Zones, title: str | None) -> Found:
    """Read a line of names right under the headline: 赵延东、风笑天."""
    lines = _first_lines(zones, title)
    if _is_speech(title) or _is_list([line for _, line in lines], zones):
        return
    for before, line in lines:
        if len(line.text) > _LONGEST_NAMES or _is_speaker(line, zones):
            continue
        names = _names_of(line.text) or _pen_name(before, line)
        if any(name in (title or "") for name in names):
            continue  # whom the article is about
        if not names and (said := _with_office(line.text)) != NOBODY:
            yield _ALONE, said
        # 时间, 安全: a word of two characters is a name only where a name must stand.
        if names and (len(key(line.text)) > 2 or before is None or _wants_name(before, line)):
            yield _ALONE, Byline(names)


def _names_of(text: str) -> tuple[str, ...]:
    """Return the names of a line that is nothing else."""
    names = tuple(credit.name for credit in credits_of(text, strict=True))
    alone = key("".join(names)) == key(text) and all(map(_may_be_name, names))
    return names if alone else ()


def _pen_name(before: Line | None, line: Line) -> tuple[str, ...]:
    """Return a name of two letters apart, without a family name, that is set to sign: 阿　依.

    It stands out between the bar and the text, where the headings of parts stand as well: 前　言.
    """
    match = _APART.fullmatch(line.text.strip())
    if match is None or before is None or not (line.strong and _wants_name(before, line)):
        return ()
    word = match[1] + match[2]
    return () if word in nobodies() or word in headings() else (word,)


def _is_list(lines: list[Line], zones: Zones) -> bool:
    """Whether lines are a list of people and sign nothing.

    That is several officials, or people on several lines of an article without a sentence.
    """
    officials = sum(names_official(line.text) for line in lines)
    inside = [line.text for line in lines if line.block is not None]
    may_be = zones.last_prose < 0 and len(inside) > 1
    return officials > 1 or (may_be and all(map(_is_of_people, inside)))


def _is_of_people(text: str) -> bool:
    return bool(_names_of(text)) or _with_office(text) != NOBODY


def _first_lines(zones: Zones, title: str | None) -> list[tuple[Line | None, Line]]:
    """Return the first lines under the headline that are no bars, each with the line before it.

    Outside of the article's container others may stand there, and within it a poem.
    """
    start = headline_index(zones, title) + 1
    lines = zones.above[start:] if start else under_headline(zones, title)
    pairs = pairwise((None, *takewhile(lambda line: not _introduces(line), lines)))
    told = [(before, line) for before, line in pairs if line and not line.bar.is_bar]
    outside = [pair for pair in told if pair[1].block is None]
    inside = [pair for pair in told if pair[1].block is not None]
    return outside[:_FIRST_LINES] + inside[:_FIRST_LINES]


def _is_speaker(line: Line, zones: Zones) -> bool:
    """Whether a line says which official spoke, beside the day: 县长 张三 / （2024年3月5日）."""
    if not names_official(line.text):
        return False
    near = zones.above[-LINES_BESIDE:]
    days = [index for index, other in enumerate(near) if DAY_ALONE.fullmatch(other.text)]
    at = next((index for index, other in enumerate(near) if other is line), len(near))
    return any(index > at or near[index].text.startswith(("（", "(")) for index in days)


def _is_speech(title: str | None) -> bool:
    """Whether a headline is that of a speech, under which stands who held it: 在…上的讲话."""
    return (title or "").rstrip("》”）) ").endswith(word_list("speeches"))


def _with_office(text: str) -> Byline:
    """Return the names in a line of names and offices: 易蓉（市委党校）; （株洲网 易蓉 晏子）.

    Posts may stand there too, if they say of which office: 市教育局党组书记、局长 易蓉. An order is
    signed by the post alone: 市长 易蓉.
    """
    if not _PARTED.search(text.strip("（）() ")):
        return NOBODY
    if authors := words_byline(text).authors:
        return Byline(authors)
    if ":" in fold(text):
        return NOBODY  # 访谈嘉宾：县水利局局长 韩雪
    words = [word for word in SIGNS.split(text) if word]
    return Byline(words_byline(" ".join(without_offices(words))).authors)


def _wants_name(before: Line, line: Line) -> bool:
    """Whether a name must stand here: behind a date, an office or the bar.

    A sign before it says so, too.
    """
    is_first = before.bar.is_bar and before.block is None and line.block is not None
    at_place = is_first or before.bar.dated or is_office(before.text)
    return at_place or _SET_APART.match(line.text) is not None


def _may_be_name(name: str) -> bool:
    return is_sure_name(name) or (len(name) <= 3 and not name.isascii())  # a pen name, no brand


def _introduces(line: Line) -> bool:
    """Whether what follows a line is what it announces: 优秀志愿者名单公布如下：."""
    return line.text.endswith(("：", ":")) and not line.bar.is_bar


def datelines(document: Document, zones: Zones) -> Found:
    """Read whom the first paragraph names before its news: 本报讯（记者 王芳）."""
    for block in document.blocks[max(zones.first_prose - 2, 0) : zones.first_prose + 3]:
        if (names := dateline_names(block.text)) and not line_byline(block.text).authors:
            yield _DATELINE, Byline(tuple(names))
