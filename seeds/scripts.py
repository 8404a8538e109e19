"""Simplified and Traditional writing of the same words, from ``vocabulary/simplified_traditional``.

The vocabulary is written in simplified characters; pages of Hong Kong, Macau and Taiwan, and the
``big5`` copies that mainland sites make of themselves, write the same labels in traditional ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from seeds.vocabulary import words


@cache
def traditional_forms() -> Mapping[str, str]:
    """Return each simplified character that has a traditional form of its own, with that form."""
    return MappingProxyType(dict(pair.split() for pair in words("simplified_traditional")))


@cache
def _to_simplified() -> dict[int, str]:
    return {ord(traditional): simple for simple, traditional in traditional_forms().items()}


def simplified(text: str) -> str:
    """Return the text with traditional characters as simplified ones, character by character."""
    return text.translate(_to_simplified())


def both_scripts(pattern: str) -> str:
    """Return a regular expression that matches what ``pattern`` does in either script.

    ``来源`` becomes ``[来來]源``; within brackets the traditional character joins the others. A
    range (``一-龥``) must not begin or end in a character that has two forms.
    """
    forms = traditional_forms()
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
    return re.compile(f"[{''.join(traditional_forms().values())}]")
