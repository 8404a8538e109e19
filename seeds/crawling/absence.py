"""What pages say that are not there any more, from ``absence.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("absence.toml")


@cache
def absence_phrases() -> tuple[str, ...]:
    """Return the phrases, in lower case."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(phrase.lower() for phrase in data["phrases"])
