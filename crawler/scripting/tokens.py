"""Tokens of an answer's parts, as scripts put them into what they make of an entry: ``ΩidΩ``."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

SIGN = "Ω"
TOKEN = re.compile("Ω([^Ω<>\"'\\s]*)Ω")
_JOINT = "ǃ"
_SENT_TOKEN = re.compile(
    f"(?:{SIGN}|%CE%A9)((?:(?!{SIGN}|%CE%A9).){{1,200}})(?:{SIGN}|%CE%A9)", re.I
)
"""The same in an address, where it may be percent-encoded."""


def with_parts(target: str) -> str:
    """Return an address with the parts of an entry in braces; what it sends stays as it is sent."""
    return _SENT_TOKEN.sub(lambda part: f"{{{_path(unquote(part[1]))}}}", target)


def filled_in(address: str) -> str:
    """Return what a script writes, the parts of an entry in braces, as an address spells it."""
    named = TOKEN.sub(lambda part: f"{{{_path(part[1])}}}", html.unescape(address))
    return named.replace(" ", "%20").replace("|", "%7C")


def _path(joined: str) -> str:
    return joined.replace(_JOINT, ".")
