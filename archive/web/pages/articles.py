"""One article: its text, what is known of it, its versions and reprints, and the raw page."""

from __future__ import annotations

import codecs
from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from archive.database.storable import MAX_ID, MAX_NUMBER
from archive.errors import RawStoreError
from archive.reading.articles import gone_since, versions_of
from archive.reading.reprints import family
from archive.reading.show import NotFoundError, article_called, difference, find, raw
from archive.web.context import Visitor
from archive.web.pages.search import query_words
from archive.web.pages.spreading import spread
from archive.web.parameters import Question
from archive.web.texts import body_paragraphs, changed_only, difference_paragraphs, field_runs

router = APIRouter(include_in_schema=False)

ArticleId = Annotated[int, Path(ge=1, le=MAX_ID)]
VersionNumber = Annotated[int, Query(ge=1, le=MAX_NUMBER)]

RAW_POLICY = "default-src 'none'; sandbox"
"""A raw page is somebody else's: even read as text, it may do nothing."""


@router.get("/articles")
def by_address(
    url: Annotated[Question, Query()],
    visit: Visitor,
    old: Annotated[int | None, Query(alias="from", ge=1, le=MAX_NUMBER)] = None,
    new: Annotated[int | None, Query(alias="to", ge=1, le=MAX_NUMBER)] = None,
) -> Response:
    """Lead from an address, also a former one, to its article, or to what changed in it."""
    article = article_called(visit.connection, url)
    if article is None:
        raise NotFoundError("no article is archived under this address")
    page = f"/articles/{article.id}"
    compared = f"{page}/differences?from={old}&to={new}"
    return RedirectResponse(compared if old and new else page, status_code=303)


@router.get("/articles/{article_id}")
def article_page(
    article_id: ArticleId,
    visit: Visitor,
    q: Annotated[Question, Query()] = "",
    version: VersionNumber | None = None,
    spam: bool = False,  # noqa: FBT001, FBT002  a parameter of the address
) -> HTMLResponse:
    """Show an article, or an earlier version of it."""
    article = find(visit.connection, str(article_id), version=version)
    words = query_words(q)
    copies = family(visit.connection, article.cluster or 0)
    return visit.page(
        "article.html",
        article=article,
        q=q,
        spam=spam,
        title=list(field_runs(article.title or "", article, "title", words, spam=spam)),
        paragraphs=body_paragraphs(article, words, spam=spam),
        versions=versions_of(visit.connection, article_id),
        gone_at=gone_since(visit.connection, article_id),
        copies=copies if copies and copies.size > 1 else None,
        spreading=spread(copies) if copies else None,
    )


@router.get("/articles/{article_id}/differences")
def differences_page(
    article_id: ArticleId,
    visit: Visitor,
    old: Annotated[int, Query(alias="from", ge=1, le=MAX_NUMBER)],
    new: Annotated[int, Query(alias="to", ge=1, le=MAX_NUMBER)],
    whole: bool = False,  # noqa: FBT001, FBT002  a parameter of the address
) -> HTMLResponse:
    """Show what a site changed between two versions, by characters."""
    article = find(visit.connection, str(article_id))
    found = difference(visit.connection, str(article_id), old, new)
    paragraphs = difference_paragraphs(found.body)
    return visit.page(
        "differences.html",
        article=article,
        found=found,
        title=difference_paragraphs(found.title),
        stretches=[paragraphs] if whole else changed_only(paragraphs),
        whole=whole,
        versions=versions_of(visit.connection, article_id),
    )


@router.get("/articles/{article_id}/raw")
def raw_page(
    article_id: ArticleId, visit: Visitor, version: VersionNumber | None = None
) -> Response:
    """Give the bytes that the site sent, as plain text that no browser takes for a page."""
    article = find(visit.connection, str(article_id), version=version)
    try:
        content = raw(article, visit.web.warc_folder)
    except RawStoreError as error:
        raise NotFoundError(
            f"the raw record of article {article_id} cannot be read; `govnews db check` tells why"
        ) from error
    headers = {
        "content-type": f"text/plain; charset={_charset(article.encoding)}",
        "content-security-policy": RAW_POLICY,
        "content-disposition": f'inline; filename="article-{article_id}.txt"',
    }
    return Response(content, headers=headers)


def _charset(encoding: str | None) -> str:
    """Return the name of a charset if it is one: it comes from the page."""
    try:
        return codecs.lookup(encoding or "utf-8").name
    except LookupError:
        return "utf-8"
