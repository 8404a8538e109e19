"""Simplified and Traditional writing of the same words, from ``vocabulary/simplified_traditional``.

``vocabulary/traditional_further`` adds what only the words of the vocabulary need, further forms
of one character among it: 汇 is 匯 in 匯款 and 彙 in 彙編.

The vocabulary is written in simplified characters; pages of Hong Kong, Macau and Taiwan, and the
``big5`` copies that mainland sites make of themselves, write the same labels in traditional ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from seeds.vocabulary import words


@cache
def traditional_forms() -> Mapping[str, str]:
    """Return each simplified character that has a traditional form of its own, with that form."""
    return MappingProxyType(dict(pair.split() for pair in words("simplified_traditional")))


@cache
def _all_forms() -> Mapping[str, str]:
    """Return each simplified character that has traditional forms, with all of them."""
    forms = dict(traditional_forms())
    for pair in words("traditional_further"):
        simple, traditional = pair.split()
        forms[simple] = forms.get(simple, "") + traditional
    return MappingProxyType(forms)


@cache
def _to_simplified() -> dict[int, str]:
    return {ord(form): simple for simple, forms in _all_forms().items() for form in forms}


def traditional(text: str) -> str:
    """Return the text in traditional characters, the first form of each."""
    forms = _all_forms()
    return "".join(forms.get(sign, sign)[0] for sign in text)


def with_traditional(entries: Iterable[str]) -> tuple[str, ...]:
    """Return words of simplified characters, each followed by its traditional writing."""
    return tuple(dict.fromkeys(form for one in entries for form in (one, traditional(one))))


def simplified(text: str) -> str:
    """Return the text with traditional characters as simplified ones, character by character."""
    return text.translate(_to_simplified())


def both_scripts(pattern: str) -> str:
    """Return a regular expression that matches what ``pattern`` does in either script.

    ``来源`` becomes ``[来來]源``; within brackets the traditional character joins the others. A
    range (``一-龥``) must not begin or end in a character that has two forms.
    """
    forms = _all_forms()
    parts: list[str] = []
    in_class = escaped = False
    for sign in pattern:
        if sign in forms and not escaped:
            both = sign + forms[sign]
            parts.append(both if in_class else f"[{both}]")
        else:
            parts.append(sign)
            if not escaped:
                in_class = (in_class or sign == "[") and sign != "]"
        escaped = sign == "\\" and not escaped
    return "".join(parts)


class InEitherScript(NamedTuple):
    """A pattern of simplified characters as it finds its words in texts of either script.

    ``re`` passes quickly over what none of several words begins with, but not where the words
    begin with two characters each: searching for the labels of a bar takes twelve times as long.
    """

    simplified: re.Pattern[str]
    either: re.Pattern[str]

    def for_text(self, text: str) -> re.Pattern[str]:
        """Return the pattern that finds in ``text``, or a part of it, what ``either`` does."""
        return self.simplified if _traditional().search(text) is None else self.either


def in_either_script(pattern: str) -> InEitherScript:
    """Compile a pattern for texts in either script; what it must be like: ``both_scripts``."""
    return InEitherScript(re.compile(pattern), re.compile(both_scripts(pattern)))


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_all_forms().values())}]")
