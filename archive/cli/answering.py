"""What commands that read have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypedDict, Unpack

from archive.cli.errors import report
from archive.cli.output import Column, Record, write_records
from archive.errors import UsageError
from archive.search.filters import Filters

NOTHING_FOUND = 1
"""Exit status of a question without an answer (interface, section 5)."""


def answered(
    records: Iterable[Record], output_format: str | None, *, columns: Sequence[Column | str] = ()
) -> int:
    """Print the records and return the exit status."""
    if write_records(records, output_format, columns=columns):
        return 0
    return nothing_found()


def nothing_found(what: str = "nothing found") -> int:
    """Say so, and return the exit status."""
    report(what)
    return NOTHING_FOUND


class FilterOptions(TypedDict, total=False):
    """What ``options.filter_options`` gives a command."""

    site: tuple[str, ...]
    region: str | None
    source: str | None
    section: str | None
    author: str | None
    since: date | None
    until: date | None


def filters_from(*, originals: bool = False, **options: Unpack[FilterOptions]) -> Filters:
    """Make filters of a command's options.

    Raises:
        UsageError: No day is both since the one and until the other.

    """
    since, until = options.get("since"), options.get("until")
    if since and until and since > until:
        raise UsageError(f"--since {since} lies after --until {until}")
    others = {name: value for name, value in options.items() if name != "site"}
    return Filters(sites=options.get("site", ()), originals=originals, **others)  # type: ignore[arg-type]  # names agree
