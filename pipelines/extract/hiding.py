"""Which ways of hiding text a page uses: by attributes, and by the rules of its own style sheets.

Hidden text is never judged here: pages hide their own metadata (``#BaiduSpider``) and whole
articles that a script shows later, as well as injected spam. What is told is how it is hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from pipelines.document import Element
from pipelines.extract.colors import color_of

NOT_RENDERED = frozenset({"display:none", "visibility:hidden", "hidden"})
"""Ways in which a page also hides text of its own, to show it by script or on paper."""

NO_SIZE = "font-size:0"
WHITE = "white-text"

_RULES: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (kind, word, re.compile(pattern))
    for kind, word, pattern in (
        ("display:none", "display:none", r"display:none"),
        ("visibility:hidden", "visibility:", r"visibility:(?:hidden|collapse)"),
        (
            "off-screen",
            ":-",
            r"(?:left|top|right|margin-left|margin-top):-\d{3,}(?:px|em|pt|%|rem)?",
        ),
        ("text-indent", "text-indent:-", r"text-indent:-\d{3,}"),
        (NO_SIZE, "font-size:", r"font-size:(?:0(?![.\d])|[01](?:\.\d+)?px|0?\.\d+px)"),
        (
            "opacity:0",
            "opacity",
            r"(?<!-)opacity:0(?:\.0\d*)?(?:;|!|$)|filter:alpha\(opacity=0\)",
        ),
        ("clip", "clip", r"clip:rect\(0|clip-path:(?:inset\((?:50|100)%|circle\(0)"),
        ("no-size", "overflow", r"(?:^|;)(?:max-)?(?:height|width):[01](?:\.\d+)?(?:px)?(?:;|!|$)"),
        ("z-index", "z-index:-", r"z-index:-\d"),
    )
)
"""What may hide, each on conditions of its own (``_holds``), and a word that stands in a style that
hides so: most styles have none, and to look for one takes a tenth of the time of a search."""
_SHOWN: Mapping[str, tuple[str, re.Pattern[str]]] = {
    NO_SIZE: (
        "font",
        re.compile(
            r"(?:^|;)font(?:-size:|:[^;]*?)(?:(?:[2-9]|1\d)\d*(?:\.\d+)?(?:px|pt)"
            r"|(?:[1-9]\d*(?:\.\d+)?|0?\.[1-9]\d*)(?:rem|vw)|(?:xx?-)?(?:small|large)|medium)"
        ),
    ),
    "visibility:hidden": ("visible", re.compile(r"visibility:visible")),
    WHITE: ("color", re.compile(r"(?:^|;)color:(?!inherit|unset|currentcolor)")),
}
"""What shows a text again within one that is hidden so, with a word of it: these ways are
inherited, and a child sets its own. A share of a size of nothing (``2em``, ``120%``) is nothing."""
_COLORED = re.compile(r"(?:^|;)color:")
_BARE_HEX = re.compile("^(?=(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$)")
"""Where a colour's ``#`` is missing, as browsers read it in attributes."""
_NEEDS_CLIPPING = re.compile(r"overflow(?:-[xy])?:hidden")
_BACKGROUND = re.compile(r"background(?:-color|-image)?:")
_OFF_SCREEN_NEEDS = re.compile(r"position:(?:absolute|fixed|relative)|margin-")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_CENTERED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_SIMPLE = re.compile(r"[.#][\w-]+$")
_ELEMENT = re.compile(r"(?P<tag>\*|[a-z][a-z0-9]*)?(?P<name>[.#][\w-]+)?")
_TELLING = ("hidden", "collapse", "indent", "opacity", "clip", ":-", ": -", "z-index")
_SMALL = re.compile(r"font-size\s*:\s*(?:0|\.|1[.p\s])")
"""A rule that hides text has one of these words, such a size or no display; most do not."""
_SHEET_CHARACTERS = 30_000
"""Where a style sheet is cut: a rule that hides spam comes along with the spam, in a short one."""

_DISPLAYED = re.compile(
    r"(?:^|;)display:(?!none|inherit|unset|revert)[a-z-]+(?:!important)?(?:;|$)"
)

_REMEMBERED_SHEETS = 256
"""Sheets whose rules are remembered: the pages of a site have theirs in common."""


@lru_cache(maxsize=4096)
def hiding(style: str) -> str | None:
    """Return how a ``style`` attribute hides its text, or None: it is in sight."""
    css = _squeezed(style)
    kind = _hiding(css)
    if kind is None and "color:" in css and _COLORED.search(css) and _is_white(css):
        return WHITE
    return kind


def _squeezed(style: str) -> str:
    return "".join(style.lower().split())


def _hiding(css: str) -> str | None:
    """Return how declarations without white space hide a text, whatever its colour."""
    for kind, word, pattern in _RULES:
        if word in css and pattern.search(css) and _holds(kind, css):
            return kind
    return None


def _is_white(css: str) -> bool:
    """Tell text that is white on the page's own ground; on a coloured one it is a heading."""
    color = color_of(css)
    return color.is_unseen and (color.is_clear or not _BACKGROUND.search(css))


@lru_cache(maxsize=4096)
def read_style(style: str) -> tuple[str | None, bool, bool]:
    """Return how a ``style`` attribute hides its text, and whether it sets it bold, centred."""
    return hiding(style), bool(_BOLD.search(style)), bool(_CENTERED.search(style))


@lru_cache(maxsize=4096)
def within(outer: str | None, style: str) -> str | None:
    """Return how a text is hidden that stands in an element of this style.

    ``outer``: how the element around it is hidden.
    """
    own = hiding(style)
    if outer is None or outer not in _SHOWN:
        return outer or own
    css = _squeezed(style)
    word, pattern = _SHOWN[outer]
    is_shown = word in css and pattern.search(css)
    return own if own or is_shown else outer


@lru_cache(maxsize=1024)
def colored(outer: str | None, value: str) -> str | None:
    """Return how a text is hidden that a ``color`` attribute gives this colour."""
    return within(outer, f"color:{_BARE_HEX.sub('#', value.strip())}")


def has_ground(element: Element) -> bool:
    """Tell whether an element stands on a ground of its own, on which white may be read."""
    while (outer := element.getparent()) is not None:
        style = _squeezed(outer.get("style") or "")
        color = (outer.get("bgcolor") or "").strip().lower()
        painted = outer.get("background") or _BACKGROUND.search(style)
        if painted or (color and hiding(f"color:{_BARE_HEX.sub('#', color)}") is None):
            return True
        element = outer
    return False


def _holds(kind: str, css: str) -> bool:
    """Tell whether a declaration hides in company of the others of its rule."""
    if kind == "no-size":
        return bool(_NEEDS_CLIPPING.search(css))
    if kind == "off-screen":
        return bool(_OFF_SCREEN_NEEDS.search(css))
    return True


@dataclass(frozen=True, slots=True)
class SheetHiding:
    """What a page's style sheets hide, and what they show again."""

    names: Mapping[str, str]
    """The hiding of each ``.class`` and ``#id``, lower case."""
    sized: frozenset[str]
    """Tags, ``.class`` and ``#id`` whose text has a size of its own within a box of size nothing,
    which closes the gaps between boxes that stand side by side."""
    firm: frozenset[str] = frozenset()
    """Those of ``names`` that are hidden by a declaration that is important: no style undoes it."""


def hidden_names(style_sheets: Iterable[str]) -> SheetHiding:
    """Return what the sheets hide; rules for other media (paper, narrow screens) are left out."""
    sheets = [sheet[:_SHEET_CHARACTERS] for sheet in style_sheets]
    names: dict[str, str] = {}
    firm: set[str] = set()
    for of_sheet, firm_by_sheet in map(_hidden_by_sheet, sheets):
        names.update(of_sheet)
        firm |= firm_by_sheet
    nothing = {name for name, kind in names.items() if kind == NO_SIZE}
    sized = chain.from_iterable(map(_sized_by_sheet, sheets if nothing else ()))
    within_those = {inner for outer, inner in sized if not outer or outer in nothing}
    return SheetHiding(names, frozenset(within_those), frozenset(firm))


@lru_cache(maxsize=_REMEMBERED_SHEETS)
def _hidden_by_sheet(sheet: str) -> tuple[Mapping[str, str], frozenset[str]]:
    """Return what a sheet hides, and which of that firmly."""
    found: dict[str, str] = {}
    firm: set[str] = set()
    for rule in filter(_may_hide, _screen_rules(sheet)):
        selectors, _, declarations = rule.partition("{")
        # Not by colour: its ground may be set by another rule.
        kind = _hiding(_squeezed(declarations))
        if kind:
            hidden = _simple_selectors(selectors)
            found.update(dict.fromkeys(hidden, kind))
            firm.update(hidden if "!important" in declarations.replace(" ", "") else ())
    return found, frozenset(firm)


def _may_hide(rule: str) -> bool:
    """Tell a rule that is worth a closer look."""
    if "none" in rule and "display" in rule:
        return True
    for word in _TELLING:
        if word in rule:
            return True
    return "font-size" in rule and _SMALL.search(rule) is not None


@lru_cache(maxsize=_REMEMBERED_SHEETS)
def _sized_by_sheet(sheet: str) -> frozenset[tuple[str, str]]:
    """Return what a sheet gives a size, as ``_sized_selectors`` has it."""
    rules = (rule.partition("{") for rule in _screen_rules(sheet) if "font" in rule)
    return frozenset(
        element
        for selectors, _, declarations in rules
        if within(NO_SIZE, declarations) is None
        for element in _sized_selectors(selectors)
    )


def _displays(style: str) -> bool:
    return _DISPLAYED.search(_squeezed(style)) is not None


class HidingByNames(dict[str, str | None]):
    """How the page's style sheets hide a box, by its ``Box.names``: each is looked up once."""

    def __init__(self, sheets: SheetHiding) -> None:
        """``sheets``: the hiding of ``.class`` and ``#id``."""
        super().__init__()
        self._kinds = {name.removeprefix("."): kind for name, kind in sheets.names.items()}
        self._firm = frozenset(name.removeprefix(".") for name in sheets.firm)

    def styled(self, names: str, style: str | None) -> str | None:
        """Return how a box is hidden that may have a style of its own: a script shows it by that.

        ``.content { display: none }`` and ``<div class="content" style="display: block">``.
        """
        kind = self[names]
        if kind != "display:none" or not style or not _displays(style):
            return kind
        return None if self._firm.isdisjoint(names.split()) else kind

    def __missing__(self, names: str) -> str | None:
        """Work out what is asked for the first time: the first name that is hidden counts."""
        found = (self._kinds[name] for name in names.split() if name in self._kinds)
        kind = self[names] = next(found, None)
        return kind


def _screen_rules(sheet: str) -> Iterator[str]:
    """Yield each rule that stands in no ``@media`` block, in lower case, without its last brace."""
    in_media = False
    for part in _COMMENT.sub("", sheet.lower()).split("}"):
        braces = part.count("{")
        if braces != 1:
            in_media = braces > 1  # else it is the block's own closing brace
        elif not in_media:
            yield part


def _sized_selectors(selectors: str) -> Iterator[tuple[str, str]]:
    """Yield what each of a rule's selectors begins with, empty where it is one, and its elements.

    ``.w > li.a`` is of ``.a`` within ``.w``.
    """
    for part in selectors.replace(">", " ").split(","):
        words = part.split()
        element = _ELEMENT.fullmatch(words[-1]) if words else None
        if element is not None:
            yield words[0] if len(words) > 1 else "", element["name"] or element["tag"]


def _simple_selectors(selectors: str) -> list[str]:
    """Return those of a rule's selectors that are one class or one id."""
    parts = (part.strip() for part in selectors.split(","))
    return [part for part in parts if _SIMPLE.match(part)]
