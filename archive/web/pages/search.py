"""The first page: a question, its answers, and how they divide."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from archive.search.answers import Hit, search
from archive.search.facets import count_facets
from archive.search.query import parse, positive_terms
from archive.search.snippets import marks
from archive.web.context import Visitor
from archive.web.pages.narrowing import facets
from archive.web.parameters import SearchPageParameters
from archive.web.texts import Run, marked

PAGE_SIZE = 20

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """A hit as it is shown."""

    hit: Hit
    title: list[Run]
    passage: list[Run]


@router.get("/")
def search_page(asked: Annotated[SearchPageParameters, Query()], visit: Visitor) -> HTMLResponse:
    """Answer a question; one without words shows the newest articles."""
    offset = (asked.page - 1) * PAGE_SIZE
    filters = asked.filters()
    hits = search(visit.connection, asked.q, filters, sort=asked.sort, offset=offset)
    taken = list(islice(hits, PAGE_SIZE + 1))
    counted = count_facets(visit.connection, asked.q, filters)
    return visit.page(
        "search.html",
        asked=asked,
        q=asked.q,
        answers=[_answer(hit, asked.q) for hit in taken[:PAGE_SIZE]],
        has_more=len(taken) > PAGE_SIZE,
        counted=counted,
        facets=facets(asked, counted),
    )


def query_words(query: str) -> list[str]:
    """Return what is asked for, folded."""
    return [term.text for term in positive_terms(parse(query))]


def _answer(hit: Hit, query: str) -> Answer:
    """Mark in headline and passage what was asked for."""
    title = hit.article.title or ""
    passage = marked(hit.snippet.text, hit.snippet.marks)
    return Answer(hit, list(marked(title, marks(title, query_words(query)))), list(passage))
