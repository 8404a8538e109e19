"""What those who watch sites ask of a run."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import Engine

from archive.monitoring.publishing import changes_by_site, publishing
from archive.monitoring.runs import Runs
from archive.records import Extraction
from archive.writing.writer import Writer
from tests.archive.samples import NOW, URL, extraction, judge

SITE = "redhongan"


def at(number: int, **fields: object) -> Extraction:
    return extraction(URL.replace(".html", f"-{number}.html"), **fields)  # type: ignore[arg-type]  # fields by name


def test_changes_are_those_of_the_run(engine: Engine) -> None:
    writer, runs = Writer(engine, judge), Runs(engine)
    first, second = (runs.start("crawl", {}, now=NOW) for _ in range(2))
    one, other = at(1), at(2)
    for page in (one, other):
        writer.store(page, now=NOW, run_id=first)
    edited = replace(
        one,
        article=replace(one.article, body="换了的正文。"),
        fingerprint=replace(one.fingerprint, content_hash="another"),
    )
    writer.store(edited, now=NOW, run_id=second)
    writer.gone(other.article.url, 404, now=NOW, run_id=second)
    assert changes_by_site(engine, first) == {}
    assert changes_by_site(engine, second) == {SITE: Counter({"edited": 1, "gone": 1})}


def test_publishing_is_by_site_and_by_column(engine: Engine) -> None:
    writer = Writer(engine, judge)
    later = NOW + timedelta(days=3)
    for number, (day, section, seen) in enumerate(
        [
            ("2020-02-24", ("新闻", "要闻"), NOW),
            ("2020-02-24", ("新闻", "要闻"), NOW),
            ("2020-02-26", ("新闻", "要闻"), later),
            ("2020-02-25", ("公告",), later),
            ("2019-01-01", ("公告",), NOW),
        ]
    ):
        writer.store(at(number, published_at=day, section=section), now=seen)
    found = {
        one.column: (one.days, one.watched_since)
        for one in publishing(engine, [SITE], since=date(2020, 1, 1))
    }
    first, second, third = (date(2020, 2, day) for day in (24, 25, 26))
    assert found == {
        (): ((first, second, third), NOW),
        ("公告",): ((second,), later),
        ("新闻", "要闻"): ((first, third), NOW),
    }
