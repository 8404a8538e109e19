"""Headlines that fill a box by themselves and are broken over its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.records import Candidate
from pipelines.document import Broken
from pipelines.extract.phrases import is_banner, is_tool, names_column
from pipelines.fields.bylines import words_byline
from pipelines.fields.folding import key
from pipelines.fields.paths import breadcrumb_items, is_breadcrumb, is_menu, leads_from_home
from pipelines.fields.site_name import is_site_name
from pipelines.fields.subtitles import DOCUMENT_NUMBER, is_deck
from pipelines.fields.title_lines import lines_above_bars
from pipelines.fields.title_reading import reading
from pipelines.fields.zones import Line, Zones
from pipelines.names import is_name, is_office

_MATTER = re.compile(r"关于|關於|转发|轉發|印发|印發|批转")
"""How the matter of a document begins, behind who issued it (GB/T 9704-2012, 7.3.1)."""
_SHORTEST_MATTER = 8
"""Characters of what a document is about; 关于我们 is a link of the site."""
_WORDS = re.compile(r"[\s、，]+")
_BRACKET = re.compile(r"\s*[（(【\[]")
_LEAST, _MOST = 2, 4
"""Lines of a headline."""
_SHORTEST_LINE = 6
"""Characters of each line of a headline that only its place makes one."""


def boxed_readings(broken: Sequence[Broken], zones: Zones, title_key: str) -> Iterator[Candidate]:
    """Yield the headlines that the page breaks within a box of their own.

    That is who issued a document and, from 关于 on, what it is about; or plain text that nothing
    but line breaks part, right above the bar. ``title_key``: of the ``<title>``; one that knows a
    line alone says that this is the headline.
    """
    for run in broken:
        lines = _without_number(run.lines)
        if not _LEAST <= len(lines) <= _MOST:
            continue
        is_document = _is_of_document(lines)
        at = _place(zones, lines) if is_document or run.plain else None
        if at is None or not all(_may_be_part(zones.above[at + i]) for i in range(len(lines))):
            continue
        if not (is_document or _is_plain_headline(zones, at, lines)):
            continue
        alone = lines[-1:] if is_document else lines
        joined = "".join(lines)
        if key(joined) in title_key or not any(key(line) in title_key for line in alone):
            yield reading(joined, "box", "lines that fill a box")


def _without_number(lines: Sequence[str]) -> Sequence[str]:
    """Return lines without the document's number at the end."""
    return lines[:-1] if DOCUMENT_NUMBER.match(lines[-1]) else lines


def _place(zones: Zones, lines: Sequence[str]) -> int | None:
    """Return where these lines stand above the prose for the last time."""
    above, size = zones.above, len(lines)
    for start in range(len(above) - size, -1, -1):
        if above[start].text == lines[0] and all(
            above[start + i].text == lines[i] for i in range(1, size)
        ):
            return start
    return None


def _may_be_part(line: Line) -> bool:
    text = line.text
    if line.bar.is_bar or _BRACKET.match(text) or is_deck(text, "") or is_tool(text):
        return False
    return not (is_breadcrumb(text) or is_menu(text) or names_column(text) or is_banner(text))


def _is_of_document(lines: Sequence[str]) -> bool:
    """Whether lines are who issued a document and its matter: 中共渠县县委 / 关于表彰…的决定."""
    *issuers, matter = lines
    offices = (word for issuer in issuers for word in _WORDS.split(issuer.strip()))
    is_matter = len(matter) >= _SHORTEST_MATTER and _MATTER.match(matter) is not None
    return is_matter and all(map(is_office, offices))


def _is_plain_headline(zones: Zones, at: int, lines: Sequence[str]) -> bool:
    """Whether lines right above the bar are long, and none is a site, a column, or who signs."""
    last = zones.above[at + len(lines) - 1].text
    if at + len(lines) - 1 not in lines_above_bars(zones) or is_office(last):
        return False
    columns = {
        item
        for line in zones.above[:at]
        if leads_from_home(line.text)
        for item in breadcrumb_items(line.text)
    }
    return not any(
        len(key(text)) < _SHORTEST_LINE
        or text in columns
        or is_name(text)
        or is_site_name(text)
        or words_byline(text).names_any
        for text in lines
    )
