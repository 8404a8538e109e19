"""Lists whose further pages a script loads by their number and adds to the first: 加载更多.

``$(".more").click(function () { page++; $.get("list_" + page + ".html", add); })``: no count stands
anywhere, the list ends where a page is missing.
"""

from __future__ import annotations

import re

from crawler.discovery.anchors import base_of
from crawler.discovery.scripts import own_script
from crawler.discovery.tree import Element
from crawler.discovery.urls import absolute
from seeds.whole_numbers import whole_number

# $.get("list_" + n + ".html"), $.ajax({url: `index_${n}.htm`}), .load("list_" + n + ".html #rows")
_LOADED = re.compile(
    r"""(?:\b(?:get|load|fetch)\s*\(\s*|\burl\s*:\s*)["'`](?P<before>[^"'`\s?$]{1,200}?)"""
    r"""(?:["']\s*\+\s*(?P<added>[A-Za-z_$][\w$]*)\s*\+\s*["']|\$\{\s*(?P<filled>[A-Za-z_$][\w$]*)\s*\})"""
    r"""(?P<after>\.s?html?)\b"""
)
_SIGNS = (".get(", "load(", "fetch(", "url:", "url :")
_FIRST = 1
"""What a page's number begins with, where the script does not say."""


def following(tree: Element, text: str, url: str) -> str | None:
    """Return the address of the page that the script of a list loads after this one, or None."""
    if not any(sign in text for sign in _SIGNS):
        return None  # most pages
    script = own_script(tree)
    loaded = _LOADED.search(script)
    if loaded is None:
        return None
    base = base_of(tree, url)
    before, after = loaded["before"], loaded["after"]
    form = absolute(base, f"{before}0{after}") or ""
    own = re.fullmatch(_with_number(form, after), url)
    number = whole_number(own["number"]) + 1 if own else _next_number(script, loaded)
    return absolute(base, f"{before}{number}{after}")


def _with_number(form: str, after: str) -> str:
    """Return a pattern of the addresses that have a number where this one has a nought."""
    return rf"{re.escape(form.removesuffix(f'0{after}'))}(?P<number>\d{{1,4}}){re.escape(after)}"


def _next_number(script: str, loaded: re.Match[str]) -> int:
    """Return the number that the script asks for first: it counts on before it asks, or after."""
    name = re.escape(loaded["added"] or loaded["filled"])
    given = re.search(rf"(?<![\w$.]){name}\s*=\s*(?P<number>\d{{1,6}})\b", script)
    number = whole_number(given["number"]) if given else _FIRST
    counts_on = rf"(?<![\w$.]){name}(?:\s*\+\+|\s*\+=\s*1|\s*=\s*{name}\s*\+\s*1)|\+\+\s*{name}\b"
    counted = re.search(counts_on, script)
    return number + 1 if counted is None or counted.start() < loaded.start() else number
