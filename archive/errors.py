"""What the archive raises on purpose; each message names what was wrong, where, and the cure."""

from __future__ import annotations


class GovnewsError(Exception):
    """Root of the errors that a user is told in one line."""

    exit_status = 1


class UsageError(GovnewsError):
    """An argument, setting or input file is wrong; nothing was written."""

    exit_status = 2


class ArchiveUnreachableError(UsageError):
    """The archive's address is wrong, or its database does not answer."""


class ArchiveDamagedError(ArchiveUnreachableError):
    """The archive's file is one, and not whole any more: nobody used the command wrongly."""

    exit_status = 1


class ArchiveLockedError(GovnewsError):
    """Another run holds the archive."""

    exit_status = 75


class SchemaError(UsageError):
    """The archive's tables are missing, too old or too new for this program."""


class StorageError(GovnewsError):
    """The database failed while reading or writing: disk full, connection lost, file damaged."""


class DamagedIndexError(StorageError):
    """A block of the full-text index is not whole; it can be made again from the articles."""

    def __init__(self) -> None:
        super().__init__("the full-text index is damaged; run `govnews db reindex`")


class RawStoreError(GovnewsError):
    """A raw record could not be written or read."""
