"""People beside another field: who posted a thread, who stands in a bracket behind a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from archive.records import Candidate
from pipelines.fields.bylines import office_signed, surely_signs
from pipelines.fields.credit_places import SIGNS
from pipelines.fields.folding import REMEMBERED
from pipelines.fields.weighing import candidate
from pipelines.fields.wording import alternatives, word_list
from pipelines.fields.zones import Zones
from pipelines.names import is_office, nobodies

_BRACKET_BEHIND = re.compile(r"(?P<office>[^()（）]{2,})[(（](?P<inside>[^()（）]+)[)）]?")
_SURE_NAME = 3
"""Characters of one name alone in a bracket: 黄石, 常山 of two are cities, too."""
_POSTER = re.compile(
    rf"{alternatives('poster')}\s*([^\s于,，。\[\]【】]{{2,12}})\s*(?:于|发表|[(（])"
    r"|^([^\s\[\]【】]{2,16})\s+发表于\s*\d"
)


def posters(zones: Zones) -> Iterator[Candidate]:
    """Yield who posted a thread of a forum, as a poor reading of the authors."""
    for line in (*zones.above, *zones.below):
        poster = _poster(line.text)
        if poster and not is_office(poster) and poster.lower() not in nobodies():
            yield candidate("authors", poster, "marked", "poster of the thread", 20)


@lru_cache(maxsize=REMEMBERED)
def _poster(text: str) -> str:
    """Return who posted the thread whose line this is; "" elsewhere."""
    match = _POSTER.search(text)
    return (match[1] or match[2]) if match else ""


def without_people(value: str) -> str:
    """Return a source without the people behind it: 县融媒体中心（张晓红 刘洋）, 县教育局/张三."""
    value, _ = office_signed(value)
    match = _BRACKET_BEHIND.fullmatch(value)
    people = [word for word in SIGNS.split(match["inside"]) if word] if match else []
    if not match or len("".join(people)) < _SURE_NAME:
        return value
    places = word_list("place_endings")
    named = all(surely_signs(word) and not word.endswith(places) for word in people)
    return match["office"] if named else value
