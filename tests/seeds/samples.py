"""Reads the sample sites as a visitor would, for the tests that hold them to their expectations."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from crawler.demo.sample_sites import SAMPLES, SampleSite, sample_sites

DOCUMENTS = Path(__file__).resolve().parent.parent / "pages" / "documents"
EXPECTED: dict[str, Any] = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
SITES = {site.id: site for site in sample_sites()}
BASE = "http://site.test"
PAGE_SUFFIXES = {".html", ".shtml", ".htm", ".php"}

_LINKING = ("href", "src", "action")
_CALL = re.compile(r'createPageHTML\((\d+), \d+, "(\w+)", "(\w+)"\)')
_CDATA_LINK = re.compile(r'href="([^"]+)"')


def articles() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every expected article with the id of its site."""
    for site, expected in EXPECTED["sites"].items():
        for article in expected["articles"]:
            yield site, article


def pages(site: SampleSite) -> Iterator[str]:
    """The address of every HTML page of ``site``."""
    for path in sorted(site.folder.rglob("*")):
        if path.suffix in PAGE_SUFFIXES:
            yield "/" + path.relative_to(site.folder).as_posix()


def read(site: str, path: str) -> str:
    """The decoded text of the file that answers ``path``."""
    file = SITES[site].file_for(path)
    assert file is not None, f"{site} has no {path}"
    return file.read_bytes().decode(EXPECTED["sites"][site]["encoding"]).removeprefix("\ufeff")


def shown(text: str) -> str:
    """The words of a page without width and white space, in page order."""
    tree = html.fromstring(text)
    etree.strip_elements(tree, "script", "style", etree.Comment, with_tail=False)
    return folded("".join(str(part) for part in tree.itertext()))


def folded(text: str) -> str:
    """NFKC without white space: what has to be equal between a page and its text document."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def restored(article: dict[str, Any]) -> str:
    """The body with every removal put back where it stood."""
    body = article["body"]
    for removal in reversed(article["removed"]):
        body = body[: removal["at"]] + removal["text"] + body[removal["at"] :]
    return str(body)


def links(path: str, text: str) -> set[str]:
    """Every address on the page, absolute: links, pictures, forms, list records, next lists."""
    found = set(_CDATA_LINK.findall(" ".join(re.findall(r"<!\[CDATA\[(.*?)\]\]>", text, re.S))))
    if not text.startswith("<?xml"):
        elements = list(html.fromstring(text).iter())
        found |= {str(e.get(name)) for e in elements for name in _LINKING if e.get(name)}
    for count, name, suffix in _CALL.findall(text):
        found |= {f"{name}_{i}.{suffix}" for i in range(1, int(count))}
    return {urljoin(BASE + path, link) for link in found if not link.startswith("javascript:")}


def internal(addresses: set[str]) -> set[str]:
    """Those of ``addresses`` on the site itself, root-relative, with their query."""
    split = [urlsplit(address) for address in addresses if address.startswith(BASE + "/")]
    return {part._replace(scheme="", netloc="", fragment="").geturl() for part in split}
