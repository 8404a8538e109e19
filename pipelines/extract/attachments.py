"""The files that an article links to."""

from __future__ import annotations

from bisect import bisect_left
from operator import itemgetter
from urllib.parse import unquote, urlsplit

from archive.records import Attachment
from pipelines.document import Element
from pipelines.elements import text_of
from pipelines.extract.lines import Page, fold
from pipelines.extract.links import absolute, file_ending, is_attachment, media_types
from pipelines.extract.phrases import is_footer, is_related_heading
from seeds.vocabulary import table

_LINES_BELOW = 40
"""Lines below the article in which its attachments can stand; past these it is the site's foot."""
_MAX_NAME = 200
_line_of = itemgetter(1)


def attachments(page: Page, start: int, end: int, base: str) -> tuple[Attachment, ...]:
    """Return the files linked from the article's lines and from the list below them, each once."""
    found: dict[str, Attachment] = {}
    first = bisect_left(page.links, start, key=_line_of)
    last = bisect_left(page.links, _last_line(page, end), first, key=_line_of)
    for element, _ in page.links[first:last]:
        address = element.get("href") or ""
        if is_attachment(address):
            _add(found, element, address, base)
    for address in page.players:
        _add(found, None, address, base)
    return tuple(found.values())


def _last_line(page: Page, end: int) -> int:
    """Return the line before which the article's files stand: other articles' or the foot's."""
    last = min(end + _LINES_BELOW, len(page.lines))
    for index in range(end, last):
        text = page.lines[index].text
        if (is_related_heading(text) or is_footer(text)) and not is_heading_of_files(text):
            return index
    return end + _LINES_BELOW


def is_heading_of_files(heading: str) -> bool:
    """Tell a heading over files, though it begins like one over other articles: 相关附件."""
    return any(word in heading for word in table("attachments")["headings"]["words"])


def _add(found: dict[str, Attachment], element: Element | None, address: str, base: str) -> None:
    url = absolute(base, address)
    if url is None or url in found:
        return
    ending = file_ending(url) or (file_ending(_text(element)) if element is not None else None)
    found[url] = Attachment(
        url=url, name=_name(element, url), media_type=media_types().get(ending or "")
    )


def _text(element: Element) -> str:
    raw = text_of(element)
    return fold(raw).strip() if raw else ""


def _name(element: Element | None, url: str) -> str | None:
    """Return what the page calls the file: its link's words, its title, or the file's own name."""
    names = (_text(element), (element.get("title") or "").strip()) if element is not None else ()
    for name in names:
        if name and len(name) <= _MAX_NAME:
            return name
    last = unquote(urlsplit(url).path).rpartition("/")[2]
    return last or None
