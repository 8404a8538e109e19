"""Signatures and bands in the database: written, and looked up in one indexed query."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection, TextClause, delete, insert, select, text

from archive.database.storable import insert_for
from archive.models import BandRow, SchemeRow, SignatureRow
from archive.records import Fingerprint

MAX_CANDIDATES = 40
"""Candidates that the judge sees: those that share the most and the rarest bands, newest first. It
reads each one's whole text, so this bounds the cost of a store."""

MAX_PER_BAND = 200
"""Rows read of one band, newest first. Templates (weather, tenders) put thousands of articles under
one key; reprints follow within days, so the newest hold them, and true copies share more bands."""

MAX_BANDS = 400
"""Bands that are looked up: SQLite joins at most 500 SELECTs to one."""


def write_signature(connection: Connection, article_id: int, fingerprint: Fingerprint) -> None:
    """Write the signature and bands of an article that has none."""
    if not fingerprint.signature:
        return
    scheme_id = _scheme_id(connection, fingerprint.scheme)
    keys = sorted(set(fingerprint.bands))
    signature = {
        "article_id": article_id,
        "scheme_id": scheme_id,
        "signature": fingerprint.signature,
        "bands": struct.pack(f"<{len(keys)}q", *keys),
    }
    connection.execute(insert(SignatureRow), [signature])
    if keys:
        rows = [{"scheme_id": scheme_id, "key": key, "article_id": article_id} for key in keys]
        connection.execute(insert(BandRow), rows)


def read_fingerprint(
    connection: Connection, article_id: int, content_hash: str | None
) -> Fingerprint:
    """Return what was written; an empty signature where there is none."""
    query = (
        select(SchemeRow.name, SignatureRow.signature, SignatureRow.bands)
        .join(SchemeRow, SchemeRow.id == SignatureRow.scheme_id)
        .where(SignatureRow.article_id == article_id)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return Fingerprint(content_hash=content_hash or "", scheme="", signature=b"")
    return Fingerprint(
        content_hash=content_hash or "",
        scheme=row.name,
        signature=row.signature,
        bands=_unpack(row.bands),
    )


def sharing_a_band(
    connection: Connection, fingerprint: Fingerprint, article_id: int
) -> Sequence[int]:
    """Return the articles that share bands with a fingerprint, the most shared first."""
    if not fingerprint.bands:
        return ()
    scheme_id = connection.execute(
        select(SchemeRow.id).where(SchemeRow.name == fingerprint.scheme)
    ).scalar()
    if scheme_id is None:
        return ()
    keys = fingerprint.bands[:MAX_BANDS]
    bound = {"scheme_id": scheme_id, "article_id": article_id}
    if connection.dialect.name == "postgresql":
        found = connection.execute(_LATERAL_LOOKUP, {**bound, "keys": list(keys)})
    else:
        numbered = {f"key_{number}": key for number, key in enumerate(keys)}
        found = connection.execute(_lookup(len(keys)), {**bound, **numbered})
    return found.scalars().all()


_NEWEST = (
    "SELECT article_id, 1.0 / count(*) OVER () AS weight FROM ("  # noqa: S608  only numbers
    "SELECT article_id FROM bands WHERE scheme_id = :scheme_id"
    " AND key = {key} AND article_id <> :article_id"
    f" ORDER BY article_id DESC LIMIT {MAX_PER_BAND}) AS of_key"
)
"""The newest articles under a key. It counts for less the more there are: the sentence that stands
at the foot of every page of a site must not hide the one that two articles share."""
_BEST = (
    "SELECT article_id FROM {met} GROUP BY article_id"  # noqa: S608  only numbers
    f" ORDER BY sum(weight) DESC, article_id DESC LIMIT {MAX_CANDIDATES}"
)
_LATERAL_LOOKUP = text(
    _BEST.format(
        met="unnest(CAST(:keys AS bigint[])) AS wanted"
        f" CROSS JOIN LATERAL ({_NEWEST.format(key='wanted')}) AS met"
    )
)
"""PostgreSQL plans a SELECT for each key anew, which takes longer than to run them."""


@cache
def _lookup(keys: int) -> TextClause:
    """Return the query for so many keys on a database without LATERAL.

    Written as text, once: to build it anew as an expression takes longer than to run it.
    """
    newest = " UNION ALL ".join(
        f"SELECT * FROM ({_NEWEST.format(key=f':key_{number}')}) AS met_{number}"  # noqa: S608  only numbers
        for number in range(keys)
    )
    return text(_BEST.format(met=f"({newest}) AS met"))


def forget_signature(connection: Connection, article_id: int) -> None:
    """Take an article's signature and bands away."""
    old = connection.execute(
        select(SignatureRow.scheme_id, SignatureRow.bands).where(
            SignatureRow.article_id == article_id
        )
    ).one_or_none()
    if old is None:
        return
    connection.execute(
        delete(BandRow).where(
            BandRow.scheme_id == old.scheme_id,
            BandRow.key.in_(_unpack(old.bands)),
            BandRow.article_id == article_id,
        )
    )
    connection.execute(delete(SignatureRow).where(SignatureRow.article_id == article_id))


def has_signature(connection: Connection, article_id: int, scheme: str) -> bool:
    """Whether an article is signed by this scheme."""
    query = (
        select(SignatureRow.article_id)
        .join(SchemeRow, SchemeRow.id == SignatureRow.scheme_id)
        .where(SignatureRow.article_id == article_id, SchemeRow.name == scheme)
    )
    return connection.execute(query).one_or_none() is not None


def _scheme_id(connection: Connection, name: str) -> int:
    find = select(SchemeRow.id).where(SchemeRow.name == name)
    found = connection.execute(find).scalar()
    if found is None:
        new = insert_for(connection, SchemeRow).values(name=name).on_conflict_do_nothing()
        connection.execute(new)
        found = connection.execute(find).scalar_one()
    return found


def _unpack(bands: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(bands) // 8}q", bands)
