"""The functions that a page's own script defines, and where a call of one sends its reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.discovery.script_sums import MOST_SUMS, Sums, Values, Variables
from crawler.discovery.scripts import block_of

FUNCTION = re.compile(
    r"(?:\bfunction\s+(?P<name>[\w$]+)|(?<![\w$])(?P<given>[\w$]+)\s*[:=]\s*function)\s*\((?P<names>[^()]*)\)\s*\{"
)
# A frame's place: document.getElementById("rightframe").src = "…", mainFrame.src = "…",
# $("#iframe").attr("src", "…"). What else has a source is a picture or a script. Bounded, or a long
# name would be read from each of its letters.
FRAME_SENT = (
    r"""(?:getElementById\(\s*["'][\w-]{0,40}?(?i:frame)[\w-]{0,40}["']\s*\)"""
    r"""|(?<![\w$])[\w$]{0,40}?(?i:frame)[\w$]{0,40})\.src\s*=(?!=)"""
    r"""|\(\s*["'][^"'\n]{0,60}?(?i:frame)[^"'\n]{0,60}["']\s*\)\.(?:attr|prop)\(\s*["']src["']\s*,"""
)
"""What stands before the address that a script shows in a frame."""
_SENT = re.compile(
    r"(?:\blocation(?:\.href)?\s*=(?!=)|\blocation\.(?:assign|replace)\s*\(|(?:(?<![\w$.])|\bwindow\.)open\s*\("
    rf"|{FRAME_SENT})\s*"
)
_MOST_FUNCTIONS = 500
"""Functions of a page that are looked into."""


class Functions:
    """The functions that a page's own script defines."""

    def __init__(self, script: str) -> None:
        self.script = script
        self._variables = Variables(script)
        self._found = {at["name"] or at["given"]: at for at in FUNCTION.finditer(script)}
        self._bodies: dict[str, tuple[tuple[str, ...], str]] = {}
        self._fixed: dict[str, set[str]] = {}
        self._answers: dict[tuple[str, tuple[str | None, ...]], str | None] = {}

    @property
    def sums(self) -> int:
        """How many sums have been computed."""
        return self._variables.sums

    def body(self, name: str) -> tuple[tuple[str, ...], str] | None:
        """Return a function's parameters and body."""
        found = self._found.get(name)
        if found is None or (name not in self._bodies and len(self._bodies) >= _MOST_FUNCTIONS):
            return None
        if name not in self._bodies:
            parameters = tuple(re.findall(r"[\w$]+", found["names"]))
            self._bodies[name] = parameters, block_of(self.script, found.end())
        return self._bodies[name]

    def address(self, name: str, arguments: list[str | None]) -> str | None:
        """Return where a call of a function sends its reader, as the function writes it, or None.

        Of several places, the last that depends on the arguments: the others are exceptions, and
        say nothing of a call whose arguments are not known, nor where a place cannot be computed.
        """
        key = name, tuple(arguments)
        if key not in self._answers:
            self._answers[key] = self._address(name, arguments)
        return self._answers[key]

    def sent(self, code: str) -> str | None:
        """Return where a piece of code, such as a click's, sends its reader by itself, or None."""
        if self.sums > MOST_SUMS:
            return None
        return next(reversed(list(self._places(code, {}))), None)

    def _address(self, name: str, arguments: list[str | None]) -> str | None:
        known = self.body(name)
        if known is None or self.sums > MOST_SUMS:
            return None
        names, body = known
        values = {**dict.fromkeys(names), **dict(zip(names, arguments, strict=False))}
        whole = list(self._places(body, values))
        if name not in self._fixed:
            self._fixed[name] = set(self._places(body, dict.fromkeys(names, "\0")))
        varying = [place for place in whole if place not in self._fixed[name]]
        sent = len(_SENT.findall(body))
        if not varying and sent > 1 and (None in values.values() or len(whole) < sent):
            return None
        return next(reversed(varying or whole), None)

    def _places(self, body: str, values: Values) -> Iterator[str]:
        sums = Sums(self._variables, values, body)
        for at in _SENT.finditer(body):
            place = sums.chosen(body[at.end() :])
            if place:
                yield place
