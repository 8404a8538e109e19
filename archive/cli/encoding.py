"""What is printed where the locale has no Chinese."""

from __future__ import annotations

from io import TextIOWrapper
from typing import TextIO

_CHINESE = chr(0x4E2D)


def make_writable(stream: TextIO) -> None:
    """Let every text be written to a stream: an archive that cannot be read for its locale is lost.

    A pipe or a file gets UTF-8, as exports do; a terminal, which would show that as rubbish,
    escapes what it lacks.
    """
    if not isinstance(stream, TextIOWrapper):
        return  # a test's, or somebody's own: it takes any text
    if stream.isatty():
        stream.reconfigure(errors="backslashreplace")
    elif not _has_chinese(stream.encoding):
        stream.reconfigure(encoding="utf-8")


def _has_chinese(encoding: str) -> bool:
    try:
        _CHINESE.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
