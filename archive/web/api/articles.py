"""Articles: all of them, one, its versions, and those that answer a question."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import JSONResponse
from pydantic import Field

from archive.database.storable import MAX_ID
from archive.reading.articles import all_articles, version_numbers
from archive.reading.show import find
from archive.search.answers import Hit, search
from archive.search.facets import count_facets
from archive.web.api.answers import MISSING, PROBLEMS, PageParameters, next_address, page_by_offset
from archive.web.api.schemas import Article, ArticlePage, Facets, HitPage
from archive.web.context import Visitor
from archive.web.parameters import (
    FilterParameters,
    Limit,
    QuestionParameters,
    SearchParameters,
)

router = APIRouter(prefix="/api", tags=["articles"])

ArticleId = Annotated[int, Path(ge=1, le=MAX_ID, description="The article's id.")]


class ArticlesParameters(FilterParameters):
    """Which articles, from which id on."""

    after: int = Field(default=0, ge=0, le=MAX_ID, description="Only ids above this one.")
    limit: Limit = 20


class HitsParameters(SearchParameters, PageParameters):
    """A question, and which part of its answers."""


@router.get("/articles", response_model=ArticlePage, responses=PROBLEMS)
def articles(
    asked: Annotated[ArticlesParameters, Query()], request: Request, visit: Visitor
) -> JSONResponse:
    """Give every article that meets the filters, by rising id; stable while the archive grows."""
    conditions = asked.filters().conditions(visit.connection.dialect)
    records = all_articles(visit.connection, conditions, after_id=asked.after)
    taken = [article.to_dict() for article in islice(records, asked.limit + 1)]
    items = taken[: asked.limit]
    more = len(taken) > asked.limit
    following = next_address(request, after=items[-1]["id"]) if more else None
    return JSONResponse({"items": items, "next": following})


@router.get("/articles/{article_id}", response_model=Article, responses=MISSING)
def article(article_id: ArticleId, visit: Visitor) -> JSONResponse:
    """Give one article, its newest version."""
    return JSONResponse(find(visit.connection, str(article_id)).to_dict())


@router.get("/articles/{article_id}/versions", response_model=ArticlePage, responses=MISSING)
def versions(
    article_id: ArticleId,
    wanted: Annotated[PageParameters, Query()],
    request: Request,
    visit: Visitor,
) -> JSONResponse:
    """Give an article as it was in each of its versions, the first first."""
    find(visit.connection, str(article_id))
    numbers = version_numbers(visit.connection, article_id)
    records = (_version(visit, article_id, number) for number in numbers)
    return page_by_offset(request, records, wanted)


@router.get("/search", response_model=HitPage, responses=PROBLEMS)
def hits(
    asked: Annotated[HitsParameters, Query()], request: Request, visit: Visitor
) -> JSONResponse:
    """Answer a question with articles and the passages that answer it."""
    found = search(visit.connection, asked.q, asked.filters(), sort=asked.sort, offset=asked.offset)
    return page_by_offset(request, map(_hit, found), asked, offset_done=True)


@router.get("/facets", response_model=Facets, responses=PROBLEMS)
def facets(asked: Annotated[QuestionParameters, Query()], visit: Visitor) -> JSONResponse:
    """Count the answers to a question by site, region, source and month."""
    found = count_facets(visit.connection, asked.q, asked.filters())
    counts = {
        name: [{"value": value, "articles": articles} for value, articles in counted]
        for name, counted in found.by_name().items()
    }
    return JSONResponse({"answers": found.total, "complete": found.complete, **counts})


def _version(visit: Visitor, article_id: int, number: int) -> dict[str, Any]:
    return find(visit.connection, str(article_id), version=number).to_dict()


def _hit(hit: Hit) -> Mapping[str, Any]:
    snippet = {"text": hit.snippet.text, "marks": [list(mark) for mark in hit.snippet.marks]}
    return {"article": hit.article.to_dict(), "snippet": snippet}
