"""An article that its site shows at several addresses lives as long as one of them has it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from archive.ledger import Ledger, Outcome, Site
from archive.models import ArticleRow, Base, ChangeRow, PageRow
from archive.monitoring.run_records import urls
from archive.writing.addresses import Elsewhere
from archive.writing.writer import Writer
from tests.archive.samples import BODY, NOW, OTHER_BODY, URL, extraction, judge
from tests.archive.test_reprints import traced

LATER = NOW + timedelta(days=1)
COPY, OTHER_COPY = ("http://www.redhongan.com/topic/show/1.html", "http://www.redhongan.com/m/1")
TITLE = "刘雪荣:奋力夺取疫情防控和经济社会发展双胜利"


@pytest.fixture
def writer(engine: Engine) -> Writer:
    """A writer; the archive has the article and knows two copies of it."""
    Ledger(engine).register([Site(id="redhongan", name="红安网")], now=NOW)
    found = Writer(engine, judge)
    for url in (URL, COPY, OTHER_COPY):
        fetch = Outcome(url=url, site="redhongan", state="fetched", digest="1")
        found.store(extraction(url), now=NOW, fetch=fetch)
    return found


def table(engine: Engine, row: type[Base], *columns: str) -> list[tuple[Any, ...]]:
    wanted = [getattr(row, name) for name in columns]
    with engine.connect() as connection:
        return [tuple(found) for found in connection.execute(select(*wanted).order_by(row.id))]  # type: ignore[attr-defined]


def test_the_copies_of_an_article_are_known_by_its_address(writer: Writer) -> None:
    assert writer.elsewhere(URL) == Elsewhere((COPY, OTHER_COPY), (TITLE,))
    assert writer.elsewhere(COPY) == Elsewhere()


def test_an_article_lives_on_at_another_address(engine: Engine, writer: Writer) -> None:
    gone = Outcome(url=URL, state="gone", reason="HTTP 404", http_status=404)
    assert writer.moved(URL, COPY, now=LATER, http_status=404, fetch=gone)
    assert table(engine, ChangeRow, "kind", "url", "new_url", "http_status") == [
        ("moved", URL, COPY, 404)
    ]
    assert table(engine, ArticleRow, "url", "status") == [(COPY, "live")]
    assert table(engine, PageRow, "url", "state", "reason", "due_at", "article_id") == [
        (URL, "gone", "HTTP 404", None, 1),
        (COPY, "discovered", None, LATER, 1),
        (OTHER_COPY, "excluded", f"copy of an article: {COPY}", None, None),
    ]
    fetch = Outcome(url=COPY, site="redhongan", state="fetched")
    again = writer.store(extraction(COPY, BODY.replace("24日", "25日")), now=LATER, fetch=fetch)
    assert (again.article_id, again.outcome) == (1, "changed")


def test_where_it_stood_before_is_another_address_when_it_answers_again(
    writer: Writer,
) -> None:
    writer.moved(URL, COPY, now=LATER, fetch=Outcome(url=URL, state="gone"))
    writer.returned(URL, now=LATER, fetch=Outcome(url=URL, state="fetched"))
    assert writer.elsewhere(COPY).urls == (URL, OTHER_COPY)


def test_what_is_gone_and_found_elsewhere_has_moved(engine: Engine, writer: Writer) -> None:
    """A site that is built anew takes its addresses away first and shows its articles after."""
    writer.gone(URL, 404, now=NOW)
    assert writer.elsewhere(URL) == Elsewhere()
    new = "http://www.redhongan.com/2020/1.html"
    fetch = Outcome(url=new, site="redhongan", state="fetched")
    stored = writer.store(extraction(new), now=LATER, fetch=fetch)
    assert (stored.article_id, stored.outcome, stored.copy_of) == (1, "unchanged", None)
    assert table(engine, ArticleRow, "url", "status", "gone_at") == [(new, "live", None)]
    assert table(engine, ChangeRow, "kind", "url", "new_url") == [
        ("gone", URL, None),
        ("moved", URL, new),
    ]


OTHER = {"title": "县气象台发布大雾黄色预警信号", "fetched_at": LATER.isoformat()}
"""Of another article."""


def test_another_article_at_a_former_address_is_another(engine: Engine, writer: Writer) -> None:
    """Sites give an address that is free again to another article; an import finds it there."""
    writer.moved(URL, COPY, now=NOW)
    stored = writer.store(extraction(URL, OTHER_BODY, **OTHER), now=LATER)
    assert (stored.article_id, stored.outcome) == (2, "new")
    assert table(engine, ArticleRow, "url", "title", "body", "version") == [
        (COPY, TITLE, BODY, 1),
        (URL, OTHER["title"], OTHER_BODY, 1),
    ]
    assert (URL, "fetched", 2) in table(engine, PageRow, "url", "state", "article_id")


def test_another_article_at_the_former_address_of_one_of_several_pages(
    writer: Writer,
) -> None:
    pages = (first, second) = (f"{URL}?p=1", f"{URL}?p=2")
    long = extraction(first, BODY.replace("24日", "25日"), pages=pages)
    stored = writer.store(long, now=NOW)
    writer.moved(first, "http://www.redhongan.com/2020/1.html", now=NOW)
    other = writer.store(extraction(first, OTHER_BODY, **OTHER), now=LATER)
    assert (other.outcome, other.is_part) == ("new", False)
    part = writer.store(extraction(second, OTHER_BODY), now=LATER)
    assert (part.article_id, part.is_part) == (stored.article_id, True)


@pytest.mark.parametrize(
    ("title", "body", "outcome"),
    [
        (TITLE, BODY.replace("24日", "25日"), "changed"),  # its headline
        ("夺取双胜利", BODY, "changed"),  # its text
        (None, BODY, "unchanged"),
    ],
)
def test_an_article_at_its_former_address_is_itself(
    engine: Engine, writer: Writer, title: str | None, body: str, outcome: str
) -> None:
    writer.moved(URL, COPY, now=NOW)
    page = extraction(URL, body, title=title, fetched_at=LATER.isoformat())
    stored = writer.store(page, now=LATER)
    assert (stored.article_id, stored.outcome) == (1, outcome)
    assert len(table(engine, ArticleRow, "id")) == 1


def test_neither_copies_nor_what_a_run_met_are_looked_for_through_the_ledger(
    sqlite_engine: Engine,
) -> None:
    asked = traced(sqlite_engine)
    writer = Writer(sqlite_engine, judge)
    writer.store(extraction(), now=NOW)
    writer.elsewhere(URL)
    writer.moved(URL, COPY, now=NOW)
    Ledger(sqlite_engine).readmit(["redhongan"], since=None, now=NOW)
    with sqlite_engine.connect() as connection:
        connection.exec_driver_sql("INSERT INTO runs VALUES (1,'','{}','','','','','',1,'{}',1)")
        list(urls(connection, 1, "discovered"))
        looked = [one for one in asked if "copy of an" in one or "discovered_run_id =" in one]
        plans = [
            str(step)
            for statement in looked
            for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}").all()
        ]
    assert len(looked) == 5
    of_pages = [plan for plan in plans if " pages " in plan]
    assert sum("ix_pages_copies (reason=?)" in plan for plan in of_pages) == 3
    assert sum("(url=?)" in plan for plan in of_pages) == 1
    assert sum("ix_pages_discovered_run_id" in plan for plan in of_pages) == 1
    assert not [plan for plan in of_pages if "SCAN" in plan or "ix_pages_state" in plan]
