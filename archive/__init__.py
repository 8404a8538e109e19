"""The archive: records, tables, raw store, search, export, command line.

``from archive import Archive`` opens one from Python. The records (``archive.records``) are also
read by programs that need no database, so the class is only imported when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.api import Archive

__all__ = ["Archive"]


def __getattr__(name: str) -> object:
    if name == "Archive":
        from archive.api import Archive  # noqa: PLC0415 - see above

        return Archive
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
