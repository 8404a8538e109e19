"""The one loader of ``seeds/vocabulary/``: word lists (``.txt``) and tables (``.toml``).

A word list has one entry a line; blank lines and lines that begin with ``#`` are left out. Files
are read once a process.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from seeds.knowledge import KnowledgeError, read_table, read_text


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the entries of ``vocabulary/NAME.txt`` in file order.

    Raises KnowledgeError when there is no such file, it is empty, or an entry stands twice.
    """
    lines = (line.strip() for line in read_text(f"vocabulary/{name}.txt").splitlines())
    entries = tuple(line for line in lines if line and not line.startswith("#"))
    if not entries:
        raise KnowledgeError(f"vocabulary/{name}.txt holds no entry")
    seen: set[str] = set()
    for entry in entries:
        if entry in seen:
            raise KnowledgeError(f"vocabulary/{name}.txt has {entry!r} twice")
        seen.add(entry)
    return entries


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return ``vocabulary/NAME.toml``, read-only at its top level; treat the rest as such.

    Raises KnowledgeError when there is no such file or it is not TOML.
    """
    return MappingProxyType(read_table(f"vocabulary/{name}.toml"))
