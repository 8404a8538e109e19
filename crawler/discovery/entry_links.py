"""Links that a page's script makes of entries that have no address: ``'/detail/' + o.id``."""

from __future__ import annotations

import re

from seeds.crawling.data import data_knowledge

_TEXT = r"[\w./?=&%:-]"
_ENTRYS = r"\w+(?:\[\w+\])?\.(?P<key>\w+)"
_FORMS = (
    # In a sum of texts: '<a href="/detail/' + o.id + '.html">'.
    re.compile(
        rf"""\bhref\s*=\s*\\?["']?(?P<before>{_TEXT}+)["']\s*\+\s*{_ENTRYS}"""
        rf"""\s*\+\s*["'](?P<after>{_TEXT}*)\\?["'\s>](?!\s*\+)"""
    ),
    # `<a href="/detail/${o.id}.html">`, <a href="/detail/{{o.id}}.html">
    re.compile(
        rf"""\bhref\s*=\s*["']?(?P<before>{_TEXT}+)(?:\$\{{|\{{\{{)\s*{_ENTRYS}\s*\}}{{1,2}}"""
        rf"""(?P<after>{_TEXT}*)["'\s>]"""
    ),
    # In a template of Vue: <a :href="'/detail/' + o.id + '.html'">.
    re.compile(
        rf""":href\s*=\s*"\s*'(?P<before>{_TEXT}+)'\s*\+\s*{_ENTRYS}"""
        rf"""(?:\s*\+\s*'(?P<after>{_TEXT}*)')?\s*\""""
    ),
)


def entry_link(text: str) -> str | None:
    """Return the address that a page makes of an entry, the entry's key in braces, or None."""
    for form in _FORMS:
        for match in form.finditer(text):
            if match["key"].lower() not in data_knowledge().url_keys:
                return f"{match['before']}{{{match['key']}}}{match['after'] or ''}"
    return None
