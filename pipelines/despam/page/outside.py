"""Spam that stands on the page but in none of the article's fields: it makes the page hacked.

Looked at are the ``<title>`` and the head's keywords and description, lines in sight around the
article, lines that no reader sees, and what scripts write. Its removals have ``where`` = ``page``
and no offset: there is no cleaned field that they could be put back into.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import compress

from archive.records import ELSEWHERE, Removal
from pipelines.despam.advertisements.speaking import Sentences, is_strange_offer
from pipelines.despam.page.credits import put_into_credits
from pipelines.despam.page.hosts import is_foreign
from pipelines.despam.page.judged import SURE, in_lines, may_prove
from pipelines.despam.page.leaving import foreign_links, spam_of_links
from pipelines.despam.page.proof import NAMES_OFFERS, is_all_words, naming, proves_spam
from pipelines.despam.page.scripted import scripted
from pipelines.despam.page.titles import is_strange_title, is_stranger, names_wares, said_by
from pipelines.despam.runs.alone import is_hidden_spam, pieces_of
from pipelines.despam.runs.deciding import REMOVED_FROM
from pipelines.document import Block, Document, Element, Elements, Span
from pipelines.elements import text_of

LONGEST_INSTEAD = 40
"""Characters of what a picture says instead of itself; a longer text is a caption or a summary."""
LONG_LINK = 20
"""Characters of a link's words from which they may be a whole offer."""
MOST = 200
"""Removals told of one page: a link farm of thousands says no more."""

_METAS = frozenset({"keywords", "description"})


def page_spam(document: Document) -> tuple[Removal, ...]:
    """Return what stands outside the article's fields and is spam, at most ``MOST`` pieces."""
    elements = document.elements
    page_url = document.page.url
    for_engines = _head_lines(elements, document.article.title or "")
    around = _around(document)
    leaving = [(link, _text_of(anchor)) for link, anchor in foreign_links(elements, page_url)]
    in_head = list(in_lines(for_engines, document, "metadata"))
    found = [
        *in_head,
        *_offered(dict.fromkeys(for_engines), document, "metadata"),
        *_offered(_long(leaving), document, "link"),
        *in_lines(around, document, "around"),
        *_in_credits(around),
        *_in_pictures(_of_pictures(elements), document),
        *_hidden([*document.hidden, *_noscript(elements)], page_url),
        *spam_of_links(leaving, page_url),
        *scripted(document),
        *_strange_titles(document, [removal.text for removal in in_head]),
    ]
    return tuple(dict.fromkeys(found))[:MOST]


def _in_credits(lines: Sequence[str]) -> Iterator[Removal]:
    """Give the spam behind the names of editors and authors."""
    for text in put_into_credits(lines):
        yield Removal(rule="around", text=text, at=0, where=ELSEWHERE, confidence=SURE)


def _in_pictures(lines: Sequence[str], document: Document) -> Iterator[Removal]:
    """Give the spam in what pictures say: a name with its offer has no sentence around it."""
    lines = list(compress(lines, naming(lines, NAMES_OFFERS)))
    strange = _strangers(lines, document)
    lines = may_prove(lines)
    whole = [line for line in lines if proves_spam(line) and is_all_words(line)]
    whole += [line for line in strange if line not in whole]
    for line in whole:
        yield Removal(rule="around", text=line, at=0, where=ELSEWHERE, confidence=SURE)
    yield from in_lines([line for line in lines if line not in whole], document, "around")


def _strangers(lines: Sequence[str], document: Document) -> list[str]:
    """Return what pictures say that names spam, of which the page says nothing."""
    lines = [line for line in lines if names_wares(line)]
    if not lines:
        return []
    said = said_by(document)
    return [line for line in lines if is_stranger(line, said)]


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


def _offered(lines: Mapping[str, str | None], document: Document, rule: str) -> Iterator[Removal]:
    """Give the lines that are an offer, of which the article says nothing; by where they lead."""
    texts = list(lines)
    offers = [texts[number] for number in Sentences(texts).may_be_offers()] if texts else []
    if not offers:
        return
    headline = document.article.title or ""
    said = "\n".join((headline, *(block.text for block in document.blocks)))
    for line in offers:
        if is_strange_offer(line, said):
            yield Removal(
                rule=rule, text=line, at=0, where=ELSEWHERE, link=lines[line], confidence=SURE
            )


def _long(leaving: Sequence[tuple[str, str]]) -> Mapping[str, str | None]:
    """Return where links to strangers lead whose words are as many as a sentence's.

    A paragraph that is such a link is none of the article's, and stands in no field.
    """
    return {text: link for link, text in leaving if len(text) >= LONG_LINK}


def _text_of(element: Element) -> str:
    text = text_of(element) if len(element) else element.text or ""  # as most have
    return " ".join(text.split())


def _around(document: Document) -> list[str]:
    """Return the lines in sight around the article that name what hardly is anything but spam."""
    lines = list(dict.fromkeys((*document.header, *document.footer, *document.beside)))
    return list(compress(lines, naming(lines, NAMES_OFFERS)))


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
            (
                text[s.start : s.end].strip(),
                Span(start=s.start, end=s.end, link=s.link, hidden=hidden),
            )
            for s in linked
        ]
    link = next((span.link for span in block.spans if span.link), None)
    return [(text, Span(start=0, end=len(text), link=link, hidden=hidden))]


def _beside(spans: Sequence[Span], text: str) -> str:
    """Return what of a text stands in none of the spans."""
    ends = [0, *(at for span in spans for at in (span.start, span.end)), len(text)]
    return "".join(text[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True))


def _strange_titles(document: Document, told: Sequence[str]) -> Iterator[Removal]:
    """Give the titles of which nothing else on the page says a piece, and that offer.

    ``told``: spam of the head that needs not be told again.
    """
    titles = dict.fromkeys(_text_of(title) for title in document.elements.get("title", ()))
    for title in titles:
        if not any(text in title for text in told) and is_strange_title(title, document):
            yield Removal(rule="metadata", text=title, at=0, where=ELSEWHERE, confidence=SURE)


def _leaves(link: str | None, page_url: str) -> bool:
    return link is not None and is_foreign(link, page_url)


def _noscript(elements: Elements) -> Iterator[Block]:
    """Give what only browsers without scripts would show."""
    for element in elements.get("noscript", ()):
        text = _text_of(element)
        if text:
            yield Block(text=text, spans=(Span(start=0, end=len(text), hidden="noscript"),))
