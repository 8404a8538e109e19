"""What a page's script gives to the fields of its calls: texts, numbers, objects, their parts."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cached_property

from crawler.discovery.script_sums import Variables, value_of
from crawler.discovery.scripts import own_script, text_of, with_addresses
from crawler.discovery.tree import Element
from crawler.discovery.wrappers import Wrappers
from seeds.crawling.data import data_knowledge
from seeds.whole_numbers import whole_number

OBJECT = r"\{(?:[^{}]|\{[^{}]{0,2000}\}){0,2000}\}"
"""An object as a script writes it, with none in it that has one in turn."""

# What stands between two commas: texts, what is in brackets, all else.
_FIELD = re.compile(
    r"""(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|\((?:[^()]|\([^()]*\))*\)|\{[^{}]*\}|[^,"'`(){}])+"""
)
_NAMED = re.compile(r"""\s*["']?(?P<name>[\w$-]+)["']?\s*(?::(?P<value>.*))?""", re.DOTALL)
_OF_THE_PAGE = re.compile(
    r"""\$\(\s*["']#(?P<key>[\w-]+)["']\s*\)\.val\(\s*\)"""
    r"""|document\.getElementById\(\s*["'](?P<id>[\w-]+)["']\s*\)\.value"""
)
# axios.create({baseURL: "/api"}), axios.defaults.baseURL = "/api"
_BASE = re.compile(r"""\bbaseURL\s*[:=]\s*["'](?P<base>/[\w/.-]*|https?://[\w/.:-]+)["']""")
_OF_A_COMPONENT = re.compile(r"(?P<owner>window|this|that|self|_this|vm)\.(?P<name>[\w$]+)")
_MEMBER = re.compile(r"(?P<owner>[A-Za-z_$][\w$]*)\.(?P<name>[\w$]+)")
_HELD = re.compile(
    r"(?:(?P<declared>\b(?:var|let|const)\s+)|(?<![\w$.]))"
    rf"(?P<name>[A-Za-z_$][\w$]*)\s*[:=]\s*(?P<object>{OBJECT})"
)
_GIVEN = re.compile(
    r"""(?<![\w$.])(?P<name>[\w$]+)"""
    r"""(?=\s*:\s*(?:(?P<q>["'])(?P<text>[^"'\n]*)(?P=q)|(?P<number>\d+)\b))"""
)
_GIVEN_QUOTED = re.compile(
    r"""["']?(?P<name>[\w$]+)["']?\s*:\s*(?:(?P<q>["'])(?P<text>(?:\\.|(?!(?P=q))[^\\\n])*)(?P=q)"""
    r"""|(?P<number>\d+)\b)"""
)
_AS_JSON = re.compile(rf"JSON\.stringify\(\s*(?P<object>{OBJECT}|[A-Za-z_$][\w$]*)\s*\)")
_LESS = re.compile(r"(?P<name>[A-Za-z_$][\w$]*)(?:\s*-\s*(?P<less>\d))?")
_ADDED = (
    r"""(?:\.(?P<name>[\w$]+)|\[\s*["'](?P<key>\w+)["']\s*\])\s*=(?!=)(?P<value>[^;\n]{1,60})"""
)
_REACH = 1000
"""Characters before a call in which its variable is filled."""
_CONSTANTS: dict[str, object] = {"true": True, "false": False, "null": None}
_FIRST = 1
"""What a page's number begins with, where the script does not say."""


def _text(given: re.Match[str]) -> str:
    """Return the value of a field that is written as a text or a number."""
    return given["number"] or text_of(given["text"], given["q"])


class Given:
    """What the script of a page knows where it calls."""

    def __init__(self, tree: Element, url: str) -> None:
        self.url = url
        self.script = with_addresses(own_script(tree))
        base = _BASE.search(self.script)
        self.base = base["base"].rstrip("/") if base else ""
        """What stands before all addresses that such an instance asks for."""
        self._variables = Variables(self.script)
        self._wrappers = Wrappers(self.script)
        self._parameters: Mapping[str, str] = {}
        self._tree = tree

    def each_given(self, at: int) -> Iterator[None]:
        """Let the parameters of the function around a place have what each of its calls gives.

        First without any, as where none is called: what a call names itself is the same in all.
        """
        yield
        for given in self._wrappers.given(at):
            self._parameters = given
            yield
        self._parameters = {}

    def fields(self, data: str, at: int) -> Iterator[tuple[str, object]]:
        """Yield the fields of a call that stands ``at``; page one where none is told.

        Raises ValueError where the value of another field is not known.
        """
        for each in filter(str.strip, _FIELD.findall(data.strip()[1:-1])):
            field = _NAMED.fullmatch(each)
            if field is None:
                raise ValueError(each)
            name, written = field["name"], (field["value"] or field["name"]).strip()
            if name.lower() in data_knowledge().page_numbers:
                value = value_of(written, self._variables)
                is_number = value is not None and value.isdecimal()
                yield name, whole_number(value or "") if is_number else self._first(written, at)
            else:
                yield name, self._value(written, at)

    def numbers_added(self, written: str, at: int) -> dict[str, int]:
        """Return the page's numbers that the script puts into a variable's object before a call.

        ``var data = {cid: 12}; data.page = n; $.post(url, data)``: what stands between the two.
        """
        if written.startswith("{"):
            return {}
        before = self.script[max(0, at - _REACH) : at]
        own = rf"(?<![\w$.]){re.escape(written)}"
        begun = max((each.end() for each in re.finditer(rf"{own}\s*=\s*\{{", before)), default=0)
        added = re.finditer(rf"{own}{_ADDED}", before[begun:])
        known = data_knowledge().page_numbers
        return {
            name: self._first(each["value"].strip(), at)
            for each in added
            if (name := each["name"] or each["key"]).lower() in known
        }

    def text(self, written: str) -> str | None:
        """Return the text of a variable, or of a part of an object that one holds; else None."""
        return self._computed(written)

    def held(self, written: str, at: int) -> str | None:
        """Return an object as the script writes it, where it stands or where its variable does.

        Of several variables of one name, the one declared before what stands ``at`` counts.
        """
        if written.startswith("{"):
            return written
        if written in self._parameters:
            inner = self._parameters[written]
            return inner if inner.startswith("{") else self._held_by(inner, at)
        return self._held_by(written, at)

    def _held_by(self, written: str, at: int) -> str | None:
        declared = self._declared.get(written, [])
        before = bisect_left(declared, at, key=lambda each: each.start())
        held = declared[before - 1] if before else self._objects.get(written)
        return held["object"] if held else None

    def _value(self, written: str, at: int) -> object:
        """Return the value of a field as a call writes it; ValueError where none is known."""
        if written in _CONSTANTS:
            return _CONSTANTS[written]
        as_json = _AS_JSON.fullmatch(written)
        held = self.held(as_json["object"] if as_json else written, at)
        if held is not None and (as_json or written.startswith("{")):
            inner = dict(self.fields(held, at))
            return json.dumps(inner, ensure_ascii=False) if as_json else inner
        kept = _OF_THE_PAGE.fullmatch(written)
        value = self._kept.get(kept["key"] or kept["id"]) if kept else self._computed(written)
        if value is None:
            raise ValueError(written)
        is_number = value.isdecimal() and not kept and not written.startswith(("'", '"', "`"))
        # Codes that begin with noughts are texts, whoever holds them.
        number = whole_number(value) if is_number else None
        return number if str(number) == value else value

    def _computed(self, written: str) -> str | None:
        """Return the value of a sum, a variable, or a field of an object or of what calls."""
        written = self._parameters.get(written, written)
        component = _OF_A_COMPONENT.fullmatch(written)
        member = None if component else _MEMBER.fullmatch(written)
        if member is not None:
            return self._member(member["owner"], member["name"])
        if component is None:
            return value_of(written, self._variables)
        name = component["name"]
        found = value_of(name, self._variables) if component["owner"] == "window" else None
        return found or self._given.get(name) or None

    def _member(self, owner: str, name: str) -> str | None:
        """Return the plain text or number that an object of the script has under a name."""
        held = _GIVEN_QUOTED.finditer(self.held(owner, 0) or "")
        return next((_text(each) for each in held if each["name"] == name), None)

    def _first(self, written: str, at: int) -> int:
        """Return the first page's number: what the function around a call is first called with."""
        counted = _LESS.fullmatch(written)
        if counted is None:
            return _FIRST
        number = self._wrappers.first_number(counted["name"], at)
        return max(0, (_FIRST if number is None else number) - whole_number(counted["less"] or "0"))

    @cached_property
    def _given(self) -> dict[str, str]:
        """The first text or number that each field of the page's components is given."""
        found: dict[str, str] = {}
        for given in _GIVEN.finditer(self.script):
            found.setdefault(given["name"], given["text"] or given["number"] or "")
        return found

    @cached_property
    def _held(self) -> list[re.Match[str]]:
        """The objects that variables are given."""
        return list(_HELD.finditer(self.script))

    @cached_property
    def _objects(self) -> dict[str, re.Match[str]]:
        """The first object that each variable is given."""
        return {held["name"]: held for held in reversed(self._held)}

    @cached_property
    def _declared(self) -> dict[str, list[re.Match[str]]]:
        """The objects that each variable is declared with, in the order in which they stand."""
        found: dict[str, list[re.Match[str]]] = {}
        for held in self._held:
            if held["declared"]:
                found.setdefault(held["name"], []).append(held)
        return found

    @cached_property
    def _kept(self) -> dict[str, str]:
        """What the page itself has in its fields, by their ids."""
        return {each.get("id") or "": each.get("value") or "" for each in self._tree.iter("input")}
