"""``govnews search``: filters, order, formats, facets."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from archive.database.engine import connect
from archive.database.mapping import read_articles
from tests.archive.cli.calls import Call, lines
from tests.archive.shelves import fill


def test_in_a_pipe_answers_are_the_articles_of_the_interface(govnews: Call, shelf: Path) -> None:
    found = lines(govnews("search", "疫情", "-25日", "--limit", "5"))
    engine = connect(f"sqlite:///{shelf / 'archive.db'}", read_only=True)
    with engine.connect() as connection:
        expected = read_articles(connection, [2])[2].to_dict()
    engine.dispose()
    assert found == [expected]
    assert list(found[0]) == list(expected)


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["復工復產"], [2, 1]),
        (["疫情", "--sort", "newest", "--limit", "1"], [2]),
        (["疫情", "--offset", "1"], [1]),
        (["疫情", "--site", "redhongan"], [1]),
        (["--site", "redhongan", "--site", "zj-gov", "疫情"], [2, 1]),
        (["疫情", "--region", "黄冈"], [1]),
        (["--author", "汪欢", "疫情"], [1]),
        (["--section", "要闻", "--source", "日报", "疫情"], [1]),
        (["疫情 OR 大雾", "--until", "2020-01-01"], [3]),
        (["", "--since", "2020-02-25"], [2]),
        (["title:大雾"], [3]),
    ],
)
def test_filters_and_order(govnews: Call, words: list[str], ids: list[int]) -> None:
    assert [article["id"] for article in lines(govnews("search", *words))] == ids


def test_formats(govnews: Call) -> None:
    as_json = json.loads(govnews("search", "疫情", "--format", "json").stdout)
    assert [article["id"] for article in as_json] == [2, 1]
    rows = list(csv.DictReader(io.StringIO(govnews("search", "疫情", "--format", "csv").stdout)))
    assert rows[1]["authors"] == '["汪欢"]'
    assert rows[1]["body"].count("\n") == 3
    table = govnews("search", "疫情", "--format", "table").stdout
    assert "浙江省人民政府" in table
    assert "2020-02-25" in table


def test_a_table_shows_a_text_once_with_its_copies(govnews: Call) -> None:
    def rows(*options: str) -> list[list[str]]:
        table = govnews("search", "复工复产", "--format", "table", *options).stdout
        return [
            cells for line in table.splitlines() if (cells := line.split()) and cells[0] in "12"
        ]

    (once,) = rows()
    assert once[3] == "2"
    assert len(rows("--reprints")) == 2
    assert rows("--offset", "1") == []


def test_facets_count_the_answers(govnews: Call) -> None:
    counted = lines(govnews("search", "疫情", "--facets"))
    assert counted[0] == {"facet": "answers", "value": "all", "articles": 2}
    assert {"facet": "site", "value": "zj-gov", "articles": 1} in counted
    assert {"facet": "month", "value": "2020-02", "articles": 2} in counted
    assert govnews("search", "没有这个词", "--facets").exit_code == 1


def test_control_characters_do_not_reach_the_terminal(
    engine: Engine, govnews: Call, tmp_path: Path
) -> None:
    if engine.dialect.name == "postgresql":
        archive = engine.url.render_as_string(hide_password=False)
    else:
        archive = f"sqlite:///{engine.get_execution_options()['govnews_path']}"
    fill(engine, tmp_path / "warc")
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE articles SET title = :t"), {"t": "\x1b[31m疫情\x9b2J\u202e"}
        )
    for words in (["search", "疫情"], ["show", "1"]):
        shown = govnews(*words, "--format", "table", archive=archive).stdout
        assert "疫情" in shown
        assert not set("\x1b\x9b\u202e") & set(shown)
