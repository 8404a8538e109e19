"""The first page: a question, its answers, and how they divide."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from sqlalchemy import Connection

from archive.search.answers import Hit, cluster_sizes, search
from archive.search.facets import count_facets
from archive.search.query import parse, positive_terms
from archive.search.snippets import marks
from archive.web.context import Visitor
from archive.web.pages.narrowing import facets
from archive.web.parameters import SearchPageParameters
from archive.web.texts import Run, marked

PAGE_SIZE = 20
"""Answers of a page."""

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """A hit as it is shown."""

    hit: Hit
    others: int
    """Copies of its text beside it, whether they answer or not."""
    title: list[Run]
    passage: list[Run]


@router.get("/")
def search_page(asked: Annotated[SearchPageParameters, Query()], visit: Visitor) -> HTMLResponse:
    """Answer a question; one without words shows the newest articles."""
    found = _answers(asked, visit.connection)
    counted = count_facets(visit.connection, asked.q, asked.filters())
    return visit.page(
        "search.html",
        asked=asked,
        q=asked.q,
        answers=found[:PAGE_SIZE],
        has_more=len(found) > PAGE_SIZE,
        counted=counted,
        facets=facets(asked, counted),
    )


def query_words(query: str) -> list[str]:
    """Return what is asked for, folded."""
    return [term.text for term in positive_terms(parse(query))]


def _answers(asked: SearchPageParameters, connection: Connection) -> list[Answer]:
    """Find what is on the page, and one more: each text once, unless each copy is asked for."""
    offset, once = (asked.page - 1) * PAGE_SIZE, not asked.copies
    found = search(connection, asked.q, asked.filters(), sort=asked.sort, offset=offset, once=once)
    hits = list(islice(found, PAGE_SIZE + 1))
    sizes = cluster_sizes(connection, {hit.article.cluster for hit in hits if hit.article.cluster})
    words = query_words(asked.q)
    return [_answer(hit, words, sizes.get(hit.article.cluster or 0, 1) - 1) for hit in hits]


def _answer(hit: Hit, words: list[str], others: int) -> Answer:
    """Mark in headline and passage what was asked for."""
    title = hit.article.title or ""
    passage = marked(hit.snippet.text, hit.snippet.marks)
    return Answer(hit, others, list(marked(title, marks(title, words))), list(passage))
