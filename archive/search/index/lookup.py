"""Which documents of a block may answer a query, and which surely do.

A query is reckoned with over sets of documents, each set an array of truth values. What the keys
do not decide stays possible without being sure, and is compared with the text afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from sqlalchemy import Connection, select

from archive.search.index.blocks import (
    CHUNK,
    Block,
    Documents,
    Mask,
    blocks,
    documents_of,
    forgotten,
    pages_with,
)
from archive.search.index.keys import Lookup, lookup, site_key
from archive.search.index.postings import Places, ordinals_of
from archive.search.index.records import Scope
from archive.search.index.tables import ENTRIES, PENDING
from archive.search.query import And, Node, Not, Term

_MAX_KEYS = 64
"""Keys of a query that are looked up; words beyond are compared with the text alone."""

_FETCH_ROWS = 500
"""Rows that are asked of the database at a time."""

_FIRST_BATCH = 32
"""Candidates that are given first; then twice as many each time: few answers are wanted mostly."""


class Candidate(NamedTuple):
    """An article that answers, or may."""

    doc_id: int
    """Higher is newer."""
    article_id: int
    sure: bool
    """It need not be compared with the text."""


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What is known of an answer: never more than ``possible``, never less than ``sure``."""

    sure: Mask
    possible: Mask


@dataclass(frozen=True, slots=True)
class _Found:
    """Documents that may answer, by falling number; arrays of the same length."""

    documents: Documents
    sure: Mask

    def at(self, places: Places | Mask) -> _Found:
        return _Found(self.documents.at(places), self.sure[places])

    @classmethod
    def joined(cls, parts: Sequence[_Found]) -> _Found:
        documents = Documents.joined([part.documents for part in parts])
        sure = np.concatenate([np.empty(0, np.bool_), *(part.sure for part in parts)])
        order = np.argsort(-documents.doc_ids)
        return cls(documents.at(order), sure[order])


def everything(connection: Connection, scope: Scope) -> Iterator[Candidate]:
    """Give all articles of a scope's numbers, newest first."""
    wanted = [ENTRIES.c.article_id.is_not(None), ENTRIES.c.doc_id >= scope.low]
    if scope.high is not None:
        wanted.append(ENTRIES.c.doc_id < scope.high)
    statement = select(ENTRIES.c.doc_id, ENTRIES.c.article_id).where(*wanted)
    options = {"stream_results": True, "yield_per": _FETCH_ROWS}
    ordered = statement.order_by(ENTRIES.c.doc_id.desc())
    with connection.execute(ordered, execution_options=options) as rows:
        yield from (Candidate(doc_id, article_id, sure=True) for doc_id, article_id in rows)


def candidates(connection: Connection, node: Node, scope: Scope) -> Iterator[Candidate]:
    """Give what may answer, newest first, read as it is taken.

    Of the scope, the numbers are looked at, and sites as far as the index knows them; conditions on
    rows of ``articles`` are not.
    """
    given = _FIRST_BATCH
    for found in _by_age(connection, node, scope):
        while len(found.sure):
            yield from _living(connection, found.at(np.arange(min(given, len(found.sure)))))
            found = found.at(np.arange(given, max(given, len(found.sure))))  # noqa: PLW2901 - what is left of it
            given *= 2


def _living(connection: Connection, found: _Found) -> Iterator[Candidate]:
    doc_ids = found.documents.doc_ids
    dead = forgotten(connection, int(doc_ids[-1]), int(doc_ids[0]))
    kept = found.at(~np.isin(doc_ids, dead)) if len(dead) else found
    numbers = (kept.documents.doc_ids, kept.documents.article_ids, kept.sure)
    return map(Candidate, *(array.tolist() for array in numbers))


def _by_age(connection: Connection, node: Node, scope: Scope) -> Iterator[_Found]:
    """Look into more and more blocks; give what is newer than all that is in the others."""
    question = _Question(node, scope)
    there = [block for block in blocks(connection) if scope.reaches(block.low, block.high)]
    pool = question.of_pending(connection)
    size = 1
    while there:
        some, there = there[:size], there[size:]
        pool = _Found.joined([pool, *question.of_blocks(connection, some)])
        border = there[0].high if there else -1
        newer = int(np.searchsorted(-pool.documents.doc_ids, -border))
        yield pool.at(np.arange(newer))
        pool = pool.at(np.arange(newer, len(pool.sure)))
        size *= 2
    yield pool


class _Question:
    """A query and its scope, ready for any block."""

    def __init__(self, node: Node, scope: Scope) -> None:
        self._node = node
        self._scope = scope
        self._lookups = dict(_chosen(_terms(node)))
        self._sites = [site_key(site) for site in scope.site_ids][:_MAX_KEYS]

    def of_pending(self, connection: Connection) -> _Found:
        """Take what waits for a block; all of it must be compared."""
        rows = connection.execute(select(PENDING.c.doc_id, PENDING.c.article_id)).all()
        table = np.array(rows, np.int64).reshape(-1, 2)
        waiting = Documents(table[:, 0], table[:, 1])
        found = _Found.joined([_Found(waiting, np.zeros(len(rows), np.bool_))])
        return found.at(self._in_scope(found.documents.doc_ids))

    def of_blocks(self, connection: Connection, some: Sequence[Block]) -> Iterator[_Found]:
        """Look the query up in blocks."""
        keys = {key for found in self._lookups.values() for key in found.keys}
        pages = {key: pages_with(connection, some, key) for key in sorted(keys.union(self._sites))}
        for block in some:
            own = {key: pages[key].get(block.id) for key in pages}
            masks = {key: _mask(page, key, block.documents) for key, page in own.items()}
            yield self._of_block(connection, block, masks)

    def _of_block(self, connection: Connection, block: Block, masks: Mapping[int, Mask]) -> _Found:
        bounds = self._bounds(self._node, masks, block.documents)
        possible = bounds.possible
        if self._sites:
            possible = possible & np.logical_or.reduce([masks[key] for key in self._sites])
        ordinals = np.flatnonzero(possible)
        found = _Found(_documents(connection, block, ordinals), bounds.sure[ordinals])
        return found.at(self._in_scope(found.documents.doc_ids))

    def _in_scope(self, doc_ids: Places) -> Mask:
        inside: Mask = doc_ids >= self._scope.low
        return inside if self._scope.high is None else inside & (doc_ids < self._scope.high)

    def _bounds(self, node: Node, masks: Mapping[int, Mask], size: int) -> _Bounds:
        if isinstance(node, Term):
            return _of_term(self._lookups.get(node), masks, size)
        if isinstance(node, Not):
            part = self._bounds(node.part, masks, size)
            return _Bounds(~part.possible, ~part.sure)
        parts = [self._bounds(part, masks, size) for part in node.parts]
        joined = np.logical_and if isinstance(node, And) else np.logical_or
        return _Bounds(
            joined.reduce([part.sure for part in parts]),
            joined.reduce([part.possible for part in parts]),
        )


def _of_term(found: Lookup | None, masks: Mapping[int, Mask], size: int) -> _Bounds:
    if found is None:
        return _Bounds(np.zeros(size, np.bool_), np.ones(size, np.bool_))
    possible = np.logical_and.reduce([masks[key] for key in found.keys])
    return _Bounds(possible if found.exact else np.zeros(size, np.bool_), possible)


def _terms(node: Node) -> Iterator[Term]:
    if isinstance(node, Term):
        yield node
    elif isinstance(node, Not):
        yield from _terms(node.part)
    else:
        for part in node.parts:
            yield from _terms(part)


def _chosen(terms: Iterable[Term]) -> Iterator[tuple[Term, Lookup]]:
    """Give the keys of terms, as long as they are not too many."""
    keys: set[int] = set()
    for term in dict.fromkeys(terms):
        found = lookup(term)
        keys.update(found.keys)
        if len(keys) > _MAX_KEYS:
            return
        yield term, found


def _mask(page: bytes | None, key: int, size: int) -> Mask:
    mask = np.zeros(size, np.bool_)
    if page is not None:
        mask[ordinals_of(page, key)] = True
    return mask


def _documents(connection: Connection, block: Block, ordinals: Places) -> Documents:
    """Return the documents of these ordinals."""
    chunks = ordinals // CHUNK
    read = documents_of(connection, block, np.unique(chunks).tolist())
    return Documents.joined(
        [part.at(ordinals[chunks == chunk] - chunk * CHUNK) for chunk, part in read.items()]
    )
