"""Signatures and the keys of near-duplicate search, as rows."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select, text

from archive.database.among import given_numbers
from archive.database.prepared import Prepared, run_many
from archive.database.storable import insert_if_new
from archive.models import BandRow, SchemeRow, SignatureRow
from archive.records import Fingerprint

_OF_ARTICLE = SignatureRow.article_id == bindparam("of_article")
_INSERT_SIGNATURE = Prepared(insert(SignatureRow))
_BANDS_AT_ONCE = Prepared(
    text(
        "INSERT INTO bands (scheme_id, key, article_id)"  # noqa: S608  nothing is given
        " SELECT :scheme_id, wanted.value, :article_id"
        f" FROM {given_numbers('postgresql', 'keys')}"
    )
)
_BANDS_ONE_BY_ONE = "INSERT INTO bands (scheme_id, key, article_id) VALUES (?, ?, ?)"
_SCHEME_ID = Prepared(select(SchemeRow.id).where(SchemeRow.name == bindparam("scheme")))
_FINGERPRINT = (
    select(SchemeRow.name, SignatureRow.signature, SignatureRow.bands)
    .join(SchemeRow, SchemeRow.id == SignatureRow.scheme_id)
    .where(_OF_ARTICLE)
)
_BANDS = select(SignatureRow.scheme_id, SignatureRow.bands).where(_OF_ARTICLE)
_FORGET_SIGNATURE = delete(SignatureRow).where(_OF_ARTICLE)


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
    _INSERT_SIGNATURE.run(connection, signature)
    _insert_bands(connection, scheme_id, keys, article_id)


def _insert_bands(
    connection: Connection, scheme_id: int, keys: Sequence[int], article_id: int
) -> None:
    """Write the keys in the way that is quickest on each database: there are thirty an article."""
    if connection.dialect.name == "postgresql":
        bound = {"scheme_id": scheme_id, "keys": list(keys), "article_id": article_id}
        _BANDS_AT_ONCE.run(connection, bound)
    elif keys:
        rows = [(scheme_id, key, article_id) for key in keys]
        run_many(connection, _BANDS_ONE_BY_ONE, rows)


def read_fingerprint(
    connection: Connection, article_id: int, content_hash: str | None
) -> Fingerprint:
    """Return what was written; an empty signature where there is none."""
    row = connection.execute(_FINGERPRINT, {"of_article": article_id}).one_or_none()
    if row is None:
        return Fingerprint(content_hash=content_hash or "", scheme="", signature=b"")
    return Fingerprint(
        content_hash=content_hash or "",
        scheme=row.name,
        signature=row.signature,
        bands=_unpack(row.bands),
    )


def forget_signature(connection: Connection, article_id: int) -> None:
    """Take an article's signature and bands away."""
    old = connection.execute(_BANDS, {"of_article": article_id}).one_or_none()
    if old is None:
        return
    connection.execute(
        delete(BandRow).where(
            BandRow.scheme_id == old.scheme_id,
            BandRow.key.in_(_unpack(old.bands)),
            BandRow.article_id == article_id,
        )
    )
    connection.execute(_FORGET_SIGNATURE, {"of_article": article_id})


def has_signature(connection: Connection, article_id: int, scheme: str) -> bool:
    """Whether an article is signed by this scheme."""
    row = connection.execute(_FINGERPRINT, {"of_article": article_id}).one_or_none()
    return row is not None and row.name == scheme


def _scheme_id(connection: Connection, name: str) -> int:
    found = _SCHEME_ID.scalar(connection, {"scheme": name})
    if found is None:
        insert_if_new(connection, SchemeRow).run(connection, {"name": name})
        found = _SCHEME_ID.scalar(connection, {"scheme": name})
    return int(found)


def _unpack(bands: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(bands) // 8}q", bands)
