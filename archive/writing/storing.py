"""Storing an article inside a transaction: a new one, one that its site changed, one read anew."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from sqlalchemy import Connection

from archive.clusters.clustering import Clusters
from archive.clusters.signatures import forget_signature, has_signature, write_signature
from archive.clusters.sketches import Edition
from archive.database.mapping import AnyRow, pointer_of
from archive.records import Article, Extraction
from archive.writing import article_rows as rows
from archive.writing.addresses import is_part, known_copy, move, of_former_address
from archive.writing.comparing import (
    is_edited,
    is_read_otherwise,
    is_same_page,
    is_told_otherwise,
)
from archive.writing.injections import is_injection
from archive.writing.spellings import Given, respell, spellings
from archive.writing.versions import has_version, next_version, version_after, version_before
from archive.writing.visits import Visit

_AS_ASKED: Given = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What became of an article that was handed in."""

    article_id: int
    outcome: Literal["new", "changed", "unchanged"]
    earlier: bool = False
    """The page was fetched before what the archive has of it, or is a page of a longer article."""
    is_part: bool = False
    """The page is one, or some, of the pages of an article that the archive has."""
    copy_of: str | None = None
    """The other address at which its site shows the article, and the archive has it."""


class Storing:
    """What the writer does with an article during one transaction."""

    def __init__(self, connection: Connection, clusters: Clusters) -> None:
        self._connection = connection
        self._clusters = clusters

    def store(
        self,
        page: Extraction,
        visit: Visit,
        *,
        whole: bool = False,
        hold_copies: bool = False,
        given: Given = _AS_ASKED,
    ) -> Stored:
        """Store an article, new or known.

        ``whole``: the page says of itself that it has no further ones. ``hold_copies``: copies are
        told as in a crawl, without ``visit.fetch``, too. ``given``: how an import spells it.
        """
        if visit.fetch is None:
            old, spelt = self._imported_before(page.article, given)
            if old is not None and self._is_part(old, spelt, whole=whole):
                return Stored(article_id=old.id, outcome="unchanged", earlier=True, is_part=True)
            if old is not None and old.url == spelt.url != page.article.url:
                old = respell(self._connection, old, given)
        else:
            old = rows.find(self._connection, page.article.url)
        if old is None and (hold_copies or visit.fetch is not None):
            copy = self._copy(page.article, visit, given)
            if copy is not None and (copy.status != "gone" or visit.fetch is None):
                return Stored(article_id=copy.id, outcome="unchanged", copy_of=copy.url)
            old = self._found_again(copy, page.article.url, visit)
        return self._store_new(page, visit) if old is None else self._store_known(old, page, visit)

    def _imported_before(self, article: Article, given: Given) -> tuple[AnyRow | None, Article]:
        """Return what the archive has of an import's article, and the article as it is spelt there.

        At its address, or at one where it stood before.
        """
        for spelt in spellings(article, given):
            old = rows.find(self._connection, spelt.url)
            old = old or of_former_address(self._connection, spelt)
            if old is not None:
                return old, spelt
        return None, article

    def _copy(self, article: Article, visit: Visit, given: Given) -> rows.Copy | None:
        copy = rows.find_copy(self._connection, article)
        if copy is None and visit.fetch is None:
            told = (known_copy(self._connection, spelt) for spelt in spellings(article, given))
            copy = next(filter(None, told), None)
        return copy

    def _is_part(self, old: AnyRow, article: Article, *, whole: bool) -> bool:
        said_to_be_whole = whole and article.url == old.url
        return not said_to_be_whole and is_part(self._connection, old, article)

    def _found_again(self, copy: rows.Copy | None, url: str, visit: Visit) -> AnyRow | None:
        """Let an article that was gone from its address go on living at the one that shows it.

        Of a site that is built anew, a run may see the old address before the new one: then it has
        moved, and was never gone.
        """
        gone = None if copy is None else rows.get(self._connection, copy.id)
        if gone is None:
            return None
        move(self._connection, gone, url, visit.now)
        rows.take_back_gone(self._connection, gone, visit.run_id)
        rows.write_change(
            self._connection, gone, "moved", visit.now, new_url=url, run_id=visit.run_id
        )
        return rows.get(self._connection, gone.id)

    def revise(self, article_id: int, page: Extraction, now: datetime) -> bool:
        """Write another reading of an article's newest version; return whether anything differs."""
        old = rows.get(self._connection, article_id)
        if old is None:
            return False
        if not is_read_otherwise(self._connection, old, page):
            self._sign_anew(old, page)
            return False
        kept = dataclasses.replace(
            page.article, warc=pointer_of(old), fetched_at=old.fetched_at.isoformat()
        )
        self._reread(old, dataclasses.replace(page, article=kept), now)
        return True

    def _store_new(self, page: Extraction, visit: Visit) -> Stored:
        edition = rows.insert_article(self._connection, page, visit.now)
        self._clusters.place(edition, page)
        return Stored(article_id=edition.article_id, outcome="new")

    def _store_known(self, old: AnyRow, page: Extraction, visit: Visit) -> Stored:
        if rows.fetched_at(page.article, visit.now) < old.fetched_at:
            return self._store_earlier(old, page, visit)
        rows.return_if_gone(self._connection, old, visit.now, visit.run_id)
        edited = is_edited(old, page)
        if edited and is_same_page(self._connection, visit.fetch):
            edited = False
            self._reread(old, page, visit.now)
        elif edited:
            edited = not is_injection(self._connection, old.id, old.version, page.article)
            self._edit(old, page, visit, told=edited)
        elif is_told_otherwise(old, page.article):
            if not is_same_page(self._connection, visit.fetch):
                rows.retire_removals(self._connection, old, page.article)
            self._reread(old, page, visit.now)
        seen = {"last_seen_at": visit.now, "fetched_at": rows.fetched_at(page.article, visit.now)}
        rows.touch(self._connection, old.id, **seen)
        return Stored(article_id=old.id, outcome="changed" if edited else "unchanged")

    def _store_earlier(self, old: AnyRow, page: Extraction, visit: Visit) -> Stored:
        """Add what a page said before the archive first saw it so; the article stays as it is."""
        if has_version(self._connection, old.id, page):
            return Stored(article_id=old.id, outcome="unchanged", earlier=True)
        fetched_at = rows.fetched_at(page.article, visit.now)
        before = version_before(self._connection, old, fetched_at)
        following = version_after(self._connection, old, fetched_at)
        edition = Edition(old.id, next_version(self._connection, old.id), 1)
        rows.insert_version(self._connection, edition, page.article, visit.now)
        # An edit between two versions, of which it is one with spam, has been told already.
        if self._is_injected(old, page.article, before, following):
            return Stored(article_id=old.id, outcome="unchanged", earlier=True)
        rows.lead_edits_to(self._connection, edition, before=following)
        self._tell_edit(old, visit, edition.version, following)
        if old.status == "live":
            rows.touch(self._connection, old.id, status="changed")
        return Stored(article_id=old.id, outcome="changed", earlier=True)

    def _is_injected(self, old: AnyRow, article: Article, *versions: int | None) -> bool:
        """Whether a page differs from any of some versions in nothing but injected spam."""
        known = (version for version in versions if version is not None)
        return any(is_injection(self._connection, old.id, each, article) for each in known)

    def _tell_edit(self, old: AnyRow, visit: Visit, before: int, after: int) -> None:
        versions = {"from_version": before, "to_version": after}
        rows.write_change(
            self._connection, old, "edited", visit.now, run_id=visit.run_id, **versions
        )

    def _edit(self, old: AnyRow, page: Extraction, visit: Visit, *, told: bool) -> None:
        """Write another version; ``told``: the site made it, nobody who hacked it."""
        edition = Edition(old.id, next_version(self._connection, old.id), 1)
        rows.retire_removals(self._connection, old, page.article)
        rows.replace_content(self._connection, edition, page, visit.now)
        if told:
            rows.touch(self._connection, old.id, status="changed")
            self._tell_edit(old, visit, old.version, edition.version)
        self._clusters.changed(edition, page)

    def _reread(self, old: AnyRow, page: Extraction, now: datetime) -> None:
        """Write another reading of the same version."""
        edition = Edition(old.id, old.version, old.revision + 1)
        rows.replace_content(self._connection, edition, page, now)
        if old.content_hash != page.fingerprint.content_hash:
            self._clusters.changed(edition, page)

    def _sign_anew(self, old: AnyRow, page: Extraction) -> None:
        """Sign by today's scheme, and look for its like, what was signed by a former one."""
        near = page.fingerprint
        if near.signature and not has_signature(self._connection, old.id, near.scheme):
            forget_signature(self._connection, old.id)
            write_signature(self._connection, old.id, near)
            self._clusters.changed(Edition(old.id, old.version, old.revision), page)
