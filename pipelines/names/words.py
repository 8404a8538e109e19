"""The names that one word of a credit holds: none, one, or a run of them."""

from __future__ import annotations

import re

from pipelines.names.beside_offices import behind_label, behind_office, named_before
from pipelines.names.lexicon import HAN_ONLY, is_account, is_office, nobodies, offices_begin
from pipelines.names.posts import before_post, is_post
from pipelines.names.runs import LONGEST_NAME, cut_run, is_by_sound, is_given_name, is_name

_LETTERS = "\u0400-\u04ff\u0600-\u06ff\u0f00-\u0fff\u1800-\u18af\uac00-\ud7af"
"""Of scripts whose names are of several words: Cyrillic, Arabic, Tibetan, Mongolian, Hangul."""
WORD_BREAK = re.compile(
    r"[、,;/|&()\[\]【】:<>《》“”\"*。■□◆◇●○▲△★☆◎▶►،]+"
    rf"|(?<![A-Za-z.{_LETTERS}])\s+|\s+(?![A-Za-z{_LETTERS}])|\s+and\s+(?=[A-Z])"
    r"|(?<=[\u3400-\u9fff])[-—–_]+(?=[\u3400-\u9fff])"
)
_AND = re.compile(r"([\u3400-\u9fff]{2,4})[和与及]([\u3400-\u9fff]{2,4})")
_STAFF_CODE = re.compile(r"[_\s]*(?:[A-Z]{1,4}\d{1,8}|\(?\d{2,12}\)?)$")
_DOMAIN = re.compile(r"\.(?:com|cn|net|org|gov)\b", re.IGNORECASE)
_NAME_IN_LETTERS = re.compile(rf"[{_LETTERS}][{_LETTERS}.'’ -]{{1,39}}")
_LATIN_NAME = re.compile(r"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f.'’ -]{1,39}")
_ETHNIC = re.compile(r"[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8}){1,3}")


def read_words(words: list[str], *, strict: bool) -> list[tuple[str, tuple[str, ...]]]:
    """Return each word with its names; one known family name vouches for its short neighbours."""
    known = [names_in(word, strict=True) for word in words]
    if strict and not any(known):
        return [(word, ()) for word in words]
    lenient = not strict or all_short(words)
    return [
        (word, sure or (names_in(word, strict=False) if lenient else ()))
        for word, sure in zip(words, known, strict=True)
    ]


def all_short(words: list[str]) -> bool:
    """Whether no word is longer than a name: longer ones are prose or offices."""
    return all(len(word) <= LONGEST_NAME or _is_longer_name(word) for word in words)


def _is_longer_name(word: str) -> bool:
    return is_given_name(word) or is_by_sound(word) or _ETHNIC.fullmatch(word) is not None


def names_in(word: str, *, strict: bool) -> tuple[str, ...]:
    """Return the names that one word holds: none, one, or a run of them."""
    word = _STAFF_CODE.sub("", word).removesuffix("等").strip(" _")
    if len(word) < 2 or word.lower() in nobodies():  # one character
        return ()
    if is_office(word) or is_post(word):
        return () if strict else named_before(before_post(word))
    if _ETHNIC.fullmatch(word):
        word = _without_office(word)
        return () if any(map(is_office, word.split("·"))) else (word,)
    if HAN_ONLY.fullmatch(word):
        return _han_names(word, strict=strict)
    if strict or _DOMAIN.search(word):
        return ()
    return (word,) if _LATIN_NAME.fullmatch(word) or _NAME_IN_LETTERS.fullmatch(word) else ()


def _han_names(word: str, *, strict: bool) -> tuple[str, ...]:
    if is_by_sound(word) and not is_given_name(word):
        return () if strict else (word,)  # a name, or a place: 祖丽胡马尔, 乌鲁木齐
    if is_given_name(word):
        return behind_office(word) or (word,)
    cut = _two_joined(word) or cut_word(word) or (() if strict else behind_label(word))
    if cut or strict or len(word) > LONGEST_NAME:
        return cut
    return () if is_account(word) else (word,)


def cut_word(word: str) -> tuple[str, ...]:
    """Return the names of a run, or the one behind an office: 刘集镇孔祥东 is one person."""
    names = cut_run(word) or ()
    if any(map(is_post, names)):  # 高级农艺师王小明
        return behind_office(word)
    if not names or names[0].endswith(offices_begin()):
        return behind_office(word) or names
    return names


def _without_office(word: str) -> str:
    """Return a name with dots without the office that touches it: 县水利局努尔兰·哈孜."""
    ends = range(word.index("·") - 2, LONGEST_NAME - 2, -1)
    return next((word[end:] for end in ends if is_office(word[:end])), word)


def _two_joined(word: str) -> tuple[str, ...]:
    """Return the names on either side of an "and": 张三和李四, but not 李和平."""
    match = _AND.fullmatch(word)
    return (match[1], match[2]) if match and is_name(match[1]) and is_name(match[2]) else ()
