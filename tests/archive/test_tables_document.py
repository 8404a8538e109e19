"""docs/TABLES.md names every table and column, and nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import Engine, inspect, text

from archive.database import views
from archive.models import Base
from archive.search.index.tables import METADATA
from tests.archive.shelves import fill

TEXT = (Path(__file__).parents[2] / "docs/TABLES.md").read_text(encoding="utf-8")
TABLES, _, REST = TEXT.partition("\n## Views")


def documented() -> dict[str, set[str]]:
    """Return the columns that the document names, by table."""
    found: dict[str, set[str]] = {}
    for section in TABLES.split("\n## ")[1:]:
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


def test_the_tables_of_the_index_are_told() -> None:
    assert set(METADATA.tables) <= set(re.findall(r"`(search_\w+)`", REST))


def test_every_view_and_column_is_told(engine: Engine) -> None:
    rows = re.findall(r"^\| `(\w+)` \| [^|]* \| (.*?) \|$", REST, re.MULTILINE)
    told = {name: re.findall(r"`(\w+)`", columns) for name, columns in rows}
    assert told.pop("originals") == ["articles"]
    there = inspect(engine)
    assert set(there.get_view_names()) == {"originals", *told} == set(views.NAMES)
    for name, columns in told.items():
        assert [column["name"] for column in there.get_columns(name)] == columns


def test_the_one_line_questions_are_answered(engine: Engine, tmp_path: Path) -> None:
    fill(engine, tmp_path)
    (block,) = re.findall(r"```sql\n(.*?)```", REST, re.DOTALL)
    with engine.connect() as connection:
        answers = [
            [tuple(row) for row in connection.execute(text(question))]
            for question in block.split(";")[:-1]
        ]
        reprints = connection.execute(text("SELECT original_id, article_id FROM reprints")).all()
    assert [tuple(pair) for pair in reprints] == [(1, 2)]
    authors, reprinting, headlines, spam, months, failing = answers
    assert ("汪欢", 1) in authors
    assert reprinting == [("zj-gov", 1)]
    assert headlines == []
    assert spam[0][0] == "redhongan"
    assert months == [("2019-12", 1), ("2020-02", 1)]
    assert failing == []


def test_views_are_made_again_with_the_tables(engine: Engine) -> None:
    with engine.begin() as connection:
        views.drop(connection)
        assert inspect(connection).get_view_names() == []
        views.drop(connection)
        views.create(connection)
        assert set(inspect(connection).get_view_names()) == set(views.NAMES)
