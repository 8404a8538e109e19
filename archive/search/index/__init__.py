"""The full-text index over title and body, kept in the archive's own database.

The writer calls ``put`` in the transaction that stores or changes an article: after a crash the
index holds just what the tables hold. It is read by ``archive.search.answers``. All of it can be
made again from the articles (``rebuild``).
"""

from __future__ import annotations

from sqlalchemy import Connection

from archive.search.index import tables
from archive.search.index.candidates import Candidate, Reader
from archive.search.index.problems import problems
from archive.search.index.records import Scope, Source
from archive.search.index.scheme import write_scheme
from archive.search.index.slots import day_slots
from archive.search.index.writing import add, put, rebuild
from archive.search.index.writing import delete_article as delete

__all__ = [
    "Candidate",
    "Reader",
    "Scope",
    "Source",
    "add",
    "create",
    "day_slots",
    "delete",
    "drop",
    "problems",
    "put",
    "rebuild",
]


def create(connection: Connection) -> None:
    """Make the empty index; for the migration that brings it."""
    tables.create(connection)
    write_scheme(connection)


def drop(connection: Connection) -> None:
    """Remove the index, as far as it is there."""
    tables.drop(connection)
