"""Hosts and domains as a catalogue writes them: ``redhongan.com``, ``127.0.0.1:8001``."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}
# Letters of any script (internationalised names such as 中国政府网.政务), digits, "-" and the "_"
# that some real hosts have; or an IPv6 address in brackets.
_DOMAIN = re.compile(r"(?:\[[0-9a-f:.]+\]|\w(?:[\w-]*\w)?(?:\.\w(?:[\w-]*\w)?)*)(?::[1-9]\d{0,4})?")
_HIGHEST_PORT = 65535


@lru_cache(maxsize=4096)
def host_of(url: str) -> str:
    """Return the host of ``url`` in lower case, with its port when that is not the scheme's own.

    Raises ValueError when ``url`` is not an http or https address with a host.
    """
    if " " in url or not url.isprintable():  # other white space is not printable
        raise ValueError("holds white space or control characters")
    parts = urlsplit(url)
    if parts.scheme not in _DEFAULT_PORTS:
        raise ValueError("does not begin with http:// or https://")
    if parts.username is not None or parts.password is not None:
        raise ValueError("holds a user name or password")
    host = _host_with_port(parts)
    if not is_domain(host):
        raise ValueError("has no valid host")
    return host


def _host_with_port(parts: SplitResult) -> str:
    name = parts.hostname or ""
    if ":" in name:
        name = f"[{name}]"
    if parts.port in (None, _DEFAULT_PORTS[parts.scheme]):
        return name
    return f"{name}:{parts.port}"


def is_domain(text: str) -> bool:
    """Tell whether ``text`` is a host name or address, with or without a port, in lower case."""
    if text != text.lower() or not _DOMAIN.fullmatch(text):
        return False
    return int(split_port(text)[1] or 0) <= _HIGHEST_PORT


def covers(domain: str, host: str) -> bool:
    """Tell whether ``host`` lies in ``domain``: the same name or one below it.

    A domain with a port covers that port only; one without a port covers every port.
    """
    name, port = split_port(domain)
    host_name, host_port = split_port(host)
    if port and port != host_port:
        return False
    return host_name == name or host_name.endswith("." + name)


def bare_name(host: str) -> str:
    """Return a host without the ``www.`` that sites are asked with and without."""
    return host.removeprefix("www.")


def split_port(host: str) -> tuple[str, str]:
    """Return name and port of a host; the port is empty where it has none."""
    name, colon, port = host.rpartition(":")
    if not colon or host.endswith("]"):
        return host, ""
    return name, port
