"""Writes a site as the catalogue's TOML."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from seeds.catalogue import Site

_KEYS = {
    **{name: name for name in ("id", "name", "start_urls", "region", "region_code", "level")},
    **{name: name for name in ("allowed_domains", "list_urls", "article_urls", "exclude_urls")},
    "sitemaps": "sitemaps",
    "delay_seconds": "delay",
    "max_pages": "max_pages",
    **{name: name for name in ("obey_robots", "enabled", "render")},
}
"""Field of ``Site`` to key of the catalogue, in the order in which they are written."""
_REQUIRED = ("id", "name", "start_urls")


def site_text(site: Site, *, comments: Iterable[str] = ()) -> str:
    """Return a site's entry; what says no more than the default is left out."""
    plain = Site(id="", name="", start_urls=())
    lines = [*(f"# {comment}" for comment in comments), "[[site]]"]
    for field, key in _KEYS.items():
        value = getattr(site, field)
        if field in _REQUIRED or value != getattr(plain, field):
            lines.append(f"{key} = {_toml(value)}")
    selectors = {name: value for name, value in asdict(site.selectors).items() if value}
    if selectors:
        lines.append("[site.selectors]")
        lines += [f"{name} = {_toml(value)}" for name, value in selectors.items()]
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    """Return a string, number, truth value or tuple of strings as TOML, as JSON nearly is."""
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    # TOML's basic strings are JSON's, but for DEL, which JSON leaves as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
