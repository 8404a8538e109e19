"""How walls against robots look, from ``walls.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from seeds.knowledge import read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """One wall's signature; every part that is given must match."""

    vendor: str
    status: frozenset[int] = frozenset()
    """Any of these HTTP statuses; empty: every status."""
    body: re.Pattern[str] | None = None
    longest: int = 0
    """Characters of the body at most; 0: no bound."""
    headers: tuple[tuple[str, re.Pattern[str]], ...] = ()
    """Lower-case header names with a pattern on the value."""


@cache
def walls() -> tuple[Wall, ...]:
    """Return the walls of ``walls.toml``, read once, in the order of the file."""
    data = read_table("crawling/walls.toml")
    return tuple(_wall(entry) for entry in data["wall"])


def _wall(entry: dict[str, Any]) -> Wall:
    return Wall(
        vendor=entry["vendor"],
        status=frozenset(entry.get("status", ())),
        body=re.compile(entry["body"], re.IGNORECASE) if "body" in entry else None,
        longest=entry.get("longest", 0),
        headers=tuple(
            (name, re.compile(pattern, re.IGNORECASE))
            for name, pattern in entry.get("header", {}).items()
        ),
    )
