"""The one loader of ``seeds/vocabulary/``: word lists (``.txt``) and tables (``.toml``).

A word list has one entry a line; blank lines and lines that begin with ``#`` are left out. Files
are read once a process. What is wrong in one of them raises ``VocabularyError``: these files are
part of the program, so that a mistake in one is a bug of ours and not of a user.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


class VocabularyError(ValueError):
    """A vocabulary file is missing or wrong."""


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the entries of ``vocabulary/NAME.txt`` in file order.

    Raises VocabularyError when there is no such file, it is empty, or an entry stands twice.
    """
    lines = (line.strip() for line in _read(f"{name}.txt").splitlines())
    entries = tuple(line for line in lines if line and not line.startswith("#"))
    if not entries:
        raise VocabularyError(f"vocabulary/{name}.txt holds no entry")
    seen: set[str] = set()
    for entry in entries:
        if entry in seen:
            raise VocabularyError(f"vocabulary/{name}.txt has {entry!r} twice")
        seen.add(entry)
    return entries


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return ``vocabulary/NAME.toml``, read-only at its top level; treat the rest as such.

    Raises VocabularyError when there is no such file or it is not TOML.
    """
    try:
        return MappingProxyType(tomllib.loads(_read(f"{name}.toml")))
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"vocabulary/{name}.toml is not valid TOML: {error}") from None


def _read(file_name: str) -> str:
    try:
        return (files("seeds") / "vocabulary" / file_name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyError(f"vocabulary/{file_name} cannot be read: {error}") from None
