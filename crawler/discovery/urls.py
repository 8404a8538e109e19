"""One page, one address: how an address as linked becomes the address that is asked and kept."""

from __future__ import annotations

import re
import string
from functools import cache, lru_cache
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

LONGEST_URL = 2000
"""Characters; longer addresses come from loops of relative links, and no server needs them."""

_DEFAULT_PORT = {"http": "80", "https": "443"}
# A servlet's, PHP's and ASP.NET's: ;jsessionid=0A1B, /(S(lit3py55t21z5v55vlm25s55))/.
_SESSION_IN_PATH = re.compile(
    r";(?:jsessionid|phpsessid)=[^/?#]*|/\((?:[A-Z]\([^()/]*\))+\)(?=/)", re.IGNORECASE
)
# Parameters that name a visitor, a campaign or a moment, never a page. Some names mean other things
# too (``sid`` a site, ``t`` a type): there the value must be one.
_NOISE = re.compile(
    r"(?:jsessionid|phpsessid|aspsessionid\w*|session_?id|cfid|cftoken|utm_\w+|spm|isappinstalled|"
    r"wx_?share\w*|_t|_r|_|nsukey|bd_?vid|share_?token|"
    r"webshield\w*verify|security_(?:session_verify|verify_data))(?:=.*)?"
    r"|from=(?:timeline|singlemessage|groupmessage)"
    r"|s(?:id|ess|ession)=(?:[0-9a-z]{16,}|(?=[a-z]*\d)(?=\d*[a-z])[0-9a-z]{12,})"
    r"|(?:r|t|rnd|rand|random|ran|time|timestamp|ts|nocache|sj)=(?:0\.\d+|1\d{9}|1\d{12})",
    re.IGNORECASE,
)
_INDEX_FILE = re.compile(r"/(?:index|default)\.(?:s?html?|jsp|php|aspx?|jhtml)$", re.IGNORECASE)
# ASP and ASP.NET run on IIS, to which letters' case says nothing, nor in the names of parameters;
# their values are the page's own business.
_ANY_CASE = re.compile(r"\.(?:aspx?|ashx)$", re.IGNORECASE)
_PARAMETER_NAME = re.compile(r"(?:^|(?<=&))[^=&]+")
_NUMBERS = re.compile(r"[0-9a-f]{16,}|\d+")
_FROM_THE_ROOT = re.compile(r"/|https?:", re.IGNORECASE)
_ROUTE = re.compile(r"!|(?!:~:)[^&]*[/=]")
"""How fragments begin that name a page: ``/p/5``, ``!p``, ``detail/5``, ``id=5``; not a text to
scroll to (``:~:text=``)."""
# The mobile copy of a Guangdong page (NFCMS) stands beside it under this name.
_MOBILE_NAME = re.compile(r"/mpost_(\d+\.html)$")


_UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~")
"""Characters that mean the same encoded and as they are (RFC 3986, section 2.3)."""
# An encoded character; not what a stray percent sign before it takes part of (``%%41``, ``%4%31``).
_ENCODED = re.compile(r"(?<!%)(?<!%[0-9A-Fa-f])%([0-9A-Fa-f]{2})")

# What a template is to be filled in with: {url}, {{ item.url }}, ${url}, <%= url %>, ' + url + '.
# The braces of a GUID ({5D2E…-…}), which addresses of ASP have, are none, nor are those of JSON.
_TO_BE_FILLED = re.compile(r"""\{\{|\{%|<%|[$#@]\{|\{[A-Za-z_$:@][^{}"-]*\}|["']\s*\+""")


def absolute(base: str, href: str) -> str | None:
    """Return the address that ``href`` on page ``base`` leads to, ready to be asked, or None.

    Fragments, session ids, campaign parameters and default ports are taken off, and what RFC 3986
    says is one address is written in one way: ``%e6`` as ``%E6``, ``%7E`` as ``~``, ``/a/../b`` as
    ``/b``. Everything else stays as linked, since a server may care. None for what is no http(s)
    address, or the pattern of one that a script fills in.
    """
    href = re.sub(r"[\t\r\n]", "", href).strip()
    path, mark, query = href.partition("?")
    href = path.replace("\\", "/") + mark + query  # as browsers do
    if not href or href.startswith("#"):
        return None
    if _FROM_THE_ROOT.match(href):
        base = "/".join(base.split("/", 3)[:3]) + "/"  # so that pages share what is remembered
    return _absolute(base, href)


def spelt_otherwise(url: str, location: str) -> str | None:
    """Return the address that a server sends ``url`` on to, where both say the same.

    That is where other characters are encoded, or in small letters. None: they differ in more, or
    in nothing.
    """
    try:
        spelt = safe_url_string(urljoin(url, location).partition("#")[0])
    except ValueError:
        return None
    return spelt if spelt != url and encoded_alike(spelt) == encoded_alike(url) else None


def one_address(url: str) -> str:
    """Return an address, however it is written, as the crawl asks for it and keeps it.

    A fragment that names a page (``#/p/1142``, ``#id=1142``, as single-page applications have it)
    stays; so does what is no http(s) address. ``govnews extract`` and ``import`` know this function
    by name (``pipelines/commands/addresses.py``).
    """
    found = absolute(url, url)
    if found is None:
        return url
    _, mark, fragment = url.strip().partition("#")
    return found + mark + fragment if _ROUTE.match(fragment) else found


@lru_cache(maxsize=20_000)
def _absolute(base: str, href: str) -> str | None:
    """Work an address out, once: the same links stand on every page of a site."""
    if _TO_BE_FILLED.search(unquote(href)):
        return None
    try:
        parts = urlsplit(safe_url_string(urljoin(base, href)))
        host = _host(parts.scheme, parts.hostname, parts.port)
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORT or not host:
        return None
    path = _MOBILE_NAME.sub(r"/post_\1", _SESSION_IN_PATH.sub("", encoded_alike(parts.path)))
    query = _meaningful(encoded_alike(parts.query))
    url = urlunsplit((parts.scheme, host, _without_dots(path), query, ""))
    return url if len(url) <= LONGEST_URL else None


def page_key(url: str) -> str:
    """Return what the addresses of one page have in common; never asked, only compared.

    The scheme, an index file's name and the order of parameters do not tell pages apart, nor does
    the case of letters where a server knows none.
    """
    parts = urlsplit(url)
    path, query = _INDEX_FILE.sub("/", parts.path), parts.query
    if _ANY_CASE.search(path):
        path, query = path.lower(), _PARAMETER_NAME.sub(lambda name: name[0].lower(), query)
    query = "&".join(sorted(query.split("&")))
    return f"{parts.netloc}{path}{'?' + query if query else ''}"


def has_any_case(url: str) -> bool:
    """Tell whether the case of letters does not tell an address from another."""
    return _ANY_CASE.search(urlsplit(url).path) is not None


@lru_cache(maxsize=5_000)
def shape_of(url: str) -> str:
    """Return path and query in lower case, what URL shapes are searched in."""
    parts = urlsplit(url)
    return f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}".lower()


def skeleton_of(url: str) -> str:
    """Return path and query with ``#`` for numbers and hashes: what pages of one kind share."""
    return _NUMBERS.sub("#", shape_of(url))


def _host(scheme: str, name: str | None, port: int | None) -> str:
    if not name:
        return ""
    bracketed = f"[{name}]" if ":" in name else name
    if port is None or str(port) == _DEFAULT_PORT.get(scheme):
        return bracketed
    return f"{bracketed}:{port}"


def encoded_alike(part: str) -> str:
    """Write encoded characters in one way (RFC 3986, sections 6.2.2.1 and 6.2.2.2).

    In capitals, or as they are where that says the same.
    """
    return _ENCODED.sub(_alike, part) if "%" in part else part


def _alike(encoded: re.Match[str]) -> str:
    character = chr(bytes.fromhex(encoded[1])[0])
    return character if character in _UNRESERVED else encoded[0].upper()


def _without_dots(path: str) -> str:
    """Follow ``.`` and ``..`` (RFC 3986, section 5.2.4); above the root there is nothing."""
    if "/." not in path:
        return path or "/"
    names: list[str] = []
    for name in path.split("/")[1:]:
        if name == "..":
            del names[-1:]
        elif name != ".":
            names.append(name)
    ends_in_folder = path.endswith(("/.", "/.."))
    return "/" + "/".join([*names, ""] if ends_in_folder else names)


@cache
def pattern_of(text: str) -> re.Pattern[str]:
    """Compile a catalogue's regular expression on addresses, its encoded characters written alike.

    So ``%e6%96`` and ``%7E`` are found however the catalogue writes them.
    """
    return re.compile(_ENCODED.sub(lambda encoded: re.escape(_alike(encoded)), text))


def is_noise(name: str, value: str) -> bool:
    """Tell whether a parameter or field tells a visitor or a moment, never a page."""
    return _NOISE.fullmatch(f"{name}={value}") is not None


def _meaningful(query: str) -> str:
    """Return the query without the parameters that name no page."""
    return "&".join(part for part in query.split("&") if part and not _NOISE.fullmatch(part))
