"""The sandbox that a page's scripts run in: QuickJS within WebAssembly, nothing of ours in reach.

Scripts are strangers' work, and some sites are broken into: they have no network, no files, no
clock of ours, so much memory and so much time. The folder ``browser`` is all they see of a browser:
they run in it once, nothing is fetched, and what they ask for and write is noted. An answer is
stood for by a value whose parts are tokens of their names ("ΩidΩ"), so that what a script makes of
an answer tells how each entry is linked. Whatever a page expects and is not there is a value that
takes everything and does nothing. What scripts can do nevertheless (take for ever within one step)
ends with the process they run in (``crawler.scripting.child``).
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import quickjs_rs
from quickjs_rs import JSError, QuickJSError, Runtime, SourceTransform
from wasmtime import Trap, WasmtimeError

_BROWSER = Path(__file__).with_name("browser")
_PARTS = (
    "page",
    "later",
    "clock",
    "answers",
    "absent",
    "days",
    "pagers",
    "notes",
    "location",
    "elements",
    "events",
    "hashes",
    "fields",
    "ajax",
    "jquery",
    "requests",
    "templates",
    "tables",
    "loaders",
    "frameworks",
    "parts",
    "router",
    "react",
    "angular",
    "world",
    "afterwards",
)
"""Of the browser, one scope together: each may use what those before it have set up."""
_MOST_MEMORY = 16 * 1024 * 1024
"""Bytes; the scripts of a page need some three megabytes. What has more can do more between two
looks at the clock, which QuickJS takes every ten thousand steps."""
_MOST_STACK = 160 * 1024
"""Bytes; WebAssembly's own ends soon after."""
_MOST_SECONDS = 2.0
"""Of the wall's clock, for each script of a page; honest ones take some thousandths of it."""
_STARVED_SECONDS = 20.0
"""The same where the machine had so much else to do that the processor was hardly theirs."""
_FAIR_SHARE = 0.5
"""Of the time by the clock that scripts have on the processor, where they are not starved."""
_TOLD = """for (let round = 0; round < 3; round++) {
  __settle();
  for (let step = 0; step < 5; step++) {
    for (let turn = 0; turn < 20; turn++) await null; // what awaits goes on
    __go_on();
  }
}
__told()"""

_PART = r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*|\[[\"']\w+[\"']\])+"
_PLAIN = r"-?\d+|\"[^\"\n]*\"|'[^'\n]*'|\b(?:true|false|null|undefined)\b"
_COMPARED = re.compile(
    rf"(?<![\w$.\])\"'])(?P<part>{_PART})\s*(?P<sign>[=!]==?)\s*(?P<plain>{_PLAIN})(?![\w$.])"
)
_COMPARED_TO = re.compile(
    rf"(?<![\w$.\])\"'+*/-])(?P<plain>{_PLAIN})\s*(?P<sign>[=!]==?)\s*(?P<part>{_PART})(?![\w$.(\[])"
)


class RunAwayError(Exception):
    """A page's scripts took all the time that they may take."""


class SpoiltError(Exception):
    """A page's scripts broke what runs them, or it could not be set up."""


def run(
    scripts: Sequence[str], page: Mapping[str, object], select: Callable[[str], str]
) -> dict[str, object]:
    """Return what a page's scripts ask for, write and open, run one after the other.

    ``page``: what they may know of the page's address and state; ``select`` answers a CSS selector
    with the elements that it means, as JSON.

    Raises:
        RunAwayError: They do not come to an end.
        SpoiltError: Out of memory or stack, a broken browser, no room for the sandbox on the disk.

    """
    clock, processor = time.monotonic(), time.process_time()
    try:
        return _within(scripts, page, select, _MOST_SECONDS)
    except (RunAwayError, SpoiltError):
        waited = time.monotonic() - clock
        if waited < _MOST_SECONDS or time.process_time() - processor > _FAIR_SHARE * waited:
            raise
    return _within(scripts, page, select, _STARVED_SECONDS)


def _within(
    scripts: Sequence[str],
    page: Mapping[str, object],
    select: Callable[[str], str],
    seconds: float,
) -> dict[str, object]:
    browser = _browser()
    try:
        return _run(browser, scripts, page, select, seconds)
    except quickjs_rs.TimeoutError as error:
        raise RunAwayError(str(error)) from error
    except (QuickJSError, Trap, WasmtimeError, OSError, ValueError, TypeError) as error:
        # Values that no border lets through are TypeErrors, what is no JSON ValueErrors.
        said = str(error).partition("\n")[0]
        raise SpoiltError(f"{type(error).__name__}: {said}") from error


def _run(
    browser: str,
    scripts: Iterable[str],
    page: Mapping[str, object],
    select: Callable[[str], str],
    seconds: float,
) -> dict[str, object]:
    with Runtime(memory_limit=_MOST_MEMORY, stack_limit=_MOST_STACK) as runtime:
        context = runtime.new_context(timeout=seconds)
        context.register("__host", select)
        context.eval(f"globalThis.__page = {json.dumps(json.dumps(page))};")
        context.eval(browser, transform_flags=SourceTransform.NONE)
        for script in scripts:
            try:
                # A script's own value may be anything, which no border lets through.
                plain = _told_apart(_as_script(script))
                context.eval(f"{plain}\n;0", transform_flags=SourceTransform.NONE)
            except JSError:
                continue  # as browsers do
        told = asyncio.run(context.eval_async(_TOLD, transform_flags=SourceTransform.NONE))
        found = json.loads(told)
        return found if isinstance(found, dict) else {}


@cache
def _browser() -> str:
    parts = ((_BROWSER / f"{part}.js").read_text(encoding="utf-8") for part in _PARTS)
    return f'(function () {{\n"use strict";\n{"".join(parts)}}})();'


# import React, {useState as s} from "react"; export default App; export const a = 1
_IMPORT = re.compile(
    r"""(?<![^\s;}])import\s?(?:(?P<names>[\w$*{},\s]{1,300}?)from\s?)?["'][^"'\n]{1,300}["'];?"""
)
_EXPORT = re.compile(
    r"""(?<![^\s;}])export\s?(?:(?:default\s)?(?=(?:async\s)?(?:function|class|const|let|var)\b)"""
    r"""|default\b|\{[^{}]{0,300}\}(?:\s?from\s?["'][^"'\n]{1,300}["'])?;?)"""
)
_RENAMED = re.compile(r"([\w$]+)\s+as\s+([\w$]+)")


def _as_script(script: str) -> str:
    """Return a module as a script: what it imports has the names that a page's scripts have."""
    if "import" not in script and "export" not in script:
        return script

    def named(found: re.Match[str]) -> str:
        renamed = _RENAMED.findall((found["names"] or "").replace("*", "Object"))
        return "".join(f"var {name}={own};" for own, name in renamed if name != own)

    return _EXPORT.sub("", _IMPORT.sub(named, script))


def _told_apart(script: str) -> str:
    """Return a script whose comparisons of a part with a plain value can be answered by us."""
    found = _COMPARED.sub(r"__is(\g<part>,'\g<sign>',\g<plain>)", script)
    return _COMPARED_TO.sub(r"__is(\g<part>,'\g<sign>',\g<plain>)", found)
