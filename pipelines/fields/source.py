"""来源: who first published the article, as the page writes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from archive.records import Candidate
from pipelines.document import Element
from pipelines.extract.phrases import names_column
from pipelines.fields.bars import Bar, is_account_bar, read_bar
from pipelines.fields.bylines import line_byline, words_byline
from pipelines.fields.folding import fold, is_han, key
from pipelines.fields.head import Head
from pipelines.fields.labels import labels_in
from pipelines.fields.marked import Marked
from pipelines.fields.outlets import (
    DECOR,
    PAGE_BEHIND,
    clean_source,
    is_outlet,
    is_press,
)
from pipelines.fields.paths import CHANNEL_DASH
from pipelines.fields.weighing import candidate
from pipelines.fields.whole_sources import WholeSources
from pipelines.fields.wording import alternatives
from pipelines.fields.zones import Line, Zones, under_headline
from pipelines.names import is_credit, is_name, is_office, names_reporter, roles, titles
from seeds.vocabulary import table

_FROM_PAPER = re.compile(
    rf"^[(（]?\s*{alternatives('taken_from')}\s*[:：]?\s*《([^《》]{{2,20}})》"
)
_QUOTED_PAPER = re.compile(r"《([^《》]{2,20})》")
_STAMP = re.compile(r"[\d年月日/.-]{8,12}\s?\d\d:\d\d:\d\d\s+\S+")
_PAGE = re.compile(r"第?\s*[A-Z]?\d{1,3}\s*版?|")
"""04版, 第4版, A12版, or nothing."""
_PAGE_AND_DAY = re.compile(
    r"(?:第\s*)?[A-Z]?\d{1,3}\s*版(?:\s*[:：]\s*|\s+)\S{2,8}(?:\s+|$)|(?:星期|周)[一二三四五六日天]\s+"
)
"""What stands beside the day on a page of a newspaper: 第2版：要闻 清江日报, 星期四 邵阳晚报."""
_LONGEST_CAPTION_LABEL = 12
"""Chinese characters before the first label of a line, from which on it is a caption and no bar."""
_PICTURE = re.compile(alternatives("pictures"))
_MOST_HAN = re.compile(r"[\u3400-\u9fff·（()） ]{3,20}")
"""An office, and no number of a document: 江政办发〔2020〕5号."""


def source_candidates(
    head: Head,
    zones: Zones,
    marked: Iterable[Marked],
    title: str | None,
    scripts: Sequence[Element] = (),
) -> list[Candidate]:
    """Return every reading of the source, weighed; the headline again is there by mistake."""
    under = under_headline(zones, title)
    whole = WholeSources(head, scripts)
    of_marks = list(_from_marks(marked, zones))
    found = [
        *_up_to_marks(_labelled(zones.bars_above, "label-above", whole), of_marks),
        *_beside_date(zones, title),
        *_alone(under),
        *_republished((*under, *zones.below)),
        *_stamped(zones),
        *_bylines(zones),
        *_labelled(zones.bars_below, "label-below", whole),
        *of_marks,
        *_from_head(head, whole),
    ]
    headline = key(title or "")
    return [one for one in found if one.value and key(one.value) != headline]


def _up_to_marks(labelled: Iterable[Candidate], marks: list[Candidate]) -> Iterator[Candidate]:
    """Yield what labels say, each up to where the element that holds the source ends.

    The site's own name may stand behind it in one line: 来源：央视新闻客户端 中国青年网.
    """
    ends = [one.value for one in marks if one.kind != "marked"]
    for one in labelled:
        end = next((end for end in ends if one.value.startswith(f"{end} ")), one.value)
        yield candidate("source", end, one.kind, one.why, one.weight)


def _labelled(lines: Iterable[Line], kind: str, whole: WholeSources) -> Iterator[Candidate]:
    labels = table("labels")
    for line in lines:
        for entry in line.bar.entries:
            if entry.kind != "source" or _of_a_picture(line):
                continue
            weak = entry.label in labels["issuers"] or entry.value in labels["unnamed"]
            weight = 30.0 if weak else None
            value = whole.clean(entry.value)
            if is_name(value) and kind == "label-below":
                weight = 20.0  # 来源: 尹娟 names the writer
            yield candidate("source", value, kind, f"after {entry.label}", weight)


def _of_a_picture(line: Line) -> bool:
    """Whether the line is a caption that ends in its source: … （来源：梨视频）, 图片来源：…."""
    if line.bar.dated and len(line.bar.entries) > 1:
        return False  # 来源：区融媒体中心 图片：李刚
    labels = labels_in(fold(line.text))
    before = line.text[: labels[0].start] if labels else ""
    if picture := _PICTURE.search(line.text):
        # 2023-04-12 来源：浙江在线 图片由受访单位提供
        return not (line.bar.dated and labels and labels[0].start < picture.start())
    # Names of reporters may be as long as a caption.
    return sum(map(is_han, before)) > _LONGEST_CAPTION_LABEL and not is_credit(before)


def _beside_date(zones: Zones, title: str | None) -> Iterator[Candidate]:
    """Read a bar that writes its source without a label: 2019-09-26 10:56:28 证券时报网."""
    headline = key(title or "")
    for line in zones.above[-20:]:
        bar = line.bar
        if not bar.dated or _leads_over(line):
            continue
        if headline and key(line.text) == headline:
            continue  # 8月10日夜间至11日天气预报
        if any(entry.kind == "source" and entry.value for entry in bar.entries):
            continue
        beside = {bar.after_date: "behind", bar.before_date: "before"}
        for words_ in bar.loose:
            beside.setdefault(words_, "beside")
        for words_, where in beside.items():
            if not words_:
                continue
            alone = _outlet_alone(words_.removeprefix("原创").strip())
            value = _without_account(clean_source(alone))
            if value and is_account_bar(line.text):
                yield candidate("source", value, "byline", f"account {where} the date", 46)
            elif is_outlet(value):
                yield candidate(
                    "source", value.strip("《》"), "after-date", f"outlet {where} the date"
                )


def _leads_over(line: Line) -> bool:
    """Whether a line leads over to a list: 市政府2011年5月10日第9次常务会议研究决定，任命：."""
    return not line.bar.entries and line.text.endswith(("：", ":"))


def _outlet_alone(words_: str) -> str:
    """Return the words beside a date without the page, the weekday and the writers among them."""
    parts = list(
        takewhile(lambda part: not _begins_credit(part), _PAGE_AND_DAY.sub("", words_).split())
    )
    while len(parts) > 1 and is_name(parts[0]) and not is_office(parts[0]):
        parts = parts[1:]  # 张露 李想 潜江发布
    return " ".join(parts).strip(DECOR)


def _begins_credit(word: str) -> bool:
    """Whether a word is a role, or an outlet's reporter: what follows are people."""
    return word.lower() in roles() or names_reporter(word)


def _without_account(value: str) -> str:
    """Return an outlet without what a platform says of its account: 经济日报官方账号."""
    for word in table("labels")["accounts"]:
        if value.endswith(word) and value != word:
            return value.removesuffix(word)
    return value


def _alone(lines: tuple[Line, ...]) -> Iterator[Candidate]:
    """Read an outlet on a line of its own beside a dated line: 新华社 / 2020-01-03 18:13."""
    if lines and not lines[0].bar.is_bar and is_press(lines[0].text):
        yield candidate("source", lines[0].text, "after-date", "outlet under the headline", 36)
    for line, following in pairwise(lines):
        if line.bar.is_bar or len(line.text) > 20:  # an outlet's name
            continue
        if following.text in table("labels")["accounts"]:
            yield candidate("source", line.text, "byline", "name of a public account", 46)
        elif following.bar.dated:
            outlet = _before_names(line.text)
            yield from _outlet_line(outlet, CHANNEL_DASH.split(outlet)[0], "above")
    for before, line in pairwise(lines):
        if before.bar.dated and not line.bar.is_bar:
            outlet = PAGE_BEHIND.sub("", line.text)
            yield from _outlet_line(outlet, outlet, "below")


def _before_names(text: str) -> str:
    """Return the outlet of a line that ends in its writers: 商务局 郗韵."""
    office, _, behind = text.partition(" ")
    return office if behind and words_byline(behind).authors else text


def _outlet_line(outlet: str, first: str, where: str) -> Iterator[Candidate]:
    """Yield a line that is an outlet or office and stands right above or below the date."""
    if is_press(first):
        weight = {"above": 38, "below": 37}[where]
        yield candidate("source", outlet, "after-date", f"outlet {where} the date", weight)
    elif (
        is_office(outlet)
        and not outlet.endswith(titles())
        and _MOST_HAN.fullmatch(outlet)
        and not names_column(outlet)
    ):
        yield candidate("source", outlet, "after-date", f"office {where} the date", 33)


def _republished(lines: Iterable[Line]) -> Iterator[Candidate]:
    """Read 转自《北京科技报》 and 《人民日报》（2020年02月29日 04版） above or below the prose."""
    for line in lines:
        if "《" not in line.text:
            continue
        match = _FROM_PAPER.match(line.text)
        if paper := match[1] if match else paper_of_issue(line.bar):
            yield candidate("source", paper.strip(), "label-below", "paper it was taken from")


def _stamped(zones: Zones) -> Iterator[Candidate]:
    """Read the moment of publication below the text and the outlet behind it."""
    for line in zones.bars_below:
        if outlet := outlet_of_stamp(line.bar):
            yield candidate("source", outlet, "after-date", "outlet behind the moment", 34)


def outlet_of_stamp(bar: Bar) -> str:
    """Return the outlet of a line that is a moment, to the second, and an outlet; "" elsewhere.

    ``bar``: 2013年03月21日 13:39:38 某某新闻网.
    """
    match = None if bar.entries or not bar.dated else _STAMP.fullmatch(fold(bar.text))
    return bar.after_date if match and is_press(bar.after_date) else ""


def paper_of_issue(bar: Bar) -> str:
    """Return the paper of a line that names a paper, its day and page, and no more; "" elsewhere.

    ``bar``: 《人民日报》（2020年02月29日 04版）.
    """
    match = _QUOTED_PAPER.fullmatch(bar.before_date.rstrip("(（ "))
    is_issue = match and bar.dated and not bar.entries and _PAGE.fullmatch(bar.after_date)
    return match[1] if match and is_issue else ""


def _bylines(zones: Zones) -> Iterator[Candidate]:
    """Read 石佳/中国青年报 and 大理日报 · 记者 杨艳玲: who wrote it, and for whom."""
    for line in zones.above[-16:]:
        is_credit_line = not line.bar.entries and line_byline(line.text).authors
        if is_credit_line and is_press(outlet := _outlet_alone(line.text)):
            yield candidate("source", outlet, "after-date", "outlet before the writer")
        if not ("/" in line.text or "／" in line.text):
            continue
        name, slash, behind = line.text.replace("／", "/").partition("/")
        if slash and is_name(name.strip()) and is_outlet(behind.strip()):
            yield candidate("source", behind.strip(), "byline", "outlet behind the writer's name")


def _from_marks(marked: Iterable[Marked], zones: Zones) -> Iterator[Candidate]:
    of_source = [mark for mark in marked if mark.field == "source"]
    near = "\n".join(line.text for line in zones.above[-20:]) if of_source else ""
    for mark in of_source:
        if mark.kind == "marked" and mark.value not in near:
            continue
        entries = read_bar(mark.value).entries
        labelled = [entry.value for entry in entries if entry.kind == "source"]
        value = clean_source(labelled[0] if labelled else mark.value)
        is_dated = sum(sign.isdigit() for sign in value) > 3  # 36氪 is an outlet
        if (labelled or not entries) and not is_dated:
            yield candidate("source", value, mark.kind, f"element or marker {mark.name}")


def _from_head(head: Head, whole: WholeSources) -> Iterator[Candidate]:
    site = key(head.metas.get("sitename", ""))
    if found := head.first("source"):
        value = whole.clean(found[1])
        kind = "meta" if found[0] == "contentsource" else "meta-other"
        weight = 15.0 if site and key(value) == site else None
        yield candidate("source", value, kind, f"meta {found[0]}", weight)
