"""Which documents of a block may answer a query, and which surely do.

A query is reckoned with over sets of documents, each set an array of truth values. What the keys
do not decide stays possible without being sure, and is compared with the text afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from archive.search.index.blocks import Block, Mask, whole
from archive.search.index.keys import Lookup, lookup, site_key
from archive.search.index.postings import ordinals_of
from archive.search.query import And, Node, Not, Term

_MAX_KEYS = 64
"""Keys of a query that are looked up; words beyond are compared with the text alone."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is known of an answer: never more than ``possible``, never less than ``sure``."""

    sure: Mask
    possible: Mask


class Question:
    """A query about the articles of some sites (none: of all), ready for any block."""

    def __init__(self, node: Node, site_ids: Sequence[str]) -> None:
        self._node = node
        self._lookups = dict(_chosen(_terms(node)))
        self._sites = [site_key(site) for site in site_ids]
        if len(self._sites) > _MAX_KEYS:
            self._sites = []

    @property
    def keys(self) -> set[int]:
        """The keys that are asked for."""
        return {key for found in self._lookups.values() for key in found.keys}.union(self._sites)

    def masks(self, block: Block, pages: Mapping[int, bytes]) -> dict[int, Mask]:
        """Look each key up, by the pages of a block in which they would be.

        Raises:
            DamagedIndexError: One of them is no page, or of another block.

        """
        with whole():
            return {key: _mask(pages.get(key), key, block.documents) for key in self.keys}

    def bounds(self, masks: Mapping[int, Mask], size: int) -> Bounds:
        """Reckon with what ``masks`` has found in a block of so many documents."""
        found = self._bounds(self._node, masks, size)
        if not self._sites:
            return found
        of_sites = np.logical_or.reduce([masks[key] for key in self._sites])
        return Bounds(found.sure & of_sites, found.possible & of_sites)

    def _bounds(self, node: Node, masks: Mapping[int, Mask], size: int) -> Bounds:
        if isinstance(node, Term):
            return _of_term(self._lookups.get(node), masks, size)
        if isinstance(node, Not):
            part = self._bounds(node.part, masks, size)
            return Bounds(~part.possible, ~part.sure)
        parts = [self._bounds(part, masks, size) for part in node.parts]
        joined = np.logical_and if isinstance(node, And) else np.logical_or
        return Bounds(
            joined.reduce([part.sure for part in parts]),
            joined.reduce([part.possible for part in parts]),
        )


def _of_term(found: Lookup | None, masks: Mapping[int, Mask], size: int) -> Bounds:
    if found is None:
        return Bounds(np.zeros(size, np.bool_), np.ones(size, np.bool_))
    possible = np.logical_and.reduce([masks[key] for key in found.keys])
    return Bounds(possible if found.exact else np.zeros(size, np.bool_), possible)


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
