"""Any search as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response
from sqlalchemy import Connection

from archive.reading.articles import newest_recorded
from archive.records import Article
from archive.search.answers import search
from archive.web.context import Visitor
from archive.web.parameters import SearchParameters

ENTRIES = 50
"""Newest articles in a feed."""

_NEVER = "1970-01-01T00:00:00+00:00"
"""RFC 4287 wants a moment, also of a feed without entries."""

router = APIRouter(include_in_schema=False)


@router.get("/feed.atom")
def feed(asked: Annotated[SearchParameters, Query()], visit: Visitor) -> Response:
    """Give the newest answers to a question."""
    hits = search(visit.connection, asked.q, asked.filters(), sort="newest", limit=ENTRIES)
    answers = list(hits)
    updated = _updated(visit.connection, [hit.article for hit in answers])
    question = asked.query_string(sort="relevance")
    return visit.feed(
        "feed.atom",
        "application/atom+xml",
        asked=asked,
        answers=answers,
        updated=updated,
        newest=max(updated.values(), default=_NEVER),
        base=str(visit.request.base_url).rstrip("/"),
        question=question,
        feed_id=f"urn:govnews:search:{sha256(question.encode()).hexdigest()[:32]}",
    )


def _updated(connection: Connection, articles: Sequence[Article]) -> dict[int | None, str]:
    """Return when the newest version of each article was first archived, by article id."""
    known = newest_recorded(connection, [article.id or 0 for article in articles])
    return {
        article.id: known.get(article.id or 0) or article.first_seen_at or _NEVER
        for article in articles
    }
