"""Signatures and bands in the database: written, and looked up in one indexed query."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from sqlalchemy import Connection, delete, func, insert, select, union_all

from archive.models import BandRow, SchemeRow, SignatureRow
from archive.records import Fingerprint
from archive.storable import insert_for

MAX_CANDIDATES = 40
"""Candidates that the judge sees: those that share the most bands, newest first. It reads each
one's whole text, so this bounds the cost of a store."""

MAX_PER_BAND = 200
"""Rows read of one band, newest first. Templates (weather, tenders) put thousands of articles under
one key; reprints follow within days, so the newest hold them, and true copies share more bands."""


def write_signature(connection: Connection, article_id: int, fingerprint: Fingerprint) -> None:
    """Write an article's signature and bands in the place of those it had."""
    _forget(connection, article_id)
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
    newest = (
        select(BandRow.article_id)
        .where(BandRow.scheme_id == scheme_id, BandRow.key == key, BandRow.article_id != article_id)
        .order_by(BandRow.article_id.desc())
        .limit(MAX_PER_BAND)
        .subquery()
        for key in fingerprint.bands
    )
    met = union_all(*(select(band.c.article_id) for band in newest)).subquery()
    by_bands = (
        select(met.c.article_id)
        .group_by(met.c.article_id)
        .order_by(func.count().desc(), met.c.article_id.desc())
        .limit(MAX_CANDIDATES)
    )
    return connection.execute(by_bands).scalars().all()


def _forget(connection: Connection, article_id: int) -> None:
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
