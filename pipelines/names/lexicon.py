"""Family names, role words and endings of offices, read once from ``seeds/vocabulary``."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache, lru_cache
from itertools import chain

from seeds.scripts import traditional_forms, with_traditional
from seeds.vocabulary import table, words

_COMMON_SURNAMES = 60
"""Family names so common that a word of three characters behind them is a person, not an office."""

_ACCOUNT = 4
"""Characters of an office's account that is a word and a place: 平安潜江."""


_REMEMBERED = 4096
"""Words whose answer is remembered: there are two hundred endings of offices to look at."""


class Role(Enum):
    """What a credit says that a person did."""

    PLAIN = "plain"
    """No role word: a bare name."""
    WRITER = "writers"
    PHOTOGRAPHER = "photographers"
    EDITOR = "editors"
    REVIEWER = "reviewers"
    """Read it before it appeared: an editor where nobody else is called one."""
    OTHER = "others"
    """Checked, signed off, typed or laid out."""


@cache
def surname_ranks() -> dict[str, int]:
    """Return each one-character family name, in either script, with its place by frequency."""
    ranks = {name: rank for rank, name in enumerate(words("surnames"))}
    forms = traditional_forms()
    return ranks | {forms[name]: rank for name, rank in ranks.items() if name in forms}


@cache
def compound_surnames() -> frozenset[str]:
    """Return the family names of two characters."""
    return frozenset(words("compound_surnames"))


@cache
def given_names() -> tuple[str, ...]:
    """Return what names without a family name end in: Mongol, Tibetan, Uyghur and Kazakh ones."""
    return words("given_names")


@cache
def transliterating() -> frozenset[str]:
    """Return the characters in which foreign names are written by their sound."""
    return frozenset(table("people")["transliterating"])


@cache
def occupations() -> tuple[str, ...]:
    """Return what people are called whatever they did for an article."""
    return tuple(table("people")["occupations"])


@cache
def reported_from() -> frozenset[str]:
    """Return cities that look like names and stand before 报道: 王亚楠 济宁报道."""
    return frozenset(table("people")["reported_from"])


@cache
def like_names() -> frozenset[str]:
    """Return words that begin as names do and follow the name of an office: 关于, 申请."""
    return frozenset(table("people")["words_like_names"])


def is_surely_surname(sign: str) -> bool:
    """Whether a character is a family name more often than another word: 王, not 门 or 党."""
    return sign in surname_ranks() and sign not in table("people")["surnames_or_words"]


@cache
def nobodies() -> frozenset[str]:
    """Return words that stand where a name should and name nobody, in lower case.

    The labels of information tables are among them: beside an empty field the next one stands.
    """
    labels = table("labels")
    words_of = (table("people")["nobodies"], labels["table"], labels["keywords"])
    return frozenset(word.lower() for word in chain(*words_of))


@cache
def headings() -> frozenset[str]:
    """Return words of two characters that head parts of a text: 前言, 附录."""
    return frozenset(table("people")["headings"])


@cache
def words_and_names() -> frozenset[str]:
    """Return those of the ``nobodies`` that a label alone makes names: 责任编辑：田园."""
    return frozenset(table("people")["words_and_names"])


@cache
def roles() -> dict[str, Role]:
    """Return each role word with its role."""
    people = table("people")
    return {
        word.lower(): role
        for role in (Role.PLAIN, Role.OTHER, Role.EDITOR, Role.PHOTOGRAPHER, Role.WRITER)
        for word in with_traditional(people[role.value])
    } | dict.fromkeys(table("labels")["reviewers"], Role.REVIEWER)


@cache
def role_pattern() -> re.Pattern[str]:
    """Return what finds a role word in a credit.

    Words of two characters and more are found anywhere but before what makes an office of them
    (记者站, 编辑部, 海报新闻, 技术推广中心); 文, 图 and 摄 only before a slash or colon, or
    before a name that a space parts from them where nothing stands before (文 韩雪), or as the end
    of a word, or after name and slash (马俊峰/文受访者供图, but not 编辑/文静, who has that family
    name).
    """
    long = "|".join(sorted((word for word in roles() if len(word) > 1), key=len, reverse=True))
    short = "".join(word for word in roles() if len(word) == 1)
    # What a role begins with comes first: few characters of a line do, and the rest is costly.
    begins = "".join(sorted({re.escape(word[0]) for word in (*roles(), *"文图摄攝")}))
    return re.compile(
        rf"(?=[{begins}])(?:(?:文\s?[/|、与和&·+]\s?(?:供图|图片?|摄影?)|图片?\s?[/、与和&·+]\s?文|文\s图)(?P<both>)"
        rf"|(?<!小)(?P<long>{long})(?!{_offices()})"
        rf"|(?<![{_HAN}])(?P<head>[{short}])(?=\s?[/:|]|{_first_of_names()})"
        rf"|(?P<tail>(?<=[{_HAN}]/)[{short}](?![{_HAN}]{{1,2}}(?![{_HAN}])|[/:|])"
        rf"|(?<=\s)[{short}](?![{_HAN}/:|])|[摄攝](?![{_HAN}/:|])))",
        re.IGNORECASE,
    )


def _first_of_names() -> str:
    """Return what follows a role of one character that begins a credit, as a regular expression.

    Behind a name, 文 and 图 say what the people before them did: 李明 文 王芳 图.
    """
    families = "".join(surname_ranks().keys() - roles().keys())
    return rf"(?<![{_HAN}]\s.)\s{{1,3}}[{families}][{_HAN}]{{1,2}}(?![{_HAN}])"


def _offices() -> str:
    """Return what a role word must not stand before, as a regular expression."""
    return "|".join(table("people")["offices_of_roles"])


_HAN = "\u3400-\u9fff\uf900-\ufaff"
HAN_ONLY = re.compile(rf"[{_HAN}]+")
"""A word of Chinese characters and nothing else."""


@lru_cache(maxsize=_REMEMBERED)
def is_office(word: str) -> bool:
    """Tell an office, outlet or place from a person: 德清县发改局, 新华社, but not 李会."""
    if len(word) < 3:  # 李会, 王台: two characters are a name
        return word in departments()
    if len(word) == 3 and word.endswith(_given_endings()):
        return surname_ranks().get(word[0], _COMMON_SURNAMES) >= _COMMON_SURNAMES  # 宋芳科
    short, long = _endings()
    if len(word) == 3 and word.startswith(offices_begin()):  # 县农业局张三 ends in a name
        return True
    return word.endswith(short) or (len(word) > 3 and word.endswith(long))  # 李九州


@cache
def _given_endings() -> tuple[str, ...]:
    return tuple(table("people")["offices_or_names"])


def is_account(word: str) -> bool:
    """Tell the account of an office from a person: 平安潜江, 潜江税务."""
    begin, end = _of_accounts()
    return len(word) == _ACCOUNT and (word.startswith(begin) or word.endswith(end))


@cache
def _of_accounts() -> tuple[tuple[str, ...], tuple[str, ...]]:
    people = table("people")
    return tuple(people["accounts_begin"]), tuple(people["accounts_end"])


@cache
def offices_begin() -> tuple[str, ...]:
    """Return what begins the name of an office or ends that of a place: 县一中, 刘集镇."""
    return tuple(table("people")["offices_begin"])


@cache
def _endings() -> tuple[tuple[str, ...], tuple[str, ...]]:
    people = table("people")
    short, long = people["offices_short"], (*people["offices_long"], *titles())
    return with_traditional(short), with_traditional(long)


@cache
def departments() -> frozenset[str]:
    """Return the departments that two characters name: 儿科, 骨科."""
    return frozenset(table("people")["departments"])


@cache
def titles() -> tuple[str, ...]:
    """Return what somebody may be called for what he or she is, officials or not."""
    people = table("people")
    return (*people["officials"], *people["titles"])


@cache
def officials() -> tuple[str, ...]:
    """Return the titles of officials: who bears one speaks or is spoken of, and seldom writes."""
    return tuple(table("people")["officials"])
