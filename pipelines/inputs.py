"""Pages that lie on a disk: single files, folders, WARC files, and manifests that name them."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from datetime import datetime
from http import HTTPStatus
from itertools import chain
from pathlib import Path

from archive.errors import RawStoreError
from archive.raw.warc import read_pages
from archive.records import RawPage, changed, record
from pipelines.address import named_address
from pipelines.errors import InputError, NoPagesError
from pipelines.manifests import Entry, WrongEntry, check_address, entries

TEXT_SUFFIXES = frozenset({".txt"})
HTML_SUFFIXES = frozenset(
    {".html", ".htm", ".shtml", ".xhtml", ".jhtml", ".psp", ".jsp", ".asp", ".aspx", ".php"}
)
PAGE_MEDIA_TYPES = frozenset({"", "text/html", "application/xhtml+xml", "text/plain"})
WARC_SUFFIX = ".warc"
_NO_PAGE = "the WARC file holds no page: no response with the status 200 and a page's media type"
SIZE_LIMIT_BYTES = 64 * 1024 * 1024
"""A page beyond this is refused: a compressed bomb must not fill the memory."""


@record
class UnreadablePage:
    """A page that was named but could not be read, and why."""

    path: str | None
    url: str | None
    error: str
    is_wrong: bool = False
    """Whether what names it is wrong: a line of a manifest that is none, or that names a file which
    is not there or cannot be read."""


Input = RawPage | UnreadablePage


def open_inputs(
    paths: tuple[Path, ...], *, url: str | None = None, manifest: Path | None = None
) -> Iterator[Input]:
    """Yield the pages that a command line names.

    Raises InputError before anything is read, NoPagesError when there is nothing to read.
    """
    if manifest is None and not paths:
        raise InputError("nothing to read: name files or folders, or give --manifest FILE")
    if url is not None:
        check_address("--url", url)
    if manifest is not None and (paths or url):
        raise InputError("--manifest names its own pages: leave out paths and --url")
    pages = read_manifest(manifest) if manifest is not None else read_paths(paths, url)
    first = next(pages, None)
    if first is None:
        raise NoPagesError(_what_is_empty(paths, manifest))
    return chain([first], pages)


def _what_is_empty(paths: tuple[Path, ...], manifest: Path | None) -> str:
    if manifest is not None:
        return f"{manifest} names no page: write one JSON object a line"
    suffixes = " ".join(sorted(HTML_SUFFIXES | TEXT_SUFFIXES))
    names = ", ".join(map(str, paths))
    return f"no page in {names}: pages end in {suffixes} or .warc, each also with .gz"


def read_paths(paths: tuple[Path, ...], url: str | None = None) -> Iterator[Input]:
    """Yield every page under ``paths``, folders in the order of their names.

    ``url`` is the address of a single page. Raises InputError, before anything is read, when a path
    is missing or when an address is given for several pages.
    """
    for path in paths:
        if not path.exists():
            raise InputError(f"{path}: no such file or folder; check the path")
    if url is not None and (len(paths) != 1 or paths[0].is_dir() or is_warc(paths[0])):
        raise InputError("--url names one page: give it with a single file, or use --manifest")
    return (page for path in paths for file in _files(path) for page in _read_file(file, url))


def read_manifest(manifest: Path) -> Iterator[Input]:
    """Yield the pages that a manifest names, in its order; a wrong line is an unreadable page.

    Raises InputError, before anything is read, when the manifest itself cannot be.
    """
    return (_read_entry(manifest.parent, entry) for entry in entries(manifest))


def is_warc(path: Path) -> bool:
    """Tell a WARC file by its name, compressed or not."""
    return WARC_SUFFIX in (path.suffix, Path(path.stem).suffix)


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*")):
        if file.is_file() and (is_warc(file) or _page_suffix(file)):
            yield file


def _page_suffix(file: Path) -> bool:
    suffix = Path(file.stem).suffix if file.suffix == ".gz" else file.suffix
    return suffix.lower() in HTML_SUFFIXES | TEXT_SUFFIXES


def _read_file(file: Path, url: str | None) -> Iterator[Input]:
    if not is_warc(file):
        yield _read_page(file, url=url)
        return
    has_any = False
    try:
        with file.open("rb") as stream:
            for page in filter(_may_be_article, read_pages(stream, str(file))):
                has_any = True
                yield page
    except (OSError, RawStoreError) as error:
        yield UnreadablePage(path=str(file), url=None, error=_why(error))
        return
    if not has_any:
        yield UnreadablePage(path=str(file), url=None, error=_NO_PAGE)


def _may_be_article(page: RawPage) -> bool:
    """Leave out what a crawl fetched beside pages: pictures, scripts, redirects, errors."""
    media_type = (page.content_type or "").partition(";")[0].strip().lower()
    return page.http_status == HTTPStatus.OK and media_type in PAGE_MEDIA_TYPES


def _read_page(
    file: Path,
    *,
    shown: str | None = None,
    url: str | None = None,
    content_type: str | None = None,
    fetched_at: datetime | None = None,
) -> Input:
    shown = shown or str(file)
    try:
        body = _bytes(file)
    except (OSError, EOFError, zlib.error, InputError) as error:
        return UnreadablePage(path=shown, url=url, error=f"cannot be read: {_why(error)}")
    return RawPage(
        url=url or named_address(body) or file.resolve().as_uri(),
        body=body,
        content_type=content_type or _media_type(file),
        fetched_at=fetched_at,
        path=shown,
    )


def _why(error: Exception) -> str:
    """Return what an error says, the machine's in its words alone: the path is told beside it."""
    return (isinstance(error, OSError) and error.strerror) or str(error)


def _bytes(file: Path) -> bytes:
    opener = gzip.open if file.suffix == ".gz" else Path.open
    with opener(file, "rb") as stream:
        body = stream.read(SIZE_LIMIT_BYTES + 1)
    if len(body) > SIZE_LIMIT_BYTES:
        raise InputError(f"more than {SIZE_LIMIT_BYTES} bytes")
    return bytes(body)


def _media_type(file: Path) -> str | None:
    suffix = (Path(file.stem).suffix if file.suffix == ".gz" else file.suffix).lower()
    if suffix in TEXT_SUFFIXES:
        return "text/plain"
    return "text/html" if suffix in HTML_SUFFIXES else None


def _read_entry(folder: Path, entry: Entry | WrongEntry) -> Input:
    if isinstance(entry, WrongEntry):
        return UnreadablePage(path=entry.path, url=entry.url, error=entry.error, is_wrong=True)
    page = _read_page(
        folder / entry.path,
        shown=entry.path,
        url=entry.url,
        content_type=entry.content_type,
        fetched_at=entry.fetched_at,
    )
    return changed(page, is_wrong=True) if isinstance(page, UnreadablePage) else page
