"""What a run made of each URL is told as it was then, whatever later runs make of it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine, func, select, update

from archive.cli.runs_command import show
from archive.ledger import MAX_URL_CHARACTERS, Ledger, Link, Outcome, Site
from archive.ledger.run_pages import drop_oldest, has_all_of
from archive.models import RunPageRow, RunRow
from archive.monitoring.run_records import urls
from archive.monitoring.runs import Runs
from archive.writing.writer import Writer
from tests.archive.samples import NOW, URL, extraction, judge

HOST = "http://www.redhongan.com"


@pytest.fixture
def ledger(engine: Engine) -> Ledger:
    book = Ledger(engine)
    book.register([Site(id="redhongan", name="红安网")], now=NOW)
    return book


def run(engine: Engine) -> int:
    return Runs(engine).start("crawl", {}, now=NOW)


def failed(path: str, status: int) -> Outcome:
    reason = f"HTTP {status}"
    return Outcome(url=HOST + path, state="failed", reason=reason, http_status=status)


def told(engine: Engine, number: int, state: str) -> dict[str, tuple[Any, ...]]:
    with engine.connect() as connection:
        return {
            row["url"].removeprefix(HOST): (row["reason"], row["http_status"], row["attempts"])
            for row in urls(connection, number, state)
        }


def test_a_later_run_takes_nothing_from_the_report_of_an_earlier_one(
    engine: Engine, ledger: Ledger
) -> None:
    first = run(engine)
    links = [Link(url=f"{HOST}/{n}", site="redhongan", kind="article") for n in "abc"]
    ledger.discover(links, run_id=first, now=NOW)
    ledger.record([failed("/a", 503), failed("/b", 500)], run_id=first, now=NOW)
    second = run(engine)
    ledger.record([failed("/a", 502)], run_id=second, now=NOW)
    ledger.record([Outcome(url=HOST + "/b", state="fetched")], run_id=second, now=NOW)
    ledger.record([Outcome(url=HOST + "/c", state="gone", reason="x")], run_id=second, now=NOW)
    assert told(engine, first, "failed") == {"/a": ("HTTP 503", 503, 1), "/b": ("HTTP 500", 500, 1)}
    assert told(engine, first, "discovered") == {"/c": (None, None, 0)}
    assert told(engine, first, "fetched") == told(engine, first, "gone") == {}
    assert told(engine, second, "failed") == {"/a": ("HTTP 502", 502, 2)}
    assert told(engine, second, "fetched") == {"/b": (None, None, 0)}
    assert told(engine, second, "discovered") == {}


def test_a_run_tells_the_last_it_made_of_a_url(engine: Engine, ledger: Ledger) -> None:
    number = run(engine)
    ledger.discover([Link(url=HOST + "/a", site="redhongan")], run_id=number, now=NOW)
    ledger.record([failed("/a", 503)], run_id=number, now=NOW)
    ledger.record([Outcome(url=HOST + "/a", state="fetched")], run_id=number, now=NOW)
    assert told(engine, number, "failed") == {}
    assert told(engine, number, "fetched") == {"/a": (None, None, 0)}


def test_an_article_is_among_them_and_so_is_an_address_too_long(
    engine: Engine, ledger: Ledger
) -> None:
    number = run(engine)
    long = HOST + "/" + "a" * MAX_URL_CHARACTERS
    ledger.discover([Link(url=long, site="redhongan")], run_id=number, now=NOW)
    fetch = Outcome(url=URL, site="redhongan", state="fetched", http_status=200)
    Writer(engine, judge).store(extraction(), now=NOW, run_id=number, fetch=fetch)
    run(engine)
    assert told(engine, number, "fetched") == {URL.removeprefix(HOST): (None, 200, 0)}
    ((reason, _, _),) = told(engine, number, "excluded").values()
    assert reason == f"address too long: {len(long)} characters"
    assert told(engine, number, "discovered") == {}


def test_the_oldest_runs_are_dropped_whole_and_said_to_be_incomplete(
    engine: Engine, ledger: Ledger
) -> None:
    nothing, *numbers = [run(engine) for _ in range(4)]
    for number, paths in zip(numbers, ("ab", "abc", "abcd"), strict=True):
        outcomes = [
            Outcome(url=f"{HOST}/{path}", site="redhongan", state="fetched") for path in paths
        ]
        ledger.record(outcomes, run_id=number, now=NOW)
    for most, left in ((9, 9), (8, 7), (1, 4)):
        with engine.begin() as connection:
            drop_oldest(connection, most=most)
            rows = connection.execute(select(func.count()).select_from(RunPageRow)).scalar_one()
            assert rows == left
    with engine.connect() as connection:
        assert [has_all_of(connection, number) for number in numbers] == [False, False, True]
        assert has_all_of(connection, nothing)
    assert told(engine, numbers[1], "fetched") == {}
    assert len(told(engine, numbers[2], "fetched")) == 4


def test_nothing_is_dropped_of_a_run_that_still_runs(engine: Engine, ledger: Ledger) -> None:
    runs = Runs(engine)
    shards = [runs.start("crawl", {}, now=NOW, shard=f"{n}/3") for n in (1, 2, 3)]
    for number in shards:
        outcomes = [Outcome(url=f"{HOST}/{path}", state="fetched") for path in "ab"]
        ledger.record(outcomes, run_id=number, now=NOW)
    runs.finish(shards[1], now=NOW, report={})
    with engine.begin() as connection:
        drop_oldest(connection, most=1)
        assert [has_all_of(connection, number) for number in shards] == [True, False, True]
    assert [len(told(engine, number, "fetched")) for number in shards] == [2, 0, 2]


def test_the_command_says_what_it_cannot_know(
    engine: Engine, ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    number = run(engine)
    address = engine.url.render_as_string(hide_password=False)
    arguments = [str(number), "--urls", "failed", "--archive", address, "--format", "jsonl"]
    if engine.dialect.name == "sqlite":
        arguments[4] = f"sqlite:///{engine.get_execution_options()['govnews_path']}"
    ledger.record([failed("/a", 503)], now=NOW)
    show.main(arguments, standalone_mode=False)
    assert capsys.readouterr().err == "govnews: nothing found\n"  # it made nothing of any URL
    with engine.begin() as connection:
        connection.execute(update(RunRow).values(keeps_urls=False))
    show.main(arguments, standalone_mode=False)
    assert "incomplete: the archive does not keep" in capsys.readouterr().err
    number = run(engine)
    arguments[0] = str(number)
    ledger.record([failed("/a", 503)], run_id=number, now=NOW)
    show.main(arguments, standalone_mode=False)
    captured = capsys.readouterr()
    assert captured.err == ""
    assert '"reason": "HTTP 503"' in captured.out
