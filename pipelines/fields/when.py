"""Where dates of publication are written: collected here, read and weighed by the dates stage.

The value of each candidate is the text as it stands, label and all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

from archive.records import Candidate
from pipelines.dates.labels import Role, role_of
from pipelines.dates.numerals import normalise
from pipelines.dates.parse import NOWHERE, dated
from pipelines.document import Document
from pipelines.fields.counted import counted
from pipelines.fields.folding import fold
from pipelines.fields.head import Head
from pipelines.fields.marked import Marked, script_dates
from pipelines.fields.outlets import is_outlet, is_press
from pipelines.fields.source import outlet_of_stamp, paper_of_issue
from pipelines.fields.weighing import candidate
from pipelines.fields.wording import alternatives, word_list
from pipelines.fields.zones import Line, Zones, headline_index
from pipelines.names import is_office
from seeds.vocabulary import table

DATE_WEIGHTS: dict[str, float] = {
    "byline": 62,
    "below": 40,
    "header": 38,
    "baidu": 65,
    "family": 66,
    "marked": 50,
    "meta": 55,
    "meta-other": 50,
    "json-ld": 56,
    "script": 30,
    "list-page": 34,
    "dateline": 25,
    "end": 12,
}
"""Weight by kind; the dates stage adds what the label before a date and other dates say."""

_DATELINE = re.compile(
    r"^\s*(?:[（(]?(?:据)?[\u3400-\u9fff]{2,12}(?:社|报|网|台|线|客户端|融媒体|新闻)[\u3400-\u9fff]{0,10}?)(\d{1,2}\s?月\s?\d{1,2}\s?日)\s?(?:电|讯)"
)
_MORE_THAN_YESTERDAY = re.compile(r"\d{4}|月")
"""What a date says that is no count of days or hours."""
_PART_OF_DATE = re.compile(r"[\d\s/:.年月日-]{2,12}")
_NOT_DATE = re.compile(
    r"[\W\d_年月日时分秒上下午]|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"|\b[ap]m\b|(?<=\d)(?:st|nd|rd|th)\b",
    re.IGNORECASE,
)
"""What a written date consists of, in Chinese and English."""
_BEFORE_HEADLINE = 24.0
"""Taken from a date above the headline: the day that the site's banner shows."""
_OF_ISSUE = 2.0
"""Taken from the day of the paper that a text was taken from: a site may tell its own day, too."""
_SCATTERED_TO_THE_MINUTE = 54.0
"""Weight of 2019 / 09/07 / 19:02 in sight: over meta tags that a later edit of the page renews."""
_TO_THE_SECOND = re.compile(r"[\d-]{10} \d\d:\d\d:\d\d")
_WHEN_MADE = 22.0
"""Taken from a meta tag that repeats the second in which the page was made (页面生成时间)."""
_PUBLISHED = re.compile(alternatives("published"))
_SIGNED_ON = re.compile(r"\s*[（(]?\s*\d{4}年\d{1,2}月\d{1,2}日[）)]?\s*")
_YEAR = re.compile(r"(?:19|20)\d\d\s?[-./年]")
_MONTH_OF_YEAR = re.compile(r"((?:19|20)\d\d)\s?[-./年]\s?(\d{1,2})\s?月?")
_TIME_ALONE = re.compile(r"(?:[\u3400-\u9fff]{2}时间|[\u3400-\u9fff]{2}時間)\s?(\S.{2,12})")
"""The time of day in the place that a line names, and nothing else."""
_WEEKDAY = re.compile(r"\s*[（(](?:星期|周|週)[一二三四五六日天][）)]\s*$")
_CALLED = re.compile("成文|签发|印发|公文日期")
"""What a card calls the day on which its paper was signed."""
_MEDIA = re.compile(r"(?:报|网|社|台|媒体|媒体中心|客户端|新闻)$")
_CLOCK = re.compile(r"\d:\d\d")
_MOST_IN_SCRIPTS = 5
_ALONE = 40
"""Characters; a line with a date at the end of a document is its signing date if no longer."""


def date_candidates(
    document: Document, head: Head, zones: Zones, marked: Iterable[Marked], title: str | None
) -> list[Candidate]:
    """Return every string that may date the article."""
    found = [
        *_above_prose(zones, title),
        *_below_prose(zones),
        *_from_marks(marked, zones),
        *_from_head(head),
        *_from_list_page(document),
        *_from_prose(document, zones),
    ]
    if not any(_MORE_THAN_YESTERDAY.search(one.value) for one in found):
        # Scripts are long: read only where nothing else says more than 昨天.
        found.extend(_from_scripts(document))
    return found


def _when(value: str, kind: str, why: str) -> Candidate:
    return candidate("published_at", value, kind, why, DATE_WEIGHTS[kind])


def _above_prose(zones: Zones, title: str | None) -> Iterator[Candidate]:
    headline = headline_index(zones, title)
    is_numbered = _has_number(zones)
    for index, line in enumerate(zones.above):
        if line.bar.dated and _is_said_above(zones.above, index):
            continue
        if is_numbered and _dates_paper(line):
            continue
        if line.bar.dated:
            kind = _kind(zones.above, index)
            early = index < headline and not line.bar.entries
            weight = DATE_WEIGHTS[kind] - (_BEFORE_HEADLINE if early else 0)
            weight -= _OF_ISSUE if _is_issue(line) else 0
            text = _without_sources(line)
            yield candidate("published_at", text, kind, "line above the prose", weight)
        elif not is_numbered and (day := _day_of_news(line)):
            yield _when(day, "byline", "bar of news above the prose")
        elif (below_headline := -1 < headline < index) or line.bar.entries:
            yield from _counted(line, "byline", unlabelled=below_headline)
    for joined in _scattered_dates(zones.above):
        weight = _SCATTERED_TO_THE_MINUTE if ":" in joined else DATE_WEIGHTS["header"]
        yield candidate("published_at", joined, "header", "date over several lines", weight)


def _below_prose(zones: Zones) -> Iterator[Candidate]:
    for joined in _times_below_days(zones.below):
        yield _when(joined, "below", "day and time below the prose")
    is_numbered = _has_number(zones)
    for line in zones.bars_below:
        if line.bar.dated and _dates_the_article(line):
            yield _when(line.text, "below", "bar below the prose")
        elif line.bar.dated and line.block is not None and len(line.text) <= _ALONE:
            if _is_told(line, zones.above, is_numbered=is_numbered):
                continue
            yield _when(line.text, "end", "date at the end: when it was signed")
        elif not line.bar.dated and line.bar.entries:
            yield from _counted(line, "below", unlabelled=False)


def _is_said_above(lines: tuple[Line, ...], index: int) -> bool:
    """Whether a date is the value of a label that the line before it repeats with the value.

    What that label says of it counts then: 结束时间： / 2024-05-10 is not when it was published.
    """
    above, text = lines[index - 1] if index else lines[index], lines[index].text
    if above.text == text or not above.text.endswith(text):
        return False
    role, _ = role_of(fold(above.text.removesuffix(text)))
    return role in (Role.OTHER, Role.DOCUMENT)


def _has_number(zones: Zones) -> bool:
    """Whether the page's card is one of a paper: it gives the paper's number."""
    labels = word_list("paper_numbers")
    return any(entry.label in labels for line in zones.bars_above for entry in line.bar.entries)


def _dates_paper(line: Line) -> bool:
    """Whether all dates of a line say when a paper was sent out: 发文日期：2023-05-04."""
    labels = [entry.label for entry in line.bar.entries if entry.kind == "date"]
    return bool(labels) and set(labels) <= set(word_list("of_papers"))


def _is_told(line: Line, above: Iterable[Line], *, is_numbered: bool) -> bool:
    """Whether the page calls the day below a text another thing above it: 成文日期：2023-05-04.

    ``is_numbered``: whether its card is one of a paper, whose 发文日期 is such a day, too.
    """
    called = [fold(one.text) for one in above if _CALLED.search(one.text)]
    sent = [fold(one.text) for one in above if is_numbered and _dates_paper(one)]
    if not (called or sent):
        return False
    days = {one.moment.day for one in dated(normalise(line.text), NOWHERE)}
    return any(
        one.role in roles and one.moment.day in days
        for texts, roles in ((called, (Role.OTHER,)), (sent, (Role.OTHER, Role.DOCUMENT)))
        for text in texts
        for one in dated(normalise(text), NOWHERE)
    )


def _day_of_news(line: Line) -> str:
    """Return the day of a bar of news that calls it as papers do: 签发时间：… 来源：… 阅读：20.

    No card counts readers, offers sizes of letters, or tells the minute.
    """
    kinds = {entry.kind for entry in line.bar.entries}
    if "table" in kinds or "\t" in line.text:
        return ""
    days = (one.value for one in line.bar.entries if one.label in word_list("of_news_or_papers"))
    day = next(days, "")
    sources = [entry.value for entry in line.bar.entries if entry.kind == "source"]
    is_news = kinds & {"views", "tools"} or any(map(_MEDIA.search, sources))
    return day if is_news or (sources and _CLOCK.search(day)) else ""


def _is_issue(line: Line) -> bool:
    """Whether a line is a bracket with a paper and its day: （福建日报 2001年3月12日）."""
    bar = line.bar
    if bar.entries or not line.text.startswith(("（", "(")) or _CLOCK.search(line.text):
        return False
    return line.text.endswith(("）", ")")) and is_press(bar.before_date)


def _without_sources(line: Line) -> str:
    """Return a bar without the sources that hold a date: 来源：本文原载于2011年12月13日人民网."""
    text = line.text
    for entry in line.bar.entries:
        if entry.kind == "source" and _YEAR.search(entry.value):
            text = text.replace(entry.value, "")
    return text


def _counted(line: Line, kind: str, *, unlabelled: bool) -> Iterator[Candidate]:
    for value, less in counted(line, unlabelled=unlabelled):
        weight = DATE_WEIGHTS[kind] - less
        yield candidate("published_at", value, kind, "date without a day of the calendar", weight)


def _times_below_days(lines: tuple[Line, ...]) -> Iterator[str]:
    """Yield a day and the time on the line below it: 2023年8月11日（星期五） / 香港時間17時30分."""
    for line, following in pairwise(lines):
        if line.bar.dated and (time := _TIME_ALONE.fullmatch(following.text)):
            yield f"{_WEEKDAY.sub('', line.text)} {time[1]}"


def _kind(lines: tuple[Line, ...], index: int) -> str:
    """Return what a dated line above the prose is: a bar, a signature, or a line of the header."""
    line = lines[index]
    if index and _SIGNED_ON.fullmatch(line.text) and _signs(lines[index - 1].text):
        return "end"
    return "byline" if _is_byline(line) else "header"


def _signs(text: str) -> bool:
    """Whether a line is the offices that issue a document: 省统计局 国家统计局调查总队."""
    return not text.endswith(("报", "社", "网", "台")) and all(map(is_office, text.split()))


def _dates_the_article(line: Line) -> bool:
    """Whether a dated line below the prose is about the article: by its labels or its words."""
    kinds = {entry.kind for entry in line.bar.entries}
    return (
        bool(kinds & {"source", "author", "editor", "date"})
        or _PUBLISHED.search(line.text) is not None
        or bool(paper_of_issue(line.bar) or outlet_of_stamp(line.bar))
    )


def _is_byline(line: Line) -> bool:
    """Whether a dated line is a bar: it has labels, a source, or is the date and little else."""
    if line.bar.entries or is_outlet(line.bar.after_date) or is_outlet(line.bar.before_date):
        return True
    return len(_NOT_DATE.sub("", line.text)) <= 6  # 星期一, 发布, 楼主


def _scattered_dates(lines: tuple[Line, ...]) -> Iterator[str]:
    """Yield dates whose parts stand on lines of their own: 2019 / 09/07 / 19:02."""
    run: list[str] = []
    for text in (*(line.text for line in lines), ""):
        if _PART_OF_DATE.fullmatch(text):
            run.append(text)
            continue
        if len(run) > 1:
            yield " ".join(run)
            yield from _day_and_month(run)
        run = []


def _day_and_month(run: list[str]) -> Iterator[str]:
    """Yield the day that stands large beside its month: 21 / 2024年02月, 2024.02 / 21."""
    for one, other in pairwise(run):
        for day, month in ((one, other), (other, one)):
            match = _MONTH_OF_YEAR.fullmatch(month.strip())
            if match and re.fullmatch(r"[0-3]?\d", day.strip()):
                yield f"{match[1]}-{match[2]}-{day.strip()}"


def _from_marks(marked: Iterable[Marked], zones: Zones) -> Iterator[Candidate]:
    of_dates = [mark for mark in marked if mark.field == "published_at"]
    if not of_dates:
        return
    dated = [line for line in (*zones.above[-24:], *zones.below) if line.bar.dated]
    near = "\n".join(line.text for line in dated if _is_byline(line))
    for mark in of_dates:
        if mark.kind == "time":
            if mark.name and any(mark.name in line.text for line in dated):
                yield _when(mark.value, "marked", f"time element that shows {mark.name}")
        elif mark.kind != "marked" or mark.value in near:
            yield _when(mark.value, mark.kind, f"element or marker {mark.name}")


def _from_head(head: Head) -> Iterator[Candidate]:
    made = head.metas.get("others", "")
    for kind, group in (("meta", "published"), ("meta-other", "published_also")):
        for name in table("meta_names")[group]:
            if (value := head.metas.get(name)) is not None:
                is_made = _TO_THE_SECOND.fullmatch(value) is not None and value in made
                weight = DATE_WEIGHTS[kind] - (_WHEN_MADE if is_made else 0)
                yield candidate("published_at", value, kind, f"meta {name}", weight)
    for item in head.json_ld:
        for name in ("datePublished", "pubDate", "uploadDate", "dateCreated"):
            if isinstance(value := item.get(name), str) and value:
                yield _when(value, "json-ld", f"JSON-LD {name}")


def _from_scripts(document: Document) -> Iterator[Candidate]:
    scripts = document.elements.get("script", ())
    for value in islice(script_dates(scripts), _MOST_IN_SCRIPTS):
        yield _when(value, "script", "variable of a script")


def _from_list_page(document: Document) -> Iterator[Candidate]:
    if document.page.listed_date:
        yield _when(document.page.listed_date, "list-page", "beside the link on the list page")


def _from_prose(document: Document, zones: Zones) -> Iterator[Candidate]:
    """Read 新华社北京2月24日电; other dates in prose are those of events."""
    for block in document.blocks[zones.first_prose : zones.first_prose + 2]:
        if match := _DATELINE.match(block.text):
            yield _when(match[1], "dateline", "dateline of the first paragraph")
