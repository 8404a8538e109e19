"""The words of ``seeds/vocabulary/fields.toml`` as patterns and tuples."""

from __future__ import annotations

from functools import cache

from seeds.vocabulary import table


@cache
def alternatives(name: str) -> str:
    """Return the entries of a list as one group of a regular expression, the longest first."""
    return f"(?:{'|'.join(sorted(table('fields')[name], key=len, reverse=True))})"


@cache
def word_list(name: str) -> tuple[str, ...]:
    """Return the entries of a list of words, in file order."""
    return tuple(table("fields")[name])
