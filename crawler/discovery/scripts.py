"""What stands in the scripts of a page: its own text, its calls and blocks, as they are written."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

from crawler.discovery.tree import Element

COMMENTS = re.compile(r"/\*.*?\*/|(?<![:'\"\\/])//[^\n]*", re.DOTALL)
"""Of JavaScript; what follows the ``//`` of an address is none."""
CALL = re.compile(r"(?<![\w$.'\"])(?P<name>[A-Za-z_$][\w$]*)\s*\((?P<arguments>[^()]*)\)")
_LINE_COMMENT = re.compile(r"(?<![:'\"\\/])//[^\n]*")
# location.pathname + "?page=": the page's own path, which an address that begins with "?" has.
_OWN_PATH = re.compile(r"""(?:(?:window|document)\.)?\blocation\.pathname\s*\+\s*(["'])\?""")
_BRACE = re.compile(r"[{}]")
_ARGUMENT = re.compile(
    r"""(?!$)\s*(?:(["'])(?P<text>(?:\\.|(?!\1).)*)\1|(?P<word>[^,'"]*))\s*(?:,|$)"""
)
LONGEST_BLOCK = 2000
"""Characters; functions that do no more than turn a page have a tenth."""
# A page is read between the answers of other sites, so what it writes may cost only so much time.
_LONGEST_SCRIPT = 300_000
"""Characters of a page's scripts that are looked at; the shortest, which are its own, first."""
LONGEST_ADDRESS = 2000
"""Characters; of more no server takes one."""


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
    return rf"""{own}\s*=\s*(?P<text>(["'`])[^"'`\s]{{1,{LONGEST_ADDRESS}}}\3)(?!\s*\+)"""


def arguments_of(written: str) -> list[str | None]:
    """Return a call's arguments, quotes taken off; None for what is no text or whole number."""
    return [_argument(match) for match in _ARGUMENT.finditer(written)]


def _argument(match: re.Match[str]) -> str | None:
    if match["text"] is not None:
        return match["text"]
    word = match["word"].strip()
    return word if word.isdecimal() else None


def block_of(script: str, start: int) -> str:
    """Return what stands between a brace, which ends at ``start``, and its match."""
    depth = 1
    for brace in _BRACE.finditer(script, start, start + LONGEST_BLOCK):
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
        elif open_at and brace.end() - (begin := open_at.pop()) <= LONGEST_BLOCK:
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
