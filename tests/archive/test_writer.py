"""An article is stored once, with all that belongs to it, or not at all."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from archive.database.mapping import article_from, read_articles
from archive.ledger import Ledger, Link, Outcome, Site
from archive.models import (
    ArticleRow,
    BandRow,
    Base,
    ChangeRow,
    PageRow,
    RemovalRow,
    SignatureRow,
    VersionRow,
)
from archive.monitoring.runs import Runs
from archive.records import (
    Attachment,
    Caption,
    Extraction,
    Rejection,
    Removal,
    Restoration,
    WarcPointer,
)
from archive.writing.writer import Writer
from tests.archive.samples import BODY, NOW, OTHER_BODY, URL, extraction, judge

LATER = NOW + timedelta(days=1)


@pytest.fixture
def writer(engine: Engine) -> Writer:
    return Writer(engine, judge)


def table(engine: Engine, row: type[Base], *columns: str) -> list[tuple[Any, ...]]:
    wanted = [getattr(row, name) for name in columns]
    with engine.connect() as connection:
        return [tuple(found) for found in connection.execute(select(*wanted).order_by(row.id))]  # type: ignore[attr-defined]


def count(engine: Engine, row: type[Base]) -> int:
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(row)).scalar_one()


def test_every_field_comes_back_as_it_went_in(engine: Engine, writer: Writer) -> None:
    full = extraction(
        region="湖北省/黄冈市/红安县",
        subtitles=("刘雪荣在视频会上强调",),
        published_from="byline",
        source="黄冈日报全媒体",
        authors=("汪欢",),
        editors=("谢天",),
        section=("新闻", "要闻"),
        keywords=("疫情",),
        captions=(Caption(text="会场", image_url="http://x/1.jpg", credit="梁臻"),),
        images=("http://x/1.jpg",),
        attachments=(Attachment(url="http://x/a.pdf", name="附件"),),
        pages=(URL, URL + "?p=2"),
        language="zh-Hans",
        encoding="gb18030",
        removed=(
            Removal(rule="splice", text="90分钟足球网", at=3, where="body", link="http://s/"),
        ),
        hacked=True,
        restored=(Restoration(at=3, text="中央", origin="http://y/"),),
        fetched_at="2020-02-24T07:30:00+00:00",
        warc=WarcPointer(file="a.warc.gz", offset=400, length=900),
    )
    stored = writer.store(full, now=NOW)
    with engine.connect() as connection:
        back = read_articles(connection, [stored.article_id])[stored.article_id]
        record = connection.execute(select(VersionRow.record)).scalar_one()
    expected = dataclasses.replace(
        full.article,
        id=stored.article_id,
        cluster=back.cluster,
        first_seen_at="2020-02-24T08:00:00+00:00",
        last_seen_at="2020-02-24T08:00:00+00:00",
    )
    assert back == expected
    assert article_from(record) == full.article


def test_storing_again_only_bumps_when_it_was_seen(engine: Engine, writer: Writer) -> None:
    first = writer.store(extraction(), now=NOW)
    again = writer.store(extraction(), now=LATER)
    assert (first.outcome, again.outcome) == ("new", "unchanged")
    assert first.article_id == again.article_id
    assert count(engine, VersionRow) == 1
    assert count(engine, ChangeRow) == 0
    assert table(engine, ArticleRow, "first_seen_at", "last_seen_at", "fetched_at", "status") == [
        (NOW, LATER, LATER, "live")
    ]


@pytest.mark.parametrize(
    "edit",
    [{"body": BODY.replace("24日", "25日")}, {"title": "刘雪荣:夺取双胜利"}],
    ids=["body", "title"],
)
def test_a_change_of_title_or_body_is_a_version_and_is_told(
    engine: Engine, writer: Writer, edit: dict[str, Any]
) -> None:
    pointers = [WarcPointer(file="a.warc.gz", offset=n, length=9) for n in (1, 2)]
    writer.store(extraction(warc=pointers[0]), now=NOW)
    stored = writer.store(extraction(**edit, warc=pointers[1]), now=LATER)
    assert stored.outcome == "changed"
    assert table(engine, VersionRow, "number", "revision", "warc_offset") == [(1, 1, 1), (2, 1, 2)]
    assert table(engine, ArticleRow, "version", "status", "warc_offset") == [(2, "changed", 2)]
    assert table(engine, ChangeRow, "kind", "at", "from_version", "to_version") == [
        ("edited", LATER, 1, 2)
    ]


def test_an_earlier_capture_adds_a_version_and_leaves_the_newest(
    engine: Engine, writer: Writer
) -> None:
    """Captures are imported in any order, and more than once."""
    days = [datetime(2020, 1, day, tzinfo=UTC) for day in (1, 5, 9)]
    first, second, third = (
        extraction(body=BODY.replace("24日", f"{day.day}日"), fetched_at=day.isoformat())
        for day in days
    )
    outcomes = [
        writer.store(one, now=NOW).outcome for one in (second, third, first, second, first, third)
    ]
    assert outcomes == ["new", "changed", "changed", "unchanged", "unchanged", "unchanged"]
    assert table(engine, ArticleRow, "version", "fetched_at") == [(2, days[2])]
    assert table(engine, VersionRow, "number", "fetched_at") == [
        (1, days[1]),
        (2, days[2]),
        (3, days[0]),
    ]
    edits = table(engine, ChangeRow, "from_version", "to_version", "at")
    assert edits == [(1, 2, NOW), (3, 1, NOW)]
    last = extraction(body=BODY.replace("24日", "30日"), fetched_at=LATER.isoformat())
    assert writer.store(last, now=LATER).outcome == "changed"
    assert table(engine, ArticleRow, "version", "fetched_at") == [(4, LATER)]


def test_a_version_found_between_two_is_where_the_earlier_edit_leads(
    engine: Engine, writer: Writer
) -> None:
    for day in (1, 9, 5):
        moment = datetime(2020, 1, day, tzinfo=UTC).isoformat()
        page = extraction(body=BODY.replace("24日", f"{day}日"), fetched_at=moment)
        writer.store(page, now=NOW)
    edits = table(engine, ChangeRow, "from_version", "to_version")
    assert sorted(edits) == [(1, 3), (3, 2)]


def test_validators_are_those_of_the_answer_that_was_read(engine: Engine, writer: Writer) -> None:
    ledger = Ledger(engine)
    fetch = Outcome(url=URL, state="fetched", etag='"one"', digest="1")
    writer.store(extraction(), now=NOW, fetch=fetch)
    assert ledger.known([URL])[URL].etag == '"one"'
    writer.store(extraction(), now=LATER, fetch=Outcome(url=URL, state="fetched", digest="2"))
    assert ledger.known([URL])[URL].etag is None


def test_a_copy_at_another_address_of_the_site_is_no_article_of_its_own(
    engine: Engine, writer: Writer
) -> None:
    pages = (URL + "?m=1", URL + "?m=1&p=2")
    first, second = (WarcPointer(file="a.warc.gz", offset=n, length=9) for n in (1, 2))
    original = writer.store(extraction(), now=NOW)
    copy = dataclasses.replace(extraction(url=pages[0], pages=pages, warc=first), further=(second,))
    fetch = Outcome(url=pages[0], state="fetched", warc=first, digest="1")
    stored = writer.store(copy, now=LATER, fetch=fetch)
    assert (stored.article_id, stored.copy_of) == (original.article_id, URL)
    rows = table(engine, PageRow, "url", "kind", "state", "warc_offset")
    assert sorted(rows)[1:] == [
        (pages[0], "article", "excluded", 1),
        (pages[1], "other", "fetched", 2),
    ]


def test_pages_of_an_article_that_are_imported_one_by_one_change_nothing(
    engine: Engine, writer: Writer
) -> None:
    pages = (URL, URL + "?p=2")
    whole = writer.store(
        extraction(pages=pages), now=NOW, fetch=Outcome(url=URL, state="fetched", digest="1")
    )
    for url in pages:
        stored = writer.store(extraction(url=url, body=OTHER_BODY), now=LATER)
        assert (stored.article_id, stored.outcome) == (whole.article_id, "unchanged")
    assert count(engine, ArticleRow) == count(engine, VersionRow) == 1


def test_further_pages_keep_their_own_raw_records(engine: Engine, writer: Writer) -> None:
    first, second = (WarcPointer(file="a.warc.gz", offset=n, length=9) for n in (1, 2))
    page = extraction(pages=(URL, URL + "?p=2"), warc=first)
    writer.store(dataclasses.replace(page, further=(second,)), now=NOW)
    assert sorted(table(engine, PageRow, "url", "warc_offset")) == [(URL, 1), (URL + "?p=2", 2)]


def test_width_and_white_space_of_a_title_are_no_change(writer: Writer) -> None:
    writer.store(extraction(title="刘雪荣: 夺取双胜利"), now=NOW)
    assert writer.store(extraction(title="刘雪荣：夺取双胜利"), now=LATER).outcome == "unchanged"


def test_a_title_that_was_not_found_is_no_change_of_the_site(writer: Writer) -> None:
    writer.store(extraction(title=None), now=NOW)
    assert writer.store(extraction(title="要闻"), now=LATER).outcome == "unchanged"
    assert writer.store(extraction(title=None), now=LATER).outcome == "unchanged"


def test_other_fields_make_a_revision_not_a_version(engine: Engine, writer: Writer) -> None:
    writer.store(extraction(), now=NOW)
    assert writer.store(extraction(source="黄冈日报"), now=LATER).outcome == "unchanged"
    assert table(engine, VersionRow, "number", "revision") == [(1, 1), (1, 2)]
    assert table(engine, ArticleRow, "source", "version", "status") == [("黄冈日报", 1, "live")]


def test_the_same_bytes_read_otherwise_are_our_doing_not_the_sites(
    engine: Engine, writer: Writer
) -> None:
    fetch = Outcome(url=URL, state="fetched", site="redhongan", digest="sha256:1")
    writer.store(extraction(), now=NOW, fetch=fetch)
    stored = writer.store(extraction(body=BODY + "\n(完)"), now=LATER, fetch=fetch)
    assert stored.outcome == "unchanged"
    assert table(engine, VersionRow, "number", "revision") == [(1, 1), (1, 2)]
    assert count(engine, ChangeRow) == 0


def test_reading_again_makes_a_revision_and_keeps_the_raw_record(
    engine: Engine, writer: Writer
) -> None:
    pointer = WarcPointer(file="a.warc.gz", offset=1, length=9)
    stored = writer.store(extraction(warc=pointer), now=NOW)
    assert not writer.revise(stored.article_id, extraction(), now=LATER)
    assert writer.revise(stored.article_id, extraction(authors=("汪欢",)), now=LATER)
    assert table(engine, ArticleRow, "authors", "version", "revision", "warc_offset") == [
        (["汪欢"], 1, 2, 1)
    ]
    assert table(engine, VersionRow, "revision", "fetched_at") == [(1, NOW), (2, NOW)]


def test_the_ledger_says_so_in_the_same_transaction(engine: Engine, writer: Writer) -> None:
    ledger = Ledger(engine)
    ledger.register([Site(id="redhongan", name="红安网")], now=NOW)
    ledger.discover([Link(url=URL + "?from=list", site="redhongan")], now=NOW)
    fetch = Outcome(
        url=URL + "?from=list", state="fetched", due_at=LATER, etag='"e"', digest="sha256:1"
    )
    pages = (URL, URL + "?p=2")
    stored = writer.store(extraction(pages=pages), now=NOW, fetch=fetch)
    found = ledger.known([URL, URL + "?from=list", URL + "?p=2"])
    assert {page.article_id for page in found.values()} == {stored.article_id}
    assert {page.kind for page in found.values()} == {"article"}
    assert found[URL + "?from=list"].due_at == LATER
    assert [page.url for page in ledger.due(["redhongan"], now=LATER)] == [URL + "?from=list"]


COPY = "http://www.redhongan.com/topic/show/1.html"


def test_an_article_that_its_site_shows_twice_is_one(engine: Engine, writer: Writer) -> None:
    first = writer.store(extraction(), now=NOW)
    fetch = Outcome(url=COPY, site="redhongan", state="fetched", kind="article", http_status=200)
    second = writer.store(extraction(COPY), now=NOW, fetch=fetch)
    assert (second.article_id, second.copy_of) == (first.article_id, URL)
    assert count(engine, ArticleRow) == 1
    assert (COPY, "excluded", f"copy of an article: {URL}") in table(
        engine, PageRow, "url", "state", "reason"
    )


SHORT = "定于3月1日起停水检修，请提前储水。"
FILE = Attachment(url="http://www.redhongan.com/u/1.pdf", name="1.pdf", media_type=None)


@pytest.mark.parametrize(
    ("one", "other", "files", "copies"),
    [
        ("/?p=6291", "/?p=6291&cat=2", ((), ()), True),
        ("/?cat=2&p=6291", "/?p=6291", ((), ()), True),
        ("/?p=6291", "/?p=6291&cat=2", ((FILE,), (FILE,)), True),
        ("/?p=6291", "/?p=6291&cat=2", ((FILE,), ()), False),
        ("/?p=6291", "/?p=6292", ((), ()), False),
        ("/?p=6291&cat=1", "/?p=6291&cat=2", ((), ()), False),
        ("/", "/?p=6291", ((), ()), False),
        ("/a/?p=6291", "/b/?p=6291&cat=2", ((), ()), False),
        ("/a/1.html", "/b/1.html", ((), ()), False),
    ],
)
def test_a_short_notice_is_a_copy_where_only_more_is_asked_for(
    writer: Writer, one: str, other: str, files: tuple[tuple[Attachment, ...], ...], *, copies: bool
) -> None:
    host = "http://www.redhongan.com"
    writer.store(extraction(host + one, body=SHORT, attachments=files[0]), now=NOW)
    fetch = Outcome(url=host + other, site="redhongan", state="fetched")
    page = extraction(host + other, body=SHORT, attachments=files[1])
    assert (writer.store(page, now=NOW, fetch=fetch).copy_of == host + one) == copies


def test_a_copy_is_looked_at_again_when_its_original_is_gone(
    engine: Engine, writer: Writer
) -> None:
    ledger = Ledger(engine)
    writer.store(extraction(), now=NOW)
    fetch = Outcome(url=COPY, site="redhongan", state="fetched")
    writer.store(extraction(COPY), now=NOW, fetch=fetch)
    ledger.readmit(["redhongan"], since=None, now=LATER)
    assert ledger.known([COPY])[COPY].state == "excluded"
    writer.gone(URL, 404, now=LATER)
    ledger.readmit(["redhongan"], since=None, now=LATER)
    assert ledger.known([COPY])[COPY].state == "discovered"
    assert writer.store(extraction(COPY), now=LATER, fetch=fetch).outcome == "unchanged"
    assert table(engine, ChangeRow, "kind", "new_url") == [("gone", None), ("moved", COPY)]


@pytest.mark.parametrize(("found_by", "told"), [(1, ["moved"]), (2, ["gone", "moved"])])
def test_an_article_that_one_run_misses_and_finds_again_has_moved(
    engine: Engine, writer: Writer, found_by: int, told: list[str]
) -> None:
    """So it is when a site is built anew: its old addresses are asked before its new lists."""
    for _ in range(2):
        Runs(engine).start("crawl", {}, now=NOW)
    writer.store(extraction(), now=NOW)
    writer.gone(URL, 404, now=LATER, run_id=1)
    fetch = Outcome(url=COPY, site="redhongan", state="fetched")
    writer.store(extraction(COPY), now=LATER, fetch=fetch, run_id=found_by)
    assert [kind for (kind,) in table(engine, ChangeRow, "kind")] == told


@pytest.mark.parametrize(
    "other",
    [
        extraction(COPY, site="x"),
        extraction(COPY, published_at="2020-02-25"),
        extraction(COPY, title="人事任免"),
        extraction(COPY, body=OTHER_BODY),
    ],
    ids=["another site", "another day", "another headline", "another text"],
)
def test_what_is_like_it_is_another(engine: Engine, writer: Writer, other: Extraction) -> None:
    writer.store(extraction(), now=NOW)
    writer.store(other, now=NOW, fetch=Outcome(url=COPY, state="fetched"))
    assert count(engine, ArticleRow) == 2


def test_short_notices_of_a_day_are_told_by_their_attachments(
    engine: Engine, writer: Writer
) -> None:
    for url in (URL, COPY):
        fetch = Outcome(url=url, site="redhongan", state="fetched")
        writer.store(extraction(url, "详见附件。"), now=NOW, fetch=fetch)
    assert count(engine, ArticleRow) == 2


def test_a_rejected_page_keeps_its_reason_and_its_spam(engine: Engine, writer: Writer) -> None:
    spam = Removal(rule="hidden", text="澳门", at=0, where="page")
    rejection = Rejection(url=URL, reason="no body: 3 characters", hacked=True, removed=(spam,))
    for _ in range(2):
        writer.reject(rejection, now=NOW)
    assert table(engine, PageRow, "state", "kind", "reason") == [
        ("fetched", "other", "no body: 3 characters")
    ]
    assert table(engine, RemovalRow, "text", "article_id") == [("澳门", None)]


def test_a_page_that_a_stage_broke_on_counts_as_failed(engine: Engine, writer: Writer) -> None:
    writer.reject(Rejection(url=URL, reason="broken: KeyError", failed=True), now=NOW)
    assert table(engine, PageRow, "state", "attempts") == [("failed", 1)]


def test_gone_is_told_once_and_the_article_stays(engine: Engine, writer: Writer) -> None:
    writer.store(extraction(), now=NOW)
    assert writer.gone(URL, 404, now=LATER)
    assert not writer.gone(URL, 410, now=LATER)
    assert not writer.gone(URL + "x", 404, now=LATER)
    assert table(engine, ArticleRow, "status", "gone_at", "body") == [("gone", LATER, BODY)]
    assert table(engine, ChangeRow, "kind", "http_status") == [("gone", 404)]


def test_a_gone_article_that_is_stored_again_has_returned(engine: Engine, writer: Writer) -> None:
    writer.store(extraction(), now=NOW)
    writer.gone(URL, 404, now=NOW)
    writer.store(extraction(title="改了标题"), now=LATER)
    assert [kind for (kind,) in table(engine, ChangeRow, "kind")] == ["gone", "returned", "edited"]
    assert table(engine, ArticleRow, "status", "gone_at") == [("changed", None)]


def test_returned_by_a_304(engine: Engine, writer: Writer) -> None:
    writer.store(extraction(), now=NOW)
    assert not writer.returned(URL, now=NOW)
    writer.gone(URL, 404, now=NOW)
    assert writer.returned(URL, now=LATER)
    assert table(engine, ArticleRow, "status", "last_seen_at") == [("live", LATER)]


def test_a_moved_article_is_the_same_article_at_its_new_address(
    engine: Engine, writer: Writer
) -> None:
    stored = writer.store(extraction(), now=NOW)
    assert writer.moved(URL, URL + "/new", now=LATER)
    assert not writer.moved(URL, URL + "/new", now=LATER)
    again = writer.store(extraction(URL + "/new"), now=LATER)
    assert (again.article_id, again.outcome) == (stored.article_id, "unchanged")
    assert table(engine, ChangeRow, "kind", "url", "new_url") == [("moved", URL, URL + "/new")]


def test_moved_onto_an_article_that_is_there_already(engine: Engine, writer: Writer) -> None:
    writer.store(extraction(), now=NOW)
    writer.store(extraction(URL + "/new"), now=NOW)
    assert writer.moved(URL, URL + "/new", now=LATER)
    assert table(engine, ArticleRow, "url", "status") == [(URL, "gone"), (URL + "/new", "live")]


def test_nothing_is_written_when_the_raw_record_cannot_be_synced(engine: Engine) -> None:
    def broken() -> None:
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space"):
        Writer(engine, judge, sync=broken).store(extraction(), now=NOW)
    for row in (ArticleRow, VersionRow, PageRow, SignatureRow, BandRow):
        assert count(engine, row) == 0


def test_a_changed_body_takes_its_old_bands_away(engine: Engine, writer: Writer) -> None:
    writer.store(extraction(), now=NOW)
    before = count(engine, BandRow)
    writer.store(extraction(body=OTHER_BODY), now=LATER)
    assert before == count(engine, BandRow) == 64
    twin = writer.store(extraction(URL + "2", body=BODY), now=LATER)
    with engine.connect() as connection:
        assert read_articles(connection, [twin.article_id])[twin.article_id].duplicate_of is None


def test_text_that_no_database_holds_is_stored_with_its_offsets(
    engine: Engine, writer: Writer
) -> None:
    stored = writer.store(extraction(body="会\x00议\ud800开始", title="\x00要闻"), now=NOW)
    with engine.connect() as connection:
        back = read_articles(connection, [stored.article_id])[stored.article_id]
    assert (back.title, back.body) == ("\ufffd要闻", "会\ufffd议\ufffd开始")


def test_calls_together_are_one_transaction_and_synced_once(engine: Engine) -> None:
    synced: list[int] = []
    writer = Writer(engine, judge, sync=lambda: synced.append(1))
    with writer.together():
        writer.store(extraction(URL), now=NOW)
        writer.store(extraction(URL + "?2", body=OTHER_BODY), now=NOW)
    assert (rows_in(engine), synced) == (2, [1])

    def break_off() -> None:
        with writer.together():
            writer.store(extraction(URL + "?3"), now=NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert (rows_in(engine), synced) == (2, [1])
    writer.store(extraction(URL + "?4"), now=NOW)
    assert (rows_in(engine), synced) == (3, [1, 1])


def rows_in(engine: Engine) -> int:
    with engine.connect() as connection:
        return len(connection.execute(select(ArticleRow.id)).all())
