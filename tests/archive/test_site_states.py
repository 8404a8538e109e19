from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Engine

from archive.monitoring.runs import Runs
from archive.monitoring.site_states import site_states
from archive.writing.writer import Writer
from tests.archive.samples import NOW, URL, extraction, judge


def states(engine: Engine) -> list[dict[str, object]]:
    with engine.connect() as connection:
        return list(site_states(connection))


def test_a_site_is_new_until_a_run_has_judged_it(engine: Engine) -> None:
    Writer(engine, judge).store(extraction(URL, region="湖北省"), now=NOW)
    assert states(engine) == [
        {
            "site": "redhongan",
            "name": "红安网",
            "region": "湖北省",
            "articles": 1,
            "last_article_at": "2020-02-24",
            "last_run_at": None,
            "health": "new",
            "reasons": [],
        }
    ]


def test_the_last_run_tells_the_health(engine: Engine) -> None:
    Writer(engine, judge).store(extraction(URL, published_at=None), now=NOW)
    runs = Runs(engine)
    for number, health in enumerate(("ok", "failing")):
        moment = NOW + timedelta(days=number)
        run = runs.start("crawl", {}, now=moment)
        failed = {"HTTP 502": 2, "timeout": 7} if health == "failing" else {}
        runs.report_site(run, "redhongan", health=health, report={"failed": failed})  # type: ignore[arg-type]  # both are kinds of health
        runs.finish(run, now=moment, report={})
    (state,) = states(engine)
    assert (state["health"], state["reasons"]) == ("failing", ["7 timeout", "2 HTTP 502"])
    assert state["last_run_at"] == "2020-02-25T08:00:00+00:00"
    assert state["last_article_at"] is None


def test_reasons_that_a_run_wrote_are_given_as_they_are(engine: Engine) -> None:
    Writer(engine, judge).store(extraction(URL), now=NOW)
    runs = Runs(engine)
    run = runs.start("crawl", {}, now=NOW)
    report = {"reasons": ["nothing new for 40 days"], "failed": {"timeout": 1}}
    runs.report_site(run, "redhongan", health="silent", report=report)
    assert states(engine)[0]["reasons"] == ["nothing new for 40 days"]
