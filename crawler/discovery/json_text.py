"""Answers that are JSON, as what they hold."""

from __future__ import annotations

import json
import re

_CALLBACK = re.compile(r"\s*[\w.$]+\s*\((.*)\)\s*;?\s*$", re.DOTALL)


def parse_json(text: str) -> object | None:
    """Return the value of a JSON answer (or of one wrapped in a callback), None for other text."""
    called = _CALLBACK.match(text)
    inner = (called[1] if called else text).strip()
    if not inner.startswith(("{", "[")):
        return None
    try:
        value: object = json.loads(inner)
    except (ValueError, RecursionError):
        return None
    return _unpacked(value)


def _unpacked(value: object) -> object:
    """Return an answer whose outermost texts are JSON in turn (Epoint) as what they hold."""
    if not isinstance(value, dict):
        return value
    return {
        name: parse_json(inner) or inner if isinstance(inner, str) else inner
        for name, inner in value.items()
    }
