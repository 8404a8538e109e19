"""Whether two readings of an article differ in nothing but injected spam, put in or taken out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, select

from archive.folding import same_writing
from archive.models import VersionRow
from archive.records import Article

_FILLING = re.compile(r"[\W_]+")
"""What stands between the words of a text: an injection tears sentences and lines apart."""

Cuts = Sequence[int]
"""Offsets in a text as cleaned at which spam was taken out."""


def is_injection(connection: Connection, article_id: int, version: int, new: Article) -> bool:
    """Whether a page and a version of its article differ in that one of them was hacked, alone.

    Where spam was taken out, words of the article may be missing that it had overwritten; all that
    stands between must stand in the other reading, too, in one piece.
    """
    old = _reading(connection, article_id, version)
    title, body = old["title"], old["body"]
    if new.hacked and _is_spoilt(new.title, new.body, _removed(new), title, body):
        return True
    if not old.get("hacked"):
        return False
    removed = [(each["where"], each["at"]) for each in old.get("removed", ())]
    return _is_spoilt(title, body, removed, new.title, new.body)


def _reading(connection: Connection, article_id: int, version: int) -> dict[str, Any]:
    """Return the record of a version's newest reading."""
    of_version = VersionRow.article_id == article_id, VersionRow.number == version
    readings = select(VersionRow.record).where(*of_version).order_by(VersionRow.revision.desc())
    record: dict[str, Any] = connection.execute(readings.limit(1)).scalar_one()
    return record


def _removed(article: Article) -> list[tuple[str, int]]:
    return [(each.where, each.at) for each in article.removed]


def _is_spoilt(
    title: str | None,
    body: str,
    removed: Sequence[tuple[str, int]],
    whole_title: str | None,
    whole_body: str,
) -> bool:
    """Whether a reading is the whole one, less what its injections may have overwritten."""
    cuts = {
        field: sorted({at for where, at in removed if where == field})
        for field in ("title", "body")
    }
    title_cuts, body_cuts = cuts["title"], cuts["body"]
    if not title_cuts and same_writing(title) != same_writing(whole_title):
        return False
    if title and title_cuts and not _fits(title, title_cuts, whole_title or ""):
        return False
    # A headline is dropped from the top of the text where it stands there once more as it is.
    wholes = (whole_body, f"{whole_title or ''}{whole_body}") if title_cuts else (whole_body,)
    return any(_fits(body, body_cuts, whole) for whole in wholes)


def _fits(text: str, cuts: Cuts, whole: str) -> bool:
    """Whether ``whole`` is ``text`` with more words at its cuts, if any, and nowhere else."""
    edges = [0, *cuts, len(text)]
    pieces = [_letters(text[start:end]) for start, end in pairwise(edges)]
    known = _letters(whole)
    if len(pieces) == 1:
        return pieces[0] == known
    first, last = pieces[0], pieces[-1]
    if not known.startswith(first) or not known.endswith(last):
        return False
    at, end = len(first), len(known) - len(last)
    for piece in pieces[1:-1]:
        found = known.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return at <= end


def _letters(text: str) -> str:
    return _FILLING.sub("", text)
