"""The little of JavaScript that pages make addresses with: texts, numbers and names put together.

Nothing is run: what is not a plain sum of texts, numbers, arguments and variables whose
value is written has none.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from functools import cached_property
from urllib.parse import quote

from crawler.discovery.scripts import LONGEST_ADDRESS, LONGEST_BLOCK, plain
from seeds.whole_numbers import whole_number

_ASSIGNED = re.compile(r"(?:(?<![\w$.])|\bwindow\.)(?P<name>[\w$]+)\s*=(?!=)\s*")
_WRAPPED = re.compile(r"(?:encodeURI|encodeURIComponent|String)\s*\(\s*")
_PIECE = re.compile(
    r"""\s*(?:(?P<q>["'`])(?P<text>(?:\\.|(?!(?P=q))[^\\\n])*)(?P=q)"""
    r"""|encodeURIComponent\s*\(\s*(?P<e>["'])(?P<escaped>[^"'\\\n]{0,200})(?P=e)\s*\)\s*"""
    r"""|(?:parseInt|Number|String|encodeURIComponent)\s*\(\s*(?P<wrapped>[\w$]+)\s*(?:,\s*10\s*)?\)"""
    r"""|\(\s*(?P<counted>[\w$]+)\s*(?P<sign>[-+])\s*(?P<by>\d+)\s*\)"""
    r"""|(?P<name>[\w$]+)(?![\w$.(\[]))\s*"""
)
# (n == 1 ? …, n - 1 > 0 ? …, n ? …
_SIDE = r"""[\w$]{1,60}|"[^"\n]{0,60}"|'[^'\n]{0,60}'"""
_COMPARED = re.compile(
    rf"""(?P<left>{_SIDE})(?:\s?(?P<sign>[-+])\s?(?P<by>\d{{1,9}}))?\s?"""
    rf"""(?:(?P<compares>[=!]==?|[<>]=?)\s?(?P<right>{_SIDE})\s?)?\)?\s?\?(?!\.)"""
)
_EQUAL: dict[str, Callable[[object, object], bool]] = {
    "==": operator.eq,
    "===": operator.eq,
    "!=": operator.ne,
    "!==": operator.ne,
}
_COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    **_EQUAL,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_COUNTED_ON = re.compile(
    r"(?<![\w$.])(?:(?P<before>[A-Za-z_$][\w$]{0,60})\s*(?:\+\+|--|[-+]=)"
    r"|(?:\+\+|--)\s*(?P<after>[A-Za-z_$][\w$]{0,60}))"
)
_NUMBER = re.compile(r"-?\d{1,9}")
_UNESCAPED = "!'()*"
"""What ``encodeURIComponent`` leaves as it is beside letters, digits and ``-_.~``."""
_ENDS = re.compile(r"\s*(?:[;,)}\]:\n]|$)")
"""What stands behind a whole expression; the end of the line is one."""
_IN_TEMPLATE = re.compile(r"\$\{\s*([\w$]+)\s*\}")
_DEEPEST = 3
"""Variables within variables."""
_MOST_TERMS = 20
"""Of one sum."""
MOST_SUMS = 10_000
"""Of one page: a list of 500 rows needs some 2,000."""

Values = Mapping[str, str | None]
"""Of a function's parameters; None is a value that is not known."""


class Variables:
    """What a script assigns, each name's first value, and the sums that are made of it."""

    def __init__(self, script: str) -> None:
        self.sums = 0
        """Computed so far; after ``MOST_SUMS`` none has a value."""
        self._script = script
        self._values: dict[tuple[str, int], str | None] = {}

    @cached_property
    def _assigned(self) -> dict[str, int]:
        return _first_assignments(self._script)

    def value(self, name: str, depth: int) -> str | None:
        """Return the value of a variable of the script, met ``depth`` variables deep."""
        key = name, depth
        if key not in self._values:
            start = self._assigned.get(name)
            expression = None if start is None else self._script[start : start + LONGEST_BLOCK]
            self._values[key] = Sums(self).value_of(expression, depth + 1) if expression else None
        return self._values[key]


def _first_assignments(script: str) -> dict[str, int]:
    """Return where the first value of each name begins."""
    found: dict[str, int] = {}
    for match in _ASSIGNED.finditer(script):
        found.setdefault(match["name"], match.end())
    return found


class Sums:
    """Sums of texts as a function sees them: with its parameters, its own variables, all others."""

    def __init__(self, variables: Variables, values: Values | None = None, body: str = "") -> None:
        self._variables = variables
        self._values = values or {}
        self._body = body
        self._known: dict[tuple[str, int], str | None] = {}

    @cached_property
    def _counted_on(self) -> frozenset[str]:
        """The variables that the function counts up or down: what they are then is not known."""
        return frozenset(
            each["after"] or each["before"] for each in _COUNTED_ON.finditer(self._body)
        )

    @cached_property
    def _own(self) -> dict[str, int]:
        return _first_assignments(self._body)

    def value_of(self, expression: str, depth: int = 0) -> str | None:
        """Return the value of the sum of texts that ``expression`` begins with, or None."""
        return self.read(expression, depth)[0]

    def read(self, expression: str, depth: int = 0) -> tuple[str | None, int]:
        """Return the value of the sum that ``expression`` begins with, and where the sum ends."""
        self._variables.sums += 1
        wrapped = _WRAPPED.match(expression)
        at = wrapped.end() if wrapped else 0
        found = ""
        for _ in range(_MOST_TERMS if self._variables.sums <= MOST_SUMS else 0):
            piece = _PIECE.match(expression, at)
            value = self._piece(piece, depth) if piece else None
            if piece is None or value is None:
                break
            found, at = found + value, piece.end()
            if len(found) > LONGEST_ADDRESS:
                break
            if not expression.startswith("+", at):
                return found, at
            at += 1
        return None, at

    def chosen(self, expression: str) -> str | None:
        """Return the value of a sum, or of the one of two that a comparison chooses.

        ``n == 1 ? "list.html" : "list_" + n + ".html"``; None where it goes on as neither does.
        """
        for _ in range(_DEEPEST):
            expression = expression.lstrip(" \t\n(") if "?" in expression else expression
            compared = _COMPARED.match(expression)
            if compared is None:
                value, end = self.read(expression)
                return value if _ENDS.match(expression, end) else None
            holds = self._holds(compared)
            first, end = self.read(expression[compared.end() :])
            other = expression[compared.end() + end :].lstrip().removeprefix(")").lstrip()
            if holds is None or not other.startswith(":"):
                return None
            if holds:
                return first
            expression = other[1:]
        return None

    def _holds(self, compared: re.Match[str]) -> bool | None:
        """Tell whether a comparison holds; None where a side of it is not known."""
        left = self._side(compared["left"], compared["sign"], compared["by"])
        if compared["compares"] is None:
            return None if left is None else left not in {"", "0"}
        right = self._side(compared["right"])
        if left is None or right is None:
            return None
        if _NUMBER.fullmatch(left) and _NUMBER.fullmatch(right):
            return _COMPARISONS[compared["compares"]](_signed(left), _signed(right))
        equal = _EQUAL.get(compared["compares"])
        return None if equal is None else equal(left, right)

    def _side(self, written: str, sign: str | None = None, by: str | None = None) -> str | None:
        """Return the value of one side of a comparison: a name, a number, a text, a difference."""
        text = written.strip()
        value = text[1:-1] if text[:1] in {"'", '"'} else self._value(text, 0)
        if by is None or value is None:
            return value
        return _counted(value, sign or "", by)

    def _piece(self, piece: re.Match[str], depth: int) -> str | None:
        if piece["text"] is not None:
            return self._filled(piece["text"], depth) if piece["q"] == "`" else plain(piece["text"])
        if piece["escaped"] is not None:
            return quote(piece["escaped"], safe=_UNESCAPED)
        if piece["counted"] is None:
            return self._value(piece["wrapped"] or piece["name"], depth)
        number = self._value(piece["counted"], depth)
        return None if number is None else _counted(number, piece["sign"], piece["by"])

    def _value(self, name: str, depth: int) -> str | None:
        if name in self._values or name.isdecimal():
            return self._values.get(name, name)
        if depth == _DEEPEST or name in self._counted_on:
            return None
        if name not in self._own:
            return self._variables.value(name, depth)
        key = name, depth
        if key not in self._known:
            self._known[key] = self.value_of(self._body[self._own[name] :], depth + 1)
        return self._known[key]

    def _filled(self, template: str, depth: int) -> str | None:
        names = set(_IN_TEMPLATE.findall(template))
        if len(names) > _MOST_TERMS:
            return None
        known = {name: self._value(name, depth) for name in names}
        if None in known.values():
            return None
        return _IN_TEMPLATE.sub(lambda match: known[match[1]] or "", template)


def _signed(number: str) -> int:
    digits = whole_number(number.lstrip("-"))
    return -digits if number.startswith("-") else digits


def _counted(number: str, sign: str, by: str) -> str | None:
    """Return a number with another one added or taken off; None for what is none."""
    if not number.isdecimal():
        return None
    return str(whole_number(number) + whole_number(by) * (1 if sign == "+" else -1))


def value_of(expression: str, variables: Variables) -> str | None:
    """Return the value of a whole expression, None where it is no sum of what is written."""
    value, end = Sums(variables).read(expression)
    return value if not expression[end:].strip(" )") else None
