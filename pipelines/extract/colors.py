"""Colours of text, as style sheets write them: which cannot be seen on a white page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_DECLARED = re.compile(r"(?:^|;)color:([^;!]*)")
_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_FUNCTION = re.compile(r"(?P<name>rgb|hsl)a?\((?P<values>[^()]*)\)")
_NUMBER = re.compile(r"\d*\.?\d+")
_WHITE, _FULL = 255.0, 1.0
_LEAST_DIFFERENCE = 6.0
"""Of 255: #fafafa on white has a contrast of 1.04 to 1, and nobody reads it."""
_CLEAREST = 0.02
"""Opacity up to which even black is not read: it is #fafafa on white."""


@dataclass(frozen=True, slots=True)
class Color:
    """A colour on white paper."""

    darkest: float = 0.0
    """Its darkest channel, 0 to 255; without a colour, the black of text."""
    opacity: float = _FULL
    """0 to 1."""

    @property
    def is_clear(self) -> bool:
        """Whether nothing of it can be seen on any ground."""
        return self.opacity <= _CLEAREST

    @property
    def is_unseen(self) -> bool:
        """Whether it is as good as white on white."""
        return (_WHITE - self.darkest) * self.opacity < _LEAST_DIFFERENCE


@lru_cache(maxsize=1024)
def color_of(css: str) -> Color:
    """Return the colour that a style gives its text, the last of several.

    ``css``: declarations in lower case, without white space. What is not understood counts as seen.
    """
    declared = _DECLARED.findall(css)
    written = declared[-1] if declared else ""
    if written == "white":
        return Color(_WHITE)
    if written == "transparent":
        return Color(0.0, 0.0)
    if _HEX.fullmatch(written):
        return _of_hex(written[1:])
    function = _FUNCTION.fullmatch(written)
    return Color() if function is None else _of_function(function["name"], function["values"])


def _of_hex(digits: str) -> Color:
    size = 1 if len(digits) <= len("rgba") else 2
    channels = [int(digits[at : at + size] * (2 // size), 16) for at in range(0, len(digits), size)]
    return Color(min(channels[:3]), channels[3] / _WHITE if len(channels) > len("rgb") else _FULL)


def _of_function(name: str, values: str) -> Color:
    """Read ``rgba(255,255,255,.5)``, and ``hsl(0,0%,100%)``, whose last value is its lightness."""
    parts = values.replace("/", ",").split(",")
    if len(parts) not in {3, 4} or not all(_NUMBER.match(part) for part in parts):
        return Color()
    *color, opacity = map(_share, parts if len(parts) > len("rgb") else [*parts, "1"])
    if name == "hsl":
        saturation, lightness = color[1], color[2]
        return Color(_WHITE * (lightness - saturation * min(lightness, 1 - lightness)), opacity)
    return Color(min(color) * (_WHITE if "%" in parts[0] else 1), opacity)


def _share(part: str) -> float:
    """Return a number, of a percentage its share of one."""
    match = _NUMBER.match(part)
    number = float(match[0]) if match else 0.0
    return number / 100 if part.endswith("%") else number
