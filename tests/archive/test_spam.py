"""Injected spam over time: since when, still there or not, and the sites whose state changed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from archive.ledger import Outcome
from archive.monitoring.hacked import hacked_report
from archive.monitoring.runs import Runs
from archive.reading.spam import hacked_sites, spam
from archive.records import Rejection, Removal
from archive.writing.writer import Writer
from tests.archive.samples import BODY, NOW, URL, extraction, judge

DAYS = tuple(NOW + timedelta(days=number) for number in range(6))
BET = Removal(rule="grammar", text="bet36亚洲体育", at=5, where="body", link="http://bet.example/a")
HIDDEN = Removal(rule="hidden", text="澳门新葡京", at=0, where="page", link="https://x.example/")


@pytest.fixture
def writer(engine: Engine) -> Writer:
    return Writer(engine, judge)


def put(writer: Writer, on: datetime, *removed: Removal, body: str = BODY, url: str = URL) -> None:
    writer.store(extraction(url, body, removed=removed, hacked=bool(removed)), now=on)


def phrases(engine: Engine) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        return list(spam(connection))


def sites(engine: Engine) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        return list(hacked_sites(connection))


def days(record: dict[str, Any], *names: str) -> tuple[int, ...]:
    return tuple((datetime.fromisoformat(record[name]) - NOW).days for name in names)


def test_spam_that_stands_was_seen_whenever_the_page_was(engine: Engine, writer: Writer) -> None:
    put(writer, DAYS[0], BET)
    put(writer, DAYS[3], BET)
    (record,) = phrases(engine)
    assert days(record, "first_seen_at", "last_seen_at") == (0, 3)


def test_an_edit_beside_it_does_not_make_it_new(engine: Engine, writer: Writer) -> None:
    put(writer, DAYS[0], BET)
    put(writer, DAYS[2], BET, body=BODY + "\n更正。")
    (record,) = phrases(engine)
    assert days(record, "first_seen_at", "last_seen_at") == (0, 2)
    assert record["articles"] == 1


def test_what_the_site_took_out_is_told_with_its_last_day(engine: Engine, writer: Writer) -> None:
    put(writer, DAYS[0], BET)
    put(writer, DAYS[1], BET)
    put(writer, DAYS[4], body=BODY + "\n更正。")
    (record,) = phrases(engine)
    assert days(record, "first_seen_at", "last_seen_at") == (0, 1)
    (site,) = sites(engine)
    assert (site["hacked"], site["pages"], site["examples"]) == (False, 0, [URL])


def test_hidden_spam_comes_and_goes_without_an_edit(engine: Engine, writer: Writer) -> None:
    for day, removed in enumerate(((), (HIDDEN,), (HIDDEN,), ())):
        put(writer, DAYS[day], *removed)
    (record,) = phrases(engine)
    assert days(record, "first_seen_at", "last_seen_at") == (1, 2)
    assert [site["hacked"] for site in sites(engine)] == [False]


def test_a_line_break_taken_along_makes_no_phrase_of_its_own(
    engine: Engine, writer: Writer
) -> None:
    for number, text in enumerate(
        ("澳门新葡京", "\n澳门新葡京", "澳门新葡京\n", "\u3000澳门新葡京")
    ):
        one = Removal(rule="island", text=text, at=0, where="body")
        put(writer, DAYS[number], one, url=f"{URL}?{number}", body=f"{BODY}\n其{number}。")
    (record,) = phrases(engine)
    assert (record["phrase"], record["articles"]) == ("澳门新葡京", 4)
    assert sites(engine)[0]["phrases"] == ["澳门新葡京"]


def test_a_misreading_of_ours_is_forgotten(engine: Engine, writer: Writer) -> None:
    put(writer, DAYS[0], BET)
    writer.revise(1, extraction(URL, BODY), now=DAYS[1])
    assert phrases(engine) == []


def test_spam_on_a_page_without_an_article_has_its_time_too(engine: Engine, writer: Writer) -> None:
    url = URL + "?spam"
    for day, removed in ((0, (BET,)), (2, (BET,)), (5, ())):
        fetch = Outcome(url=url, site="redhongan", state="fetched", kind="article", http_status=200)
        put(writer, DAYS[0])  # makes the site known
        rejection = Rejection(url=url, reason="hacked: mostly spam", removed=removed)
        writer.reject(rejection, now=DAYS[day], fetch=fetch)
    (record,) = phrases(engine)
    assert (record["site"], record["articles"]) == ("redhongan", 0)
    assert days(record, "first_seen_at", "last_seen_at") == (0, 2)


def test_a_site_is_summed_up(engine: Engine, writer: Writer) -> None:
    put(writer, DAYS[0], BET, HIDDEN)
    put(writer, DAYS[1], BET, url=URL + "?2", body=BODY + "\n另一篇。")
    assert sites(engine) == [
        {
            "site": "redhongan",
            "hacked": True,
            "since": "2020-02-24T08:00:00+00:00",
            "last_seen_at": "2020-02-25T08:00:00+00:00",
            "pages": 2,
            "articles": 2,
            "phrases": ["bet36亚洲体育", "澳门新葡京"],
            "techniques": ["grammar", "hidden"],
            "domains": ["bet.example", "x.example"],
            "examples": [URL, URL + "?2"],
        }
    ]


def run(engine: Engine, day: int) -> dict[str, Any]:
    """Let a run over the site end on that day; return what its report says of spam."""
    runs = Runs(engine)
    run_id = runs.start("crawl", {}, now=DAYS[day])
    report = hacked_report(engine, run_id, ["redhongan"])
    runs.report_site(run_id, "redhongan", health="ok", report={})
    runs.finish(run_id, now=DAYS[day], report=report)
    return report


def test_a_turn_is_told_once(engine: Engine, writer: Writer) -> None:
    told = []
    for day, removed in enumerate(((), (BET,), (BET,), (), ())):
        put(writer, DAYS[day], *removed, body=f"{BODY}\n第{day}次")
        events = run(engine, day)["events"]
        told += [(day, event["kind"], event["pages"]) for event in events]
    assert told == [(1, "hacked", 1), (3, "cleaned", 0)]


def test_a_removed_page_makes_its_site_clean(engine: Engine, writer: Writer) -> None:
    put(writer, DAYS[0], BET)
    assert run(engine, 0)["hacked"] == {"redhongan": 1}
    writer.gone(URL, 404, now=DAYS[1])
    after = run(engine, 1)
    assert after["hacked"] == {"redhongan": 0}
    assert [event["kind"] for event in after["events"]] == ["cleaned"]


def test_a_site_that_is_hacked_when_it_is_first_met_is_an_event(
    engine: Engine, writer: Writer
) -> None:
    put(writer, DAYS[0], HIDDEN)
    assert run(engine, 0)["events"] == [
        {"kind": "hacked", "site": "redhongan", "pages": 1, "examples": [URL]}
    ]
