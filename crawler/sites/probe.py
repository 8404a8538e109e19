"""A short real crawl of one site into an archive that is thrown away, and what it shows."""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scrapy.utils.misc import load_object

from archive.database.engine import Engine, connect
from archive.errors import GovnewsError, RawStoreError
from archive.monitoring import inventory
from archive.records import RawPage
from crawler.discovery.family import family_of_pages
from crawler.sites.catalogue_text import site_text
from seeds.catalogue import Site
from seeds.vocabulary import words

PAGES = 40
"""That a probe asks for, at most: home page, a dozen columns, two dozen articles."""
_SECONDS_A_PAGE = 15
_SETTINGS = {"SCRAPY_SETTINGS_MODULE": "crawler.settings"}
"""What Scrapy looks up in the file ``scrapy.cfg`` where one lies in the folder, or above it."""
FIELDS = ("title", "published_at", "source", "section", "body")
"""Fields that nearly every article of a well-read site has; authors and editors many lack."""
_PAGES_THAT_VOTE = 9
"""Articles whose pages tell the family."""
_MOSTLY = 0.5
"""Share of the articles below which a field counts as missing."""

_DECODE = "pipelines.decode.decode_bytes"
"""Reads bytes as the crawl does, whatever server and page say of them; by name, as the settings
name what else of the pipelines a crawl needs."""

_SITE_NAME = re.compile(
    r"<meta[^>]+name=[\"']?sitename[\"']?[^>]+content=[\"']([^\"']+)", re.IGNORECASE
)
_TITLE = re.compile(r"<title[^>]*>([^<]+)", re.IGNORECASE)


class ProbeError(GovnewsError):
    """A probe's own crawl could not run."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a probe saw of a site."""

    lists: tuple[str, ...]
    """Addresses of the first pages of lists with articles."""
    articles: int
    filled: dict[str, float]
    """Field to the share of the articles that have it."""
    failures: dict[str, int]
    """Reason to count, of pages that could not be had."""
    site_name: str | None
    family: str | None = None
    """The content management system of its articles' pages, as its makers call it."""

    @property
    def missing(self) -> list[str]:
        """Return what a user should look at: fields that most articles lack, or all of it."""
        if not self.lists:
            return ["lists"]
        if not self.articles:
            return ["articles"]
        return [name for name in FIELDS if self.filled.get(name, 0.0) < _MOSTLY]

    def record(self, site: Site) -> dict[str, Any]:
        """Return the record of ``sites check``."""
        return {
            "site": site.id,
            "name": site.name,
            "family": self.family,
            "lists": len(self.lists),
            "articles": self.articles,
            "filled": self.filled,
            "failures": self.failures,
            "missing": self.missing,
        }


def probe(site: Site, *, pages: int = PAGES) -> Findings:
    """Crawl a little of a site and return what was found. Raises ProbeError."""
    with tempfile.TemporaryDirectory(prefix="govnews-probe-") as name:
        folder = Path(name)
        short = replace(site, max_pages=pages, enabled=True)
        (folder / "catalogue.toml").write_text(site_text(short), encoding="utf-8")
        _crawl(folder, pages * max(_SECONDS_A_PAGE, 2 * site.delay_seconds))
        with _opened(folder) as connection:
            return _findings(connection, site, folder)


def _crawl(folder: Path, seconds: float) -> None:
    # Not in the user's folder, whose modules, or whose scrapy.cfg, it would take for ours.
    command = [sys.executable, "-P", "-m", "scrapy", "crawl", "gov_news"]
    command += ["-a", f"catalogue={folder / 'catalogue.toml'}", "-s", "LOG_LEVEL=ERROR"]
    command += ["-s", f"ARCHIVE_URL=sqlite:///{folder / 'archive.db'}"]
    command += ["-s", f"WARC_DIR={folder / 'warc'}", "-s", "EXTRACT_WORKERS=1"]
    try:
        done = subprocess.run(  # noqa: S603 - our own command
            command,
            check=False,
            capture_output=True,
            text=True,
            timeout=seconds,
            cwd=folder,
            env={**os.environ, **_SETTINGS},
        )
    except subprocess.TimeoutExpired:
        raise ProbeError(f"the site took longer than {seconds:.0f} s; try again later") from None
    if done.returncode != 0:
        why = _last_line(done.stderr) or _last_line(done.stdout) or "no message"
        raise ProbeError(f"the probe's crawl failed: {why}")


def _last_line(text: str) -> str:
    """Return the last line of what a program said; Scrapy itself tells of mistakes on stdout."""
    lines = text.strip().splitlines() or [""]
    return lines[-1].removeprefix("govnews: ")


@contextmanager
def _opened(folder: Path) -> Iterator[Engine]:
    engine = connect(f"sqlite:///{folder / 'archive.db'}", read_only=True)
    try:
        yield engine
    finally:
        engine.dispose()


def _findings(engine: Engine, site: Site, folder: Path) -> Findings:
    return Findings(
        lists=inventory.list_pages(engine),
        articles=sum(inventory.articles_by_site(engine).values()),
        filled=inventory.filled_shares(engine, FIELDS),
        failures=inventory.failures(engine),
        site_name=_site_name(engine, site.start_urls, folder),
        family=_family(engine, folder),
    )


def _family(engine: Engine, folder: Path) -> str | None:
    try:
        pages = list(inventory.article_pages(engine, folder / "warc", most=_PAGES_THAT_VOTE))
    except RawStoreError:
        return None  # the probe's own records; nothing else depends on the family
    return family_of_pages(decoded(page) for page in pages)


def decoded(page: RawPage) -> str:
    """Return a page's text as the crawl reads it."""
    decode = load_object(_DECODE)
    text: str = decode(page.body, page.content_type).text
    return text


def _site_name(engine: Engine, starts: Sequence[str], folder: Path) -> str | None:
    """Return the name that the home page gives its site, from meta tag or title."""
    try:
        page = inventory.first_page(engine, starts, folder / "warc")
    except RawStoreError:
        return None  # the name is then the host's; nothing else depends on it
    if page is None:
        return None
    text = decoded(page)
    match = _SITE_NAME.search(text) or _TITLE.search(text)
    name = html.unescape(match[1]) if match else ""
    for greeting in words("site_greetings"):  # longer ones first
        name = name.replace(greeting, "")
    return re.split(r"[-_|]", name)[0].strip() or None
