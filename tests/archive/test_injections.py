"""Spam that is put into an article, and taken out of it, is no edit of its site's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from archive.models import ArticleRow, ChangeRow, RemovalRow, VersionRow
from archive.records import Extraction, Removal
from archive.writing.writer import Writer
from tests.archive.samples import BODY, NOW, extraction, judge
from tests.archive.test_writer import LATER

TITLE = "刘雪荣:奋力夺取疫情防控和经济社会发展双胜利"
LINES = BODY.split("\n")
HOLE = BODY.index("不放松抓紧")


def hacked(body: str, *ats: int, where: str = "body", **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - an article's own fields
    spam = (Removal(rule="phrase", text="澳门新葡京", at=at, where=where) for at in ats)
    return {"body": body, "hacked": True, "removed": tuple(spam), **fields}


OVERWRITTEN = {
    "a few words": hacked(BODY.replace("不放松抓紧", ""), HOLE),
    "a sentence": hacked("\n".join((LINES[0], *LINES[2:])), len(LINES[0])),
    "the first line": hacked("\n".join(LINES[1:]), 0),
    "the end": hacked("\n".join(LINES[:2]), len("\n".join(LINES[:2]))),
    "two places": hacked(
        BODY.replace("不放松抓紧", "").removesuffix(LINES[3]),
        HOLE,
        len(BODY) - len("不放松抓紧") - len(LINES[3]),
    ),
    "the headline": hacked(f"{TITLE}。\n{BODY}", 0, where="title"),
}
EDITED = {
    "not hacked": {"body": BODY.replace("不放松抓紧", "")},
    "words of its own": hacked(BODY.replace("不放松抓紧", "").replace("24日", "25日"), HOLE),
    "a line taken out elsewhere": hacked("\n".join(LINES[:3]).replace("不放松抓紧", ""), HOLE),
    "another headline": hacked(BODY.replace("不放松抓紧", ""), HOLE, title="夺取双胜利"),
    "another text": hacked("县气象台今天发布大雾黄色预警信号,能见度小于五百米。", 3),
}


def kinds(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.scalars(select(ChangeRow.kind)))


@pytest.fixture
def writer(engine: Engine) -> Writer:
    return Writer(engine, judge)


@pytest.mark.parametrize("fields", OVERWRITTEN.values(), ids=OVERWRITTEN)
def test_a_hack_is_told_as_one(engine: Engine, writer: Writer, fields: dict[str, Any]) -> None:
    writer.store(extraction(), now=NOW)
    assert writer.store(extraction(**fields), now=LATER).outcome == "unchanged"
    with engine.connect() as connection:
        (found,) = connection.execute(select(*ArticleRow.__table__.c)).all()
        spam = connection.scalars(select(RemovalRow.text)).all()
    assert (found.hacked, found.version, found.revision, found.status) == (True, 2, 1, "live")
    assert set(spam) == {"澳门新葡京"}
    # Cleaned, it is what it was.
    assert writer.store(extraction(), now=LATER).outcome == "unchanged"
    with engine.connect() as connection:
        (found,) = connection.execute(select(*ArticleRow.__table__.c)).all()
        numbers = connection.scalars(select(VersionRow.number).distinct()).all()
    assert (found.hacked, found.body, found.version, sorted(numbers)) == (False, BODY, 3, [1, 2, 3])
    assert kinds(engine) == []


@pytest.mark.parametrize("fields", EDITED.values(), ids=EDITED)
def test_an_edit_is_told_though_there_is_spam(
    engine: Engine, writer: Writer, fields: dict[str, Any]
) -> None:
    writer.store(extraction(), now=NOW)
    assert writer.store(extraction(**fields), now=LATER).outcome == "changed"
    assert kinds(engine) == ["edited"]
    writer.store(extraction(body=BODY.replace("24日", "26日")), now=LATER)
    assert kinds(engine) == ["edited", "edited"]


def on(day: int, **fields: Any) -> Extraction:  # noqa: ANN401 - an article's own fields
    return extraction(**fields, fetched_at=(NOW + timedelta(days=day)).isoformat())


@pytest.mark.parametrize("fields", OVERWRITTEN.values(), ids=OVERWRITTEN)
def test_a_hack_before_the_archive_began_is_no_edit(
    engine: Engine, writer: Writer, fields: dict[str, Any]
) -> None:
    """As when older captures are imported."""
    writer.store(on(5), now=LATER)
    stored = writer.store(on(1, **fields), now=LATER)
    assert (stored.outcome, stored.earlier, kinds(engine)) == ("unchanged", True, [])
    with engine.connect() as connection:
        assert connection.scalars(select(ArticleRow.status)).all() == ["live"]
        assert sorted(connection.scalars(select(VersionRow.number))) == [1, 2]


def test_a_clean_page_before_a_hack_is_no_edit(engine: Engine, writer: Writer) -> None:
    writer.store(on(5, **OVERWRITTEN["a sentence"]), now=LATER)
    assert writer.store(on(1), now=LATER).outcome == "unchanged"
    assert kinds(engine) == []


@pytest.mark.parametrize("day", [2, 8], ids=["of the former", "of the latter"])
def test_a_hack_beside_an_edit_leaves_it_as_told(engine: Engine, writer: Writer, day: int) -> None:
    edited = BODY.replace("24日", "26日")
    writer.store(on(1, body=BODY if day == 2 else edited), now=LATER)
    writer.store(on(9, body=edited if day == 2 else BODY), now=LATER)
    writer.store(on(day, **OVERWRITTEN["a few words"]), now=LATER)
    with engine.connect() as connection:
        told = connection.execute(select(ChangeRow.from_version, ChangeRow.to_version)).all()
    assert told == [(1, 2)]


def test_an_earlier_edit_is_told_though_there_is_spam(engine: Engine, writer: Writer) -> None:
    writer.store(on(5), now=LATER)
    assert writer.store(on(1, **EDITED["words of its own"]), now=LATER).outcome == "changed"
    assert kinds(engine) == ["edited"]
