"""Wording that messages of all rooms share."""

from __future__ import annotations


def counted(count: int, one: str, several: str) -> str:
    """Write a count before its words: ``1 page carries``, ``2 pages carry``."""
    return f"{count} {one if count == 1 else several}"
