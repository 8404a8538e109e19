"""Calls of a script's own functions around a call: what they give to its parameters.

``function list(params) { $.ajax({url: "/list", data: params}) }`` asks for what ``list({cid: 12,
page: 1})`` says, once for each place where it is called.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice

from crawler.discovery.scripts import FUNCTION, block_of

Given = Mapping[str, str]
"""What a function's parameters are given, as written: objects, texts, numbers, names."""

_MOST_AROUND = 5
"""Functions before a call that are looked at for the one around it."""
_MOST_WRAPPERS = 20
"""Functions of a page whose calls are looked for."""
_MOST_PLACES = 30
"""Calls of one function: a home page shows the newest of a dozen columns."""
_LONGEST_ARGUMENTS = 2000
"""Characters."""
_OPENS, _CLOSES = "([{", ")]}"
_TOKEN = re.compile(r"""(?P<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|(?P<sign>[][(){},])""")


class Wrappers:
    """The functions of a script, and with what they are called."""

    def __init__(self, script: str) -> None:
        self._script = script
        self._called: dict[str, list[list[str]]] = {}

    def given(self, at: int) -> Iterator[Given]:
        """Yield what the function around a place is given, once for each of its calls."""
        function = self._around(at)
        if function is None:
            return
        names = re.findall(r"[\w$]+", function["names"])
        for arguments in self._calls(function) if names else ():
            yield dict(zip(names, arguments, strict=False))

    @cached_property
    def _functions(self) -> list[re.Match[str]]:
        return list(FUNCTION.finditer(self._script))

    @cached_property
    def _starts(self) -> list[int]:
        return [function.start() for function in self._functions]

    def _around(self, at: int) -> re.Match[str] | None:
        """Return the innermost function whose body holds a place."""
        before = bisect_left(self._starts, at)
        for function in reversed(self._functions[max(0, before - _MOST_AROUND) : before]):
            body = block_of(self._script, function.end())
            if function.end() <= at < function.end() + len(body):
                return function
        return None

    def _calls(self, function: re.Match[str]) -> list[list[str]]:
        """Return the arguments of each call of a function; of too many functions, of none."""
        name = function["name"] or function["given"]
        if name not in self._called and len(self._called) < _MOST_WRAPPERS:
            calls = re.finditer(rf"(?<![\w$]){re.escape(name)}\s*\(", self._script)
            others = (call.end() for call in calls if not self._declares(call.start()))
            found = (_arguments(self._script, start) for start in islice(others, _MOST_PLACES))
            self._called[name] = [arguments for arguments in found if arguments]
        return self._called.get(name, [])

    def _declares(self, at: int) -> bool:
        return self._script[max(0, at - 20) : at].rstrip().endswith("function")


def _arguments(script: str, start: int) -> list[str]:
    """Return the arguments of the call whose bracket ends at ``start``; none, if it has no end."""
    found, depth, begin = [], 0, start
    for token in _TOKEN.finditer(script, start, start + _LONGEST_ARGUMENTS):
        sign = token["sign"]
        if sign is None:
            continue
        if depth == 0 and sign in ",)":
            found.append(script[begin : token.start()].strip())
            begin = token.end()
            if sign == ")":
                return found
        depth += (sign in _OPENS) - (sign in _CLOSES)
    return []
