"""Authors beside another field: behind the source, beside the date, as the poster of a thread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from archive.records import Candidate
from pipelines.fields.bylines import SIGNATURE, byline_credits, signature_names
from pipelines.fields.folding import key
from pipelines.fields.weighing import candidate
from pipelines.fields.wording import alternatives
from pipelines.fields.zones import Zones
from pipelines.names import (
    Credit,
    Role,
    credits_of,
    is_given_name,
    is_name,
    is_office,
    names_reporter,
    nobodies,
    split,
)

SIGNS = re.compile(r"[\s、/／（）()]+")
"""What parts the words of a signature."""
_BRACKET_BEHIND = re.compile(r"(?P<office>[^()（）]{2,})[(（](?P<inside>[^()（）]+)[)）]?")
_PLACE_ENDINGS = ("省", "市", "州", "区", "县", "旗", "镇", "乡", "村", "站", "版")
_SURE_NAME = 3
"""Characters of one name alone in a bracket: 黄石, 常山 of two are cities, too."""
_POSTER = re.compile(
    rf"{alternatives('poster')}\s*([^\s于,，。\[\]【】]{{2,12}})\s*(?:于|发表|[(（])"
    r"|^([^\s\[\]【】]{2,16})\s+发表于\s*\d"
)


def joined(names: Iterable[str]) -> str:
    """Return names as a candidate holds them, each once."""
    return "、".join(dict.fromkeys(names))


def from_sources(zones: Zones) -> Iterator[Candidate]:
    """Read 来源:黄冈日报全媒体(记者汪欢), and posters of forums."""
    for line in (*zones.above, *zones.below):
        for entry in line.bar.entries:
            if entry.kind == "source" and is_name(entry.value) and split(entry.value):
                yield candidate("authors", entry.value, "label-below", "a person behind 来源")
            if entry.kind == "source" and (behind := _names_behind_office(entry.value)):
                yield candidate("authors", joined(behind), "label-below", "names behind 来源")
            if entry.kind == "source" and (credited := byline_credits(behind_first(entry.value))):
                names = joined(credit.name for credit in credited)
                yield candidate("authors", names, "label-below", "credit behind the source")
            if entry.kind == "source" and (
                match := SIGNATURE.search(_whole_bracket(line.text, entry.value))
            ):
                yield candidate(
                    "authors",
                    joined(signature_names(match[1])),
                    "label-below",
                    "bracket behind 来源",
                )
        if match := _POSTER.search(line.text):
            poster = match[1] or match[2]
            if not is_office(poster) and poster.lower() not in nobodies():
                yield candidate("authors", poster, "marked", "poster of the thread", 20)


def _names_behind_office(value: str) -> list[str]:
    """Return the names behind an office in the value of 来源, if nothing else is: 淮河镇 王晓芸."""
    office, _, rest = value.strip().partition(" ")
    if not rest or not (is_office(office) or names_reporter(office)):
        return []
    names = [credit.name for credit in credits_of(rest, strict=True)]
    alone = key("".join(names)) == key(SIGNS.sub("", rest))
    return names if alone and all(map(surely_signs, names)) else []


def without_people(value: str) -> str:
    """Return a source without the people in a bracket behind it: 县融媒体中心（张晓红 刘洋）."""
    match = _BRACKET_BEHIND.fullmatch(value)
    people = [word for word in SIGNS.split(match["inside"]) if word] if match else []
    if not match or len("".join(people)) < _SURE_NAME:
        return value
    named = all(surely_signs(word) and not word.endswith(_PLACE_ENDINGS) for word in people)
    return match["office"] if named else value


def behind_first(value: str) -> str:
    """Return what stands behind the first word of a value: 台州日报 见习记者赵静."""
    return value.partition(" ")[2].strip()


def behind_dates(zones: Zones) -> Iterator[Candidate]:
    """Read a name beside the date: 2004年7月16日08:19 [ 黄宇 ] 来源：…; 冀勇庆 2015-06-25 08:46."""
    for line in zones.above[-12:]:
        for words, where in ((line.bar.after_date, "behind"), (line.bar.before_date, "before")):
            names = split(words, without_editors=True) if words else ()
            rest = "".join(word for word in words.split() if not is_office(word))
            alone = names and all(map(is_name, names)) and key("".join(names)) == key(rest)
            credited = [credit.name for credit in byline_credits(words)]
            if alone or credited:
                yield candidate(
                    "authors", joined(credited or names), "after-date", f"name {where} the date"
                )


def _whole_bracket(line: str, value: str) -> str:
    """Return a value with its closing bracket, which the bar's reading trims."""
    end = line.find(value) + len(value)
    return line[:end] + ")" if line[end : end + 1] in ")）" else line[:end]


def surely_signs(word: str) -> bool:
    """Whether a word can be nothing but the name of who signs a text."""
    is_built_so = is_name(word) or is_given_name(word) or "·" in word
    return is_built_so and credits_of(word, strict=True) == (Credit(word, Role.PLAIN),)
