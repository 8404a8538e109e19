"""Information bars: 2020-02-24 15:28 来源：浙江新闻客户端 作者：记者 王国锋 【字体：大 中 小】."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from pipelines.dates.context import Context
from pipelines.dates.labels import Role, role_of
from pipelines.dates.moment import Precision
from pipelines.dates.numerals import DASHES, one_zero
from pipelines.dates.reading import Reading, readings
from pipelines.extract.phrases import is_item, tells_of_law
from pipelines.fields.folding import REMEMBERED, fold, is_han
from pipelines.fields.labels import closed_value
from pipelines.fields.marks import Mark, label_marks, marks_of_cells, with_tools
from pipelines.fields.paths import is_menu_of_columns
from pipelines.fields.wording import word_list
from pipelines.names import credits_of, is_name, is_office
from seeds.vocabulary import table

LONGEST_BAR = 160
"""Characters; a longer line is prose."""

_EDGES = " \t\u3000\xa0|｜丨︱│┃/,;，；、-—_·:：\"'[]()【】（）［］〔〕〖〗<>"
_OPENS = re.compile(r"[\[(<【（〖]")
_OPENING = re.compile(rf"{_OPENS.pattern}\s*$")
_WEB_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\b[A-Z]+\.(?:[A-Z]+\.)?COM\b")
_BAR_APART = re.compile(r"\s\|\s")
"""Ends a source: 来源：县总工会 | 撰稿 栾平."""
_ANY_DATE = Context(near=date(2000, 1, 1))
"""Lets yearless dates be seen; which year they mean, the dates stage finds out."""
_BESIDE_YEARLESS = 8
"""Characters that may stand beside a date without year and time: brackets, a weekday."""
_WORDS = re.compile(
    r"(?<=[日号])(?:[至到~-](?:\d{1,2}月)?\d{1,2}[日号])?(?!农历|星期)([\u3400-\u9fff]{4,})(?![^:|]*[:|])"
)
"""What follows a day, or a span of days, without a space, and is no label."""
_DATE_SIGN = re.compile(r"[\d月]")
"""What every date has."""
_DATE_SIGNS = re.compile(
    rf"[年月日]|\d\s{{0,2}}[./\\{DASHES[::-1]}]|[01]\d{{3}}|[a-z]{{3}}", re.IGNORECASE
)
"""One of these, too: a unit, a sign behind a number, eight digits or the name of a month."""
_BAR_SIGNS = re.compile(r"[\t:：|丨︱｜│/／\[\]［］【】\d月]|^\W*(?:[来责编作记稿信文]|[Bb]y\s)")
"""A line without any of these is no bar: looked at before anything costlier."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and its value, as the page wrote them."""

    kind: str
    """``source``, ``author``, ``editor``, ``date`` or a kind that is no field of ours."""
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Bar:
    """What one line says of its article."""

    text: str
    entries: tuple[Entry, ...]
    dated: bool
    """Whether a date stands in it that is not told to be another thing's."""
    after_date: str
    """What stands after the date, without any label: often the source."""
    before_date: str = ""
    """What stands before it, without any label."""
    loose: tuple[str, ...] = ()
    """All words that belong to no label, date or tool, those beside the date among them."""

    @property
    def is_labelled(self) -> bool:
        """Whether a label says something of the article, and not when an event is (公示时间)."""
        return any(
            entry.kind != "date" or role_of(entry.label)[0] is not Role.OTHER
            for entry in self.entries
        )

    @property
    def is_bar(self) -> bool:
        """Whether the line is about the article rather than of it."""
        return bool(self.entries) or self.dated


@lru_cache(maxsize=REMEMBERED)
def read_bar(line: str) -> Bar:
    """Return what ``line`` says; a line of prose says nothing."""
    if len(line) > LONGEST_BAR or not _BAR_SIGNS.search(line):
        return silent_bar(line)
    # In brackets such a line stands below a headline at times, and is about the text.
    is_law = line[0] not in "（(" and tells_of_law(line)
    if is_law or is_item(line) or is_menu_of_columns(line):
        return silent_bar(line)
    told = _blanked(line)
    folded = fold(told)
    cells = marks_of_cells(told) if "\t" in told else []
    labels = cells or label_marks(folded)
    spans = _dates(folded)
    if not (labels or spans):
        return silent_bar(line)  # tools alone say nothing of the article
    marks = cells or with_tools(folded, labels)
    spans = _not_of_sources(folded, marks, spans)
    parts = _parts(told, folded, marks, spans)
    entries = tuple(part.entry for part in parts if part.entry)
    dated = any(_publishes(folded, start) for start, _ in spans)
    return Bar(
        line,
        entries,
        dated,
        after_date=_after_date(told, folded, marks, spans),
        before_date=_before_date(told, folded, marks, spans),
        loose=_loose(told, parts, spans) if entries or dated else (),
    )


def silent_bar(line: str) -> Bar:
    """Return the reading of a line that says nothing of its article."""
    return Bar(line, (), dated=False, after_date="")


def _blanked(line: str) -> str:
    """Return a line with spaces for what looks like a label or a name and is none.

    Those are addresses, and the place that an account wrote from (来自北京市, 发布于北京).
    """
    for pattern_ in (_WEB_ADDRESS, _written_from()):
        line = pattern_.sub(lambda match: " " * len(match[0]), line)
    return line


def is_account_bar(line: str) -> bool:
    """Tell the bar of an account on a platform: it says from which province it was written."""
    return len(line) <= LONGEST_BAR and _written_from().search(line) is not None


@cache
def _written_from() -> re.Pattern[str]:
    places = "|".join(table("labels")["provinces"])
    behind = "(?:省|市|自治区|特别行政区)?"
    return re.compile(
        rf"(?:来自|IP属地[:：]?)\s?(?:{places}){behind}(?![\u3400-\u9fff])"
        rf"|发布于[:：]?(?:{places}){behind}"
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """A label with its value, or a tool, and where in the line they stand."""

    start: int
    end: int
    entry: Entry | None


def _parts(line: str, folded: str, marks: list[Mark], spans: list[tuple[int, int]]) -> list[_Part]:
    found: list[_Part] = []
    borders = sorted([mark.start for mark in marks] + [start for start, _ in spans] + [len(line)])
    for mark in marks:
        end = next(border for border in borders if border >= mark.end)
        if not mark.label:
            found.append(_Part(mark.start, mark.end, None))
            continue
        if (kind := _kind_by_value(mark, _value(line[mark.end : end]))) == "date":
            end = next((stop for start, stop in spans if start == end), end)
        elif closed := closed_value(kind):
            match = closed.match(folded, mark.end, end)
            end = match.end() if match else end
        elif kind == "source" and (bar := _BAR_APART.search(folded, mark.end + 1, end)):
            end = bar.start()
        inside = _inside(line[mark.end : end])
        entry = Entry(kind, mark.label, _value(inside))
        found.append(_Part(mark.start, mark.end + len(inside), entry))
    return found


def _kind_by_value(mark: Mark, value: str) -> str:
    """Return the kind of a label; 发布：郗韵 names who did it, where others say when."""
    if mark.kind != "date" or mark.label not in word_list("posted_by"):
        return mark.kind
    office, _, behind = value.partition(" ")
    is_source = is_office(office) and (not behind or bool(credits_of(behind, strict=True)))
    return "author" if is_name(value) else "source" if is_source else mark.kind


def _loose(line: str, parts: list[_Part], spans: list[tuple[int, int]]) -> tuple[str, ...]:
    """Return what stands between the parts and dates of a line.

    What touches a label is the beginning of that word: 黄石发布：….
    """
    found: list[str] = []
    done = 0
    labels = {part.start for part in parts if part.entry}
    taken = sorted([*((part.start, part.end) for part in parts), *spans, (len(line), len(line))])
    for start, end in taken:
        touches = start in labels and start > done and is_han(line[start - 1])
        if start > done and not touches and (words := _value(line[done:start])):
            found.append(words)
        done = max(done, end)
    return tuple(found)


def _value(raw: str) -> str:
    """Return a value without the brackets and separators around it; an opening one ends it."""
    if not _OPENS.search(raw):
        return raw.strip(_EDGES)
    raw = _OPENING.sub("", raw).strip(_EDGES)
    return _OPENING.sub("", raw).strip(_EDGES)


def _inside(raw: str) -> str:
    """Return a value up to a bracket that closes what opened before its label: （编辑：小何）…."""
    depth = 0
    for index, sign in enumerate(raw):
        depth += (sign in "(（") - (sign in ")）")
        if depth < 0 and raw[:index].strip():
            return raw[:index]
    return raw


def _publishes(folded: str, start: int) -> bool:
    return role_of(folded[:start])[0] is not Role.OTHER


def _after_date(line: str, folded: str, marks: list[Mark], spans: list[tuple[int, int]]) -> str:
    """Return the words between a line's only date and the next label or tool, or its end."""
    if len(spans) != 1 or not _publishes(folded, spans[0][0]):
        return ""
    start = spans[0][1]
    end = min((mark.start for mark in marks if mark.start >= start), default=len(line))
    return _value(line[start:end])


def _before_date(line: str, folded: str, marks: list[Mark], spans: list[tuple[int, int]]) -> str:
    """Return the words before a line's only date, where no label stands among them."""
    if len(spans) != 1 or any(mark.start < spans[0][0] for mark in marks):
        return ""
    return _value(folded[: spans[0][0]] if line == folded else line[: spans[0][0]])


def _dates(folded: str) -> list[tuple[int, int]]:
    """Return where dates of a day or finer stand; a month (2005年9月) is an archive's link."""
    if not (_DATE_SIGN.search(folded) and _DATE_SIGNS.search(folded)):
        return []
    return [
        (reading.start, reading.end)
        for reading in readings(one_zero(folded), _ANY_DATE)
        if reading.moment.precision >= Precision.DAY and _stands_for_itself(folded, reading)
    ]


def _not_of_sources(
    folded: str, marks: list[Mark], spans: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return the dates without those within a source, where a label names the article's own.

    文章来源：本文原载于2011年12月13日人民网 发布时间：2012年11月30日.
    """
    sources = [mark for mark in marks if mark.kind == "source"]
    if len(spans) < 2 or not sources:
        return spans
    if not any(role_of(folded[:start])[0] is Role.PUBLICATION for start, _ in spans):
        return spans
    return [span for span in spans if not any(_is_within(folded, one, span) for one in sources)]


def _is_within(folded: str, source: Mark, span: tuple[int, int]) -> bool:
    words = folded[source.end : span[0]]
    return source.end < span[0] and re.fullmatch(r"\s*[\u3400-\u9fff]+", words) is not None


def _opens_phrase(folded: str, reading: Reading) -> bool:
    """Tell the day that a headline begins with: 2020年3月5日疫情通报, but not 3月5日新华社."""
    if folded[: reading.start].strip(_EDGES) or reading.moment.has_time:
        return False
    match = _WORDS.match(folded, reading.end)
    if match is None:
        return False
    words = match[1]
    is_named = sum(len(credit.name) for credit in credits_of(words, strict=True)) == len(words)
    return not is_named and (not is_office(words) or words.endswith(word_list("reports")))


def _stands_for_itself(folded: str, reading: Reading) -> bool:
    """Tell 03-23 17:17 of a bar from 3月22日 in a sentence: by its time, its label, or alone."""
    if _opens_phrase(folded, reading):
        return False
    if not reading.yearless or reading.moment.has_time:
        return True
    if len(folded) - (reading.end - reading.start) <= _BESIDE_YEARLESS:
        return True
    return role_of(folded[: reading.start])[0] is Role.PUBLICATION
