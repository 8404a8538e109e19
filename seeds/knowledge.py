"""The one reader of the program's own knowledge: the files below ``seeds/`` that no user writes.

They are part of the program, so that a mistake in one is a bug of ours and not of a user.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any


class KnowledgeError(ValueError):
    """A file of the program's own knowledge is missing or wrong; the message names it."""


def read_text(place: str) -> str:
    """Return the text of ``seeds/PLACE``. Raises KnowledgeError when it cannot be read."""
    try:
        return files("seeds").joinpath(*place.split("/")).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{place} cannot be read: {error}") from None


def read_table(place: str) -> dict[str, Any]:
    """Return ``seeds/PLACE``, a TOML file. Raises KnowledgeError when it is none."""
    try:
        return tomllib.loads(read_text(place))
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{place} is not valid TOML: {error}") from None
