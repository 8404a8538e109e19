"""Records on stdout, in the form that suits: a table, JSON, JSON lines, CSV."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal, TextIO

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Column as TableColumn
from rich.table import Table
from rich.text import Text

from archive.cli.errors import printing
from archive.export.tabular import Record, TextSink, write_csv, write_json, write_jsonl

Justify = Literal["left", "right"]

_CONTROL_CHARACTERS = {
    code: "\N{REPLACEMENT CHARACTER}"
    for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    if code not in (0x09, 0x0A)
}
"""Escape sequences and bidirectional overrides: archived text must not steer a terminal."""

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?(Z|[+-]\d\d:\d\d)")
"""ISO 8601, as records have it."""

_GAP_CELLS = 2
"""What rich leaves between two columns of a table without lines."""
_READABLE_CELLS = 16
"""Of a terminal: eight Chinese characters a line; a column that is narrower is a staircase."""

__all__ = [
    "Column",
    "Record",
    "chosen_format",
    "print_rich",
    "safe_text",
    "write_record",
    "write_records",
]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: which key of the record it shows, and how."""

    key: str
    heading: str = ""
    """The key itself when empty."""
    justify: Justify = "left"
    ratio: int | None = None
    """Share of the width that is left over; None: as wide as its longest cell."""
    no_wrap: bool = False
    day_alone: bool = False
    """Show of a moment its day."""


def chosen_format(output_format: str | None) -> str:
    """Return what the user asked for, or a table on a terminal and JSON lines in a pipe."""
    return output_format or ("table" if sys.stdout.isatty() else "jsonl")


def write_records(
    records: Iterable[Record],
    output_format: str | None = None,
    *,
    columns: Sequence[Column | str] = (),
) -> int:
    """Print ``records`` as they come and return how many there were.

    ``columns`` chooses what a table shows (default: every key of the first record); the other
    formats always carry whole records.
    """
    form = chosen_format(output_format)
    counted = _Counted(records)
    if form == "table":
        _write_table(counted, columns)
    else:
        printed = _Printed(sys.stdout)
        _WRITERS[form](counted, printed)
        printed.flush()
    return counted.count


def write_record(record: Record, output_format: str | None = None) -> None:
    """Print the one record that was asked for: as JSON an object, no list of one."""
    form = chosen_format(output_format)
    write_records([record], "jsonl" if form == "json" else form)


_WRITERS: dict[str, Callable[[Iterable[Record], TextSink], None]] = {
    "json": write_json,
    "jsonl": write_jsonl,
    "csv": write_csv,
}


def safe_text(value: object) -> Text:
    """Return archived text for a terminal: no markup is read in it, no control character passes."""
    if isinstance(value, Text):
        return value
    return Text(_plain(value).translate(_CONTROL_CHARACTERS))


def print_rich(renderable: RenderableType) -> None:
    """Print something of rich's: coloured on a terminal, plain text elsewhere."""
    with printing():
        Console(highlight=False).print(renderable)


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return " ".join(_plain(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _write_table(records: Iterable[Record], columns: Sequence[Column | str]) -> None:
    """Print a table; nothing at all when there are no records."""
    rows = iter(records)
    first = next(rows, None)
    if first is None:
        return
    chosen = [c if isinstance(c, Column) else Column(c) for c in (columns or list(first))]
    table = Table(header_style="bold", box=None, pad_edge=False)
    for column in chosen:
        table.add_column(
            column.heading or column.key,
            justify=column.justify,
            ratio=column.ratio,
            no_wrap=column.no_wrap or column.key == "url" or _is_instant(column.key),
            overflow="fold",
        )
    for record in chain([first], rows):
        table.add_row(*(_cell(column, record.get(column.key)) for column in chosen))
    _fold_urls_where_narrow(table, chosen)
    print_rich(table)


def _fold_urls_where_narrow(table: Table, columns: Sequence[Column]) -> None:
    """Let addresses break where the terminal has no room for the longest beside the rest."""
    gaps = _GAP_CELLS * (len(columns) - 1)
    if sum(map(_least_width, table.columns)) + gaps <= Console().width:
        return
    for shown, column in zip(table.columns, columns, strict=True):
        shown.no_wrap = shown.no_wrap and column.key != "url"


def _least_width(column: TableColumn) -> int:
    """Return the cells that a column needs, at the least, to be read with ease."""
    widest = max(cell_len(str(cell)) for cell in (column.header, *column.cells))
    return widest if column.no_wrap else min(widest, _READABLE_CELLS)


def _is_instant(key: str) -> bool:
    """Tell whether a field holds a moment or a day, which reads badly in pieces."""
    return key in {"at", "since"} or key.endswith("_at")


def _cell(column: Column, value: object) -> Text:
    """Return a value as a table shows it: a moment to the minute, with its offset in short."""
    is_moment = isinstance(value, str) and _is_instant(column.key)
    moment = _MOMENT.fullmatch(str(value)) if is_moment else None
    if moment is None:
        return safe_text(value)
    day, minute, offset = moment.groups()
    if column.day_alone:
        return Text(day)
    return Text(f"{day} {minute}{'Z' if offset == '+00:00' else offset.removesuffix(':00')}")


class _Printed:
    """Standard output, whose errors say that it is the one."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str, /) -> object:
        with printing():
            return self._stream.write(text)

    def flush(self) -> None:
        with printing():
            self._stream.flush()


class _Counted:
    """An iterable that knows how many items it gave."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = records
        self.count = 0

    def __iter__(self) -> Iterator[Record]:
        for record in self._records:
            self.count += 1
            yield record
