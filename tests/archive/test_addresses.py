"""An article that its site shows at several addresses lives as long as one of them has it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from archive.ledger import Ledger, Outcome, Site
from archive.models import ArticleRow, Base, ChangeRow, PageRow
from archive.writing.addresses import Elsewhere
from archive.writing.writer import Writer
from tests.archive.samples import BODY, NOW, URL, extraction, judge

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
