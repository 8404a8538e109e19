"""Answers that are JSON, as what they hold."""

from __future__ import annotations

import json
import re

_CALLBACK = re.compile(r"\s*[\w.$]+\s*\((.*)\)\s*;?\s*$", re.DOTALL)
_DEEPEST = 8
"""Objects and arrays within each other in which texts are looked at."""


def parse_json(text: str) -> object | None:
    """Return the value of a JSON answer (or of one wrapped in a callback), None for other text."""
    called = _CALLBACK.match(text)
    value = read_json(called[1] if called else text)
    return None if value is None else unpacked(value)


def read_json(text: str) -> object | None:
    """Return the value of JSON as it stands, None for other text."""
    inner = text.strip()
    if not inner.startswith(("{", "[")):
        return None
    try:
        value: object = json.loads(inner)
    except (ValueError, RecursionError):
        return None
    return value


def unpacked(value: object, deepest: int = _DEEPEST) -> object:
    """Return an answer whose texts are JSON in turn (Epoint, ASP.NET's ``d``) as what they hold.

    Only objects, and arrays of some: a headline in brackets is a text.
    """
    if not deepest:
        return value
    if isinstance(value, dict):
        return {name: unpacked(inner, deepest - 1) for name, inner in value.items()}
    if isinstance(value, list):
        return [unpacked(inner, deepest - 1) for inner in value]
    within = read_json(value) if isinstance(value, str) and value else None
    is_one = (
        isinstance(within, dict)
        or within == []
        or (isinstance(within, list) and any(isinstance(each, dict) for each in within))
    )
    return unpacked(within, deepest - 1) if is_one else value
