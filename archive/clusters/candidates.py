"""Articles that may be the same text as another one: looked up in one indexed query."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from archive.database.among import as_parameter, given_numbers
from archive.database.prepared import Prepared
from archive.records import Fingerprint

MAX_CANDIDATES = 40
"""Candidates that the judge sees: those that share the most and the rarest bands, newest first. It
may have to read each one's whole text, so this bounds the cost of a store."""

MAX_PER_BAND = 200
"""Rows read of one band, newest first. Templates (weather, tenders) put thousands of articles under
one key; reprints follow within days, so the newest hold them, and true copies share more bands."""

_KEY_BITS = 10
"""For the number of a key among those that are looked up: no text has more than a hundred."""


def sharing_a_band(
    connection: Connection, fingerprint: Fingerprint, article_id: int
) -> Sequence[int]:
    """Return the articles that share bands with a fingerprint, the most shared first.

    A band counts for less the more articles are under it: the sentence that stands at the foot of
    every page of a site must not hide the one that two articles share.
    """
    if not fingerprint.bands:
        return ()
    bound = {
        "scheme": fingerprint.scheme,
        "article_id": article_id,
        "keys": as_parameter(connection, fingerprint.bands),
    }
    met = _lookup(connection.dialect.name).run(connection, bound).fetchall()
    found = [row[0] for row in met]
    if connection.dialect.name == "postgresql":
        return found
    return _best([ids for ids in found if ids])


_NEWEST = (
    "SELECT article_id FROM bands WHERE scheme_id = (SELECT id FROM schemes WHERE name = :scheme)"  # noqa: S608  only numbers
    " AND key = wanted.value AND article_id <> :article_id"
    f" ORDER BY article_id DESC LIMIT {MAX_PER_BAND}"
)
_WEIGHED = (
    "SELECT article_id FROM {wanted} CROSS JOIN LATERAL"  # noqa: S608  only numbers
    f" (SELECT article_id, 1.0 / count(*) OVER () AS weight FROM ({_NEWEST}) AS newest) AS met"
    f" GROUP BY article_id ORDER BY sum(weight) DESC, article_id DESC LIMIT {MAX_CANDIDATES}"
)
"""For PostgreSQL: what comes back are the candidates."""
_MET = f"SELECT (SELECT group_concat(article_id) FROM ({_NEWEST})) FROM {{wanted}}"  # noqa: S608  only numbers
"""For SQLite: what comes back are the articles under each key, written as one text. SQLite weighs
thousands of rows, or hands them over one by one, in five times the time of the lookup."""


@cache
def _lookup(dialect: str) -> Prepared:
    sql = _WEIGHED if dialect == "postgresql" else _MET
    return Prepared(text(sql.format(wanted=given_numbers(dialect, "keys"))))


def _best(met: Sequence[str]) -> Sequence[int]:
    """Weigh what was met under each key; return the heaviest, of equals the newest."""
    if not met:
        return ()
    sizes = np.array([ids.count(",") + 1 for ids in met])
    every = np.fromstring(",".join(met), np.int64, sep=",")
    # Sorting plain numbers is several times as fast as finding the order of others, and five times
    # as fast again in the way that makes use of what is in order: each key's own, newest first.
    keyed = np.sort(every << _KEY_BITS | np.repeat(np.arange(len(met)), sizes), kind="stable")
    ids = keyed >> _KEY_BITS
    first = np.concatenate(([True], ids[1:] != ids[:-1]))
    weights = np.bincount(np.cumsum(first) - 1, (1.0 / sizes)[keyed & (1 << _KEY_BITS) - 1])
    return _heaviest(ids[first], weights)


def _heaviest(ids: NDArray[np.int64], weights: NDArray[Any]) -> Sequence[int]:
    """Return the heaviest of these rising ids, the newest of equals first."""
    if len(ids) > MAX_CANDIDATES:  # to order the others takes half of the time
        enough = weights >= np.partition(weights, -MAX_CANDIDATES)[-MAX_CANDIDATES]
        ids, weights = ids[enough], weights[enough]
    # Turned about, so that the newest of equals come first in an order that leaves equals alone.
    best = np.argsort(-weights[::-1], kind="stable")[:MAX_CANDIDATES]
    newest: list[int] = ids[::-1][best].tolist()
    return newest
