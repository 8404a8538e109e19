"""The index holds what the articles hold, and says so when it does not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date

import pytest
from sqlalchemy import Engine, text, update

from archive.errors import DamagedIndexError
from archive.models import ArticleRow
from archive.search import index as search_index
from archive.search.answers import ranked_ids
from archive.search.filters import Filters
from archive.search.index.slots import FIRST_DATED, day_slots, first_slot
from archive.search.query import parse
from tests.archive.texts import change, store_texts, write_texts

TEXTS = [("疫情防控", "全省统筹推进"), ("大雾预警", "能见度小于五百米")]


def ids(engine: Engine, query: str) -> list[int]:
    with engine.connect() as connection:
        return sorted(ranked_ids(connection, parse(query), Filters()))


def problems(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(search_index.problems(connection))


@pytest.fixture
def stored(engine: Engine) -> Engine:
    with engine.begin() as connection:
        store_texts(connection, TEXTS)
    return engine


def test_an_article_is_found_by_its_new_words_only(stored: Engine) -> None:
    with stored.begin() as connection:
        change(connection, 1, body="复工复产")
    assert ids(stored, "统筹") == []
    assert ids(stored, "复工") == [1]
    assert problems(stored) == []


def test_putting_an_article_twice_is_putting_it_once(stored: Engine) -> None:
    with stored.begin() as connection:
        before = connection.execute(text("SELECT * FROM search_entries")).all()
        search_index.put(connection, 1)
        assert connection.execute(text("SELECT * FROM search_entries")).all() == before
    assert ids(stored, "疫情") == [1]


def test_a_deleted_article_is_not_found(stored: Engine) -> None:
    with stored.begin() as connection:
        search_index.delete(connection, 1)
    assert ids(stored, "疫情") == []
    assert ids(stored, "") == [2]
    (problem,) = problems(stored)
    assert "1 article is not in the full-text index (id 1)" in problem
    assert "db reindex" in problem


def test_a_row_changed_behind_its_back_is_told(stored: Engine) -> None:
    with stored.begin() as connection:
        connection.execute(update(ArticleRow).where(ArticleRow.id == 2).values(title="别的"))
    assert any("id 2" in problem and "another text" in problem for problem in problems(stored))


def test_an_entry_without_article_is_told(stored: Engine) -> None:
    with stored.begin() as connection:
        connection.execute(text("UPDATE search_entries SET article_id = 77 WHERE article_id = 2"))
    assert any("id 77" in problem for problem in problems(stored))
    assert ids(stored, "大雾") == [2]


def test_an_index_made_under_other_rules_is_told(stored: Engine) -> None:
    with stored.begin() as connection:
        connection.execute(text("UPDATE search_scheme SET name = '0 unicode=1.1'"))
    (problem,) = problems(stored)
    assert "other rules" in problem


def test_a_rebuild_heals_everything(stored: Engine) -> None:
    told: list[int] = []
    with stored.begin() as connection:
        search_index.delete(connection, 1)
        connection.execute(text("UPDATE search_scheme SET name = 'old'"))
        connection.execute(update(ArticleRow).where(ArticleRow.id == 2).values(body="新的"))
        assert search_index.rebuild(connection, told.append) == 2
    assert sum(told) == 2
    assert problems(stored) == []
    assert ids(stored, "疫情") == [1]
    assert ids(stored, "新的") == [2]


def test_what_is_rolled_back_is_not_in_the_index(stored: Engine) -> None:
    with stored.connect() as connection, connection.begin() as transaction:
        change(connection, 1, body="复工复产")
        transaction.rollback()
    assert ids(stored, "复工") == []
    assert problems(stored) == []


def many(engine: Engine, count: int) -> None:
    """Store so many articles that there are blocks of two levels and some wait."""
    with engine.begin() as connection:
        store_texts(connection, [(f"第{n}号公告", f"疫情防控{n % 7}") for n in range(count)])


@pytest.fixture
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.search.index.writing.PENDING_DOCUMENTS", 4)


def levels(engine: Engine) -> list[int]:
    with engine.connect() as connection:
        statement = text("SELECT level FROM search_blocks ORDER BY level")
        return list(connection.scalars(statement))


@pytest.mark.usefixtures("_small_blocks")
def test_blocks_are_put_together_and_hold_what_is_there(engine: Engine) -> None:
    many(engine, 290)
    assert levels(engine) == [1, 2]
    with engine.begin() as connection:
        for number in range(1, 291, 3):
            change(connection, number, body="复工复产")
        for number in range(2, 291, 3):
            search_index.delete(connection, number)
    assert ids(engine, "疫情") == list(range(3, 291, 3))
    assert ids(engine, "复工复产") == list(range(1, 291, 3))
    assert all("not in the full-text index" in problem for problem in problems(engine))


@pytest.mark.usefixtures("_small_blocks")
def test_what_is_forgotten_leaves_the_largest_blocks(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.search.index.blocks.TOP_LEVEL", 1)
    many(engine, 64)
    assert levels(engine) == [1, 1]
    with engine.begin() as connection:
        for number in range(1, 33):
            change(connection, number, body="复工复产")
    entries = text("SELECT count(*) FROM search_entries")
    with engine.connect() as connection:
        assert connection.scalar(entries) == 64
    assert levels(engine) == [1, 1]
    assert ids(engine, "疫情") == list(range(33, 65))
    assert problems(engine) == []


@pytest.mark.usefixtures("_small_blocks")
@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM search_pages WHERE place = (SELECT max(place) FROM search_pages)",
        "DELETE FROM search_blocks WHERE id = (SELECT max(id) FROM search_blocks)",
        "DELETE FROM search_pending",
        "DELETE FROM search_documents WHERE place = (SELECT min(place) FROM search_documents)",
        "UPDATE search_documents SET data = substr(data, 2)",
        "UPDATE search_pages SET data = substr(data, 1, length(data) - 1)",
    ],
)
def test_whatever_the_blocks_lost_is_told(engine: Engine, damage: str) -> None:
    many(engine, 38)
    assert problems(engine) == []
    with engine.begin() as connection:
        connection.execute(text(damage))
    assert any("full-text index" in problem for problem in problems(engine))
    with engine.begin() as connection:
        search_index.rebuild(connection)
    assert problems(engine) == []


@pytest.mark.usefixtures("_small_blocks")
@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM search_documents WHERE place = (SELECT min(place) FROM search_documents)",
        "UPDATE search_documents SET data = substr(data, 2)",
        "UPDATE search_documents SET data = substr(data, 17)",
        "UPDATE search_pages SET data = substr(data, 1, 9)",
        "UPDATE search_pages SET data = substr(data, 1, 20)",
    ],
)
def test_a_question_to_a_damaged_block_names_the_cure(engine: Engine, damage: str) -> None:
    many(engine, 38)
    with engine.begin() as connection:
        connection.execute(text(damage))
    with pytest.raises(DamagedIndexError, match="govnews db reindex"):
        ids(engine, "疫情")
    with engine.begin() as connection:
        search_index.rebuild(connection)
    assert ids(engine, "疫情") == list(range(1, 39))


@pytest.mark.usefixtures("_small_blocks")
def test_a_question_whose_page_is_lost_names_the_cure(engine: Engine) -> None:
    """Whichever page is lost, and whatever is asked: all answers or an error, never fewer."""
    many(engine, 38)
    questions = {"疫情": 38, "情防控": 38, "title:公告": 38, "号": 38, "控0": 6, "没有": 0}
    told = dict.fromkeys(questions, 0)
    with engine.connect() as connection:
        places = connection.scalars(text("SELECT place FROM search_pages")).all()
        for place in places:
            connection.execute(text("DELETE FROM search_pages WHERE place = :p"), {"p": place})
            for word, answers in questions.items():
                try:
                    found = list(ranked_ids(connection, parse(word), Filters()))
                except DamagedIndexError:
                    told[word] += 1
                else:
                    assert len(found) == answers
            connection.rollback()
    assert all(told.values())


@pytest.mark.usefixtures("_small_blocks")
def test_blocks_without_a_directory_are_read_as_before_and_get_theirs(engine: Engine) -> None:
    many(engine, 38)
    directories = "DELETE FROM search_documents WHERE place % 65536 = 65535"
    with engine.begin() as connection:
        assert connection.execute(text(directories)).rowcount == len(levels(engine))
    assert ids(engine, "疫情") == list(range(1, 39))
    assert ids(engine, "没有这个词") == []
    assert problems(engine) == []
    with engine.begin() as connection:
        for number in range(1, 4):
            change(connection, number, body="复工复产")
        connection.execute(text("DELETE FROM search_pages"))
    with pytest.raises(DamagedIndexError):
        ids(engine, "疫情")


def test_a_missing_index_is_told_and_made_again(engine: Engine) -> None:
    with engine.connect() as connection, connection.begin() as transaction:
        store_texts(connection, TEXTS)
        search_index.drop(connection)
        (problem,) = search_index.problems(connection)
        assert "missing" in problem
        search_index.rebuild(connection)
        assert list(search_index.problems(connection)) == []
        transaction.rollback()


def test_numbers_go_by_date() -> None:
    dates = [None, "1954-09-20", "2020-02", "2020-02-24", "2020-02-24T15:28:00+08:00", "2020-02-25"]
    slots = [first_slot(published_at) for published_at in dates]
    assert slots == sorted(slots)
    assert len(set(slots)) == len(slots)
    assert first_slot("2020-02-23T20:00:00+00:00") == first_slot("2020-02-24T04:00:00+08:00")
    assert first_slot("nonsense") == first_slot("1850-01-01") == 0
    assert day_slots(None, None) == (0, None)
    assert day_slots(date.max, date.max)[0] > FIRST_DATED


def test_many_articles_of_one_second_have_numbers_each(engine: Engine) -> None:
    with engine.begin() as connection:
        store_texts(connection, [("同时", "发布")] * 5)
        for number in range(1, 6):
            change(connection, number, published_at="2020-02-24")
        ordered = list(ranked_ids(connection, parse("同时"), Filters(), sort="newest"))
    assert sorted(ordered) == [1, 2, 3, 4, 5]


def test_writers_side_by_side_take_different_numbers(postgresql_engine: Engine) -> None:
    """The second writer waits for the first, whose number it had chosen as well."""
    with postgresql_engine.begin() as connection:
        write_texts(connection, [("同日", "一"), ("同日", "二")])
        connection.execute(update(ArticleRow).values(published_at="2020-02-24"))

    def index_the_second() -> None:
        with postgresql_engine.begin() as other:
            search_index.put(other, 2)

    with postgresql_engine.connect() as connection, connection.begin() as transaction:
        search_index.put(connection, 1)
        with ThreadPoolExecutor(1) as pool:
            second = pool.submit(index_the_second)
            assert not wait([second], timeout=0.5).done
            transaction.commit()
            second.result(timeout=30)
    assert ids(postgresql_engine, "同日") == [1, 2]
    assert problems(postgresql_engine) == []
