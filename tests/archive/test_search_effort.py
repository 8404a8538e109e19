"""How much a question reads, whatever the machine has to do: statements, and texts of articles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, Engine, event

from archive.database.engine import writing
from archive.folding import Written
from archive.search import index as search_index
from archive.search.answers import Sort, count, search
from tests.archive.texts import write_texts

FREQUENT, RARE, ARTICLES = "疫情", "大雾预警信号", 600


@pytest.fixture
def large(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Many blocks; a word in all articles, another in one."""
    monkeypatch.setattr("archive.search.index.writing.TOP_DOCUMENTS", 128)
    texts = [
        (f"第{n}号", f"{FREQUENT}防控，预警信号{'，大雾' if n % 2 else ''}")
        for n in range(ARTICLES)
    ]
    texts[7] = ("通知", f"发布{RARE}")
    with writing(engine) as connection:
        write_texts(connection, texts)
        search_index.rebuild(connection)
    return engine


@contextmanager
def counting(connection: Connection) -> Iterator[list[str]]:
    """Keep the statements that are executed."""
    statements: list[str] = []

    def keep(*arguments: object) -> None:
        if arguments[2] != "BEGIN":
            statements.append(str(arguments[2]))

    event.listen(connection, "before_cursor_execute", keep)
    yield statements
    event.remove(connection, "before_cursor_execute", keep)


QUESTIONS: list[tuple[str, Sort, int, int]] = [
    (FREQUENT, "newest", 20, 8),
    (RARE, "newest", 1, 16),
    (f"{FREQUENT} -{RARE}", "newest", 20, 9),
    ("★", "newest", 0, 12),
    (FREQUENT, "relevance", 20, 17),
]
"""Query, order, answers on a page of 20, and the most statements that it may take."""


def test_a_page_of_answers_takes_few_statements(large: Engine) -> None:
    with large.connect() as connection:
        for query, sort, answers, most in QUESTIONS:
            with counting(connection) as statements:
                hits = list(search(connection, query, sort=sort, limit=20))
            assert len(hits) == answers
            assert len(statements) <= most, (query, statements)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Keep the texts that are compared with a question."""
    texts: list[str] = []

    class Counted(Written):
        def __init__(self, text: str) -> None:
            texts.append(text)
            super().__init__(text)

    monkeypatch.setattr("archive.search.answers.Written", Counted)
    return texts


def test_only_what_may_answer_is_compared(large: Engine, read: list[str]) -> None:
    with large.connect() as connection:
        assert count(connection, FREQUENT) == ARTICLES - 1
        assert read == []
        assert count(connection, RARE) == 1
        assert len(read) <= 4  # Title and body: half of all articles have each pair of the word.


def test_a_deep_page_is_found_by_the_database(large: Engine, read: list[str]) -> None:
    with large.connect() as connection:
        hits = list(search(connection, f"{FREQUENT}防控", sort="newest", limit=20, offset=560))
    assert len(hits) == 20
    assert len(read) < ARTICLES  # Title and body of the first pages, not of all before this one.
