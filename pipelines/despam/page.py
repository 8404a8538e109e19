"""Spam that stands on the page but in none of the article's fields: it makes the page hacked.

Looked at are the ``<title>`` and the head's keywords and description, lines in sight around the
article, lines that no reader sees, and what scripts write. Its removals have ``where`` = ``page``
and no offset: there is no cleaned field that they could be put back into.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lxml.html import HtmlElement

from archive.records import ELSEWHERE, Removal
from pipelines.despam.evidence import REMOVED_FROM
from pipelines.despam.hosts import is_foreign
from pipelines.despam.lines import Line, is_hidden_spam, judge, of_link
from pipelines.despam.proof import may_begin_spam, may_prove_spam, proves_spam
from pipelines.despam.scripts import written_texts
from pipelines.document import Block, Document, Span

SURE = 0.8
"""Confidence from which the words for search engines are spam whatever they say: a headline is
prose, and its ``<title>`` repeats it."""
FOR_ENGINES = frozenset({"metadata", "script"})
MOST = 200
"""Removals told of one page: a link farm of thousands says no more."""

_METAS = frozenset({"keywords", "description"})


def page_spam(document: Document) -> tuple[Removal, ...]:
    """Return what stands outside the article's fields and is spam, at most ``MOST`` pieces."""
    found = [
        *_in_lines(_head_lines(document), document, "metadata"),
        *_in_lines(_around(document), document, "around"),
        *_hidden((*document.hidden, *_noscript(document)), document.page.url),
        *_in_lines(_scripted(document), document, "script"),
        *_links(document),
    ]
    return tuple(dict.fromkeys(found))[:MOST]


def _in_lines(lines: Iterable[str], document: Document, rule: str) -> Iterator[Removal]:
    """Give the spam in lines that belong to no field."""
    lines = list(lines)
    if rule not in FOR_ENGINES:
        lines = _may_prove(lines)
    judged = [Line(ELSEWHERE, line) for line in lines]
    verdicts = judge(judged, document.page.url, document.page.known_spam, cuts_only=True)
    for line, verdict in zip(judged, verdicts, strict=True):
        for c in verdict.cuts:
            text = line.text[c.start : c.end]
            if proves_spam(text) or (rule in FOR_ENGINES and c.confidence >= SURE):
                yield Removal(
                    rule=rule, text=text, at=0, where=ELSEWHERE, confidence=round(c.confidence, 3)
                )


def _may_prove(lines: Sequence[str]) -> list[str]:
    """Return the lines that can be spam by what they say: on most pages none."""
    if not may_begin_spam("\n".join(lines)):
        return []
    return [line for line in lines if may_prove_spam(line)]


def _head_lines(document: Document) -> list[str]:
    """Return the ``<title>`` and the words for search engines."""
    if document.tree is None:
        return []
    metas = (
        meta.get("content") or ""
        for meta in document.tree.iter("meta")
        if (meta.get("name") or "").strip().lower() in _METAS
    )
    titles = (_text_of(title) for title in document.tree.iter("title"))
    texts = [*titles, *(" ".join(content.split()) for content in metas)]
    return [text for text in dict.fromkeys(texts) if text]


def _text_of(element: HtmlElement) -> str:
    # Most links hold nothing but text: their own is at hand, text_content evaluates an XPath.
    text = element.text_content() if len(element) else element.text or ""
    return " ".join(text.split())


def _around(document: Document) -> list[str]:
    return list(dict.fromkeys((*document.header, *document.footer)))


def _hidden(blocks: Iterable[Block], page_url: str) -> Iterator[Removal]:
    """Give the hidden lines that are spam."""
    for block in blocks:
        span = next((s for s in block.spans if s.hidden), Span(start=0, end=0, hidden="hidden"))
        link = next((s.link for s in block.spans if s.link), None)
        whole = Span(start=0, end=len(block.text), link=link, hidden=span.hidden)
        confidence = is_hidden_spam(block.text, whole, page_url)
        if confidence >= REMOVED_FROM:
            yield Removal(
                rule=f"hidden:{span.hidden}",
                text=block.text,
                at=0,
                where=ELSEWHERE,
                link=link,
                confidence=round(confidence, 3),
            )


def _noscript(document: Document) -> Iterator[Block]:
    """Give what only browsers without scripts would show."""
    if document.tree is None:
        return
    for element in document.tree.iter("noscript"):
        text = _text_of(element)
        if text:
            yield Block(text=text, spans=(Span(start=0, end=len(text), hidden="noscript"),))


def _links(document: Document) -> Iterator[Removal]:
    """Give the links to other sites whose words are spam, wherever they stand."""
    if document.tree is None:
        return
    page_url = document.page.url
    leaving = [
        (link.strip(), _text_of(anchor))
        for anchor in document.tree.iter("a")
        if "://" in (link := anchor.get("href") or "")
    ]
    if not may_begin_spam("\n".join(text for _, text in leaving)):
        return
    for link, text in leaving:
        if not may_prove_spam(text) or not is_foreign(link, page_url):
            continue
        if proves_spam(text, foreign=True):
            confidence = round(of_link(text, link, page_url), 3)
            if confidence >= REMOVED_FROM:
                yield Removal(
                    rule="link", text=text, at=0, where=ELSEWHERE, link=link, confidence=confidence
                )


def _scripted(document: Document) -> list[str]:
    """Return the texts that the page's own scripts write."""
    if document.tree is None:
        return []
    sources = (script.text or "" for script in document.tree.iter("script"))
    return [line for source in sources for line in written_texts(source)]
