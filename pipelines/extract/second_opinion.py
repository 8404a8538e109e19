"""The one file that uses trafilatura: the body of pages in languages of the Latin alphabet.

On Chinese pages our own lines are better and many times quicker (docs/BENCHMARKS.md): trafilatura
drops short lines, bold subheads and lines parted by ``<br>``. On English pages it is better.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipelines.extract.lines import Line, Page
from pipelines.extract.phrases import bare

_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
_OTHER = re.compile("[\u0370-\u1aff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uffdc]+")
"""Letters of any other script."""
_OTHER_WORTH = 4
"""Latin letters that stand for as much text as one character of another script."""
_JUDGED_CHARACTERS = 5_000
_MAX_PAGE_CHARACTERS = 1_500_000
"""Above this trafilatura takes seconds."""


def is_latin(lines: Iterable[Line]) -> bool:
    """Tell text in a language of the Latin alphabet."""
    sample = "".join([line.text for line in lines])[:_JUDGED_CHARACTERS]
    for part in (sample[: len(sample) // 3], sample):  # a part of most Chinese pages will do
        others = len(part) - len(_OTHER.sub("", part))
        if _OTHER_WORTH * others >= len(sample):
            return False  # as on nearly all pages
    return len(sample) - len(_LATIN.sub("", sample)) > _OTHER_WORTH * others


def ask(html: str, page: Page) -> list[Line]:
    """Return trafilatura's lines of the page; empty where it finds none.

    A line that stands so on the page is the page's own, with its links.
    """
    if len(html) > _MAX_PAGE_CHARACTERS:
        return []
    from trafilatura import bare_extraction  # noqa: PLC0415 - most processes meet no such page

    answer = bare_extraction(html, include_comments=False, with_metadata=False)
    text = (answer.get("text") if isinstance(answer, dict) else answer.text) if answer else None
    own = {bare(line.text): line for line in page.lines}
    folded = (" ".join(line.split()) for line in (text or "").splitlines())
    return [own.get(bare(line)) or _line(line, page) for line in folded if line]


def _line(text: str, page: Page) -> Line:
    """Return a line that trafilatura put together of several, or of a part of one."""
    return Line(text, page.root, "paragraph", (), 0, None, bold=False, centered=False)
