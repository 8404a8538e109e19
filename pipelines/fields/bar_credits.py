"""Credits in the information bar: behind a source, behind an author, beside a date."""

from __future__ import annotations

import re

from pipelines.fields.bylines import (
    SIGNATURE,
    Byline,
    bracket_byline,
    line_byline,
    office_signed,
    words_byline,
)
from pipelines.fields.credit_places import (
    LINES_BESIDE,
    SIGNED,
    SIGNERS_BELOW,
    Found,
    Place,
    tells_editors,
)
from pipelines.fields.wording import word_list
from pipelines.fields.zones import Zones
from pipelines.names import Role, credits_of, is_name, is_office, names_reporter

_SIGNED_AT = re.compile(r"^[于在][\u3400-\u9fff]{2,6}\s+")
"""Where a text was signed, behind the day: 2022年3月5日于清河 张三."""
_BESIDE_DATE = Place("words beside the date", "after-date")
_BEHIND_SOURCE = Place("words behind 来源", "label-below")
_BEHIND_AUTHOR = Place("words behind the author", "after-date")


def behind_sources(zones: Zones) -> Found:
    """Read 来源:黄冈日报全媒体(记者汪欢), 来源：台州日报 见习记者赵静, 来源：淮河镇 王晓芸."""
    for line in (*zones.bars_above, *zones.bars_below):
        for entry in line.bar.entries:
            if entry.kind != "source":
                continue
            value = entry.value.strip()
            _, signer = office_signed(value)
            if signer or (is_name(value) and credits_of(value)):
                yield _BEHIND_SOURCE, Byline((signer or value,))
            office, _, behind = value.partition(" ")
            if is_office(office) or names_reporter(office):
                yield _BEHIND_SOURCE, words_byline(behind.strip())
            else:
                yield _BEHIND_SOURCE, line_byline(behind.strip())
            match = SIGNATURE.search(_whole_bracket(line.text, entry.value))
            if match and not match[1].endswith(word_list("place_endings")):  # 市委办（黄山区）
                yield _BEHIND_SOURCE, Byline(bracket_byline(match[1]).authors)


def beside_dates(zones: Zones) -> Found:
    """Read a name beside the date: 2004年7月16日08:19 [ 黄宇 ] 来源：…; 冀勇庆 2015-06-25 08:46."""
    for line in zones.above[-LINES_BESIDE:]:
        for words in line.bar.loose:
            yield _BESIDE_DATE, words_byline(words)
    for index, line in enumerate(zones.below):
        for words in line.bar.loose:
            yield _BESIDE_DATE, Byline(editors=line_byline(words).editors)
            if index < SIGNERS_BELOW and line.bar.dated:
                who = _SIGNED_AT.sub("", words)
                yield SIGNED, Byline(words_byline(who).authors)  # 商务局 郗韵 2017年5月31日


def behind_authors(zones: Zones) -> Found:
    """Read who has no colon behind another: 作者：王芳 编辑 李明; 编辑：李明 通讯员 王芳."""
    for line in (*zones.above[-LINES_BESIDE:], *zones.bars_below):
        for entry in line.bar.entries:
            if entry.kind == "editor":
                yield _BEHIND_AUTHOR, Byline(_writers_behind(entry.value))
            elif entry.kind == "author" and not tells_editors(line):
                yield _BEHIND_AUTHOR, Byline(editors=line_byline(entry.value).editors)


def _writers_behind(value: str) -> tuple[str, ...]:
    """Return those behind an editor who wrote: 责任编辑：李明 通讯员 王芳; a trainee edits, too."""
    trains = any(word in value for word in word_list("trainees"))
    said = () if trains else credits_of(value, strict=True)
    return tuple(credit.name for credit in said if credit.role is Role.WRITER)


def _whole_bracket(line: str, value: str) -> str:
    """Return a value with its closing bracket, which the bar's reading trims."""
    end = line.find(value) + len(value)
    return line[:end] + ")" if line[end : end + 1] in ")）" else line[:end]
