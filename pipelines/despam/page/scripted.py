"""The spam that a page's scripts write, load, or send their visitors to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress

from archive.records import ELSEWHERE, Removal
from pipelines.despam.page.hosts import is_foreign, is_thrown
from pipelines.despam.page.judged import SURE, in_lines
from pipelines.despam.page.offered import offers
from pipelines.despam.page.proof import NAMES_OFFERS, naming
from pipelines.despam.page.scripts import SHOWS, Script, lines_of, links_of
from pipelines.despam.page.unseen import proves_unseen
from pipelines.document import Document, Elements


def scripted(document: Document) -> Iterator[Removal]:
    """Give what the page's own scripts write, load and send to that is spam, each text once."""
    elements, page_url = document.elements, document.page.url
    sources = (script.text for script in elements.get("script", ()))
    scripts = [Script(source) for source in sources if source]
    written = [one for script in scripts for one in script.written()]
    shown = [text for script in scripts for text, _ in script.written(SHOWS)]
    told: set[str] = set()
    for removal in (
        *_written([text for text, _ in written], document),
        *in_lines(_naming_offers(lines_of(shown)), document, "script"),
        *_encoded(text for text, is_encoded in written if is_encoded),
        *_loaded(elements, page_url),
        *_sent_away(scripts, page_url),
    ):
        if removal.text not in told:
            told.add(removal.text)
            yield removal


def _written(texts: Sequence[str], document: Document) -> Iterator[Removal]:
    """Give the spam in what scripts write: its lines, and its links to strangers."""
    lines = lines_of(texts)
    yield from in_lines(lines, document, "script")
    for line in offers(lines):
        yield Removal(rule="script", text=line, at=0, where=ELSEWHERE, confidence=SURE)
    for text, link in links_of(texts):
        if is_foreign(link, document.page.url) and proves_unseen(text, foreign=True, own=False):
            yield Removal(
                rule="script", text=text, at=0, where=ELSEWHERE, link=link, confidence=SURE
            )


def _naming_offers(lines: Sequence[str]) -> list[str]:
    """Return the lines with words that hardly name anything but spam: scripts show menus too."""
    return list(compress(lines, naming(lines, NAMES_OFFERS)))


def _encoded(texts: Iterable[str]) -> Iterator[Removal]:
    """Give the spam that scripts write encoded: their source shows no reader what it says."""
    lines = lines_of(texts)
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
        if is_thrown(address) and is_foreign(address, page_url):
            yield Removal(
                rule="script", text=source, at=0, where=ELSEWHERE, link=address, confidence=SURE
            )


def _sent_away(scripts: Iterable[Script], page_url: str) -> Iterator[Removal]:
    """Give the strangers' addresses to which scripts send those who come from a search engine."""
    for script in scripts:
        for source in script.redirects():
            address = f"http:{source}" if source.startswith("//") else source
            if is_foreign(address, page_url):
                yield Removal(
                    rule="script", text=source, at=0, where=ELSEWHERE, link=address, confidence=SURE
                )
