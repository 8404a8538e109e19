"""The catalogue of sites: its records and its one loader.

A catalogue is a TOML file with a ``[[site]]`` a site, or a folder of such files. Whatever is wrong
in it raises ``CatalogueError``, whose one-line message names the file, the site, the key and the
cure. The keys are those of ``SITE_KEYS`` and ``SELECTOR_KEYS`` in ``seeds.schema``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from seeds import schema
from seeds.addresses import bare_name, covers
from seeds.errors import CatalogueError, catalogue_error
from seeds.values import SelectorCheck

__all__ = [
    "DEFAULT_CATALOGUE",
    "CatalogueError",
    "SelectorCheck",
    "Selectors",
    "Site",
    "load_catalogue",
    "parse_catalogue",
]

DEFAULT_CATALOGUE = "seeds"
"""The catalogue that ships, as a path from the project's root."""
_ELSEWHERE = (
    "run this in the project's folder, whose catalogue it is, or name yours: --catalogue PATH "
    "(scrapy crawl: -a catalogue=PATH)"
)
_WRONG_PATH = "check the path: it must be a TOML file or a folder of them"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectors:
    """CSS selectors, or XPath if they begin with ``/`` or ``.``; an empty one: the general way."""

    title: str = ""
    published_at: str = ""
    source: str = ""
    authors: str = ""
    editors: str = ""
    section: str = ""
    body: str = ""
    remove: tuple[str, ...] = ()
    """Elements that are taken out of the page before anything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One site of the catalogue."""

    id: str
    """Unique in the catalogue; a-z, 0-9 and hyphens."""
    name: str
    """网站名称."""
    start_urls: tuple[str, ...]
    """Home page, column or list pages; absolute http or https URLs, at least one."""
    region: str = ""
    """Names from the province down, ``湖北省/黄冈市/红安县``; empty: not known, or the nation."""
    region_code: str = ""
    """Six digits of GB/T 2260, or empty."""
    level: str = ""
    """One of ``seeds.values.LEVELS``, or empty."""
    allowed_domains: tuple[str, ...] = ()
    """Hosts, with a port where the address has one; the loader fills in those of start_urls."""
    list_urls: tuple[str, ...] = ()
    """Regular expressions (``re.search`` on the URL) of list pages."""
    article_urls: tuple[str, ...] = ()
    """Regular expressions of article pages."""
    exclude_urls: tuple[str, ...] = ()
    """Regular expressions of what is never fetched."""
    sitemaps: tuple[str, ...] = ()
    """Sitemap or feed addresses."""
    delay_seconds: float = 1.0
    """Between two requests to one host; ``delay`` in TOML."""
    max_pages: int = 0
    """Per run; 0: no bound."""
    obey_robots: bool = True
    enabled: bool = True
    render: bool = False
    """The pages need a browser to have content."""
    selectors: Selectors = Selectors()
    origin_file: str = ""
    """The file that the entry was read from."""

    def covers(self, host: str) -> bool:
        """Tell whether a host belongs to the site.

        ``example.gov.cn`` belongs where ``www.example.gov.cn`` does: many home pages send their
        readers from the one to the other. What else lies below it does not.
        """
        return any(
            covers(domain, host) or bare_name(domain) == host for domain in self.allowed_domains
        )


def load_catalogue(path: Path, *, check_selector: SelectorCheck | None = None) -> tuple[Site, ...]:
    """Read a catalogue file, or the ``*.toml`` files of a folder (not of its sub-folders).

    ``check_selector`` is asked about each selector, since only a caller with a CSS library can
    tell. Sites come in the order of file names, then of the file. Raises CatalogueError.
    """
    sites = [
        site
        for file in _files(path)
        for site in parse_catalogue(_read(file), origin=str(file), check_selector=check_selector)
    ]
    _refuse_duplicates(sites)
    return tuple(sites)


def parse_catalogue(
    data: Mapping[str, object], *, origin: str, check_selector: SelectorCheck | None = None
) -> tuple[Site, ...]:
    """Turn a parsed TOML document into sites; ``origin`` names it in messages.

    Raises CatalogueError.
    """
    entries = schema.site_tables(data, file=origin)
    sites = [_site(entry, number, origin, check_selector) for number, entry in enumerate(entries)]
    _refuse_duplicates(sites)
    return tuple(sites)


def _site(entry: object, number: int, origin: str, check: SelectorCheck | None) -> Site:
    values, selectors = schema.read_site(entry, number=number, file=origin, check_selector=check)
    return Site(**values, selectors=Selectors(**selectors), origin_file=origin)


def _files(path: Path) -> list[Path]:
    """Return the files to read; hidden ones (an editor's locks and copies) are left out."""
    try:
        if not path.is_dir():
            return [path]
        files = sorted(f for f in path.glob("*.toml") if not f.name.startswith("."))
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    if not files:
        cure = "put a .toml file with a [[site]] into it, or name another folder"
        raise catalogue_error("the folder holds no .toml file", file=str(path), cure=cure)
    return files


def _read(file: Path) -> dict[str, object]:
    try:
        # utf-8-sig: Windows editors put a byte order mark first, which TOML does not know.
        return tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        cure = _ELSEWHERE if str(file) == DEFAULT_CATALOGUE else _WRONG_PATH
        raise catalogue_error("no such file or folder", file=str(file), cure=cure) from None
    except UnicodeDecodeError as error:
        problem = f"not UTF-8 (byte {error.start})"
        raise catalogue_error(problem, file=str(file), cure="save it as UTF-8") from None
    except OSError as error:
        raise _unreadable(file, error) from None
    except (ValueError, RecursionError) as error:
        # ValueError beside TOMLDecodeError: a number with more digits than Python converts.
        problem = f"not valid TOML: {error}"
        raise catalogue_error(problem, file=str(file), cure="correct that place") from None


def _unreadable(path: Path, error: Exception) -> CatalogueError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return catalogue_error(f"cannot be read ({reason})", file=str(path), cure="check the path")


def _refuse_duplicates(sites: Iterable[Site]) -> None:
    seen: dict[str, Site] = {}
    for site in sites:
        first = seen.setdefault(site.id, site)
        if first is not site:
            raise catalogue_error(
                f"the id {site.id} is also in {first.origin_file}",
                file=site.origin_file,
                site=f'"{site.id}"',
                key="id",
                cure="give each site an id of its own",
            )
