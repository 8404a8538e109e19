"""How lists and mappings stand in JSON columns."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypedDict

_written = json.JSONEncoder(ensure_ascii=False).encode
"""Chinese stays readable, and a third of the size."""


class _JsonColumns(TypedDict):
    json_serializer: Callable[[object], str]
    json_deserializer: Callable[[str | bytes], object]


def _write(value: object) -> str:
    # Most lists are empty: an article has nine of them, read by exports and written by each store.
    return "[]" if value == [] else _written(value)


def _read(text: str | bytes) -> object:
    """Return the value; drivers give text (SQLite) or bytes (psycopg)."""
    if isinstance(text, bytes):
        text = text.decode()
    return [] if text == "[]" else json.loads(text)


JSON_COLUMNS: _JsonColumns = {"json_serializer": _write, "json_deserializer": _read}
"""What SQLAlchemy's ``create_engine`` is told of them."""
