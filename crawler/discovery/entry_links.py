"""Links that a page's script makes of entries that have no address: ``'/detail/' + o.id``."""

from __future__ import annotations

import re

from seeds.crawling.data import data_knowledge

# Bounded, or a page of nothing but openings would be read to its end from each of them.
_TEXT = r"[\w./?=&%:-]"
_BEFORE = rf"(?P<before>{_TEXT}{{1,200}})"
_AFTER = rf"(?P<after>{_TEXT}{{0,200}})"
_ENTRYS = r"\w{1,60}(?:\[\w{1,60}\])?\.(?P<key>\w{1,60})"
_WAY = r"(?:\b(?:push|replace|open)\s*\(|\blocation(?:\.href)?\s*=|\b(?:path|href|to)\s*:)"
# $router.push({path: "/detail", query: {id: o.id}})
_WITH_QUERY = re.compile(
    rf"""\bpath\s*:\s*["']{_BEFORE}["']\s*,\s*query\s*:\s*\{{\s*(?P<name>\w{{1,60}})\s*:\s*{_ENTRYS}"""
)
_FORMS = (
    # In a sum of texts: '<a href="/detail/' + o.id + '.html">'.
    re.compile(
        rf"""\bhref\s*=\s*\\?["']?{_BEFORE}["']\s*\+\s*{_ENTRYS}"""
        rf"""\s*\+\s*["']{_AFTER}\\?["'\s>](?!\s*\+)"""
    ),
    # `<a href="/detail/${o.id}.html">`, <a href="/detail/{{o.id}}.html">, :href="`/detail/${o.id}`"
    re.compile(
        rf"""\b(?:href|to)\s*=\s*["']?`?{_BEFORE}(?:\$\{{|\{{\{{)\s*{_ENTRYS}\s*\}}{{1,2}}"""
        rf"""{_AFTER}["'`\s>]"""
    ),
    # A script's way there: $router.push("/detail/" + o.id), location.href = `/detail/${o.id}`;
    # in what compilers make of a component: attrs:{to:"/detail/"+o.id}.
    re.compile(
        rf"""{_WAY}\s*\(?\s*["']{_BEFORE}["']"""
        rf"""\s*\+\s*{_ENTRYS}(?![\w.(\[])(?:\s*\+\s*["']{_AFTER}["'])?(?!\s*\+)"""
    ),
    re.compile(
        rf"""{_WAY}\s*\(?\s*`{_BEFORE}"""
        rf"""\$\{{\s*{_ENTRYS}\s*\}}{_AFTER}`"""
    ),
    # In a template of Vue: <a :href="'/detail/' + o.id + '.html'">.
    re.compile(
        rf""":(?:href|to)\s*=\s*"\s*'{_BEFORE}'\s*\+\s*{_ENTRYS}"""
        rf"""(?:\s*\+\s*'{_AFTER}')?\s*\""""
    ),
)


def entry_link(text: str) -> str | None:
    """Return the address that a page makes of an entry, the entry's key in braces, or None."""
    for form in _FORMS:
        for match in form.finditer(text):
            if match["key"].lower() not in data_knowledge().url_keys:
                return f"{match['before']}{{{match['key']}}}{match['after'] or ''}"
    query = _WITH_QUERY.search(text)
    return f"{query['before']}?{query['name']}={{{query['key']}}}" if query else None
