"""How another process makes itself a writer: what can be sent to it, for engines cannot."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.database.engine import connect
from archive.records import Judge
from archive.writing.writer import Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class WriterRecipe:
    """An archive that this run holds, and how its articles are judged."""

    archive_url: str = field(repr=False)  # it may hold a password
    judge: Judge
    """A function of a module, so that it can be sent by name."""
    own_source_words: tuple[str, ...] = ()

    def open(self) -> Writer:
        """Return a writer on an engine of its own. Raises ArchiveUnreachableError.

        Raw records are another process's: it syncs them before it hands anything over.
        """
        return Writer(connect(self.archive_url), self.judge, own_source_words=self.own_source_words)
