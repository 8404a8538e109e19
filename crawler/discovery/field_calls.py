"""Lists that a page's script asks for with fields beside the address: which call, which fields.

``$.post("/list.do", {cid: 12, page: n})``, ``$.ajax({url: "/list", type: "post", data:
JSON.stringify({channelId: 12, pageNo: n})})``, ``axios.get("/list", {params: {cid: 12, page:
n}})``, ``var p = {cid: 12, page: 1}; $.getJSON("/list", p)``.
A call without a page's number among its fields is for something else than a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal
from urllib.parse import urlencode

from crawler.discovery.forms import form_address, json_address
from crawler.discovery.scripts import Variables, own_script, value_of, with_addresses
from crawler.discovery.tree import Element
from crawler.discovery.urls import absolute
from seeds.crawling.data import data_knowledge

_URL = r"""["'`](?P<url>(?:(?!\$\{)[^"'`\s])+)["'`](?!\s*\+)"""
_OBJECT = r"(?P<data>\{[^{}]{0,2000}\}|[A-Za-z_$][\w$]*(?=\s*[,)}]))"
"""Fields as a call writes them, or the variable that holds them."""
_CALLER = r"(?<![\w$.])[\w$.]{1,60}?"
"""What calls, or its instance: ``axios``, ``this.$http``, ``t`` in compiled scripts."""
_CALLS = (
    re.compile(rf"(?P<sender>{_CALLER}\.post|\$\.get(?:JSON)?)\s*\(\s*{_URL}\s*,\s*{_OBJECT}"),
    re.compile(rf"(?P<sender>{_CALLER}\.get)\s*\(\s*{_URL}\s*,\s*\{{\s*params\s*:\s*{_OBJECT}"),
    re.compile(rf"\burl\s*:\s*{_URL}"),
    re.compile(rf"\b(?P<sender>fetch|ajax)\s*\(\s*{_URL}\s*,"),
)
_REACH = 600
"""Characters around the address in which the rest of a call stands."""
_IS_POST = re.compile(r"""\b(?:type|method)\s*:\s*["']post["']""", re.IGNORECASE)
_DATA = re.compile(
    r"\b(?:data|body|(?P<params>params))\s*:\s*(?:(?P<json>JSON\.stringify)\s*\(\s*"
    rf"|(?P<form>[Qq]s\.stringify|new\s+URLSearchParams|\$\.param)\s*\(\s*)?{_OBJECT}"
)
_SENDER = re.compile(r"\b(?P<name>axios|ajax|fetch)\b[.\w]*\s*\(")
# What stands between two commas: texts, what is in brackets, all else.
_FIELD = re.compile(
    r"""(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|\((?:[^()]|\([^()]*\))*\)|[^,"'`()])+"""
)
_NAMED = re.compile(r"""\s*["']?(?P<name>[\w$-]+)["']?\s*(?::(?P<value>.*))?""", re.DOTALL)
_OF_THE_PAGE = re.compile(
    r"""\$\(\s*["']#(?P<key>[\w-]+)["']\s*\)\.val\(\s*\)"""
    r"""|document\.getElementById\(\s*["'](?P<id>[\w-]+)["']\s*\)\.value"""
)
_AS_FORM = frozenset({"$.post", "jQuery.post", "mui.post"})
"""Calls that send a form; all others that post, axios and what is like it, send JSON."""
_OF_JQUERY = ("$.", "jQuery.", "mui.", "ajax")
# axios.create({baseURL: "/api"}), axios.defaults.baseURL = "/api"
_BASE = re.compile(r"""\bbaseURL\s*[:=]\s*["'](?P<base>/[\w/.-]*|https?://[\w/.:-]+)["']""")
_OF_A_COMPONENT = re.compile(r"(?P<owner>window|this|that|self|_this|vm)\.(?P<name>[\w$]+)")
_HELD = re.compile(r"(?<![\w$.])(?P<name>[A-Za-z_$][\w$]*)\s*[:=]\s*(?P<object>\{[^{}]{0,2000}\})")
_GIVEN = re.compile(
    r"""(?<![\w$.])(?P<name>[\w$]+)"""
    r"""(?=\s*:\s*(?:(?P<q>["'])(?P<text>[^"'\n]*)(?P=q)|(?P<number>\d+)\b))"""
)
_CONSTANTS: dict[str, object] = {"true": True, "false": False, "null": None}
_NEXT_CALL = re.compile(r"\b(?:ajax|post|get|getJSON|fetch|axios)\s*[(.]")


def field_calls(tree: Element, url: str) -> list[str]:
    """Return the addresses of the lists that a page's script would ask for with such fields."""
    page = _Page(tree, url)
    found = (_address(call, page) for pattern in _CALLS for call in pattern.finditer(page.script))
    return list(dict.fromkeys(address for address in found if address))


class _Page:
    """A page with what its script knows."""

    def __init__(self, tree: Element, url: str) -> None:
        self.url = url
        self.script = with_addresses(own_script(tree))
        self.variables = Variables(self.script)
        base = _BASE.search(self.script)
        self.base = base["base"].rstrip("/") if base else ""
        """What stands before all addresses that such an instance asks for."""
        self._tree = tree

    def value(self, written: str) -> object:
        """Return the value of a field as a call writes it; ValueError where none is known."""
        if written in _CONSTANTS:
            return _CONSTANTS[written]
        kept = _OF_THE_PAGE.fullmatch(written)
        value = self._kept.get(kept["key"] or kept["id"]) if kept else self._computed(written)
        if value is None:
            raise ValueError(written)
        is_number = value.isdecimal() and not kept and not written.startswith(("'", '"', "`"))
        return int(value) if is_number else value

    def _computed(self, written: str) -> str | None:
        """Return the value of a sum, a variable, or a field of the component that calls."""
        component = _OF_A_COMPONENT.fullmatch(written)
        if component is None:
            return value_of(written, self.variables)
        name = component["name"]
        found = value_of(name, self.variables) if component["owner"] == "window" else None
        return found or self._given.get(name) or None

    @cached_property
    def _given(self) -> dict[str, str]:
        """The first text or number that each field of the page's components is given."""
        found: dict[str, str] = {}
        for given in _GIVEN.finditer(self.script):
            found.setdefault(given["name"], given["text"] or given["number"] or "")
        return found

    def object(self, written: str) -> str | None:
        """Return an object as the script writes it, where it stands or where its variable does."""
        if written.startswith("{"):
            return written
        return self._objects.get(written)

    @cached_property
    def _objects(self) -> dict[str, str]:
        """The first object that each variable is given."""
        found: dict[str, str] = {}
        for held in _HELD.finditer(self.script):
            found.setdefault(held["name"], held["object"])
        return found

    @cached_property
    def _kept(self) -> dict[str, str]:
        """What the page itself has in its fields, by their ids."""
        return {each.get("id") or "": each.get("value") or "" for each in self._tree.iter("input")}


@dataclass(frozen=True, slots=True)
class _Told:
    """What a call says of its fields."""

    data: str
    """As written: an object, or the variable that holds one."""
    how: Literal["query", "form", "json"]
    by_instance: bool
    """Asked for by axios or what is like it, perhaps below an address of its own."""


def _address(call: re.Match[str], page: _Page) -> str | None:
    told = _told(call, page.script)
    below = page.base if told and told.by_instance and call["url"].startswith("/") else ""
    target = absolute(page.url, below + call["url"])
    data = None if told is None else page.object(told.data)
    if target is None or told is None or data is None:
        return None
    try:
        fields = dict(_fields(data, page))
    except ValueError:
        return None  # with another value than the page's own it would be another list
    if not any(name.lower() in data_knowledge().page_numbers for name in fields):
        return None
    if told.how == "json":
        return json_address(target, fields)
    if told.how == "form":
        return form_address(target, _texts(fields))
    return absolute(target, f"{target}{'&' if '?' in target else '?'}{urlencode(_texts(fields))}")


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


def _fields(data: str, page: _Page) -> Iterator[tuple[str, object]]:
    """Yield the fields of a call; the page's number is one, if none is written.

    Raises ValueError where the value of another field is not known.
    """
    for each in filter(str.strip, _FIELD.findall(data.strip().strip("{}"))):
        field = _NAMED.fullmatch(each)
        if field is None:
            raise ValueError(each)
        name, written = field["name"], (field["value"] or field["name"]).strip()
        if name.lower() in data_knowledge().page_numbers:
            value = value_of(written, page.variables)
            yield name, int(value) if value and value.isdecimal() else 1
        else:
            yield name, page.value(written)


def _texts(fields: dict[str, object]) -> dict[str, str]:
    return {name: _text(value) for name, value in fields.items()}


def _text(value: object) -> str:
    """Return a value as a form writes it."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
