"""Spam that stands on the page but in none of the article's fields: it makes the page hacked.

Looked at are the ``<title>`` and the head's keywords and description, lines in sight around the
article, lines that no reader sees, and what scripts write. Its removals have ``where`` = ``page``
and no offset: there is no cleaned field that they could be put back into.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from itertools import compress

from archive.records import ELSEWHERE, Removal
from pipelines.despam.advertisements.speaking import Sentences, is_strange_offer
from pipelines.despam.lines import Line, judge
from pipelines.despam.page.hosts import host_of, is_foreign, origin, own_prefixes, registrable
from pipelines.despam.page.proof import (
    NAMES_OFFERS,
    is_all_words,
    may_prove_spam,
    naming,
    proves_spam,
)
from pipelines.despam.page.scripts import SHOWS, WRITES, Ways, written_texts
from pipelines.despam.page.titles import is_strange_title
from pipelines.despam.page.unseen import proves_unseen
from pipelines.despam.page.within import hidden_within
from pipelines.despam.runs.alone import is_hidden_spam, of_link, pieces_of
from pipelines.despam.runs.deciding import REMOVED_FROM
from pipelines.despam.words.lexicon import lexicon
from pipelines.document import Block, Document, Element, Elements, Span
from pipelines.elements import text_of

SURE = 0.8
"""Confidence from which the words for search engines are spam whatever they say: a headline is
prose, and its ``<title>`` repeats it."""
FOR_ENGINES = frozenset({"metadata", "script"})
LONGEST_INSTEAD = 40
"""Characters of what a picture says instead of itself; a longer text is a caption or a summary."""
MOST = 200
"""Removals told of one page: a link farm of thousands says no more."""

_METAS = frozenset({"keywords", "description"})


def page_spam(document: Document) -> tuple[Removal, ...]:
    """Return what stands outside the article's fields and is spam, at most ``MOST`` pieces."""
    elements = document.elements
    page_url = document.page.url
    for_engines = _head_lines(elements, document.article.title or "")
    found = [
        *_in_lines(for_engines, document, "metadata"),
        *_offered(for_engines, document),
        *_in_lines(_around(document), document, "around"),
        *_in_pictures(_of_pictures(elements), document),
        *hidden_within(document.blocks),
        *_hidden([*document.hidden, *_noscript(elements)], page_url),
        *_in_lines(_scripted(elements, WRITES), document, "script"),
        *_in_lines(_naming_offers(_scripted(elements, SHOWS)), document, "script"),
        *_links(elements, page_url),
        *_encoded(elements),
        *_loaded(elements, page_url),
        *_strange_titles(document),
    ]
    return tuple(dict.fromkeys(found))[:MOST]


def _in_lines(lines: Sequence[str], document: Document, rule: str) -> Iterator[Removal]:
    """Give the spam in lines that belong to no field."""
    if rule not in FOR_ENGINES:
        lines = _may_prove(lines)
    if not lines:
        return
    judged = [Line(ELSEWHERE, line) for line in lines]
    verdicts = judge(judged, document.page.url, document.page.known_spam)
    for line, verdict in zip(judged, verdicts, strict=True):
        for c in verdict.cuts:
            text = line.text[c.start : c.end]
            if proves_spam(text) or (rule in FOR_ENGINES and c.confidence >= SURE):
                yield Removal(
                    rule=rule, text=text, at=0, where=ELSEWHERE, confidence=round(c.confidence, 3)
                )


def _in_pictures(lines: Sequence[str], document: Document) -> Iterator[Removal]:
    """Give the spam in what pictures say: a name with its offer has no sentence around it."""
    lines = _may_prove(lines)
    whole = [line for line in lines if proves_spam(line) and is_all_words(line)]
    for line in whole:
        yield Removal(rule="around", text=line, at=0, where=ELSEWHERE, confidence=SURE)
    yield from _in_lines([line for line in lines if line not in whole], document, "around")


def _may_prove(lines: Sequence[str]) -> list[str]:
    """Return the lines that can be spam by what they say: on most pages none."""
    return [line for line in compress(lines, naming(lines)) if may_prove_spam(line)]


def _naming_offers(lines: Sequence[str]) -> list[str]:
    """Return the lines with words that hardly name anything but spam: scripts show menus too."""
    return list(compress(lines, naming(lines, NAMES_OFFERS)))


def _head_lines(elements: Elements, headline: str) -> list[str]:
    """Return the ``<title>`` and the words for search engines, without the headline before them.

    The headline is judged as a field, with the text that says it again.
    """
    metas = (
        meta.get("content") or ""
        for meta in elements.get("meta", ())
        if (meta.get("name") or "").strip().lower() in _METAS
    )
    titles = (_text_of(title) for title in elements.get("title", ()))
    texts = [*titles, *(" ".join(content.split()) for content in metas)]
    rests = (text.removeprefix(headline).strip() for text in texts)
    return [text for text in dict.fromkeys(rests) if text]


def _offered(lines: Sequence[str], document: Document) -> Iterator[Removal]:
    """Give the words for search engines that are an offer, of which the article says nothing."""
    offers = [lines[number] for number in Sentences(lines).may_be_offers()] if lines else []
    if not offers:
        return
    headline = document.article.title or ""
    said = "\n".join((headline, *(block.text for block in document.blocks)))
    for line in offers:
        if is_strange_offer(line, said):
            yield Removal(rule="metadata", text=line, at=0, where=ELSEWHERE, confidence=SURE)


def _text_of(element: Element) -> str:
    text = text_of(element) if len(element) else element.text or ""  # as most have
    return " ".join(text.split())


def _around(document: Document) -> list[str]:
    return list(dict.fromkeys((*document.header, *document.footer, *document.beside)))


def _of_pictures(elements: Elements) -> list[str]:
    """Return what pictures say instead of themselves: few of a page's pictures say anything."""
    said = (image.get(name) for image in elements.get("img", ()) for name in ("alt", "title"))
    texts = (" ".join(text.split()) for text in said if text and not text.isascii())
    return list(dict.fromkeys(text for text in texts if len(text) <= LONGEST_INSTEAD))


def _hidden(blocks: Sequence[Block], page_url: str) -> Iterator[Removal]:
    """Give the hidden lines, and links of hidden lines, that are spam."""
    parts = [part for block in blocks for part in _parts(block)]
    texts = [text for text, _ in parts]
    named = naming(texts, NAMES_OFFERS)
    for (text, span), names, pieces in zip(parts, named, pieces_of(texts), strict=True):
        if not (names or any(pieces.values()) or _leaves(span.link, page_url)):
            continue
        confidence = is_hidden_spam(text, span, page_url, pieces)
        if confidence >= REMOVED_FROM:
            yield Removal(
                rule=f"hidden:{span.hidden}",
                text=text,
                at=0,
                where=ELSEWHERE,
                link=span.link,
                confidence=round(confidence, 3),
            )


def _parts(block: Block) -> list[tuple[str, Span]]:
    """Return what of a hidden line stands for itself: each link of a menu, else the whole line."""
    text = block.text
    linked = [span for span in block.spans if span.link and text[span.start : span.end].strip()]
    hidden = next((span.hidden for span in block.spans if span.hidden), "hidden")
    if len(linked) > 1 and not any(map(str.isalnum, _beside(linked, text))):
        return [
            (text[s.start : s.end].strip(), dataclasses.replace(s, hidden=hidden)) for s in linked
        ]
    link = next((span.link for span in block.spans if span.link), None)
    return [(text, Span(start=0, end=len(text), link=link, hidden=hidden))]


def _beside(spans: Sequence[Span], text: str) -> str:
    """Return what of a text stands in none of the spans."""
    ends = [0, *(at for span in spans for at in (span.start, span.end)), len(text)]
    return "".join(text[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True))


def _encoded(elements: Elements) -> Iterator[Removal]:
    """Give the spam that scripts write encoded: its source shows no reader what it says."""
    sources = filter(None, (script.text for script in elements.get("script", ())))
    lines = [line for source in sources for line in written_texts(source, encoded=True)]
    for line in compress(lines, naming(lines, NAMES_OFFERS)):
        if proves_unseen(line, foreign=False, own=False):
            yield Removal(rule="script", text=line, at=0, where=ELSEWHERE, confidence=SURE)


def _loaded(elements: Elements, page_url: str) -> Iterator[Removal]:
    """Give the scripts that the page loads from an address such as only such sites have."""
    for script in elements.get("script", ()):
        source = (script.get("src") or "").strip()
        if not source:
            continue
        address = f"http:{source}" if source.startswith("//") else source
        thrown = any(lexicon().addresses(registrable(host_of(address))))
        if thrown and is_foreign(address, page_url):
            yield Removal(
                rule="script", text=source, at=0, where=ELSEWHERE, link=address, confidence=SURE
            )


def _strange_titles(document: Document) -> Iterator[Removal]:
    """Give the titles of which nothing else on the page says a piece, and that offer."""
    titles = dict.fromkeys(_text_of(title) for title in document.elements.get("title", ()))
    for title in titles:
        if is_strange_title(title, document):
            yield Removal(rule="metadata", text=title, at=0, where=ELSEWHERE, confidence=SURE)


def _leaves(link: str | None, page_url: str) -> bool:
    return link is not None and is_foreign(link, page_url)


def _noscript(elements: Elements) -> Iterator[Block]:
    """Give what only browsers without scripts would show."""
    for element in elements.get("noscript", ()):
        text = _text_of(element)
        if text:
            yield Block(text=text, spans=(Span(start=0, end=len(text), hidden="noscript"),))


def _links(elements: Elements, page_url: str) -> Iterator[Removal]:
    """Give the links to other sites whose words are spam, wherever they stand."""
    leaving = [(link, _text_of(anchor)) for link, anchor in _foreign(elements, page_url)]
    for link, text in compress(leaving, naming([text for _, text in leaving])):
        if not may_prove_spam(text):
            continue
        if proves_spam(text, foreign=True):
            confidence = round(of_link(text, link, page_url), 3)
            if confidence >= REMOVED_FROM:
                yield Removal(
                    rule="link", text=text, at=0, where=ELSEWHERE, link=link, confidence=confidence
                )


def _foreign(elements: Elements, page_url: str) -> list[tuple[str, Element]]:
    """Return the links to other sites; a page has hundreds of links and few hosts."""
    own = own_prefixes(page_url)
    leaving = [
        (link, anchor)
        for anchor in elements.get("a", ())
        if "://" in (link := (anchor.get("href") or "").strip()) and not link.startswith(own)
    ]
    origins = [origin(link) for link, _ in leaving]
    foreign = {one for one in set(origins) if is_foreign(one, page_url)}
    return [pair for pair, one in zip(leaving, origins, strict=True) if one in foreign]


def _scripted(elements: Elements, ways: Ways) -> list[str]:
    """Return the texts that the page's own scripts write in such ways."""
    sources = filter(None, (script.text for script in elements.get("script", ())))
    return [line for source in sources for line in written_texts(source, ways)]
