"""Data that a script writes in JavaScript's own notation: {title:"…",hits:0x1f,tags:['a',],top:!0}.

Read once from left to right, never run. Where something is no data (a function, a sum), what was
read before it stands and the rest is left.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

_SPACE = re.compile(r"(?:[\s\ufeff]|//[^\n]*\n|/\*(?:[^*]|\*(?!/))*\*/)*")
_TOKEN = re.compile(
    r"(?P<open>[{\[])"
    r'|"(?P<double>(?:[^"\\\n]|\\[\s\S])*)"'
    r"|'(?P<single>(?:[^'\\\n]|\\[\s\S])*)'"
    r"|`(?P<template>(?:[^`\\$]|\\[\s\S]|\$(?!\{))*)`"
    r"|(?P<number>-?(?:0[xX][\da-fA-F]+|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+))"
    r"|(?P<flag>![01]|void 0)"
    r"|(?P<name>[A-Za-z_$][\w$]*)"
)
_RETURNING = re.compile(
    r"(?:function\s{0,9})?\(\s{0,9}\)\s{0,9}(?:=>\s{0,9})?(?:\{\s{0,9}return\s{0,9}|\()(?=[\s{])"
)
"""A function without arguments that returns data at once: data(){return {…}}, ()=>({…})."""
_RETURNED = re.compile(r"[\s;)}]{0,99}?[)}]")
_KEY = re.compile(
    r'"(?P<double>(?:[^"\\\n]|\\[\s\S])*)"'
    r"|'(?P<single>(?:[^'\\\n]|\\[\s\S])*)'|(?P<name>[\w$]+)"
)
_ESCAPE = re.compile(
    r"\\(?:u([\da-fA-F]{4})|u\{([\da-fA-F]{1,6})\}|x([\da-fA-F]{2})|\r\n|([\s\S]))"
)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
_CONSTANTS = {"null": None, "undefined": None, "NaN": None, "true": True, "false": False}
_DEEPEST = 40
"""Objects within objects that are read; the stores of frameworks nest ten or so."""
_MOST_VALUES = 200_000
"""Values that are read at one place: a second's half, and ten times what large stores hold."""
_LAST_POINT = 0x10FFFF


@dataclass(frozen=True, slots=True)
class Name:
    """A variable that stands where a value should."""

    text: str


@dataclass(frozen=True, slots=True)
class Literal:
    """What was read, up to where, and whether it was data to its end."""

    value: object
    end: int
    whole: bool


class _NotDataError(Exception):
    """What stands here is no data; the position is kept by the reader."""


def read_literal(text: str, start: int) -> Literal:
    """Return the data that begins at ``start`` of a script; time grows with its length alone."""
    reader = _Reader(text, start)
    holder: list[object] = []
    try:
        reader.value(holder, 0)
        whole = True
    except _NotDataError:
        whole = False
    return Literal(holder[0] if holder else None, reader.at, whole)


def filled(value: object, names: Mapping[str, object]) -> object:
    """Return data with the values of its variables; unknown ones are None."""
    if isinstance(value, Name):
        return names.get(value.text)
    if isinstance(value, dict):
        return {key: filled(inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, names) for inner in value]
    return value


def unescaped(written: str) -> str:
    r"""Return what a string of a script says: \\u4e2d, \\x3c, \\/ and \\n resolved.

    Halves of a character outside the basic plane (\\ud83d\\ude00) are put together.
    """
    if "\\" not in written:
        return written
    text = _ESCAPE.sub(_character, written)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def parsed(text: str) -> object:
    """Return the data of JSON in a string; None if it is none."""
    try:
        data: object = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return data


def _character(match: re.Match[str]) -> str:
    digits = match[1] or match[2] or match[3]
    if digits:
        return chr(min(int(digits, 16), _LAST_POINT))
    return _ESCAPED.get(match[4], match[4]) if match[4] else ""


class _Reader:
    """A position in a script that moves on with every value."""

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at
        self.values = 0

    def value(self, into: list[object], depth: int) -> None:
        """Read one value and add it; an object or list is added before what it holds is read."""
        self._skip()
        self.values += 1
        if returning := _RETURNING.match(self.text, self.at):
            self._returned(returning, into, depth)
            return
        match = _TOKEN.match(self.text, self.at)
        if match is None or depth > _DEEPEST or self.values > _MOST_VALUES:
            raise _NotDataError
        self.at = match.end()
        if match["open"] == "{":
            members: dict[str, object] = {}
            into.append(members)
            self._members(members, depth)
        elif match["open"]:
            items: list[object] = []
            into.append(items)
            self._items(items, depth)
        else:
            into.append(self._summed(_scalar(match)))

    def _summed(self, first: object) -> object:
        """Return a value with the strings that are added to it: "<p>…" + "…</p>"."""
        parts = [first]
        while isinstance(parts[-1], str) and self._takes("+"):
            match = _TOKEN.match(self.text, self.at)
            if match is None or match["open"]:
                raise _NotDataError
            parts.append(_scalar(match))
            self.at = match.end()
        if not all(isinstance(part, str) for part in parts[1:]):
            raise _NotDataError
        return first if len(parts) == 1 else "".join(map(str, parts))

    def _returned(self, opening: re.Match[str], into: list[object], depth: int) -> None:
        if depth > _DEEPEST:
            raise _NotDataError
        self.at = opening.end()
        self.value(into, depth + 1)
        closing = _RETURNED.match(self.text, self.at)
        if closing is None:
            raise _NotDataError
        self.at = closing.end()

    def _members(self, members: dict[str, object], depth: int) -> None:
        while not self._takes("}"):
            key = _KEY.match(self.text, self.at)
            if key is None:
                raise _NotDataError
            self.at = key.end()
            if not self._takes(":") and not _RETURNING.match(self.text, self.at):
                raise _NotDataError
            name = key["name"] or unescaped(key["double"] or key["single"] or "")
            holder: list[object] = []
            try:
                self.value(holder, depth + 1)
                self._ends("}")
            finally:
                # Part of a sum ("a" + b) is no value; part of an object is what can be had.
                if holder and (isinstance(holder[0], (dict, list)) or self._at_end("}")):
                    members[name] = holder[0]
            self._takes(",")

    def _items(self, items: list[object], depth: int) -> None:
        while not self._takes("]"):
            self.value(items, depth + 1)
            self._ends("]")
            self._takes(",")

    def _ends(self, closing: str) -> None:
        self._skip()
        if not self._at_end(closing):
            raise _NotDataError

    def _at_end(self, closing: str) -> bool:
        return self.text[self.at : self.at + 1] in (",", closing)

    def _takes(self, sign: str) -> bool:
        self._skip()
        taken = self.text.startswith(sign, self.at)
        self.at += taken
        if taken:
            self._skip()
        return taken

    def _skip(self) -> None:
        if match := _SPACE.match(self.text, self.at):
            self.at = match.end()


def _scalar(match: re.Match[str]) -> object:
    for kind in ("double", "single", "template"):
        if match[kind] is not None:
            return unescaped(match[kind])
    if match["number"]:
        return _number(match["number"])
    if match["flag"]:
        return {"!0": True, "!1": False}.get(match["flag"])
    name = match["name"]
    return _CONSTANTS[name] if name in _CONSTANTS else Name(name)


def _number(written: str) -> float | int:
    if written.lstrip("-")[:2].lower() == "0x":
        return int(written[:40], 16)
    return int(written) if written.lstrip("-").isdigit() and len(written) < 20 else float(written)
