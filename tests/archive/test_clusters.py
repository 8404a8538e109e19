"""One text, one cluster: who joins, who is the original, and who has to leave."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from archive.database.mapping import read_articles
from archive.models import ArticleRow, ClusterRow
from archive.records import Article
from archive.writing.writer import Writer
from tests.archive.samples import BODY, NOW, OTHER_BODY, extraction, judge

LINES = BODY.split("\n")


@pytest.fixture
def writer(engine: Engine) -> Writer:
    return Writer(engine, judge, own_source_words=("原创", "本站"))


class Shelf:
    """Stores articles one after the other and shows how they stand."""

    def __init__(self, engine: Engine, writer: Writer) -> None:
        self._engine = engine
        self._writer = writer
        self._count = 0

    def put(self, body: str = BODY, url: str | None = None, **fields: Any) -> int:  # noqa: ANN401  fields of any type
        self._count += 1
        url = url or f"http://site-{self._count}.gov.cn/1.html"
        now = NOW + timedelta(hours=self._count)
        return self._writer.store(extraction(url, body, **fields), now=now).article_id

    def __getitem__(self, article_id: int) -> Article:
        with self._engine.connect() as connection:
            return read_articles(connection, [article_id])[article_id]

    def groups(self) -> list[set[int]]:
        with self._engine.connect() as connection:
            rows = connection.execute(select(ArticleRow.id, ArticleRow.cluster_id)).all()
            kept = connection.execute(select(func.count()).select_from(ClusterRow)).scalar_one()
        found: dict[int, set[int]] = {}
        for row in rows:
            found.setdefault(row.cluster_id, set()).add(row.id)
        assert kept == len(found)
        return sorted(found.values(), key=min)


@pytest.fixture
def shelf(engine: Engine, writer: Writer) -> Shelf:
    return Shelf(engine, writer)


def test_the_same_body_is_a_reprint_and_another_is_not(shelf: Shelf) -> None:
    first, copy, other = shelf.put(), shelf.put(title="另一个标题"), shelf.put(OTHER_BODY)
    assert shelf.groups() == [{first, copy}, {other}]
    assert (shelf[first].duplicate_of, shelf[first].similarity) == (None, None)
    assert (shelf[copy].duplicate_of, shelf[copy].similarity) == (first, 1.0)


def test_a_cut_copy_joins_with_its_similarity(shelf: Shelf) -> None:
    first, cut = shelf.put(), shelf.put("\n".join([*LINES[:2], "本网讯"]))
    assert shelf[cut].duplicate_of == first
    assert 0.6 < (shelf[cut].similarity or 0) < 1.0


def test_bodies_too_short_to_sign_are_one_text_only_under_one_headline(shelf: Shelf) -> None:
    one = shelf.put("详见附件。", title="关于甲项目的公示")
    two = shelf.put("详见附件。", title="关于乙项目的公示")
    three = shelf.put("详见附件。", title="关于甲项目的公示")
    assert shelf.groups() == [{one, three}, {two}]


def test_empty_bodies_are_no_copies_of_each_other(shelf: Shelf) -> None:
    assert len({shelf.put("", title="图集"), shelf.put("", title="图集")}) == 2
    assert len(shelf.groups()) == 2


def test_an_earlier_one_found_late_takes_over(shelf: Shelf) -> None:
    late = shelf.put(published_at="2020-02-25")
    cut = shelf.put("\n".join(LINES[:3]), published_at="2020-02-26")
    early = shelf.put(published_at="2020-02-24T09:00:00+08:00")
    assert shelf[early].duplicate_of is None
    assert {shelf[late].duplicate_of, shelf[cut].duplicate_of} == {early}
    assert shelf[late].similarity == 1.0
    assert shelf.groups() == [{late, cut, early}]


def test_on_one_day_the_site_that_others_name_is_the_original(shelf: Shelf) -> None:
    reprint = shelf.put(published_at="2020-02-24", site_name="省政府网", source="红安网")
    original = shelf.put(published_at="2020-02-24", site_name="红安网", source=None)
    assert shelf[reprint].duplicate_of == original


def test_on_one_day_a_claim_of_ones_own_beats_naming_another(shelf: Shelf) -> None:
    reprint = shelf.put(published_at="2020-02-24", site_name="甲网", source="人民日报")
    original = shelf.put(published_at="2020-02-24", site_name="乙网站", source="原创")
    assert shelf[reprint].duplicate_of == original


def test_without_any_date_the_first_seen_is_the_original(shelf: Shelf) -> None:
    first = shelf.put(published_at=None)
    second = shelf.put(published_at=None)
    assert shelf[second].duplicate_of == first


def test_small_differences_do_not_chain(shelf: Shelf) -> None:
    # b is like a and c is like b, but c is not like a.
    a = shelf.put("\n".join(LINES[:3]))
    b = shelf.put("\n".join([*LINES[1:3], OTHER_BODY.split("\n")[0]]))
    c = shelf.put("\n".join([LINES[2], *OTHER_BODY.split("\n")]))
    assert shelf[b].duplicate_of == a
    assert shelf[c].duplicate_of is None
    assert shelf.groups() == [{a, b}, {c}]


def test_the_likest_original_counts_not_the_likest_member(shelf: Shelf) -> None:
    fog, drivers = OTHER_BODY.split("\n")
    first = shelf.put("\n".join(LINES[:3]))
    member = shelf.put("\n".join([*LINES[1:3], fog]))
    likest = shelf.put("\n".join([LINES[2], fog, drivers[:10]]))
    assert shelf.groups() == [{first, member}, {likest}]
    copy = shelf.put("\n".join([*LINES[1:3], fog, "本网讯"]))
    assert shelf[copy].duplicate_of == likest
    assert shelf.groups() == [{first, member}, {likest, copy}]


def test_a_new_original_lets_go_of_those_that_are_not_like_it(shelf: Shelf) -> None:
    full = shelf.put(published_at="2020-02-25")
    tail = shelf.put("\n".join(LINES[2:]), published_at="2020-02-26")
    head = shelf.put("\n".join(LINES[:2]), published_at="2020-02-24")
    assert shelf[full].duplicate_of == head
    assert shelf[tail].duplicate_of is None
    assert shelf.groups() == [{full, head}, {tail}]


def test_two_cuts_of_one_text_come_together_when_the_text_arrives(shelf: Shelf) -> None:
    head = shelf.put("\n".join(LINES[:2]), published_at="2020-02-25")
    tail = shelf.put("\n".join(LINES[2:]), published_at="2020-02-25")
    assert shelf.groups() == [{head}, {tail}]
    full = shelf.put(published_at="2020-02-24")
    assert shelf.groups() == [{head, tail, full}]
    assert {shelf[head].duplicate_of, shelf[tail].duplicate_of} == {full}


def test_an_original_that_changes_keeps_its_reprints(shelf: Shelf) -> None:
    first = shelf.put(url="http://a.gov.cn/1.html")
    copy = shelf.put()
    shelf.put(OTHER_BODY, url="http://a.gov.cn/1.html")
    assert shelf.groups() == [{first, copy}]
    assert shelf[copy].duplicate_of == first
    assert shelf[first].status == "changed"


def test_a_reprint_that_becomes_another_text_leaves(shelf: Shelf) -> None:
    first = shelf.put()
    copy = shelf.put(url="http://a.gov.cn/1.html")
    weather = shelf.put(OTHER_BODY, published_at="2020-02-20")
    shelf.put(OTHER_BODY, url="http://a.gov.cn/1.html")
    assert shelf.groups() == [{first}, {copy, weather}]
    assert shelf[copy].duplicate_of == weather


def test_one_that_was_alone_joins_when_its_text_becomes_a_copy(shelf: Shelf) -> None:
    alone = shelf.put(OTHER_BODY, url="http://a.gov.cn/1.html")
    first = shelf.put(published_at="2020-02-20")
    shelf.put(url="http://a.gov.cn/1.html")
    assert shelf[alone].duplicate_of == first
    assert shelf.groups() == [{alone, first}]


def test_unlike_schemes_never_meet(engine: Engine, shelf: Shelf) -> None:
    shelf.put()
    other = extraction("http://b.gov.cn/1.html", BODY + "\n(完)")
    strange = dataclasses.replace(other.fingerprint, scheme="test:k=9")
    writer = Writer(engine, judge)
    writer.store(dataclasses.replace(other, fingerprint=strange), now=NOW)
    assert len(shelf.groups()) == 2


def test_reading_again_signs_by_the_scheme_of_today(engine: Engine, shelf: Shelf) -> None:
    old = extraction("http://b.gov.cn/1.html", BODY + "\n(完)")
    former = dataclasses.replace(old.fingerprint, scheme="test:k=9")
    writer = Writer(engine, judge)
    first = writer.store(dataclasses.replace(old, fingerprint=former), now=NOW).article_id
    copy = shelf.put()
    assert len(shelf.groups()) == 2
    assert not writer.revise(first, old, now=NOW)
    assert shelf.groups() == [{first, copy}]
    assert (shelf[first].version, shelf[first].status) == (1, "live")
