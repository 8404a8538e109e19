"""Saved searches give what is new, once."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Connection, Engine, insert

from archive.cli import main
from archive.database.engine import writing
from archive.models import VersionRow
from tests.archive.texts import change, store_texts, write_texts
from tests.bench.articles import NOW


def version(connection: Connection, article_id: int, body: str, number: int = 1) -> None:
    """Write the row that the writer adds with each version."""
    row = {"article_id": article_id, "number": number, "revision": 1, "title": "题", "body": body}
    instants = {"fetched_at": NOW, "recorded_at": NOW}
    connection.execute(insert(VersionRow).values(**row, **instants, record={}))


def add_article(engine: Engine, number: int, body: str, **fields: Any) -> None:  # noqa: ANN401 - of any type
    with writing(engine) as connection:
        write_texts(connection, [("题", body)], first=number)
        change(connection, number, **{"body": body, **fields})
        version(connection, number, body)


def edit_article(engine: Engine, number: int, body: str) -> None:
    with writing(engine) as connection:
        change(connection, number, body=body)
        version(connection, number, body, number=2)


@pytest.fixture
def watched(engine: Engine) -> Engine:
    with writing(engine) as connection:
        store_texts(connection, [("题", "疫情防控")])
        version(connection, 1, "疫情防控")
    return engine


def call(engine: Engine, *words: str) -> Result:
    path = engine.get_execution_options().get("govnews_path")
    url = f"sqlite:///{path}" if path else engine.url.render_as_string(hide_password=False)
    return CliRunner().invoke(main, ["watch", words[0], "--archive", url, *words[1:]])


def new(engine: Engine, *names: str) -> list[tuple[str, int]]:
    result = call(engine, "run", *names)
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert (result.exit_code, result.stderr) == (0 if found else 1, "")
    return [(record["watch"], record["id"]) for record in found]


def test_what_is_new_is_given_once(watched: Engine) -> None:
    assert call(watched, "add", "epidemic", "疫情", "-房地产").exit_code == 0
    assert new(watched) == []
    add_article(watched, 2, "疫情通报")
    add_article(watched, 3, "大雾预警")
    add_article(watched, 4, "疫情与房地产")
    assert new(watched) == [("epidemic", 2)]
    assert new(watched) == []


def test_an_article_that_was_changed_is_new_when_it_did_not_answer(watched: Engine) -> None:
    call(watched, "add", "epidemic", "疫情")
    add_article(watched, 2, "大雾预警")
    assert new(watched) == []
    edit_article(watched, 1, "疫情防控有力")
    edit_article(watched, 2, "大雾与疫情")
    assert new(watched) == [("epidemic", 2)]


def test_filters_are_saved_and_watches_run_by_name(watched: Engine) -> None:
    filters = ("--region", "湖北省", "--since", "2020-01-02", "--originals")
    call(watched, "add", "hubei", "疫情", *filters)
    call(watched, "add", "all", "疫情")
    add_article(watched, 2, "疫情一", region="湖北省/黄冈市")
    add_article(watched, 3, "疫情二", region="浙江省")
    assert new(watched, "hubei") == [("hubei", 2)]
    assert new(watched) == [("all", 2), ("all", 3)]
    listed = [json.loads(line) for line in call(watched, "list").stdout.splitlines()]
    assert [one["name"] for one in listed] == ["all", "hubei"]
    expected = {"region": "湖北省", "since": "2020-01-02", "originals": True}
    assert (listed[1]["query"], listed[1]["filters"]) == ("疫情", expected)
    assert all(one["run_at"] >= one["added_at"] for one in listed)


def test_watches_are_added_and_removed_by_name(watched: Engine) -> None:
    assert call(watched, "list").exit_code == 1
    assert call(watched, "add", "a", "疫情").exit_code == 0
    for words in (("add", "a", "大雾"), ("remove", "b"), ("run", "a", "b"), ("add", "a")):
        result = call(watched, *words)
        assert result.exit_code == 2
        assert result.stderr.startswith("govnews: ")
        assert result.stderr.count("\n") == 1
    assert call(watched, "remove", "a").exit_code == 0
    assert call(watched, "list").exit_code == 1


def test_what_could_not_be_printed_is_new_again(
    watched: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    call(watched, "add", "epidemic", "疫情")
    add_article(watched, 2, "疫情通报")
    with monkeypatch.context() as patch:
        patch.setattr("archive.export.tabular._json", lambda _record: 1 / 0)
        assert call(watched, "run").exit_code != 0
    assert new(watched) == [("epidemic", 2)]
