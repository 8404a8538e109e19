"""Simplified and Traditional writing of the same words, from ``vocabulary/simplified_traditional``.

The vocabulary is written in simplified characters; pages of Hong Kong, Macau and Taiwan, and the
``big5`` copies that mainland sites make of themselves, write the same labels in traditional ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

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
