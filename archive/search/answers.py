"""Full-text search: which articles answer a query, and in which order.

An article answers when the folded words stand in its folded title or body, as parts of longer words
too: the index decides nothing but how fast that is found out.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal, TypeVar, get_args

from sqlalchemy import Connection, select

from archive.errors import UsageError
from archive.folding import Written
from archive.models import ArticleRow
from archive.reading.articles import articles_by_id
from archive.records import Article
from archive.search import index as search_index
from archive.search.filters import Filters
from archive.search.index import Condition, Scope
from archive.search.query import And, Node, Or, Term, matches, parse, positive_terms
from archive.search.ranking import score
from archive.search.snippets import Snippet, snippet

Sort = Literal["relevance", "newest"]

RANKED = 400
"""Newest answers that are ranked by relevance. Behind them the order is newest first."""

RANKED_BY_TITLE = 200
"""Newest answers with a word in the headline that are ranked as well, however old they are."""

_WALKED = 200
"""Newest articles that are read before an index is asked that must gather all its hits first."""

_FIRST_BATCH = 25
_LAST_BATCH = 400
"""Articles that are read at a time: few at first, as few answers are wanted."""

_KEPT_TEXTS = 2_000
"""Texts of one question that are kept in memory; more than are ranked."""

Item = TypeVar("Item")

Row = tuple[int, int]
"""Number in the index (higher is newer) and article id."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer."""

    article: Article
    snippet: Snippet


def search(
    connection: Connection,
    query: str,
    filters: Filters | None = None,
    *,
    sort: Sort = "relevance",
    limit: int | None = None,
    offset: int = 0,
) -> Iterator[Hit]:
    """Give the answers in order, read as they are taken.

    Every query is valid; one without words asks for all articles, newest first.

    Raises:
        UsageError: ``limit`` or ``offset`` is below zero, or ``sort`` is not known.

    """
    _check(sort, limit, offset)
    node = parse(query)
    ids = ranked_ids(connection, node, filters or Filters(), sort=sort)
    stop = None if limit is None else offset + limit
    return _hydrated(connection, islice(ids, offset, stop), node)


def ranked_ids(
    connection: Connection, node: Node | None, filters: Filters, *, sort: Sort = "relevance"
) -> Iterator[int]:
    """Give the ids of the answers in order."""
    terms = list(positive_terms(node))
    texts = _Texts(connection)
    if sort == "relevance" and node is not None and terms:
        yield from _by_relevance(texts, node, terms, filters)
    else:
        yield from (article_id for _, article_id in _newest(texts, node, filters))


def count(connection: Connection, query: str, filters: Filters | None = None) -> int:
    """Count the answers; takes time in proportion to them."""
    return sum(1 for _ in _newest(_Texts(connection), parse(query), filters or Filters()))


def _check(sort: str, limit: int | None, offset: int) -> None:
    if sort not in get_args(Sort):
        raise UsageError(f"answers cannot be sorted by {sort!r}; choose relevance or newest")
    if (limit is not None and limit < 0) or offset < 0:
        raise UsageError("limit and offset count answers: they cannot be below zero")


def _hydrated(connection: Connection, ids: Iterator[int], node: Node | None) -> Iterator[Hit]:
    for some in _batches(ids):
        for article in articles_by_id(connection, some):
            yield Hit(article, snippet(article.body, node))


# --- newest first ---------------------------------------------------------------------------------


def _newest(texts: _Texts, node: Node | None, filters: Filters) -> Iterator[Row]:
    connection = texts.connection
    condition = search_index.index_of(connection).condition(node)
    scope = filters.scope(connection.dialect)
    if condition.costly and node is not None:
        return _walk_then_ask(texts, node, condition, scope)
    return _asked(texts, node, condition, scope)


def _asked(texts: _Texts, node: Node | None, condition: Condition, scope: Scope) -> Iterator[Row]:
    """Take the index's hits; compare them with the text where it is not exact."""
    connection = texts.connection
    if condition.expression is None:
        rows = search_index.everything(connection, scope)
    else:
        rows = search_index.index_of(connection).candidates(connection, condition, scope)
    if condition.exact or node is None:
        return rows
    return _compared(texts, rows, node)


def _walk_then_ask(texts: _Texts, node: Node, condition: Condition, scope: Scope) -> Iterator[Row]:
    """Read the newest articles; only when they do not answer enough, make the index gather."""
    walked = list(islice(search_index.everything(texts.connection, scope), _WALKED))
    yield from _compared(texts, walked, node)
    if len(walked) == _WALKED:
        older = dataclasses.replace(scope, high=walked[-1][0])
        yield from _asked(texts, node, condition, older)


def _compared(texts: _Texts, rows: Iterable[Row], node: Node) -> Iterator[Row]:
    """Let through what answers by its text."""
    for some in _batches(iter(rows)):
        read = texts.of(article_id for _, article_id in some)
        for doc_id, article_id in some:
            if article_id in read and matches(node, *read[article_id]):
                yield doc_id, article_id


class _Texts:
    """Titles and bodies, read once for comparing and ranking."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._read: dict[int, tuple[Written, Written]] = {}

    def of(self, article_ids: Iterable[int]) -> dict[int, tuple[Written, Written]]:
        """Return the texts of these articles; ids of none are missing."""
        wanted = set(article_ids)
        if len(self._read) > _KEPT_TEXTS:
            self._read = {}
        missing = wanted - self._read.keys()
        statement = select(ArticleRow.id, ArticleRow.title, ArticleRow.body)
        for article_id, title, body in self.connection.execute(
            statement.where(ArticleRow.id.in_(missing))
        ):
            self._read[article_id] = (Written(title or ""), Written(body))
        return {number: self._read[number] for number in wanted if number in self._read}


def _batches(items: Iterator[Item]) -> Iterator[list[Item]]:
    size = _FIRST_BATCH
    while some := list(islice(items, size)):
        yield some
        size = min(size * 2, _LAST_BATCH)


# --- by relevance ---------------------------------------------------------------------------------


def _by_relevance(texts: _Texts, node: Node, terms: list[Term], filters: Filters) -> Iterator[int]:
    """Rank the newest answers and the newest with a headline that answers; then the rest."""
    stream = _newest(texts, node, filters)
    rows = set(islice(stream, RANKED))
    if len(rows) == RANKED:
        rows |= set(_with_headline(texts, node, terms, filters))
    read = texts.of(article_id for _, article_id in rows)
    scored = [
        (score(terms, *read[article_id]), doc_id, article_id)
        for doc_id, article_id in rows
        if article_id in read
    ]
    yield from (article_id for _, _, article_id in sorted(scored, reverse=True))
    yield from (article_id for doc_id, article_id in stream if (doc_id, article_id) not in rows)


def _with_headline(texts: _Texts, node: Node, terms: list[Term], filters: Filters) -> Iterator[Row]:
    """Give answers that have one of the words in the headline.

    Not for words of one character: theirs are gathered from half the index, and they are so
    frequent that the newest answers hold enough headlines.
    """
    if any(len(term.text) == 1 for term in terms):
        return iter(())
    in_title = Or(tuple(Term(term.text, in_title=True) for term in terms))
    return islice(_newest(texts, And((node, in_title)), filters), RANKED_BY_TITLE)
