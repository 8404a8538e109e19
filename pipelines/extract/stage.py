"""The stage: a decoded page becomes blocks, pictures, attachments."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby, islice
from operator import itemgetter

from archive.records import Attachment, Caption, RawPage, changed
from pipelines.decode import came_as_utf8, decode_bytes
from pipelines.document import Block, Broken, Document, Element, Elements, Named, Span
from pipelines.errors import NotAnArticleError
from pipelines.extract.attachments import attachments
from pipelines.extract.families import marked_fields
from pipelines.extract.lines import Box, Line, Run
from pipelines.extract.links import absolute
from pipelines.extract.pictures import article_pictures, captions
from pipelines.extract.reading import Reading, read, read_lines
from pipelines.extract.state import page_of_state
from seeds.catalogue import Selectors
from seeds.file_kinds import binary_kind

_HEADER_LINES = 80
_FOOTER_LINES, _LAST_LINES = 40, 6
"""Lines below the article, and those at the end of the page, where a path may stand."""
_NEAR_LINES = 24
"""Lines above the article, and half as many of it, among which its headline is looked for."""
_LONGEST_PART, _MOST_PARTS = 60, 5
"""Characters of a line of a headline, and lines that fill a headline's box."""
_HIDDEN_LINES = 2_000


def extract(document: Document) -> Document:
    """Set what ``Document`` knows of the page's tree and lines, captions, images, attachments.

    The pages of an article that were fetched after the first are read the same way and joined to
    it. Raises NotAnArticleError when the page has no prose at all.
    """
    if document.kind == "text":
        return changed(document, blocks=_text_blocks(document.text))
    selectors = document.site.selectors if document.site else Selectors()
    reading, shell = _read_page(document, selectors)
    parts = [_parts(reading), *_continued(document.page, selectors)]
    header, footer = _around(reading)
    return changed(
        document,
        tree=shell.tree if shell else reading.tree,
        elements=_elements(reading, shell),
        stated=reading.tree if shell else None,
        named=_named(reading),
        beside=shell.seen if shell else (),
        family=reading.family.name if reading.family else None,
        region=reading.region.box.element,
        header=_texts(header)[-_HEADER_LINES:],
        footer=_ends(_texts(footer)),
        blocks=tuple(block for part in parts for block in part.blocks),
        seams={line.text: line.seams for line in reading.page.lines if line.seams},
        broken=tuple(_broken(header, reading)),
        below_bar=frozenset(_texts([reading.page.lines[i] for i in reading.cleaned.below_bar])),
        put_in=tuple(piece for part in parts for piece in part.put_in),
        hidden=tuple(chain(*(part.hidden for part in parts), shell.hidden if shell else ())),
        markers=(
            marked_fields(reading.page, reading.family, document.text) if reading.family else {}
        ),
        article=changed(
            document.article,
            captions=tuple(caption for part in parts for caption in part.captions),
            images=_once(image for part in parts for image in part.images),
            attachments=tuple({a.url: a for part in parts for a in part.attachments}.values()),
        ),
        notes={**document.notes, "extract": f"region found by: {reading.why}"},
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """What one page adds to the article."""

    blocks: tuple[Block, ...]
    hidden: tuple[Block, ...]
    captions: tuple[Caption, ...]
    images: tuple[str, ...]
    attachments: tuple[Attachment, ...]
    put_in: tuple[str, ...]


def _parts(reading: Reading) -> _Parts:
    page, cleaned, base = reading.page, reading.cleaned, reading.base
    pictures, images = article_pictures(page, cleaned.start, cleaned.end, cleaned.foreign, base)
    found = captions(page, pictures, reading.lines, base)
    in_blocks = set(reading.lines)
    return _Parts(
        blocks=tuple(_block(line, base, caption=line in found) for line in reading.lines),
        hidden=tuple(
            _block(line, base) for line in page.lines if line.hidden and line not in in_blocks
        )[:_HIDDEN_LINES],
        captions=tuple(found[line] for line in reading.lines if line in found),
        images=images,
        attachments=attachments(page, cleaned.start, cleaned.end, base),
        put_in=cleaned.put_in,
    )


@dataclass(frozen=True, slots=True)
class _Shell:
    """A page whose markup has no article: its scripts build one into it."""

    tree: Element
    elements: Elements
    seen: tuple[str, ...]
    hidden: tuple[Block, ...]


def _read_page(document: Document, selectors: Selectors) -> tuple[Reading, _Shell | None]:
    """Return the page's reading; where its markup has no article, that of its scripts' data.

    The page itself, whose head and whose spam it still is, then comes beside it.
    """
    encoded = document.page.body if came_as_utf8(document) else None
    try:
        return read(document.text, document.page.url, selectors, encoded), None
    except NotAnArticleError:
        stated = page_of_state(document.text)
        if stated is None:
            raise
    reading = read(stated, document.page.url, selectors)
    return reading, _shell(document, selectors, encoded)


def _shell(document: Document, selectors: Selectors, encoded: bytes | None) -> _Shell:
    tree, head, page = read_lines(document.text, selectors, encoded=encoded)
    base = absolute(document.page.url, head.base) or document.page.url
    hidden = (_block(line, base) for line in page.lines if line.hidden)
    return _Shell(tree, page.elements, _texts(page.lines), tuple(islice(hidden, _HIDDEN_LINES)))


def _elements(reading: Reading, shell: _Shell | None) -> Elements:
    """Return the page's elements, those of an article out of its scripts' data before its own."""
    if shell is None:
        return reading.page.elements
    return {name: [*reading.page.elements[name], *own] for name, own in shell.elements.items()}


def _continued(page: RawPage, selectors: Selectors) -> list[_Parts]:
    """Read pages two, three, … of the article; one without text adds nothing."""
    parts = []
    for continuation in page.continuations:
        if binary_kind(continuation.body) is not None:
            continue
        text = decode_bytes(continuation.body, continuation.content_type).text
        try:
            parts.append(_parts(read(text, continuation.url, selectors)))
        except NotAnArticleError:
            continue  # a page of pictures alone; its raw response stays in the archive
    return parts


def _text_blocks(text: str) -> tuple[Block, ...]:
    """Take a plain-text page line by line."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(Block(text=line) for line in lines if line)


def _named(reading: Reading) -> list[Named]:
    """Return the named elements up to the end of the article's box."""
    named = reading.page.named
    return named[: bisect_left(named, reading.region.box.end, key=itemgetter(2))]


def _around(reading: Reading) -> tuple[list[Line], list[Line]]:
    """Return the page's lines above and below the article's own.

    A line that cleaning took out among the last paragraphs, such as an editor's, is below.
    """
    lines, cleaned = reading.page.lines, reading.cleaned
    if not cleaned.kept:
        return lines[: cleaned.start], lines[cleaned.start :]
    kept = sorted(cleaned.kept)  # a paragraph of a second view alone stands amid those of the first
    own, first, middle, last = set(kept), kept[0], kept[len(kept) // 2], kept[-1]
    dropped = [lines[index] for index in range(middle, last) if index not in own]
    return lines[:first], [*dropped, *lines[last + 1 :]]


def _broken(header: list[Line], reading: Reading) -> Iterator[Broken]:
    """Yield the lines near the article's head that fill a box of their own."""
    near = [*header[-_NEAR_LINES:], *reading.lines[: _NEAR_LINES // 2]]
    for box, group in groupby(near, _box_around):
        lines = [*group]
        is_filled = 1 < len(lines) <= _MOST_PARTS and box.end - box.start == len(lines)
        if is_filled and not any(map(_is_no_part, lines)):
            plain = all(child.tag == "br" for child in box.element)
            yield Broken(lines=_texts(lines), plain=plain)


def _box_around(line: Line) -> Box:
    """Return the box of a line, or that around it where the line is all of its box."""
    box = line.box
    return box.parent if box.end - box.start == 1 and box.parent is not None else box


def _is_no_part(line: Line) -> bool:
    return bool(line.hidden or line.link_characters or len(line.text) > _LONGEST_PART)


def _texts(lines: list[Line]) -> tuple[str, ...]:
    return tuple(line.text for line in lines if not line.hidden)


def _ends(footer: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first and the last lines below the article."""
    if len(footer) <= _FOOTER_LINES + _LAST_LINES:
        return footer
    return footer[:_FOOTER_LINES] + footer[-_LAST_LINES:]


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _block(line: Line, base: str, *, caption: bool = False) -> Block:
    return Block(
        text=line.text,
        kind="caption" if caption else line.kind,
        spans=tuple([_span(run, base) for run in line.runs]) if line.runs else (),
        bold=line.bold,
        centered=line.centered,
    )


def _span(run: Run, base: str) -> Span:
    """Return the span with the absolute address of its link; a script's stays as written."""
    start, end, link, hidden = run
    if link is not None:
        link = absolute(base, link) or link
    return Span(start=start, end=end, link=link, hidden=hidden)
