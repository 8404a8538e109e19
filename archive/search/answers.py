"""Full-text search: which articles answer a query, and in which order.

An article answers when the folded words stand in its folded title or body, as parts of longer words
too: the index decides nothing but how fast that is found out.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal, TypeVar, get_args

from sqlalchemy import Connection, func, select, text

from archive.database.among import among
from archive.database.storable import MAX_NUMBER
from archive.errors import UsageError
from archive.folding import Written
from archive.models import ArticleRow
from archive.reading.articles import articles_by_id
from archive.records import Article
from archive.search import index as search_index
from archive.search.filters import Filters
from archive.search.index import Candidate, Scope
from archive.search.query import And, Node, Or, Term, matches, parse, positive_terms
from archive.search.ranking import score
from archive.search.snippets import Snippet, snippet
from archive.search.written import as_written

Sort = Literal["relevance", "newest"]

RANKED = 400
"""Newest answers that are ranked by relevance. Behind them the order is newest first."""

RANKED_BY_TITLE = 200
"""Newest answers with a word in the headline that are ranked as well, however old they are."""

_FIRST_BATCH = 25
_LAST_BATCH = 400
"""Articles that are read at a time: few at first, as few answers are wanted."""

_REPRINTS = {
    "sqlite": text(
        "SELECT id, duplicate_of FROM articles INDEXED BY ix_articles_reprints"
        " WHERE duplicate_of IS NOT NULL AND id IN (SELECT value FROM json_each(:ids))"
    ),
    "postgresql": text(
        "SELECT id, duplicate_of FROM articles"
        " WHERE duplicate_of IS NOT NULL AND id = ANY (CAST(:ids AS bigint[]))"
    ),
}
"""SQLite's planner must be told, else it reads rows, with all that is behind their texts. The ids
are one parameter: hundreds take SQLAlchemy longer than they take the index."""

_MANY = 100
"""Texts that are compared together from which on asking the database is worth a statement more."""

_KEPT_TEXTS = 2_000
"""Texts of one question that are kept in memory; more than are ranked."""

Item = TypeVar("Item")


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
    once: bool = False,
) -> Iterator[Hit]:
    """Give the answers in order, read as they are taken.

    Every query is valid; one without words asks for all articles, newest first. ``once``: of the
    articles that are one text, the first answer alone; ``limit`` and ``offset`` count texts then.

    Raises:
        UsageError: ``limit`` or ``offset`` is below zero or too large, or ``sort`` is not known.

    """
    _check(sort, limit, offset)
    node = parse(query)
    ids = ranked_ids(connection, node, filters or Filters(), sort=sort)
    if once:
        ids = _one_of_each_text(connection, ids)
    stop = None if limit is None else offset + limit
    return _hydrated(connection, islice(ids, offset, stop), node)


def ranked_ids(
    connection: Connection, node: Node | None, filters: Filters, *, sort: Sort = "relevance"
) -> Iterator[int]:
    """Give the ids of the answers in order."""
    terms = list(positive_terms(node))
    asked = _Asked(connection)
    if sort == "relevance" and node is not None and terms:
        yield from _by_relevance(asked, node, terms, filters)
    else:
        yield from (one.article_id for one in _newest(asked, node, filters))


def count(connection: Connection, query: str, filters: Filters | None = None) -> int:
    """Count the answers; takes time in proportion to them."""
    return sum(1 for _ in _newest(_Asked(connection), parse(query), filters or Filters()))


def _check(sort: str, limit: int | None, offset: int) -> None:
    if sort not in get_args(Sort):
        raise UsageError(f"answers cannot be sorted by {sort!r}; choose relevance or newest")
    if (limit is not None and limit < 0) or offset < 0:
        raise UsageError("limit and offset count answers: they cannot be below zero")
    if max(limit or 0, offset) > MAX_NUMBER:
        raise UsageError(f"limit and offset count answers: they can be up to {MAX_NUMBER}")


def _one_of_each_text(connection: Connection, ids: Iterator[int]) -> Iterator[int]:
    seen: set[int] = set()
    for some in _batches(ids):
        originals = _originals(connection, some)
        for article_id in some:
            text = originals.get(article_id, article_id)
            if text not in seen:
                seen.add(text)
                yield article_id


def _originals(connection: Connection, ids: Collection[int]) -> dict[int, int]:
    """Return the original of each reprint among these articles; the others are missing."""
    dialect = connection.dialect.name
    numbers = list(ids) if dialect == "postgresql" else json.dumps(list(ids))
    return dict(connection.execute(_REPRINTS[dialect], {"ids": numbers}).all())


def cluster_sizes(connection: Connection, clusters: Collection[int]) -> dict[int, int]:
    """Count the articles of each cluster."""
    wanted = among(connection, ArticleRow.cluster_id, clusters)
    counted = select(ArticleRow.cluster_id, func.count()).where(wanted)
    rows = connection.execute(counted.group_by(ArticleRow.cluster_id))
    return {cluster: size for cluster, size in rows if cluster is not None}


def _hydrated(connection: Connection, ids: Iterator[int], node: Node | None) -> Iterator[Hit]:
    for some in _batches(ids):
        for article in articles_by_id(connection, some):
            yield Hit(article, snippet(article.body, node))


# --- newest first ---------------------------------------------------------------------------------


def _newest(
    asked: _Asked, node: Node | None, filters: Filters, *, ranked: int = 0
) -> Iterator[Candidate]:
    """Take the index's candidates; compare with the text those that are not sure.

    ``ranked``: so many answers will be taken at least, and their texts looked at again.
    """
    wanted = ranked or _FIRST_BATCH
    scope = filters.scope(asked.connection.dialect)
    if node is None:
        return _in_scope(asked.connection, asked.index.everything(scope), scope, wanted)
    found = _in_scope(asked.connection, asked.index.candidates(node, scope), scope, wanted)
    return _compared(asked, found, node, ranked)


def _in_scope(
    connection: Connection, found: Iterator[Candidate], scope: Scope, wanted: int
) -> Iterator[Candidate]:
    """Let through the articles whose rows meet the conditions."""
    if not scope.on_articles:
        yield from found
        return
    for some in _batches(found, wanted):
        ids = [candidate.article_id for candidate in some]
        ours = among(connection, ArticleRow.id, ids)
        meeting = set(connection.scalars(select(ArticleRow.id).where(ours, *scope.on_articles)))
        yield from (candidate for candidate in some if candidate.article_id in meeting)


def _compared(
    asked: _Asked, found: Iterator[Candidate], node: Node, ranked: int
) -> Iterator[Candidate]:
    """Let through what answers by its text."""
    most_do = False
    for some in _batches(found, ranked or _FIRST_BATCH):
        unsure = {candidate.article_id for candidate in some if not candidate.sure}
        # What is ranked is read anyway. Where most answer, the database tells, and sends no text.
        ask = most_do and len(unsure) >= _MANY and ranked <= 0
        answering = asked.written(unsure, node) if ask else set()
        texts = asked.texts(unsure - answering)
        answering |= {number for number, both in texts.items() if matches(node, *both)}
        yield from (one for one in some if one.sure or one.article_id in answering)
        ranked -= len(some)
        most_do = 2 * len(answering) >= len(unsure)


class _Asked:
    """What one question reads: the index, and titles and bodies for comparing and ranking, once."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.index = search_index.Reader(connection)
        self._read: dict[int, tuple[Written, Written]] = {}

    def texts(self, article_ids: Iterable[int]) -> dict[int, tuple[Written, Written]]:
        """Return the texts of these articles; ids of none are missing."""
        wanted = set(article_ids)
        if len(self._read) > _KEPT_TEXTS:
            self._read = {}
        missing = wanted - self._read.keys()
        if missing:
            self._look_up(missing)
        return {number: self._read[number] for number in wanted if number in self._read}

    def written(self, article_ids: Collection[int], node: Node) -> set[int]:
        """Return those that surely answer: the words stand in them as they are asked for."""
        condition = as_written(node, self.connection.dialect)
        if condition is None:
            return set()
        ours = among(self.connection, ArticleRow.id, article_ids)
        return set(self.connection.scalars(select(ArticleRow.id).where(ours, condition)))

    def _look_up(self, missing: set[int]) -> None:
        statement = select(ArticleRow.id, ArticleRow.title, ArticleRow.body)
        for article_id, title, body in self.connection.execute(
            statement.where(among(self.connection, ArticleRow.id, missing))
        ):
            self._read[article_id] = (Written(title or ""), Written(body))


def _batches(items: Iterator[Item], size: int = _FIRST_BATCH) -> Iterator[list[Item]]:
    while some := list(islice(items, size)):
        yield some
        size = max(size, min(size * 2, _LAST_BATCH))


# --- by relevance ---------------------------------------------------------------------------------


def _by_relevance(asked: _Asked, node: Node, terms: list[Term], filters: Filters) -> Iterator[int]:
    """Rank the newest answers and the newest with a headline that answers; then the rest."""
    stream = _newest(asked, node, filters, ranked=RANKED)
    found = {one.article_id: one.doc_id for one in islice(stream, RANKED)}
    if len(found) == RANKED:
        found |= {one.article_id: one.doc_id for one in _with_headline(asked, node, terms, filters)}
    read = asked.texts(found)
    scored = [(score(terms, *read[number]), found[number], number) for number in read]
    yield from (article_id for _, _, article_id in sorted(scored, reverse=True))
    yield from (one.article_id for one in stream if one.article_id not in found)


def _with_headline(
    asked: _Asked, node: Node, terms: list[Term], filters: Filters
) -> Iterator[Candidate]:
    """Give answers that have one of the words in the headline."""
    in_title = Or(tuple(Term(term.text, in_title=True) for term in terms))
    found = _newest(asked, And((node, in_title)), filters, ranked=RANKED_BY_TITLE)
    return islice(found, RANKED_BY_TITLE)
