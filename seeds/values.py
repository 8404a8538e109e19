"""How each kind of catalogue value is read: one function a kind, value in, clean value out.

A reader raises ``ValueProblem`` with what is wrong and how to cure it; ``seeds.schema`` adds the
file, the site and the key.
"""

from __future__ import annotations

import math
import re
import reprlib
import warnings
from collections.abc import Callable
from typing import Any

from seeds.addresses import host_of, is_domain

Reader = Callable[[object], Any]
SelectorCheck = Callable[[str], str | None]
"""Takes a CSS or XPath selector; returns what is wrong with it, or None."""

LEVELS = ("national", "province", "prefecture", "county", "town", "department", "media")
# GB/T 2260: six digits, of which the first two are one of the 34 provincial-level divisions:
# north, north-east, east, centre and south, south-west, north-west, Taiwan, Hong Kong and Macao.
_REGION_CODE = re.compile(r"(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])[0-9]{4}")
_SHORTENED = reprlib.Repr()
_SHORTENED.maxstring = _SHORTENED.maxother = 60
_LONGEST_ID = 64
_LONGEST_DELAY_SECONDS = 3600
_MOST_PAGES = 10_000_000


class ValueProblem(Exception):  # noqa: N818 - it never leaves seeds; CatalogueError does
    """What is wrong with one value, and the cure."""

    def __init__(self, problem: str, cure: str) -> None:
        """Keep both for the message that names file, site and key."""
        super().__init__(problem)
        self.problem = problem
        self.cure = cure


def shown(value: object) -> str:
    """Return ``value`` as a message may quote it: short and on one line."""
    try:
        return _SHORTENED.repr(value)
    except ValueError:  # an integer with more digits than Python writes out (0xFFF... can be one)
        return "a huge number"


def _typed(value: object, kind: type, example: str) -> Any:  # noqa: ANN401 - it is of ``kind``
    # bool is a subclass of int, but `max_pages = true` is a mistake.
    if isinstance(value, kind) and isinstance(value, bool) == (kind is bool):
        return value
    names = {str: "a string", bool: "true or false", int: "a whole number", list: "a list"}
    wanted = names.get(kind, "a table")
    raise ValueProblem(f"is {_kind_of(value)}, not {wanted}", f"write {example}")


def _kind_of(value: object) -> str:
    names = {
        str: "a string",
        bool: "a truth value",
        int: "a number",
        float: "a number",
        list: "a list",
    }
    name = "a table" if isinstance(value, dict) else names.get(type(value), "a date or time")
    return f"{name} ({shown(value)})"


def flag(value: object) -> bool:
    """Read ``true`` or ``false``."""
    return bool(_typed(value, bool, "true or false, without quotes"))


def table(value: object) -> dict[str, object]:
    """Read a TOML table."""
    return dict(_typed(value, dict, "it as a table, such as [site.selectors]"))


def text(value: object) -> str:
    """Read a string that is not blank, without the white space around it."""
    written = str(_typed(value, str, 'it in quotes, such as "红安网"')).strip()
    if not written:
        raise ValueProblem("is empty", "fill it in, or leave the key out if it is optional")
    if not written.isprintable():
        raise ValueProblem("holds line breaks or control characters", "write it on one line")
    return written


def site_id(value: object) -> str:
    """Read a site id: lower-case letters, digits and hyphens."""
    written = text(value)
    if not re.fullmatch(r"[a-z0-9-]+", written):
        raise ValueProblem(
            f"is {shown(written)}", "use only the characters a-z, 0-9 and - (such as redhongan)"
        )
    if len(written) > _LONGEST_ID:
        raise ValueProblem(f"is {len(written)} characters long", f"use at most {_LONGEST_ID}")
    return written


def delay(value: object) -> float:
    """Read a number of seconds between 0 and an hour."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueProblem(f"is {_kind_of(value)}, not a number", "write seconds, such as 1.0")
    if math.isnan(value) or not 0 <= value <= _LONGEST_DELAY_SECONDS:
        raise ValueProblem(
            f"is {shown(value)}", f"write seconds between 0 and {_LONGEST_DELAY_SECONDS}"
        )
    return float(value)


def page_bound(value: object) -> int:
    """Read a number of pages; 0 means no bound."""
    pages = int(_typed(value, int, "a whole number, such as 0 for no bound"))
    if not 0 <= pages <= _MOST_PAGES:
        raise ValueProblem(f"is {shown(pages)}", f"write 0 (no bound) to {_MOST_PAGES}")
    return pages


def region(value: object) -> str:
    """Read a region as its names from the province down, with ``/`` between."""
    written = text(value)
    if any(not part.strip() or part != part.strip() for part in written.split("/")):
        raise ValueProblem(f"is {shown(written)}", "write it like 湖北省/黄冈市/红安县")
    return written


def region_code(value: object) -> str:
    """Read a six-digit code of GB/T 2260."""
    if isinstance(value, int) and not isinstance(value, bool):
        raise ValueProblem("is a number", f'put it in quotes: "{shown(value)}"')
    written = text(value)
    if not _REGION_CODE.fullmatch(written):
        raise ValueProblem(
            f"is {shown(written)}, not six digits that begin with a province's two",
            "look it up in GB/T 2260, such as 421122 for 红安县",
        )
    return written


def level(value: object) -> str:
    """Read one of ``LEVELS``."""
    written = text(value)
    if written not in LEVELS:
        raise ValueProblem(f"is {shown(written)}", f"write one of {', '.join(LEVELS)}")
    return written


def url(value: object) -> str:
    """Read an http or https address with a host."""
    written = text(value)
    try:
        host_of(written)
    except ValueError as problem:
        cure = "write the whole address, such as http://www.redhongan.com/"
        raise ValueProblem(f"is no usable URL ({shown(written)}: {problem})", cure) from None
    return written


def domain(value: object) -> str:
    """Read a host name, with a port or without."""
    written = text(value).lower()
    if not is_domain(written):
        cure = "write the bare host name, such as redhongan.com, without http:// and path"
        raise ValueProblem(f"is no domain ({shown(written)})", cure)
    return written


def pattern(value: object) -> str:
    """Read a regular expression that Python compiles without complaint."""
    written = str(_typed(value, str, r"it in single quotes, such as '/list_\d+\.html$'"))
    if not written:
        raise ValueProblem("is an empty regular expression", "it would match every URL: drop it")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(written)
    except (re.error, OverflowError, RecursionError, Warning) as error:
        raise ValueProblem(
            f"is a bad regular expression ({shown(written)}: {error})",
            "use the syntax of Python's re module, in single quotes",
        ) from None
    return written


def selector(check: SelectorCheck | None) -> Reader:
    """Return the reader of one selector; an empty one means the general way."""

    def read(value: object) -> str:
        written = str(_typed(value, str, 'a selector in quotes, such as "h1"')).strip()
        problem = check(written) if check and written else None
        if problem:
            raise ValueProblem(
                f"is a bad selector ({shown(written)}: {problem})",
                "write CSS, or XPath that begins with / or .",
            )
        return written

    return read


def list_of(read: Reader, *, filled: bool = False) -> Reader:
    """Return the reader of a list of what ``read`` reads, as a tuple; ``filled``: at least one."""

    def read_list(value: object) -> tuple[Any, ...]:
        items = _typed(value, list, 'a list, such as ["..."]')
        if filled and not items:
            raise ValueProblem("is an empty list", "give at least one")
        values = tuple(read(item) for item in items)
        for item in values:
            if values.count(item) > 1:
                raise ValueProblem(f"has {shown(item)} twice", "keep it once")
        return values

    return read_list


def given(read: Reader) -> Reader:
    """Return ``read``, refusing what it reads as empty."""

    def read_given(value: object) -> Any:  # noqa: ANN401 - whatever ``read`` returns
        result = read(value)
        if not result:
            raise ValueProblem("has an empty entry", "drop it")
        return result

    return read_given
