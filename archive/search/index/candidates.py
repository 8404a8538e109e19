"""Articles that may answer a query, newest first, read no further than they are wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from sqlalchemy import Connection, select

from archive.database.among import among
from archive.search.index.blocks import (
    Block,
    Documents,
    Mask,
    blocks,
    documents_at,
    forgotten,
    pages_with,
    whole,
)
from archive.search.index.directory import directories, require_pages
from archive.search.index.keys import Numbers
from archive.search.index.lookup import Question
from archive.search.index.postings import Places
from archive.search.index.records import Scope
from archive.search.index.tables import ENTRIES, PENDING
from archive.search.query import Node

_FETCH_ROWS = 500
"""Rows that are asked of the database at a time."""

_BATCH = 512
"""Candidates that are given together at first; then twice as many each time."""

_MORE_BLOCKS = 8
"""Blocks that are looked into: one, then so many times more, as long as answers are wanted."""


class Candidate(NamedTuple):
    """An article that answers, or may."""

    doc_id: int
    """Higher is newer."""
    article_id: int
    sure: bool
    """It need not be compared with the text."""


@dataclass(frozen=True, slots=True)
class _Found:
    """Documents that may answer, by falling number; arrays of the same length."""

    documents: Documents
    sure: Mask

    def at(self, places: Places | Mask) -> _Found:
        return _Found(self.documents.at(places), self.sure[places])

    def cut(self, place: int) -> tuple[_Found, _Found]:
        places = np.arange(len(self.sure))
        return self.at(places[:place]), self.at(places[place:])

    @classmethod
    def joined(cls, parts: Sequence[_Found]) -> _Found:
        documents = Documents.joined([part.documents for part in parts])
        sure = np.concatenate([np.empty(0, np.bool_), *(part.sure for part in parts)])
        order = np.argsort(-documents.doc_ids)
        return cls(documents.at(order), sure[order])


class Reader:
    """The index in one state; what several questions need of it is read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._pages: dict[tuple[int, int], bytes] = {}
        self._asked: set[tuple[int, int]] = set()
        self._directories: dict[int, Numbers | None] = {}

    def everything(self, scope: Scope) -> Iterator[Candidate]:
        """Give all articles of a scope's numbers, newest first."""
        wanted = [ENTRIES.c.article_id.is_not(None), ENTRIES.c.doc_id >= scope.low]
        if scope.high is not None:
            wanted.append(ENTRIES.c.doc_id < scope.high)
        statement = select(ENTRIES.c.doc_id, ENTRIES.c.article_id).where(*wanted)
        options = {"stream_results": True, "yield_per": _FETCH_ROWS}
        ordered = statement.order_by(ENTRIES.c.doc_id.desc())
        with self._connection.execute(ordered, execution_options=options) as rows:
            yield from (Candidate(doc_id, article_id, sure=True) for doc_id, article_id in rows)

    def candidates(self, node: Node, scope: Scope) -> Iterator[Candidate]:
        """Give what may answer, newest first.

        Of the scope, the numbers are looked at, and sites as far as the index knows them;
        conditions on rows of ``articles`` are not.
        """
        size = _BATCH
        for found in self._by_age(Question(node, scope.site_ids), scope):
            rest = found
            while len(rest.sure):
                some, rest = rest.cut(size)
                yield from self._living(some)
                size *= 2

    def _by_age(self, question: Question, scope: Scope) -> Iterator[_Found]:
        """Look into more and more blocks; give what is newer than all that is in the others."""
        there = [block for block in self._blocks if scope.reaches(block.low, block.high)]
        pool = _inside(self._pending, scope)
        size = 1
        while there:
            some, there = there[:size], there[size:]
            found = self._of_blocks(question, some)
            pool = _Found.joined([pool, *(_inside(one, scope) for one in found)])
            border = there[0].high if there else -1
            newer, pool = pool.cut(int(np.searchsorted(-pool.documents.doc_ids, -border)))
            yield newer
            size *= _MORE_BLOCKS
        yield pool

    def _of_blocks(self, question: Question, some: Sequence[Block]) -> Iterator[_Found]:
        pages = self._pages_with(some, question.keys)
        masks = {block.id: question.masks(block, pages[block.id]) for block in some}
        absent = {
            number: [key for key, mask in found.items() if not mask.any()]
            for number, found in masks.items()
        }
        self._require(absent, pages)
        bounds = [question.bounds(masks[block.id], block.documents) for block in some]
        ordinals = [np.flatnonzero(one.possible) for one in bounds]
        read = documents_at(self._connection, list(zip(some, ordinals, strict=True)))
        for one, own, documents in zip(bounds, ordinals, read, strict=True):
            yield _Found(documents, one.sure[own])

    def _pages_with(self, some: Sequence[Block], keys: set[int]) -> dict[int, Mapping[int, bytes]]:
        """Return the pages in which the keys would be, by block and key."""
        missing = [key for key in keys if any((b.id, key) not in self._asked for b in some)]
        if missing:
            self._pages |= pages_with(self._connection, some, missing)
            self._asked |= {(block.id, key) for block in some for key in missing}
        return {
            block.id: {
                key: self._pages[block.id, key] for key in keys if (block.id, key) in self._pages
            }
            for block in some
        }

    def _require(
        self, absent: Mapping[int, Sequence[int]], pages: Mapping[int, Mapping[int, bytes]]
    ) -> None:
        """Make sure that keys which blocks do not have are not in pages that are lost."""
        missing = {number for number, keys in absent.items() if keys} - self._directories.keys()
        if missing:
            self._directories |= dict.fromkeys(missing)
            with whole():
                self._directories |= directories(self._connection, missing)
        for number, keys in absent.items():
            directory = self._directories.get(number)
            if keys and directory is not None:
                require_pages(directory, pages[number], keys)

    def _living(self, found: _Found) -> Iterator[Candidate]:
        doc_ids = found.documents.doc_ids
        dead = self._forgotten(doc_ids)
        kept = found.at(~np.isin(doc_ids, dead)) if len(dead) else found
        numbers = (kept.documents.doc_ids, kept.documents.article_ids, kept.sure)
        return map(Candidate, *(array.tolist() for array in numbers))

    def _forgotten(self, doc_ids: Places) -> Places:
        """Return those of these numbers, in falling order, that are forgotten."""
        if not self._any_forgotten:
            return np.empty(0, np.int64)
        if len(doc_ids) > _BATCH:
            return forgotten(self._connection, int(doc_ids[-1]), int(doc_ids[0]))
        dead = select(ENTRIES.c.doc_id).where(
            ENTRIES.c.article_id.is_(None),
            among(self._connection, ENTRIES.c.doc_id, doc_ids.tolist()),
        )
        return np.array(self._connection.scalars(dead).all(), np.int64)

    @cached_property
    def _any_forgotten(self) -> bool:
        dead = select(ENTRIES.c.doc_id).where(ENTRIES.c.article_id.is_(None)).limit(1)
        return self._connection.execute(dead).first() is not None

    @cached_property
    def _blocks(self) -> list[Block]:
        return blocks(self._connection)

    @cached_property
    def _pending(self) -> _Found:
        """Return what waits for a block; all of it must be compared."""
        rows = self._connection.execute(select(PENDING.c.doc_id, PENDING.c.article_id)).all()
        table = np.array(rows, np.int64).reshape(-1, 2)
        waiting = Documents(table[:, 0], table[:, 1])
        return _Found.joined([_Found(waiting, np.zeros(len(rows), np.bool_))])


def _inside(found: _Found, scope: Scope) -> _Found:
    """Leave out what has another number than the scope's."""
    doc_ids = found.documents.doc_ids
    inside: Mask = doc_ids >= scope.low
    if scope.high is not None:
        inside = inside & (doc_ids < scope.high)
    return found if inside.all() else found.at(inside)
