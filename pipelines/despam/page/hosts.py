"""Where links lead: a site's own pages, governments and news outlets, or elsewhere."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from urllib.parse import urlsplit

from pipelines.despam.words.lexicon import lexicon
from seeds.vocabulary import words

_SECOND_LEVEL = frozenset({"com", "net", "org", "gov", "edu", "ac", "mil", "co"})
_PLAIN = re.compile(r"https?://([\w.-]+)(?=[/?#]|\Z)", re.ASCII)
"""A host without name, password, port: ``urlsplit`` takes five times as long."""


def is_foreign(link: str, page_url: str) -> bool:
    """Tell whether a link leaves the page's site for one that is no government's or outlet's."""
    return _is_foreign_host(host_of(link), host_of(page_url))


@lru_cache(maxsize=4096)
def _is_foreign_host(host: str, own: str) -> bool:
    """Tell the same of the hosts; the pages of a site link the same few again and again."""
    if not host or host == own:
        return False
    return registrable(host) != registrable(own) and not is_trusted(host)


def own_prefixes(page_url: str) -> tuple[str, ...]:
    """Return how links begin that lead to the page's own host, as most do: none is foreign."""
    host = host_of(page_url)
    return tuple(f"{scheme}://{host}/" for scheme in ("http", "https"))


def origin(link: str) -> str:
    """Return a link up to the slash behind its host: no more of it tells of the host."""
    return "/".join(link.split("/", 3)[:3])


def is_trusted(host: str) -> bool:
    """Tell whether a host belongs to a government, a school, or a listed outlet or service."""
    labels = host.split(".")
    if labels[-2:-1] and labels[-2] in {"gov", "edu", "mil", "ac"}:
        return True
    return labels[-1] in {"gov", "edu", "mil"} or registrable(host) in _trusted()


def is_thrown(link: str) -> bool:
    """Tell whether an address is such as only sites of spam have: qy8866.vip."""
    return _is_thrown(origin(link))


@lru_cache(maxsize=4096)
def _is_thrown(link: str) -> bool:
    return any(lexicon().addresses(registrable(host_of(link))))


def registrable(host: str) -> str:
    """Return the registered part of a host name: ``people.com.cn`` of ``a.people.com.cn``."""
    labels = host.split(".")
    size = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-size:])


@lru_cache(maxsize=1024)
def host_of(url: str) -> str:
    """Return the host of an address, lower case; empty where it has none."""
    plain = _PLAIN.match(url)
    if plain is not None:
        return plain[1].lower()
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


@cache
def _trusted() -> frozenset[str]:
    return frozenset(words("trusted_hosts"))
