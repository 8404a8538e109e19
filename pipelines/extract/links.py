"""Addresses on a page: made absolute, and told apart by what they lead to."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from urllib.parse import urljoin, urlsplit

from seeds.vocabulary import table

_REMEMBERED = 4096
"""Addresses whose kind is remembered: the pages of a site have most links in common."""
_SCHEMES = ("http://", "https://")
_WHOLE = re.compile(r"https?://[A-Za-z0-9.:-]+(?:/[^;?#]*+(?:\?[^;#]++)?(?:#.+)?)?")
"""An absolute address in which nothing is to be resolved."""
_FROM_ROOT = re.compile(r"/(?![/.])(?:[^;?#/]|/(?!\.))*+(?:\?[^;#]++)?(?:#.+)?")
"""The path of one on the same host, without ``.`` and ``..``."""
_FROM_FOLDER = re.compile(
    r"(?:\./)?(?P<up>(?:\.\./)*+)(?P<rest>(?=[\w%-])(?:[^:;?#/]|/(?![./]))*+(?:\?[^;#]++)?(?:#.+)?)"
)
"""The path of one from the page's own folder, or from one above it."""
_PLAIN_PATH = re.compile(r"(?:/(?![./])[^;?#/]*+)*+")
"""The path of a page without ``.``, ``..``, empty folders and parameters."""


def absolute(base: str, address: str) -> str | None:
    """Return ``address`` as an absolute http address, or None where it is none (scripts, mail)."""
    if not address:
        return None
    address = "".join(address.split())
    if not address or address[0] == "#" or address[:11].lower().startswith(("javascript", "data:")):
        return None
    if _WHOLE.fullmatch(address):
        return address
    return _without_resolving(base, address) or _resolved(base, address)


def _without_resolving(base: str, address: str) -> str | None:
    """Return the address of nearly all links at once; None of one that needs ``urljoin``."""
    root = _root(base)
    if root is None:
        return None
    if _FROM_ROOT.fullmatch(address):
        return root + address
    near = _FROM_FOLDER.fullmatch(address)
    folder = _folder(base, near["up"].count("/")) if near else None
    return folder + near["rest"] if near and folder else None


def _resolved(base: str, address: str) -> str | None:
    try:
        joined = urljoin(base, address)
        urlsplit(joined)
    except ValueError:  # an unmatched bracket in the host part
        return None
    return joined if joined.startswith(_SCHEMES) else None


@lru_cache(maxsize=64)
def _root(base: str) -> str | None:
    """Return scheme and host of an address; None for one without a host of the usual characters."""
    scheme, found, rest = base.partition("://")
    root = f"{scheme}://{rest.partition('/')[0]}"
    return root if found and _WHOLE.fullmatch(root) else None


@lru_cache(maxsize=256)
def _folder(base: str, up: int) -> str | None:
    """Return the folder of an address, or one so many above it; None where that needs a look."""
    root = _root(base) or ""
    path = base[len(root) :].partition("#")[0].partition("?")[0]
    if not root or not _PLAIN_PATH.fullmatch(path):
        return None
    _, *folders = path.split("/")[:-1] or [""]
    return "/".join((root, *folders[: max(0, len(folders) - up)], ""))


@cache
def media_types() -> dict[str, str]:
    """Return the media type of each file name ending that an attachment can have."""
    return dict(table("attachments")["media_types"])


@cache
def _file_pattern() -> re.Pattern[str]:
    # For lower case: a pattern for either case takes twice as long.
    return re.compile(rf"\.({'|'.join(media_types())})(?:$|[?#&])")


def file_ending(address: str) -> str | None:
    """Return the ending of the file that an address names, lower case, if it is an attachment's."""
    match = _file_pattern().search(address.lower())
    return match.group(1) if match else None


@lru_cache(maxsize=_REMEMBERED)
def is_attachment(address: str) -> bool:
    """Tell an address that leads to a document rather than to a page."""
    if file_ending(address) is not None:
        return True
    for part in _downloads():  # noqa: SIM110 - any() takes three times as long, for every link
        if part in address:
            return True
    return False


@cache
def _downloads() -> tuple[str, ...]:
    return tuple(table("attachments")["downloads"]["parts"])
