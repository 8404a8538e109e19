"""Records as text: JSON lines, a JSON array, CSV; written as they come."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any, Protocol

Record = Mapping[str, Any]
"""What ``json.dumps`` takes; the keys are those of the public interface."""


class TextSink(Protocol):
    """What text is written to: a file, standard output."""

    def write(self, text: str, /) -> object:
        """Take text."""


_json = json.JSONEncoder(ensure_ascii=False).encode


def write_jsonl(records: Iterable[Record], stream: TextSink) -> None:
    """Write one JSON object a line."""
    for record in records:
        stream.write(_json(record) + "\n")


def write_json(records: Iterable[Record], stream: TextSink) -> None:
    """Write one JSON array, streamed: a million records never stand in memory together."""
    separator = "[\n"
    for record in records:
        stream.write(separator + _json(record))
        separator = ",\n"
    stream.write("[]\n" if separator == "[\n" else "\n]\n")


def write_csv(records: Iterable[Record], stream: TextSink, *, header: bool = True) -> None:
    """Write CSV (RFC 4180): the first record's keys are the header; lists are cells of JSON."""
    rows = iter(records)
    first = next(rows, None)
    if first is None:
        return
    writer = csv.DictWriter(stream, list(first), extrasaction="ignore", lineterminator="\r\n")
    if header:
        writer.writeheader()
    for record in chain([first], rows):
        writer.writerow({key: cell(record.get(key)) for key in first})


def cell(value: object) -> str | int | float:
    """One CSV cell: nothing for null, JSON for what has parts, ``true``/``false`` for truth."""
    if value is None:
        return ""
    if value == []:
        return "[]"
    if isinstance(value, (bool, list, dict)):
        return _json(value)
    return value if isinstance(value, (str, int, float)) else str(value)
