"""Lists that a page's script asks for with fields beside the address: which call, which fields.

``$.post("/list.do", {cid: 12, page: n})``, ``$.ajax({url: "/list", type: "post", data:
JSON.stringify({channelId: 12, pageNo: n})})``, ``axios.get("/list", {params: {cid: 12, page:
n}})``, ``var p = {cid: 12, page: 1}; $.getJSON("/list", p)``.
A call without a page's number among its fields is for something else than a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Literal
from urllib.parse import urlencode

from crawler.discovery.anchors import ADDRESS
from crawler.discovery.field_values import OBJECT, Given
from crawler.discovery.forms import form_address, json_address
from crawler.discovery.json_text import parse_json
from crawler.discovery.scripts import plain
from crawler.discovery.tree import Element
from crawler.discovery.urls import absolute
from seeds.crawling.data import data_knowledge

_NAME = r"[A-Za-z_$][\w$]*(?:\.[\w$]+)?"
_URL = (
    rf"""(?:(?P<before>{_NAME})\s*\+\s*)?"""
    r"""(?:["'`](?P<url>(?:(?!\$\{)[^"'`\s])+)["'`](?!\s*\+)"""
    r"""|(?P<held>[A-Za-z_$][\w$]*\.[\w$]+|[A-Za-z_$][\w$]{2,})(?=\s*[,}\n]))"""
)
"""A call's address, perhaps with a variable before it (``siteInfo.projectName + "/list"``), or held
by one (``params.ajaxurl``, ``url``), but by none of compiled scripts, whose names mean nothing."""
_OBJECT = rf"(?P<data>{OBJECT}|[A-Za-z_$][\w$]*(?=\s*[,)}}]))"
"""Fields as a call writes them, or the variable that holds them."""
_CALLER = r"(?<![\w$.])[\w$.]{1,60}?"
"""What calls, or its instance: ``axios``, ``this.$http``, ``t`` in compiled scripts."""
_CALLS = (
    re.compile(rf"(?P<sender>{_CALLER}\.post|\$\.get(?:JSON)?)\s*\(\s*{_URL}\s*,\s*{_OBJECT}"),
    re.compile(rf"(?P<sender>{_CALLER}\.get)\s*\(\s*{_URL}\s*,\s*\{{\s*params\s*:\s*{_OBJECT}"),
    re.compile(rf"\burl\s*:\s*{_URL}"),
    re.compile(rf"\b(?P<sender>fetch|ajax)\s*\(\s*{_URL}\s*,"),
)
_MOST_LISTS = 300
"""Of one page, as of a directory that one page bears."""
_MOST_TRIES = 2000
"""Calls of a page, each as often as the function around it is called, that are worked out."""
_REACH = 600
"""Characters around the address in which the rest of a call stands."""
_IS_POST = re.compile(r"""\b(?:type|method)\s*:\s*["']post["']""", re.IGNORECASE)
_DATA = re.compile(
    r"\b(?:data|body|(?P<params>params))\s*:\s*(?:(?P<json>JSON\.stringify)\s*\(\s*"
    rf"|(?P<form>[Qq]s\.stringify|new\s+URLSearchParams|\$\.param)\s*\(\s*)?{_OBJECT}"
)
_SENDER = re.compile(r"\b(?P<name>axios|ajax|fetch)\b[.\w]*\s*\(")
_AS_FORM = frozenset({"$.post", "jQuery.post", "mui.post"})
"""Calls that send a form; all others that post, axios and what is like it, send JSON."""
_OF_JQUERY = ("$.", "jQuery.", "mui.", "ajax")
_NEXT_CALL = re.compile(r"\b(?:ajax|post|get|getJSON|fetch|axios)\s*[(.]")


def field_calls(tree: Element, url: str) -> list[str]:
    """Return the addresses of the lists that a page's script would ask for with such fields."""
    page = Given(tree, url)
    found = (
        _address(call, told, page)
        for pattern in _CALLS
        for call in pattern.finditer(page.script)
        if (told := _told(call, page.script)) is not None
        for _ in page.each_given(call.start())
    )
    addresses = dict.fromkeys(filter(None, islice(found, _MOST_TRIES)))
    return list(islice(addresses, _MOST_LISTS))


@dataclass(frozen=True, slots=True)
class _Told:
    """What a call says of its fields."""

    data: str
    """As written: an object, or the variable that holds one."""
    how: Literal["query", "form", "json"]
    by_instance: bool
    """Asked for by axios or what is like it, perhaps below an address of its own."""


def _address(call: re.Match[str], told: _Told, page: Given) -> str | None:
    written = _written(call, page)
    below = None if written is None else _below(call, page, told, written)
    target = None if below is None else absolute(page.url, f"{below}{written}")
    data = page.held(told.data, call.start())
    if target is None or data is None:
        return None
    try:
        fields = dict(page.fields(data, call.start()))
        fields |= page.numbers_added(told.data, call.start())
    except ValueError:
        return None  # with another value than the page's own it would be another list
    if not any(name.lower() in data_knowledge().page_numbers for name in _names(fields)):
        return None
    return _asked(target, fields, told)


def _written(call: re.Match[str], page: Given) -> str | None:
    """Return the address that a call writes, or that what it names holds, or None."""
    if call["url"]:
        return plain(call["url"])
    held = page.text(call["held"]) or ""
    return held if ADDRESS.fullmatch(held) else None


def _asked(target: str, fields: dict[str, object], told: _Told) -> str | None:
    """Return the address of a call, its fields where they go; None where they cannot go so."""
    if told.how == "json":
        return json_address(target, fields)
    if any(isinstance(value, Mapping) for value in fields.values()):
        return None
    if told.how == "form":
        return form_address(target, _texts(fields))
    return absolute(target, f"{target}{'&' if '?' in target else '?'}{urlencode(_texts(fields))}")


def _below(call: re.Match[str], page: Given, told: _Told, written: str) -> str | None:
    """Return what stands before the address that a call writes; None where that is not known."""
    if call["before"]:
        return page.text(call["before"])
    return page.base if told.by_instance and written.startswith("/") else ""


def _names(fields: Mapping[str, object]) -> Iterator[str]:
    """Yield the names of a call's fields, and of those within them."""
    for name, value in fields.items():
        yield name
        within = parse_json(value) if isinstance(value, str) else value
        if isinstance(within, Mapping):
            yield from _names(within)


def _told(call: re.Match[str], script: str) -> _Told | None:
    """Return the fields as a call writes them, and how they go; None for a call without."""
    sender: str = call.groupdict().get("sender") or ""
    if call.groupdict().get("data"):
        posts = sender.endswith(".post")
        how: Literal["query", "json"] = "json" if posts else "query"
        by_instance = not sender.startswith(_OF_JQUERY)
        return _Told(call["data"], "form" if sender in _AS_FORM else how, by_instance)
    before = script[max(0, call.start() - _REACH) : call.start()].rpartition(";")[2]
    after = script[call.end() : call.end() + _REACH]
    within = before + _NEXT_CALL.split(after, maxsplit=1)[0]
    data = _DATA.search(within)
    if data is None:
        return None
    senders = [*(each["name"] for each in _SENDER.finditer(before)), *filter(None, [sender])]
    by_instance = senders[-1:] not in (["ajax"], ["fetch"])
    return _told_within(within, data, by_instance=by_instance, is_ajax=senders[-1:] == ["ajax"])


def _told_within(
    within: str, data: re.Match[str], *, by_instance: bool, is_ajax: bool
) -> _Told | None:
    """Return the same of a call that is told all in one object."""
    post = _IS_POST.search(within)
    if post is None:
        # What fetch sends has a body, and only what is like axios has params.
        asks = data["params"] is not None or is_ajax
        return _Told(data["data"], "query", by_instance) if asks and not data["json"] else None
    plain = by_instance and data["form"] is None and not post.group().startswith("type")
    as_json = data["json"] is not None or plain
    return _Told(data["data"], "json" if as_json else "form", by_instance)


def _texts(fields: dict[str, object]) -> dict[str, str]:
    return {name: _text(value) for name, value in fields.items()}


def _text(value: object) -> str:
    """Return a value as a form writes it."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
