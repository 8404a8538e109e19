"""What the archive knows of injected spam goes with the next pages of the same site."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from archive.monitoring.runs import Runs, RunStatus
from archive.reading.known_spam import LONGEST, known_spam
from archive.records import Removal
from archive.writing.writer import Writer
from tests.archive.samples import BODY, NOW, URL, extraction, judge

BET = "bet36亚洲体育"
LATER = NOW + timedelta(days=1)


def store(engine: Engine, *phrases: str, url: str = URL) -> None:
    removed = tuple(Removal(rule="link", text=text, at=5, where="body") for text in phrases)
    page = extraction(url, f"{BODY}\n{url}", removed=removed, hacked=True)
    Writer(engine, judge).store(page, now=NOW)


def end_run(engine: Engine, status: RunStatus = "finished") -> None:
    runs = Runs(engine)
    runs.finish(runs.start("crawl", {}, now=NOW), now=LATER, report={}, status=status)


def test_phrases_come_by_site_those_on_the_most_pages_first(engine: Engine) -> None:
    store(engine, BET)
    store(engine, "澳门新葡京娱乐", BET, url=URL + "?2")
    end_run(engine)
    assert known_spam(engine) == {"redhongan": (BET, "澳门新葡京娱乐")}


def test_a_line_break_taken_along_is_no_part_of_a_phrase(engine: Engine) -> None:
    store(engine, f"\n{BET}")
    store(engine, f"{BET}\n", url=URL + "?2")
    end_run(engine)
    assert known_spam(engine) == {"redhongan": (BET,)}


@pytest.mark.parametrize("phrase", ["官网", "博" * (LONGEST + 1)])
def test_scraps_and_paragraphs_are_no_phrases(engine: Engine, phrase: str) -> None:
    store(engine, phrase)
    end_run(engine)
    assert known_spam(engine) == {}


def test_a_run_that_did_not_finish_has_taught_nothing(engine: Engine) -> None:
    """Else a crawl that was killed and goes on would end otherwise than an undisturbed one."""
    store(engine, BET)
    assert known_spam(engine) == {}
    end_run(engine, "interrupted")
    assert known_spam(engine) == {}
