"""An article whose address an archive of before spells as it was given stays one article."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from archive.ledger import Ledger, Link, Outcome, Site
from archive.models import ArticleRow, PageRow
from archive.writing.writer import Stored, Writer
from tests.archive.samples import BODY, NOW, URL, extraction, judge
from tests.archive.test_addresses import table

LATER = NOW + timedelta(days=1)
GIVEN = "HTTP://WWW.redhongan.com:80/news/show/1.html?utm_source=weixin#top"
COPY = "http://www.redhongan.com/topic/show/1.html"
EDITED = BODY.replace("24日", "25日")
FURTHER, FURTHER_GIVEN = f"{URL}?p=2", f"{GIVEN}&p=2"


@pytest.fixture
def writer(engine: Engine) -> Writer:
    Ledger(engine).register([Site(id="redhongan", name="红安网")], now=NOW)
    return Writer(engine, judge)


def imported(writer: Writer, body: str = BODY, url: str = URL, given: str = GIVEN) -> Stored:
    """Store what an import of today reads."""
    page = extraction(url, body, fetched_at=LATER.isoformat())
    return writer.store(page, now=LATER, hold_copies=True, given={url: given})


@pytest.mark.parametrize(("body", "outcome"), [(EDITED, "changed"), (BODY, "unchanged")])
def test_it_is_the_article_and_has_its_own_address_from_now_on(
    engine: Engine, writer: Writer, body: str, outcome: str
) -> None:
    writer.store(extraction(GIVEN), now=NOW, hold_copies=True)
    stored = imported(writer, body)
    assert (stored.article_id, stored.outcome) == (1, outcome)
    assert table(engine, ArticleRow, "url", "version") == [(URL, 1 + (outcome == "changed"))]
    assert table(engine, PageRow, "url", "state", "article_id") == [(URL, "fetched", 1)]


def test_what_a_crawl_has_met_under_its_own_address_meets_it(
    engine: Engine, writer: Writer
) -> None:
    writer.store(extraction(GIVEN), now=NOW, hold_copies=True)
    Ledger(engine).discover([Link(url=URL, site="redhongan", kind="article")], now=NOW)
    assert imported(writer, EDITED).article_id == 1
    told = table(engine, PageRow, "url", "state", "reason", "due_at", "article_id")
    assert told == [
        (GIVEN, "excluded", f"copy of an article: {URL}", None, None),
        (URL, "fetched", None, LATER, 1),
    ]


def test_copies_are_of_its_own_address(engine: Engine, writer: Writer) -> None:
    writer.store(extraction(GIVEN), now=NOW, hold_copies=True)
    fetch = Outcome(url=COPY, site="redhongan", state="fetched", digest="1")
    assert writer.store(extraction(COPY), now=NOW, fetch=fetch).copy_of == GIVEN
    imported(writer, EDITED)
    assert (COPY, f"copy of an article: {URL}") in table(engine, PageRow, "url", "reason")


def test_a_copy_that_was_given_by_another_spelling_is_one(engine: Engine, writer: Writer) -> None:
    writer.store(extraction(COPY), now=NOW, hold_copies=True)
    writer.store(extraction(GIVEN), now=NOW, hold_copies=True)
    assert imported(writer, EDITED).copy_of == COPY
    assert len(table(engine, ArticleRow, "id")) == 1


def test_a_page_of_a_longer_article_changes_nothing(engine: Engine, writer: Writer) -> None:
    long = extraction(GIVEN, f"{BODY}\n{EDITED}", pages=(GIVEN, FURTHER_GIVEN))
    writer.store(long, now=NOW, hold_copies=True)
    for url, given in ((URL, GIVEN), (FURTHER, FURTHER_GIVEN)):
        assert imported(writer, EDITED, url, given).is_part
    assert table(engine, ArticleRow, "url", "version") == [(GIVEN, 1)]


def test_a_longer_article_is_spelt_anew_with_all_its_pages(engine: Engine, writer: Writer) -> None:
    text = f"{BODY}\n{EDITED}"
    long = extraction(GIVEN, text, pages=(GIVEN, FURTHER_GIVEN))
    writer.store(long, now=NOW, hold_copies=True)
    again = extraction(URL, text, pages=(URL, FURTHER), fetched_at=LATER.isoformat())
    given = {URL: GIVEN, FURTHER: FURTHER_GIVEN}
    assert writer.store(again, now=LATER, hold_copies=True, given=given).outcome == "unchanged"
    assert table(engine, ArticleRow, "url", "pages") == [(URL, [URL, FURTHER])]
    assert table(engine, PageRow, "url", "article_id") == [(URL, 1), (FURTHER, 1)]
    for url in (URL, FURTHER):
        assert writer.store(extraction(url), now=LATER, hold_copies=True).is_part
