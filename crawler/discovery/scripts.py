"""The little of JavaScript that pages make addresses with: texts, numbers and names put together.

Nothing is run: what is not a plain sum of texts, numbers, arguments and variables whose
value is written has none.
"""

from __future__ import annotations

import json
import operator
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice

from crawler.discovery.tree import Element
from seeds.whole_numbers import whole_number

COMMENTS = re.compile(r"/\*.*?\*/|(?<![:'\"\\/])//[^\n]*", re.DOTALL)
"""Of JavaScript; what follows the ``//`` of an address is none."""
CALL = re.compile(r"(?<![\w$.'\"])(?P<name>[A-Za-z_$][\w$]*)\s*\((?P<arguments>[^()]*)\)")
_LINE_COMMENT = re.compile(r"(?<![:'\"\\/])//[^\n]*")
# location.pathname + "?page=": the page's own path, which an address that begins with "?" has.
_OWN_PATH = re.compile(r"""(?:(?:window|document)\.)?\blocation\.pathname\s*\+\s*(["'])\?""")
_BRACE = re.compile(r"[{}]")
FUNCTION = re.compile(
    r"(?:\bfunction\s+(?P<name>[\w$]+)|(?<![\w$])(?P<given>[\w$]+)\s*[:=]\s*function)\s*\((?P<names>[^()]*)\)\s*\{"
)
_LONGEST_BODY = 2000
"""Characters; functions that do no more than turn a page have a tenth."""
_ASSIGNED = re.compile(r"(?:(?<![\w$.])|\bwindow\.)(?P<name>[\w$]+)\s*=(?!=)\s*")
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
_WRAPPED = re.compile(r"(?:encodeURI|encodeURIComponent|String)\s*\(\s*")
_PIECE = re.compile(
    r"""\s*(?:(?P<q>["'`])(?P<text>(?:\\.|(?!(?P=q))[^\\\n])*)(?P=q)"""
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
_ENDS = re.compile(r"\s*(?:[;,)}\]:\n]|$)")
"""What stands behind a whole expression; the end of the line is one."""
_IN_TEMPLATE = re.compile(r"\$\{\s*([\w$]+)\s*\}")
_ARGUMENT = re.compile(
    r"""(?!$)\s*(?:(["'])(?P<text>(?:\\.|(?!\1).)*)\1|(?P<word>[^,'"]*))\s*(?:,|$)"""
)
_DEEPEST = 3
"""Variables within variables."""

# A page is read between the answers of other sites, so what it writes may cost only so much time.
_LONGEST_SCRIPT = 300_000
"""Characters of a page's scripts that are looked at; the shortest, which are its own, first."""
_MOST_FUNCTIONS = 500
"""Functions of a page that are looked into."""
_MOST_TERMS = 20
"""Of one sum."""
_LONGEST_VALUE = 2000
"""Characters; addresses of more no server takes."""
_MOST_SUMS = 10_000
"""Of one page: a list of 500 rows needs some 2,000."""

Values = Mapping[str, str | None]
"""Of a function's parameters; None is a value that is not known."""


def own_script(tree: Element) -> str:
    """Return the text of a page's own scripts, comments left out."""
    written = [script for each in tree.iter("script") if (script := each.text)]
    room = _LONGEST_SCRIPT
    kept = dict.fromkeys(range(len(written)), "")
    for at in sorted(kept, key=lambda at: len(written[at])):
        kept[at] = written[at][:room]
        room -= len(kept[at])
    return _uncommented("\n".join(kept.values()))


def _uncommented(script: str) -> str:
    """Return a script without its comments; none opens behind the last end of one."""
    end = script.rfind("*/") + 2
    plain_script = COMMENTS.sub(" ", script[:end]) + _LINE_COMMENT.sub(" ", script[end:])
    return _OWN_PATH.sub(r"\1?", plain_script)


# $.ajax({url: address}), $.getJSON(address, …), with: address = "/list?page=1"
_BY_NAME = re.compile(
    r"""(?P<before>\b(?:getJSON|get|post|fetch)\s*\(\s*|\burl\s*:\s*)(?P<name>[A-Za-z_$][\w$]*)(?=\s*[,)}\n])"""
)
_MOST_NAMES = 100
"""Calls of one page whose address is looked up."""


def with_addresses(script: str) -> str:
    """Return a script with its calls' addresses for their names: the last given before a call."""
    called = {each["name"] for each in islice(_BY_NAME.finditer(script), _MOST_NAMES)}
    given: defaultdict[str, list[re.Match[str]]] = defaultdict(list)
    for each in re.finditer(_given_to(sorted(called)), script) if called else ():
        given[each["name"]].append(each)

    def address(call: re.Match[str]) -> str:
        texts = (each for each in reversed(given[call["name"]]) if each.end() <= call.start())
        return str(call["before"]) + next((each["text"] for each in texts), call["name"])

    return _BY_NAME.sub(address, script, count=_MOST_NAMES) if given else script


def _given_to(names: Iterable[str]) -> str:
    """Return a pattern of the texts, as long as addresses are at most, that names are given."""
    own = rf"(?<![\w$.])(?P<name>{'|'.join(map(re.escape, names))})"
    return rf"""{own}\s*=\s*(?P<text>(["'`])[^"'`\s]{{1,{_LONGEST_VALUE}}}\3)(?!\s*\+)"""


def arguments_of(written: str) -> list[str | None]:
    """Return a call's arguments, quotes taken off; None for what is no text or whole number."""
    return [_argument(match) for match in _ARGUMENT.finditer(written)]


def _argument(match: re.Match[str]) -> str | None:
    if match["text"] is not None:
        return match["text"]
    word = match["word"].strip()
    return word if word.isdecimal() else None


class Variables:
    """What a script assigns, each name's first value, and the sums that are made of it."""

    def __init__(self, script: str) -> None:
        self.sums = 0
        """Computed so far; after ``_MOST_SUMS`` none has a value."""
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
            expression = None if start is None else self._script[start : start + _LONGEST_BODY]
            self._values[key] = _Sums(self).value_of(expression, depth + 1) if expression else None
        return self._values[key]


def _first_assignments(script: str) -> dict[str, int]:
    """Return where the first value of each name begins."""
    found: dict[str, int] = {}
    for match in _ASSIGNED.finditer(script):
        found.setdefault(match["name"], match.end())
    return found


class _Sums:
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
        for _ in range(_MOST_TERMS if self._variables.sums <= _MOST_SUMS else 0):
            piece = _PIECE.match(expression, at)
            value = self._piece(piece, depth) if piece else None
            if piece is None or value is None:
                break
            found, at = found + value, piece.end()
            if len(found) > _LONGEST_VALUE:
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
    value, end = _Sums(variables).read(expression)
    return value if not expression[end:].strip(" )") else None


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

    def _address(self, name: str, arguments: list[str | None]) -> str | None:
        known = self.body(name)
        if known is None or self.sums > _MOST_SUMS:
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
        sums = _Sums(self._variables, values, body)
        for at in _SENT.finditer(body):
            place = sums.chosen(body[at.end() :])
            if place:
                yield place


def block_of(script: str, start: int) -> str:
    """Return what stands between a brace, which ends at ``start``, and its match."""
    depth = 1
    for brace in _BRACE.finditer(script, start, start + _LONGEST_BODY):
        depth += 1 if brace.group() == "{" else -1
        if depth == 0:
            return script[start : brace.start()]
    return ""


def ends_of_blocks(script: str) -> dict[int, int]:
    """Return where each block of a script ends, by where what stands in it begins.

    The same blocks as ``block_of`` finds one by one.
    """
    ends: dict[int, int] = {}
    open_at: list[int] = []
    for brace in _BRACE.finditer(script):
        if brace.group() == "{":
            open_at.append(brace.end())
        elif open_at and brace.end() - (begin := open_at.pop()) <= _LONGEST_BODY:
            ends[begin] = brace.start()
    return ends


def text_of(written: str, quote: str) -> str:
    """Return the value of a text as JSON writes it; of others' only the backslashes go."""
    if quote != '"' or "\\" not in written:
        return plain(written)
    try:
        return str(json.loads(f'"{written}"'))
    except ValueError:
        return plain(written)


def plain(text: str) -> str:
    """Return a text of a script without its backslashes."""
    return re.sub(r"\\(.)", r"\1", text)
