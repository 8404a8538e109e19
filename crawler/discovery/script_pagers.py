"""Pagers that a script writes: the page holds the count and how addresses are made, not the links.

``createPageHTML(10, 0, "index", "html")`` (TRS), ``createPageHTML("page_div", 34, 1, "list",
"shtml")`` (UCAP), ``var countPage = 34`` with file names in the script: which functions and
variables count is knowledge (``seeds/crawling/paging.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from crawler.discovery.anchors import base_of
from crawler.discovery.scripts import COMMENTS
from crawler.discovery.tree import Element
from crawler.discovery.urls import absolute, shape_of
from seeds.crawling.paging import paging_knowledge
from seeds.whole_numbers import whole_number

# A page's file name: base, the number at its end if it has one, extension.
_FILE = re.compile(r"(?P<base>[\w-]*?)(?:_(?P<number>\d+))?\.(?P<ext>\w+)$")
_ARGUMENT = re.compile(r"""\s*(?:(?P<q>["'])(?P<text>.*?)(?P=q)|(?P<word>[^,'"\s]+))\s*(?:,|$)""")
# "index_" + i + ".html", 'list_' + (i - 1), `page_${i}.htm`
_FILE_MADE = re.compile(
    r"""["'`=](?P<base>[\w./-]*?[\w-])(?P<joint>[-_])(?:["']\s*\+\s*(?P<less>\(?\s*\w+\s*-\s*1\b)?|\$\{)"""
)
_EXTENSION_MADE = re.compile(r"""[^"'`;>]{0,20}["'`}]\.(?P<ext>s?html?|jhtml|jsp|php|aspx?)\b""")
# name + "_" + i + "." + ext, with var name = "index", ext = "html"
_NAMES_JOINED = re.compile(
    r"""(?<![\w$.])(?P<base>[A-Za-z_$][\w$]*)\s*\+\s*["'](?P<joint>[-_])["']\s*\+\s*"""
    r"""(?P<number>\(?[\w$]+(?:\s*[-+]\s*1)?\)?)\s*\+\s*(?:["']\.["']\s*\+\s*)?(?P<ext>[A-Za-z_$][\w$]*)"""
)
_NAME_GIVEN = re.compile(
    r"""(?<![\w$.])(?P<name>[A-Za-z_$][\w$]*)\s*=\s*(?P<q>["'])(?P<text>[\w./-]{1,60})(?P=q)"""
)
# Likewise for a query: "?page=" and what follows.
_QUERY_MADE = re.compile(
    r"""[?&](?P<name>\w{0,40}page\w{0,40}|pn?)=["'`]?\s*(?:\+|\$\{)""", re.IGNORECASE
)
# $.ajax({url: "/search/" + channel + "?page=" + n}), $.getJSON("/list?page=" + n)
_ASKS = re.compile(r"\b(?:url\s*:|(?:getJSON|get|post|load|fetch|axios)\s*\()")
_STATEMENT = 300
"""Characters before a query in which its statement begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """What a script says of the list's pages."""

    pages: int
    current: int | None = None
    """The number of this page as the script counts."""
    base: str | None = None
    """The first page's file name without its extension, perhaps with its folder."""
    ext: str | None = None
    joint: str = "_"
    """What stands between base and number."""
    counts_from: int = 0
    """What the first page's number is or would be, where ``current`` does not tell."""


def following(tree: Element, url: str) -> str | None:
    """Return the address that the page's own script would make for the page after this one."""
    script = _scripts_that_count(tree)
    if not script:
        return None
    base = base_of(tree, url)
    for pager in (*_called(script), *_configured(script)):
        return _file_after(pager, script, url, base)
    return _counted(script, url, base)


def _scripts_that_count(tree: Element) -> str:
    """Return the text of a page's own scripts, comments left out, if one may write a pager."""
    knowledge = paging_knowledge()
    written = "\n".join(script for each in tree.iter("script") if (script := each.text))
    lowered = written.lower()
    if not any(name in lowered for name in knowledge.pager_names):
        return ""  # most pages
    calls = (each.call for each in knowledge.configured)
    readable = (knowledge.pager_call, knowledge.page_count, knowledge.row_count, *calls)
    if not any(pattern.search(written) for pattern in readable):
        return ""  # nothing to be read without its comments
    return COMMENTS.sub(" ", written)


# --- calls ----------------------------------------------------------------------------------------


def _called(script: str) -> Iterator[Pager]:
    """Yield the pagers that a known function is called for with their count."""
    for call in paging_knowledge().pager_call.finditer(script):
        if script[: call.start()].rstrip().endswith("function"):
            continue
        arguments = [_resolved(each, script) for each in _ARGUMENT.finditer(call["arguments"])]
        pager = _pager_of(arguments)
        if pager is not None:
            yield pager


def _resolved(argument: re.Match[str], script: str) -> int | str | None:
    """Return a number or text as written or as the variable of that name has it."""
    if argument["text"] is not None:
        return argument["text"]
    word = argument["word"]
    if word.isdecimal():
        return whole_number(word)
    value = re.search(rf"""\b{re.escape(word)}\s*=\s*(?:(\d+)|["']([^"']*)["'])""", script)
    if value is None:
        return None
    return whole_number(value[1]) if value[1] else value[2]


def _pager_of(arguments: list[int | str | None]) -> Pager | None:
    """Read a call's arguments: count, current page, base, extension; an element may come first."""
    in_element = bool(arguments) and isinstance(arguments[0], str)
    rest = arguments[1:] if in_element else arguments
    if not rest or not isinstance(rest[0], int):
        return None
    numbers = [each for each in rest[1:2] if isinstance(each, int)]
    names = [each.removeprefix(".") if at else each for at, each in enumerate(_texts(rest[1:]))]
    return Pager(
        pages=rest[0],
        current=numbers[0] if numbers else None,
        base=names[0] if names else None,
        ext=names[1] if len(names) > 1 else None,
        # An element as first argument is UCAP's manner, which counts from one.
        counts_from=1 if in_element else 0,
    )


def _texts(arguments: list[int | str | None]) -> list[str]:
    return [each for each in arguments if isinstance(each, str) and each]


def _configured(script: str) -> Iterator[Pager]:
    """Yield the pagers that are told a count, and what stands around a page's number."""
    for known in paging_knowledge().configured:
        call = known.call.search(script)
        if call is None:
            continue
        parts = (known.count, known.before, known.after)
        count, before, after = (part.search(script, call.end()) for part in parts)
        if count and before and after:
            yield Pager(
                pages=whole_number(count["number"]),
                base=before["text"],
                ext=after["text"].removeprefix("."),
                counts_from=known.first,
            )


# --- counts ---------------------------------------------------------------------------------------


def _counted(script: str, url: str, base: str) -> str | None:
    """Go by a count in a variable, where the script also shows how addresses are made."""
    told = _pages_told(script)
    if told is None:
        return _by_rows(script, url)
    pages, counts_from_nought = told
    current = paging_knowledge().current_page.search(script)
    script = _with_names(script)
    made = _FILE_MADE.search(script)
    ext = _EXTENSION_MADE.match(script, made.end()) if made else None
    from_nought = counts_from_nought or (made is not None and bool(made["less"]))
    pager = Pager(
        pages=pages,
        current=whole_number(current["number"]) if current else None,
        base=made["base"] if made else None,
        ext=ext["ext"] if ext else None,
        joint=made["joint"] if made else "_",
        counts_from=0 if from_nought else 1,
    )
    # What is asked for by a query has no files for its pages (TRS WAS, which counts alike).
    if made is not None or (counts_from_nought and not urlsplit(url).query):
        return _file_after(pager, script, url, base)
    query = _own_query(script)
    return _query_after(pager, query["name"], url) if query else None


def _pages_told(script: str) -> tuple[int, bool] | None:
    """Return how many pages a variable says there are, and whether the first has number 0."""
    count = paging_knowledge().page_count.search(script)
    if count is not None:
        return whole_number(count["pages"]), count["from_nought"] is not None
    rows, pages = _rows_told(script)
    return (pages, True) if rows is not None and rows["from_nought"] and pages else None


def _rows_told(script: str) -> tuple[re.Match[str] | None, int]:
    """Return what says how many rows there are, and how many pages they fill; 0: not known."""
    knowledge = paging_knowledge()
    rows, size = knowledge.row_count.search(script), knowledge.page_size.search(script)
    if rows is None or size is None or not whole_number(size["number"]):
        return None, 0
    return rows, -(-whole_number(rows["number"]) // whole_number(size["number"]))


def _by_rows(script: str, url: str) -> str | None:
    """Go by the number of rows and of rows a page, as plugins are told them (layui's laypage)."""
    rows, pages = _rows_told(script)
    query = _own_query(script)
    if rows is None or query is None:
        return None
    return _query_after(Pager(pages=pages), query["name"], url)


def _with_names(script: str) -> str:
    """Return a script with the texts of variables where it makes a file's name of them."""
    given = {each["name"]: each["text"] for each in reversed([*_NAME_GIVEN.finditer(script)])}

    def filled(made: re.Match[str]) -> str:
        base, ext = given.get(made["base"]), given.get(made["ext"])
        if base is None or ext is None:
            return made.group()
        return f'"{base}{made["joint"]}" + {made["number"]} + ".{ext.removeprefix(".")}"'

    return _NAMES_JOINED.sub(filled, script)


def _own_query(script: str) -> re.Match[str] | None:
    """Return where a script makes a query of a page's address, not of a call for its rows."""
    return next(
        (made for made in _QUERY_MADE.finditer(script) if not _ASKS.search(script, *_before(made))),
        None,
    )


def _before(made: re.Match[str]) -> tuple[int, int]:
    """Return the span of a script from which the statement is seen that a query is made in."""
    text, start = made.string, made.start()
    first = max(0, start - _STATEMENT)
    return max(first, *(text.rfind(mark, first, start) + 1 for mark in ";{}")), start


def _query_after(pager: Pager, name: str, url: str) -> str | None:
    written = re.search(rf"[?&]{re.escape(name)}=(\d+)", shape_of(url), re.IGNORECASE)
    current = whole_number(written[1]) if written else 1
    if current >= pager.pages:
        return None
    if written:
        pattern = rf"(?<=[?&])({re.escape(name)})=\d+"
        return re.sub(pattern, rf"\g<1>={current + 1}", url, count=1, flags=re.IGNORECASE)
    return f"{url}{'&' if urlsplit(url).query else '?'}{urlencode({name: current + 1})}"


# --- file names -----------------------------------------------------------------------------------


def _file_after(pager: Pager, script: str, url: str, base_url: str) -> str | None:
    """Return the address of the file after this page's, or None after the last."""
    stem, number, own_ext = _own_file(pager, url)
    ext = pager.ext or own_ext or _extension(script, stem)
    if number is None:
        first = pager.current if pager.current in {0, 1} else pager.counts_from
        number = first
    else:
        first = pager.counts_from
    if number >= pager.pages - 1 + first:
        return None
    return absolute(base_url, f"{pager.base or stem}{pager.joint}{number + 1}.{ext}")


def _own_file(pager: Pager, url: str) -> tuple[str, int | None, str | None]:
    """Return base name, page number (None: the first page's) and extension of this page's file."""
    name = urlsplit(url).path.rpartition("/")[2]
    if pager.base is not None:
        stem = pager.base.rpartition("/")[2]
        numbered = re.fullmatch(rf"{re.escape(stem)}{pager.joint}(\d+)\.(\w+)", name)
        if numbered:
            return stem, whole_number(numbered[1]), numbered[2]
        return stem, None, name.rpartition(".")[2] if "." in name else None
    file = _FILE.fullmatch(name)
    if file is None:
        return "index", None, None
    number = whole_number(file["number"]) if file["number"] else None
    if number is not None and pager.current is not None and pager.current != number:
        return name.rpartition(".")[0], None, file["ext"]  # the number is the column's
    return file["base"], number, file["ext"]


def _extension(script: str, base: str) -> str:
    """Return the file names' extension as a folder's own script writes it: ``index.shtml``."""
    named = re.search(
        rf"\b{re.escape(base)}(?:_\d+)?\.(\w+)|_\D{{1,40}}[\"'`}}]\.?(s?html?)\b", script
    )
    return (named[1] or named[2]) if named else "html"
