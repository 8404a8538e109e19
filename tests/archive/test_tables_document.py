"""docs/TABLES.md names every table and column, and nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

from archive.models import Base

TEXT = (Path(__file__).parents[2] / "docs/TABLES.md").read_text(encoding="utf-8")


def documented() -> dict[str, set[str]]:
    """Return the columns that the document names, by table."""
    found: dict[str, set[str]] = {}
    for section in TEXT.split("\n## ")[1:-1]:
        heading, _, rows = section.partition("\n")
        table = re.findall(r"`(\w+)`", heading)[0]
        for cell in re.findall(r"^\| (`.*?) \|", rows, re.MULTILINE):
            for name in re.findall(r"`([\w.]+)`", cell):
                if "." in name:
                    table, _, name = name.partition(".")  # noqa: PLW2901  its second half
                found.setdefault(table, set()).add(name)
    return found


def test_every_table_and_column_is_told() -> None:
    tables = {name: set(table.c.keys()) for name, table in Base.metadata.tables.items()}
    assert documented() == tables
