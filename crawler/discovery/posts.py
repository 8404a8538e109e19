"""Lists that a page's script asks for by POST: which call, with which fields.

``$.post("/list.do", {cid: 12, page: n})``, ``$.ajax({url: "/list", type: "post", data:
JSON.stringify({channelId: 12, pageNo: n})})``, ``axios.post("/list", {channelId: 12, page: n})``.
A call without a page's number among its fields is for something else than a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.discovery.forms import form_address, json_address
from crawler.discovery.scripts import Variables, own_script, value_of
from crawler.discovery.tree import Element
from crawler.discovery.urls import absolute
from seeds.crawling.data import data_knowledge

_URL = r"""["'`](?P<url>[^"'`\s?]+)["'`]"""
_CALLS = (
    re.compile(rf"(?P<sender>\$\.post|axios\.post)\s*\(\s*{_URL}\s*,\s*(?P<data>\{{[^{{}}]*\}})"),
    re.compile(rf"\burl\s*:\s*{_URL}"),
    re.compile(rf"(?P<sender>\bfetch)\s*\(\s*{_URL}\s*,"),
)
_REACH = 600
"""Characters around the address in which the rest of a call stands."""
_IS_POST = re.compile(r"""\b(?:type|method)\s*:\s*["']post["']""", re.IGNORECASE)
_DATA = re.compile(
    r"""\b(?:data|body)\s*:\s*(?P<json>JSON\.stringify\s*\(\s*)?(?P<data>\{[^{}]*\})"""
)
_FIELD = re.compile(r"""["']?(?P<name>[\w$]+)["']?\s*:\s*(?P<value>["'`\w$(][^,{}]*)""")
_NEXT_CALL = re.compile(r"\b(?:ajax|post|get|getJSON|fetch|axios)\s*[(.]")


def posted_calls(tree: Element, url: str) -> list[str]:
    """Return the addresses of the lists that a page's script would ask for by POST."""
    script = own_script(tree)
    found = (_address(call, script, url) for pattern in _CALLS for call in pattern.finditer(script))
    return list(dict.fromkeys(address for address in found if address))


def _address(call: re.Match[str], script: str, url: str) -> str | None:
    target = absolute(url, call["url"])
    told = _told(call, script)
    if target is None or told is None:
        return None
    data, as_json = told
    fields = dict(_fields(data, script))
    if not any(name.lower() in data_knowledge().page_numbers for name in fields):
        return None
    return json_address(target, fields) if as_json else form_address(target, _texts(fields))


def _told(call: re.Match[str], script: str) -> tuple[str, bool] | None:
    """Return the fields as a call writes them, and whether they go as JSON."""
    groups = call.groupdict()
    if groups.get("data"):
        return call["data"], groups["sender"] == "axios.post"
    before = script[max(0, call.start() - _REACH) : call.start()]
    after = script[call.end() : call.end() + _REACH]
    within = before.rpartition(";")[2] + _NEXT_CALL.split(after, maxsplit=1)[0]
    data = _DATA.search(within)
    if data is None or not _IS_POST.search(within):
        return None
    return data["data"], data["json"] is not None


def _fields(data: str, script: str) -> Iterator[tuple[str, str | int]]:
    """Yield the fields whose value is written somewhere; the page's number is one, if none is."""
    for field in _FIELD.finditer(data):
        name, written = field["name"], field["value"].strip()
        value = value_of(written, Variables(script))
        if name.lower() in data_knowledge().page_numbers:
            yield name, int(value) if value and value.isdecimal() else 1
        elif value is not None:
            yield name, int(value) if written.isdecimal() or _is_number(value, written) else value


def _is_number(value: str, written: str) -> bool:
    return value.isdecimal() and not written.startswith(("'", '"', "`"))


def _texts(fields: dict[str, str | int]) -> dict[str, str]:
    return {name: str(value) for name, value in fields.items()}
