"""What the readers show: versions, differences, counts, reprints, changes, spam, runs."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from archive import Archive
from archive.errors import ArchiveUnreachableError, SchemaError, UsageError
from archive.monitoring.run_records import run, runs, urls
from archive.reading.articles import article_at
from archive.reading.differences import differences
from archive.reading.overviews import changes, clusters, lag_hours
from archive.reading.show import (
    NotFoundError,
    difference,
    find,
    plain_address,
    raw,
    spellings,
    with_spam,
)
from archive.reading.spam import spam
from archive.reading.stats import counts, totals
from archive.records import Removal
from archive.search.filters import Filters
from tests.archive.samples import BODY, URL
from tests.archive.shelves import COPY_URL, FOG_URL, HTML, SPAM, fill
from tests.archive.texts import change, store_texts

CHINA = timezone(timedelta(hours=8))


@pytest.fixture
def shelf(engine: Engine, tmp_path: Path) -> Engine:
    fill(engine, tmp_path / "warc")
    return engine


@given(st.text(alphabet="甲乙丙\n"), st.text(alphabet="甲乙丙\n"))
def test_the_pieces_of_a_difference_make_both_texts(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new


def test_only_the_characters_that_changed_are_different() -> None:
    pieces = differences("会议24日在杭举行。\n第二段。", "会议25日在杭举行。\n第二段。")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "会议2"),
        ("removed", "4"),
        ("added", "5"),
        ("same", "日在杭举行。\n第二段。"),
    ]


def test_an_article_and_its_versions(shelf: Engine, tmp_path: Path) -> None:
    with shelf.connect() as connection:
        newest = find(connection, URL)
        assert newest == find(connection, "1")
        assert (newest.version, newest.status) == (2, "changed")
        first = find(connection, "1", version=1)
        assert (first.version, first.body, first.id) == (1, BODY, 1)
        assert raw(newest, tmp_path / "warc") == HTML
        with pytest.raises(NotFoundError, match="no version 3; it has 1, 2"):
            find(connection, "1", version=3)
        with pytest.raises(NotFoundError, match="no raw record"):
            raw(find(connection, COPY_URL), tmp_path / "warc")
        for nobody in ("99", "9" * 40, "http://nowhere.example/", "１", "a\0b", "\ud800"):
            with pytest.raises(NotFoundError):
                find(connection, nobody)
        found = difference(connection, "1", 1, 2)
        assert [piece.text for piece in found.body if piece.kind == "added"] == ["5"]
        assert found.to_dict()["title"][0]["kind"] == "same"


@pytest.mark.parametrize(
    ("written", "archived"),
    [
        ("HTTP://WWW.A.GOV.CN:80/X.html#top", "http://www.a.gov.cn/X.html"),
        ("http://a.gov.cn/新/1.html?lm=要", "http://a.gov.cn/%E6%96%B0/1.html?lm=%E8%A6%81"),
        (" https://a.gov.cn:443/a%2fb?x=1&y=[2] ", "https://a.gov.cn/a%2fb?x=1&y=[2]"),
        ("http://a.gov.cn:8080/%e6?a=1", "http://a.gov.cn:8080/%e6?a=1"),
        ("http://[::1", "http://[::1"),
    ],
)
def test_an_address_is_read_without_what_says_nothing_of_its_page(
    written: str, archived: str
) -> None:
    assert plain_address(written) == archived


@pytest.mark.parametrize(
    ("written", "archived"),
    [
        ("http://a.gov.cn/1.html?utm_source=weixin&from=timeline", "http://a.gov.cn/1.html"),
        ("http://a.gov.cn/1.html;jsessionid=0A1B2C3D", "http://a.gov.cn/1.html"),
        ("http://红安.中国/新/1.html", "http://xn--49sr03f.xn--fiqs8s/%E6%96%B0/1.html"),
        ("HTTP://A.gov.cn:80/#/p/1142", "http://a.gov.cn/#/p/1142"),
        ("http://a.gov.cn/1.html?spm=1", "http://a.gov.cn/1.html?spm=1"),  # kept by an old import
    ],
)
def test_an_address_is_looked_for_in_all_its_spellings(written: str, archived: str) -> None:
    assert archived in list(spellings(written))


def test_an_address_that_is_none_is_looked_for_all_the_same() -> None:
    for nothing in ("http://[::1", "红安", "a\0b", "\ud800", "http://a.gov.cn:99999/"):
        assert nothing in list(spellings(nothing))


def test_spam_is_shown_where_it_stood() -> None:
    removed = [
        Removal(rule="r", text="乙", at=1, where="body"),
        Removal(rule="r", text="丙", at=1, where="body"),
        Removal(rule="r", text="丁", at=0, where="title"),
        Removal(rule="r", text="末", at=2, where="body"),
    ]
    pieces = list(with_spam("甲戊", removed, "body"))
    assert "".join(text for _, text in pieces) == "甲乙丙戊末"
    assert [text for kind, text in pieces if kind == "spam"] == ["乙", "丙", "末"]


def test_a_source_is_counted_once_however_it_is_written(engine: Engine) -> None:
    with engine.begin() as connection:
        store_texts(connection, [("疫情", "防控")] * 7)
        written = ("新华社", "新華社", "新华社", "CCTV", "ＣＣＴＶ", None, "新华社")
        for number, source in enumerate(written, 1):
            change(connection, number, source=source)
        found = [(count.key, count.articles) for count in counts(connection, "source")]
    assert found == [("新华社", 4), ("CCTV", 2), (None, 1)]


def test_what_is_not_counted_is_told(shelf: Engine) -> None:
    with shelf.connect() as connection, pytest.raises(UsageError, match="'week'; choose site, "):
        counts(connection, "week")  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [0, -1, 2**63 - 1, 2**63, -(2**63) - 1, 10**30])
def test_an_id_that_no_article_can_have_is_no_article(shelf: Engine, number: int) -> None:
    with shelf.connect() as connection:
        assert article_at(connection, number) is None


def test_counts(shelf: Engine) -> None:
    with shelf.connect() as connection:
        by_site = [(count.key, count.articles) for count in counts(connection, "site")]
        assert by_site == [("redhongan", 2), ("zj-gov", 1)]
        months = [(count.key, count.articles) for count in counts(connection, "month")]
        assert months == [("2019-12", 1), ("2020-02", 2)]
        days = counts(connection, "day", Filters(region="湖北省"))
        assert [(count.key, count.articles) for count in days] == [("2020-02-24", 1)]
        assert [count.key for count in counts(connection, "source")] == [None, "黄冈日报全媒体"]
        figures = totals(connection)
        assert figures["articles"] == 3
        assert figures["hacked"] == figures["gone"] == 1
        assert figures["originals"] == figures["clusters"] == 2
        assert (figures["first_published"], figures["last_published"]) == (
            "2019-12-31",
            "2020-02-25",
        )


def test_reprints(shelf: Engine) -> None:
    with shelf.connect() as connection:
        (cluster,) = clusters(connection)
        assert set(cluster) == {"cluster", "original", "articles"}
        assert cluster["original"]["url"] == URL
        assert [article["id"] for article in cluster["articles"]] == [1, 2]
        assert cluster["articles"][1]["lag_hours"] == 24.0
        assert list(clusters(connection, at_least=3)) == []
        assert len(list(clusters(connection, at_least=1))) == 2
        assert len(list(clusters(connection, Filters(sites=("zj-gov",))))) == 1


@pytest.mark.parametrize(
    ("first", "later", "hours"),
    [
        ("2020-02-24T15:00:00+08:00", "2020-02-24T16:30:00+08:00", 1.5),
        ("2020-02-24T15:00:00+08:00", "2020-02-25", 24.0),
        ("2020-02-24", "2020-02-24T15:00:00+08:00", 0.0),
        ("2020-02", "2020-02-24", None),
        (None, "2020-02-24", None),
    ],
)
def test_the_lag_is_no_more_exact_than_the_dates(
    first: str | None, later: str | None, hours: float | None
) -> None:
    assert lag_hours(first, later) == hours


def test_changes(shelf: Engine) -> None:
    with shelf.connect() as connection:
        gone, edited = changes(connection)
        assert list(gone) == [
            *("url", "site", "kind", "at", "title", "from_version", "to_version", "new_url"),
            *("http_status", "run"),
        ]
        assert (gone["kind"], gone["url"], gone["http_status"]) == ("gone", FOG_URL, 404)
        assert (edited["kind"], edited["from_version"], edited["to_version"]) == ("edited", 1, 2)
        assert [c["kind"] for c in changes(connection, kinds=("edited",))] == ["edited"]
        assert list(changes(connection, run=99)) == []
        assert list(changes(connection, Filters(sites=("zj-gov",)))) == []


def test_changes_are_asked_for_by_the_day_on_which_they_were_seen(shelf: Engine) -> None:
    with shelf.connect() as connection:
        gone, *_ = changes(connection)
        seen_on = datetime.fromisoformat(gone["at"]).astimezone(CHINA).date()
        before, after = seen_on - timedelta(days=1), seen_on + timedelta(days=1)
        assert gone in list(changes(connection, Filters(since=seen_on, until=seen_on)))
        assert gone not in list(changes(connection, Filters(until=before)))
        assert list(changes(connection, Filters(since=after))) == []


def test_changes_are_asked_for_from_one_end_of_the_calendar_to_the_other(shelf: Engine) -> None:
    with shelf.connect() as connection:
        all_days = Filters(since=date.min, until=date.max)
        assert list(changes(connection, all_days)) == list(changes(connection))


def test_spam_by_site_and_phrase(shelf: Engine) -> None:
    with shelf.connect() as connection:
        (found,) = spam(connection)
        assert found == {
            "site": "redhongan",
            "phrase": SPAM,
            "technique": "lexicon",
            "articles": 1,
            "first_seen_at": "2020-02-24T08:00:00+00:00",
            "last_seen_at": "2020-02-24T08:00:00+00:00",
            "links": ["http://bet.example/"],
        }
        assert list(spam(connection, sites=("zj-gov", "a\0b"))) == []


def test_runs_and_their_urls(shelf: Engine) -> None:
    with shelf.connect() as connection:
        (only,) = runs(connection)
        assert (only["run"], only["kind"], only["status"]) == (1, "crawl", "finished")
        whole = run(connection, 1)
        assert whole is not None
        assert whole["report"] == {"fetched": 3}
        assert run(connection, 2) is None
        fetched = {row["url"]: row for row in urls(connection, 1, "fetched")}
        assert len(fetched) == 4
        assert fetched[URL + "?video"]["reason"] == "no body"
        assert [row["url"] for row in urls(connection, 1, "discovered")] == [URL + "?down"]
        assert list(urls(connection, 2, "fetched")) == []


# --- from Python ----------------------------------------------------------------------------------


def address(engine: Engine) -> str:
    if engine.dialect.name == "postgresql":
        return engine.url.render_as_string(hide_password=False)
    return f"sqlite:///{engine.get_execution_options()['govnews_path']}"


def test_the_archive_from_python(shelf: Engine) -> None:
    with Archive(address(shelf)) as archive:
        results = archive.search("疫情防控", region="湖北省", since="2020-02-01")
        assert [article.id for article in results] == [1]
        assert results.count() == 1
        assert results.first() == archive.get(1) == archive.get(URL)
        (hit,) = results.hits()
        assert hit.snippet.marks
        assert archive.search("没有这个词").first() is None
        assert [article.id for article in archive.search(site="zj-gov")] == [2]
        assert [article.id for article in archive.articles()] == [1, 2, 3]
        assert [article.id for article in archive.articles(originals=True)] == [1, 3]
        assert archive.versions(1) == [1, 2]
        older = archive.get(1, version=1)
        assert older is not None
        assert older.body == BODY
        assert archive.get(1, version=9) is None
        assert archive.get(99) is None
        assert archive.counts("site") == {"redhongan": 2, "zj-gov": 1}
        with pytest.raises(UsageError, match="YYYY-MM-DD"):
            archive.search(since="yesterday")


@pytest.mark.parametrize(
    ("site", "cure"),
    [
        ("redhongan,zj-gov", r"write site=\('redhongan', 'zj-gov'\)"),
        ("redhongan zj-gov", r"write site=\('redhongan', 'zj-gov'\)"),
        ("红安网", "a-z, 0-9 and - alone"),
        (("zj-gov", ""), "'' is no site's id"),
    ],
)
def test_no_site_is_asked_for_that_cannot_be(
    shelf: Engine, site: str | tuple[str, ...], cure: str
) -> None:
    with Archive(address(shelf)) as archive, pytest.raises(UsageError, match=cure):
        archive.search(site=site)


def test_tables_need_pandas(shelf: Engine) -> None:
    with Archive(address(shelf)) as archive:
        results = archive.search("疫情")
        if find_spec("pandas") is None:
            with pytest.raises(UsageError, match=r"govnews\[pandas\]"):
                results.to_dataframe()
        else:
            assert list(results.to_dataframe()["id"]) == [2, 1]


def test_an_archive_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArchiveUnreachableError, match="there is no archive"):
        Archive(f"sqlite:///{tmp_path / 'none.db'}")
    (tmp_path / "empty.db").touch()
    with pytest.raises(SchemaError, match="db upgrade"):
        Archive(f"sqlite:///{tmp_path / 'empty.db'}")
    assert not (tmp_path / "none.db").exists()
