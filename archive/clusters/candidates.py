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
    looked_up = fingerprint.bands[:MAX_BANDS]
    keys = {f"key_{number}": key for number, key in enumerate(looked_up)}
    bound = {"scheme_id": scheme_id, "article_id": article_id, **keys}
    return connection.execute(_lookup(len(keys)), bound).scalars().all()


@cache
def _lookup(bands: int) -> TextClause:
    """Return the query for so many bands: the newest of each, then those that share most of all.

    A band counts for less the more articles are under it: the sentence that stands at the foot of
    every page of a site must not hide the one that two articles share.
    Written as text, once: to build it anew as an expression takes longer than to run it.
    """
    newest = (
        f"SELECT article_id, 1.0 / count(*) OVER () AS weight FROM ("  # noqa: S608  only numbers
        f"SELECT article_id FROM bands WHERE scheme_id = :scheme_id"
        f" AND key = :key_{number} AND article_id <> :article_id"
        f" ORDER BY article_id DESC LIMIT {MAX_PER_BAND}) AS band_{number}"
        for number in range(bands)
    )
    return text(
        f"SELECT article_id FROM ({' UNION ALL '.join(newest)}) AS met GROUP BY article_id"  # noqa: S608  only numbers
        f" ORDER BY sum(weight) DESC, article_id DESC LIMIT {MAX_CANDIDATES}"
    )


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
