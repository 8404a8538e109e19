"""Calls of a script's own functions around a call: what they give to its parameters.

``function list(params) { $.ajax({url: "/list", data: params}) }`` asks for what ``list({cid: 12,
page: 1})`` says, once for each place where it is called.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from crawler.discovery.script_functions import FUNCTION
from crawler.discovery.scripts import CALL, arguments_of, ends_of_blocks
from seeds.whole_numbers import whole_number

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
_NAME = re.compile(r"[\w$]+")
_OPENS, _CLOSES = "([{", ")]}"
_TOKEN = re.compile(r"""(?P<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|(?P<sign>[][(){},])""")


@dataclass(frozen=True, slots=True)
class _Function:
    name: str
    parameters: tuple[str, ...]
    begin: int
    """Where its body begins."""
    end: int
    """Where its body ends; where it begins, if that is too far."""


class Wrappers:
    """The functions of a script, and with what they are called.

    A script is walked through once, however many calls stand in it.
    """

    def __init__(self, script: str) -> None:
        self._script = script
        self._called: dict[str, list[list[str]]] = {}

    def given(self, at: int) -> Iterator[Given]:
        """Yield what the function around a place is given, once for each of its calls."""
        function = self._around(at)
        if function is None or not function.parameters:
            return
        for arguments in self._calls(function.name):
            yield dict(zip(function.parameters, arguments, strict=False))

    def first_number(self, parameter: str, at: int) -> int | None:
        """Return the first number that a parameter is given, of the last function before a place.

        None where there is none that has such a parameter, or none is given.
        """
        functions = self._naming.get(parameter, [])
        before = bisect_right(functions, at, key=lambda function: function.begin)
        if not before:
            return None
        function = functions[before - 1]
        return self._numbers.get((function.name, function.parameters.index(parameter)))

    @cached_property
    def _functions(self) -> list[_Function]:
        ends = ends_of_blocks(self._script)
        return [
            _Function(
                name=found["name"] or found["given"],
                parameters=tuple(_NAME.findall(found["names"])),
                begin=found.end(),
                end=ends.get(found.end(), found.end()),
            )
            for found in FUNCTION.finditer(self._script)
        ]

    @cached_property
    def _naming(self) -> Mapping[str, list[_Function]]:
        """The functions that have a parameter, in the order in which they stand."""
        found: defaultdict[str, list[_Function]] = defaultdict(list)
        for function in self._functions:
            for parameter in dict.fromkeys(function.parameters):
                found[parameter].append(function)
        return found

    @cached_property
    def _numbers(self) -> dict[tuple[str, int], int]:
        """The first number that each function is called with at each place."""
        found: dict[tuple[str, int], int] = {}
        for call in CALL.finditer(self._script):
            written = call["arguments"]
            short = len(written) <= _LONGEST_ARGUMENTS
            for place, argument in enumerate(arguments_of(written) if short else ()):
                if argument is not None and argument.isdecimal():
                    found.setdefault((call["name"], place), whole_number(argument))
        return found

    @cached_property
    def _begins(self) -> list[int]:
        return [function.begin for function in self._functions]

    def _around(self, at: int) -> _Function | None:
        """Return the innermost function whose body holds a place."""
        before = bisect_right(self._begins, at)
        near = reversed(self._functions[max(0, before - _MOST_AROUND) : before])
        return next((function for function in near if at < function.end), None)

    def _calls(self, name: str) -> list[list[str]]:
        """Return the arguments of each call of a function; of too many functions, of none."""
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
