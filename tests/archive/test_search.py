"""Full-text search: the answers are those of brute force, on each database, in a fixed order."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, insert, select

from archive.errors import UsageError
from archive.folding import fold
from archive.models import ArticleRow, SiteRow
from archive.search import index as search_index
from archive.search.answers import cluster_sizes, count, ranked_ids, search
from archive.search.filters import Filters
from archive.search.query import matches, parse
from tests.archive.texts import ODD_TEXTS, Text, change, clear, store_texts, write_texts
from tests.bench.articles import NOW, Generator, store


def found(connection: Connection, query: str, **filters: Any) -> list[int]:  # noqa: ANN401 - of any type
    """Ask for ids, newest first."""
    return list(ranked_ids(connection, parse(query), Filters(**filters), sort="newest"))


def brute_force(texts: Iterable[Text], query: str) -> list[int]:
    tree = parse(query)
    numbered = enumerate(texts, 1)
    return [
        n for n, (title, body) in numbered if not tree or matches(tree, fold(title), fold(body))
    ]


def test_a_thousand_random_words_are_found_where_they_stand(engine: Engine) -> None:
    draw = random.Random(20200224)
    with engine.begin() as connection:
        store(connection, Generator(characters=60), 70)
        rows = connection.execute(select(ArticleRow.title, ArticleRow.body).order_by(ArticleRow.id))
        texts = [(title or "", body) for title, body in rows]
        write_texts(connection, ODD_TEXTS, first=len(texts) + 1)
        texts += ODD_TEXTS
        assert search_index.rebuild(connection) == len(texts)
        folded = [(fold(title), fold(body)) for title, body in texts]
        for _ in range(1000):
            text = draw.choice(draw.choice(texts)) or "空"
            at = draw.randrange(len(text))
            word = text[at : at + draw.randint(1, 8)].replace('"', "")
            if draw.random() < 0.2:
                word = word[::-1]
            wanted = fold(word)
            expected = [
                n for n, (title, body) in enumerate(folded, 1) if wanted in title or wanted in body
            ]
            if wanted.strip():
                assert sorted(found(connection, f'"{word}"')) == expected, word


WORDS = st.text(alphabet="新华社电會会Ａa1 ，-𠮷", min_size=1, max_size=4)
QUERIES = st.lists(
    st.builds(
        lambda sign, field, word: word if word in {"OR", ")"} else f"{sign}{field}{word}",
        st.sampled_from(["", "", "-"]),
        st.sampled_from(["", "", "title:"]),
        st.one_of(WORDS.map('"{}"'.format), st.sampled_from(["OR", "(", ")"])),
    ),
    max_size=7,
).map(" ".join)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.tuples(WORDS, WORDS), max_size=8), queries=st.lists(QUERIES, max_size=6))
def test_any_query_has_the_answers_of_brute_force(
    engine: Engine, texts: list[Text], queries: list[str]
) -> None:
    with engine.begin() as connection:
        clear(connection)
        store_texts(connection, texts)
        assert list(search_index.problems(connection)) == []
        for query in queries:
            expected = brute_force(texts, query)
            assert found(connection, query) == expected[::-1], query
            assert sorted(ranked_ids(connection, parse(query), Filters())) == expected, query


@pytest.mark.parametrize(
    "query",
    [
        *(
            "复工复产",
            "title:复工复产",
            "复工复产 OR 大雾预警",
            "复工复产 有序推动",
            "复工复产 -大雾预警",
        ),
        *("复工复产 " * 30, "(大雾预警 OR 有序推动) 复工复产", "gdp同比增长", "没有这个"),
    ],
)
def test_what_the_database_finds_as_written_and_what_it_does_not_are_all_answers(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    monkeypatch.setattr("archive.search.answers._FIRST_BATCH", 3)
    monkeypatch.setattr("archive.search.answers._MANY", 2)
    texts = [
        ("复工复产", "企业"), ("通知", "有序推动復工復產"), ("大雾预警", "有序推动复工复产"),
        ("復工復產", "大雾预警"), ("", "ＧＤＰ同比增长"), ("复工", "复产"), ("GDP同比增长", ""),
    ] * 6  # fmt: skip
    with engine.begin() as connection:
        store_texts(connection, texts)
        assert found(connection, query) == brute_force(texts, query)[::-1]
        assert sorted(ranked_ids(connection, parse(query), Filters())) == brute_force(texts, query)


@pytest.mark.parametrize(
    "query",
    [
        *('"', '""', '"未闭合', "OR", "AND", "NOT", "-", "--", "- -", "title:", "*", "^"),
        *("'; DROP TABLE articles; --", "<script>alert(1)</script>", "%", "_", "\\", "a\x00b"),
        *("疫" * 10_000, "疫情 " * 3_000, "-疫情 " * 3_000, "疫情 OR " * 3_000, "a" * 10_000),
        *("\ud800", "(", ")", "NEAR(a b)", "grams:x", "{title body}: x", "«疫情", "§redhongan"),
        *("(" * 10_000, ")" * 10_000, "(疫 OR -" * 2_000),
    ],
    ids=lambda query: repr(query[:20]),
)  # fmt: skip
def test_odd_queries_never_raise(sqlite_engine: Engine, query: str) -> None:
    _asked_oddly(sqlite_engine, query)


@pytest.mark.parametrize(
    "query", ['"未闭合', "a\x00b", "\ud800", "疫情 OR " * 3_000, "疫" * 10_000]
)
def test_odd_queries_never_raise_on_a_server(postgresql_engine: Engine, query: str) -> None:
    _asked_oddly(postgresql_engine, query)


def _asked_oddly(engine: Engine, query: str) -> None:
    with engine.begin() as connection:
        store_texts(connection, [("疫情防控", "抓好疫情防控工作"), *ODD_TEXTS])
        odd = Filters(source=query, region=query, section=query, author=query, sites=(query,))
        for filters in (Filters(), odd):
            list(search(connection, query, filters, limit=5))
            list(search(connection, query, filters, sort="newest", limit=5))


def test_the_order_is_newest_first_and_those_without_a_date_come_last(engine: Engine) -> None:
    dates = [
        "2020-02-24",
        None,
        "2021-01-01T08:00:00+08:00",
        "2020-02-24T15:28:00+08:00",
        "2020-02",
    ]
    with engine.begin() as connection:
        store_texts(connection, [("题", "文")] * len(dates))
        for number, published_at in enumerate(dates, 1):
            change(connection, number, published_at=published_at)
        assert found(connection, "题") == [3, 4, 1, 5, 2]
        assert found(connection, "") == [3, 4, 1, 5, 2]
        assert search_index.rebuild(connection) == len(dates)
        assert found(connection, "题") == [3, 4, 1, 5, 2]


def test_relevance_puts_the_headline_first_and_density_before_age(engine: Engine) -> None:
    filler = "其他内容" * 40
    texts = [
        ("疫情防控工作会议", filler),
        ("其他", "疫情" * 5 + filler),
        ("其他", "疫情" + filler * 3),
        ("其他", filler),
    ]
    with engine.begin() as connection:
        store_texts(connection, texts)
        assert list(ranked_ids(connection, parse("疫情"), Filters())) == [1, 2, 3]


def test_what_is_ranked_and_what_follows_are_all_answers_once(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.search.answers.RANKED", 5)
    monkeypatch.setattr("archive.search.answers.RANKED_BY_TITLE", 2)
    with engine.begin() as connection:
        texts = [("疫情防控" if n in {2, 3, 4} else "题", "抓好疫情防控") for n in range(1, 21)]
        store_texts(connection, texts)
        ids = list(ranked_ids(connection, parse("疫情"), Filters()))
        assert ids[:2] == [4, 3]
        assert sorted(ids) == list(range(1, 21))
        assert ids[7:] == sorted(ids[7:], reverse=True)


def test_pages_of_results_join_up(engine: Engine) -> None:
    with engine.begin() as connection:
        store_texts(connection, [("疫情", "防控")] * 30)
        whole = [hit.article.id for hit in search(connection, "疫情")]
        pages = [
            hit.article.id
            for offset in range(0, 30, 7)
            for hit in search(connection, "疫情", limit=7, offset=offset)
        ]
        assert pages == whole
        assert count(connection, "疫情") == 30
        assert list(search(connection, "疫情", limit=0)) == []
        with pytest.raises(UsageError, match="below zero"):
            search(connection, "疫情", offset=-1)
        with pytest.raises(UsageError, match="up to 2147483647"):
            search(connection, "疫情", limit=10**20)
        with pytest.raises(UsageError, match="up to 2147483647"):
            search(connection, "疫情", offset=10**20)


def test_a_text_is_given_once_where_its_first_answer_stands(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.search.answers._FIRST_BATCH", 2)
    with engine.begin() as connection:
        store_texts(connection, [("疫情", "防控")] * 9)
        for reprint, original in ((2, 1), (8, 1), (5, 7), (6, 7)):
            change(connection, reprint, duplicate_of=original, cluster_id=original)

        def once(**asked: Any) -> list[int]:  # noqa: ANN401 - of any type
            hits = search(connection, "疫情", sort="newest", once=True, **asked)
            return [hit.article.id or 0 for hit in hits]

        assert once() == [9, 8, 7, 4, 3]
        assert once(limit=2, offset=1) == [8, 7]
        assert once(limit=2, offset=3) == [4, 3]
        assert once(filters=Filters(originals=True)) == [9, 7, 4, 3, 1]
        assert cluster_sizes(connection, {1, 3, 7}) == {1: 3, 3: 1, 7: 3}


SITE_ROWS = [
    {"id": "redhongan", "name": "红安网", "start_urls": [], "registered_at": NOW},
    {"id": "zj-gov", "name": "浙江", "start_urls": [], "registered_at": NOW},
]


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({"sites": ("redhongan",)}, [1]),
        ({"sites": ("redhongan", "zj-gov")}, [2, 1]),
        ({"sites": ("no-such",)}, []),
        ({"region": "湖北省"}, [1]),
        ({"region": "湖北省/"}, [1]),
        ({"region": "黄冈"}, [1]),
        ({"region": "%"}, []),
        ({"source": "日报"}, [1]),
        ({"source": "cctv"}, [2]),
        ({"source": "黃岡日報"}, [1]),
        ({"source": "ＣＣＴＶ"}, [2]),
        ({"source": "日.全"}, []),
        ({"source": "["}, []),
        ({"author": "汪歡"}, [1]),
        ({"section": "要闻"}, [1]),
        ({"section": '", "'}, []),
        ({"author": "汪"}, [1]),
        ({"author": "汪欢王"}, []),
        ({"since": date(2020, 1, 2)}, [2]),
        ({"until": date(2020, 1, 1)}, [1]),
        ({"since": date(2020, 1, 1), "until": date(2020, 1, 2)}, [2, 1]),
        ({"since": date(2020, 1, 3)}, []),
        ({"originals": True}, [1, 3]),
    ],
    ids=str,
)
def test_filters(engine: Engine, filters: dict[str, Any], ids: list[int]) -> None:
    first: dict[str, Any] = {"site_id": "redhongan", "region": "湖北省/黄冈市/红安县"}
    first |= {"source": "黄冈日报全媒体", "section": ["新闻", "红安要闻"], "authors": ["汪欢"]}
    second = {"site_id": "zj-gov", "region": "浙江省", "source": "CCTV", "duplicate_of": 1}
    third = {"published_at": None, "published_day": None}
    with engine.begin() as connection:
        connection.execute(insert(SiteRow), SITE_ROWS)
        store_texts(connection, [("疫情", "防控")] * 3)
        for number, values in enumerate((first, second, third), 1):
            change(connection, number, **values)
        for query in ("疫情", "疫", "疫情 防控", ""):
            assert found(connection, query, **filters) == ids
            assert sorted(ranked_ids(connection, parse(query), Filters(**filters))) == sorted(ids)
