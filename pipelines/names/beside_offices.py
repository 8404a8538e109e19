"""Names that touch an office or a post without a gap: 武汉大学历史学院郭伦, 县电视台黎永强莫雄."""

from __future__ import annotations

from functools import cache

from pipelines.names.lexicon import (
    compound_surnames,
    departments,
    is_office,
    is_surely_surname,
    like_names,
    nobodies,
    officials,
)
from pipelines.names.posts import before_post, is_post
from pipelines.names.runs import LONGEST_NAME, cut_run, is_given_name, is_name
from seeds.vocabulary import table

_LENGTHS = (3, 2, 4, 5, 6, 7)
"""Characters of a name that touches the office before it, the likeliest first."""
_SHORTEST_TITLED = 8
"""Characters of a name, an office and a post, together."""


def behind_office(word: str) -> tuple[str, ...]:
    """Return the name that follows an office without a gap: 武汉大学历史学院郭伦."""
    is_short = len(word) <= LONGEST_NAME and word[:2] not in departments()
    if is_short or is_office(word):
        return ()
    for length in _LENGTHS:
        name = word[-length:]
        office = word[:-length]
        if may_sign(name) and (is_office(office) or is_post(office)):
            return () if office.endswith(officials()) else (name,)
    return ()


def named_before(who: str) -> tuple[str, ...]:
    """Return the name that stands before a post, behind an office or none: 刘洋 of 刘洋法官."""
    if is_office(who):
        return ()
    return (who,) if who and may_sign(who) else behind_office(who)


def behind_label(word: str) -> tuple[str, ...]:
    """Return the names beside an office or post without any gap: 县电视台黎永强莫雄.

    Only a label makes sure that they are names and no words, and that an official wrote.
    """
    for length in _LENGTHS[:2]:
        if word[:-length].endswith(officials()) and may_sign(word[-length:]):
            return (word[-length:],)
    for end in range(2, len(word) - LONGEST_NAME + 1):
        names = cut_run(word[end:]) if is_office(word[:end]) else None
        if names and len(names) > 1 and all(map(may_sign, names)):
            return names
    return _before_office(word)


def _before_office(word: str) -> tuple[str, ...]:
    """Return the name before an office and a post: 方敏 of 方敏北京大学经济学院教授.

    A place that begins the office, or the state, says where the name ends.
    """
    who = before_post(word) if len(word) >= _SHORTEST_TITLED else ""
    for length in _LENGTHS[:2]:
        name, office = who[:length], who[length:]
        if office.startswith(_places()) and is_office(office) and may_sign(name):
            return (name,)
    return ()


@cache
def _places() -> tuple[str, ...]:
    return (*table("labels")["provinces"], *table("people")["offices_of_state"])


def may_sign(word: str) -> bool:
    """Whether what touches an office may be a name, and is no word: 县法院关于."""
    if is_given_name(word):
        return True
    is_known = is_surely_surname(word[0]) or word[:2] in compound_surnames()
    return is_known and is_name(word) and word[:2] not in like_names() and word not in nobodies()
