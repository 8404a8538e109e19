"""The little of JavaScript that pages make addresses with: texts, numbers and names put together.

Nothing is run: what is not a plain sum of texts, numbers, arguments and variables whose
value is written has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from crawler.discovery.tree import Element

COMMENTS = re.compile(r"/\*.*?\*/|(?<![:'\"\\/])//[^\n]*", re.DOTALL)
"""Of JavaScript; what follows the ``//`` of an address is none."""
_FUNCTION = re.compile(
    r"(?:\bfunction\s+(?P<name>[\w$]+)|(?P<given>[\w$]+)\s*[:=]\s*function)\s*\((?P<names>[^()]*)\)\s*\{"
)
_LONGEST_BODY = 2000
"""Characters; functions that do no more than turn a page have a tenth."""
_SENT = re.compile(
    r"(?:\blocation(?:\.href)?\s*=(?!=)|\blocation\.(?:assign|replace)\s*\(|(?:(?<![\w$.])|\bwindow\.)open\s*\()\s*"
)
_WRAPPED = re.compile(r"(?:encodeURI|encodeURIComponent|String)\s*\(\s*")
_PIECE = re.compile(
    r"""\s*(?:(?P<q>["'`])(?P<text>(?:\\.|(?!(?P=q))[^\\\n])*)(?P=q)"""
    r"""|(?:parseInt|Number|String|encodeURIComponent)\s*\(\s*(?P<wrapped>[\w$]+)\s*(?:,\s*10\s*)?\)"""
    r"""|\(\s*(?P<counted>[\w$]+)\s*(?P<sign>[-+])\s*(?P<by>\d+)\s*\)"""
    r"""|(?P<name>[\w$]+)(?![\w$.(\[]))\s*"""
)
_IN_TEMPLATE = re.compile(r"\$\{\s*([\w$]+)\s*\}")
_ARGUMENT = re.compile(
    r"""(?!$)\s*(?:(["'])(?P<text>(?:\\.|(?!\1).)*)\1|(?P<word>[^,'"]*))\s*(?:,|$)"""
)
_DEEPEST = 3
"""Variables within variables."""

Values = Mapping[str, str]


def own_script(tree: Element) -> str:
    """Return the text of a page's own scripts, comments left out."""
    written = "\n".join(script for each in tree.iter("script") if (script := each.text))
    return COMMENTS.sub(" ", written)


def arguments_of(written: str) -> list[str]:
    """Return a call's arguments, quotes taken off; empty for what is no text or whole number."""
    return [_argument(match) for match in _ARGUMENT.finditer(written)]


def _argument(match: re.Match[str]) -> str:
    if match["text"] is not None:
        return match["text"]
    word = match["word"].strip()
    return word if word.isdecimal() else ""


class Functions:
    """The functions that a page's own script defines."""

    def __init__(self, script: str) -> None:
        self._script = script
        self._known = dict(_functions(script))

    def body(self, name: str) -> tuple[tuple[str, ...], str] | None:
        """Return a function's parameters and body."""
        return self._known.get(name)

    def address(self, name: str, arguments: list[str]) -> str | None:
        """Return where a call of a function sends its reader, as the function writes it, or None.

        Of several places, the last that depends on the arguments: the others are exceptions.
        """
        known = self._known.get(name)
        if known is None:
            return None
        names, body = known
        values = dict(zip(names, arguments, strict=False))
        whole = list(self._places(body, values))
        fixed = set(self._places(body, dict.fromkeys(values, "\0")))
        varying = [place for place in whole if place not in fixed]
        return next(reversed(varying or whole), None)

    def _places(self, body: str, values: Values) -> Iterator[str]:
        for at in _SENT.finditer(body):
            place = value_of(body[at.end() :], values, f"{body}\n{self._script}")
            if place:
                yield place


def _functions(script: str) -> Iterator[tuple[str, tuple[tuple[str, ...], str]]]:
    for match in _FUNCTION.finditer(script):
        names = tuple(name.strip() for name in match["names"].split(","))
        yield match["name"] or match["given"], (names, _block(script, match.end()))


def _block(script: str, start: int) -> str:
    """Return what stands between a brace, which ends at ``start``, and its match."""
    depth = 1
    for at in range(start, min(len(script), start + _LONGEST_BODY)):
        depth += {"{": 1, "}": -1}.get(script[at], 0)
        if depth == 0:
            return script[start:at]
    return ""


def value_of(expression: str, values: Values, script: str, depth: int = 0) -> str | None:
    """Return the value of the sum of texts that ``expression`` begins with, or None."""
    wrapped = _WRAPPED.match(expression)
    at = wrapped.end() if wrapped else 0
    found = ""
    while piece := _PIECE.match(expression, at):
        value = _piece(piece, values, script, depth)
        if value is None:
            return None
        found += value
        at = piece.end()
        if not expression.startswith("+", at):
            return found
        at += 1
    return None


def _piece(piece: re.Match[str], values: Values, script: str, depth: int) -> str | None:
    if piece["text"] is not None:
        return (
            _filled(piece["text"], values, script, depth)
            if piece["q"] == "`"
            else plain(piece["text"])
        )
    if piece["counted"] is None:
        return _value(piece["wrapped"] or piece["name"], values, script, depth)
    number = _value(piece["counted"], values, script, depth)
    if number is None or not number.isdecimal():
        return None
    return str(int(number) + int(f"{piece['sign']}{piece['by']}"))


def _value(name: str, values: Values, script: str, depth: int) -> str | None:
    if name in values or name.isdecimal():
        return values.get(name, name)
    written = re.search(rf"(?<![\w$.]){re.escape(name)}\s*=(?!=)\s*", script)
    if written is None or depth == _DEEPEST:
        return None
    return value_of(
        script[written.end() : written.end() + _LONGEST_BODY], values, script, depth + 1
    )


def _filled(template: str, values: Values, script: str, depth: int) -> str | None:
    names = set(_IN_TEMPLATE.findall(template))
    known = {name: _value(name, values, script, depth) for name in names}
    if None in known.values():
        return None
    return _IN_TEMPLATE.sub(lambda match: known[match[1]] or "", template)


def plain(text: str) -> str:
    """Return a text of a script without its backslashes."""
    return re.sub(r"\\(.)", r"\1", text)
