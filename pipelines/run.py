"""Takes one page through all stages. The same way for the live crawl and for pages on a disk."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from archive.records import Article, Extraction, Fingerprint, RawPage, Rejection
from pipelines import collector
from pipelines.despam.page.refused import may_be_hacked, with_spam
from pipelines.document import Document
from pipelines.errors import NotAnArticleError, StageError
from pipelines.extract.head import elements_of
from pipelines.extract.parsing import parse
from pipelines.stages import STAGES
from seeds.catalogue import Site
from seeds.file_kinds import is_html_document

logger = logging.getLogger(__name__)


def process(page: RawPage, site: Site | None = None) -> Extraction | Rejection:
    """Return what ``page`` holds: an article, or the reason why not. Never raises on bad input."""
    try:
        with collector.at_rest():
            return _extraction(run_stages(begin(page, site)))
    except NotAnArticleError as error:
        return Rejection(
            url=page.url, reason=str(error), hacked=error.hacked, removed=error.removed
        )
    except StageError as error:
        logger.exception("%s", page.url)
        return Rejection(url=page.url, reason=str(error), failed=True)


def begin(page: RawPage, site: Site | None = None) -> Document:
    """Return the working record of a page that no stage has seen yet."""
    fetched_at = page.fetched_at.isoformat() if page.fetched_at else None
    article = Article(
        url=page.url,
        site=site.id if site else None,
        site_name=site.name if site else None,
        region=(site.region or None) if site else None,
        pages=tuple(part.url for part in (page, *page.continuations)) if page.continuations else (),
        fetched_at=fetched_at,
        warc=page.warc,
    )
    return Document(page=page, article=article, site=site, kind="text" if is_text(page) else "html")


def run_stages(document: Document) -> Document:
    """Return the document after all stages.

    Raises NotAnArticleError when a stage finds no article, StageError when a stage breaks.
    """
    for name, stage in STAGES:
        try:
            with _guarded(name):
                document = stage(document)
        except NotAnArticleError as error:
            with _guarded("refused"):
                refusal = _with_spam(error, document)
            raise refusal from None
    return document


@contextmanager
def _guarded(name: str) -> Iterator[None]:
    """Turn what a stage raises by mistake into a StageError that names it.

    One page must not end a run of a million: the fault is logged with its traceback, counted by
    the caller, and the raw page stays.
    """
    try:
        yield
    except NotAnArticleError:
        raise
    except Exception as error:
        raise StageError(f"stage {name} failed: {type(error).__name__}: {error}") from error


def _with_spam(error: NotAnArticleError, document: Document) -> NotAnArticleError:
    """Return the refusal of a page with the spam on it, which no stage looked at yet."""
    if error.hacked or not may_be_hacked(document):
        return error
    try:
        tree = document.tree if document.tree is not None else parse(document.text)
    except NotAnArticleError:
        return error
    return with_spam(error, document, tree, elements_of(tree))


def is_text(page: RawPage) -> bool:
    """Tell plain text from HTML, by its media type or by the name of the file.

    Servers that do not know an ending (``.HTM``) send its pages as plain text. Browsers show their
    source then; an archive wants the article: what is a whole HTML document is read as one.
    """
    if (page.path or "").lower().endswith(".txt"):
        return True
    media_type = (page.content_type or "").partition(";")[0].strip().lower()
    return media_type == "text/plain" and not is_html_document(page.body)


def _extraction(document: Document) -> Extraction:
    near = document.fingerprint or Fingerprint(content_hash="", scheme="", signature=b"")
    return Extraction(
        article=document.article,
        fingerprint=near,
        suspected=document.suspected,
        candidates=document.candidates,
        replaced_characters=document.replaced_characters,
        further=tuple(part.warc for part in document.page.continuations),
    )
