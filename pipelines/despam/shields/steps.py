"""Steps of a procedure, joined by arrows: 注册账户→上传营业执照→绑定对公账户→上线.

Arrows stand beside spam as well, but they then frame it, or part pieces of it alone. In a row of
steps they stand where commas would: what takes pieces of two neighbouring steps is none that was
put in, nor is a whole step that names no site and no entrance. Several whole steps in a row may
register, log in and download: that is what procedures do.
"""

from __future__ import annotations

import re
from collections.abc import Set

from pipelines.despam.cutting import Cut
from pipelines.despam.language.folding import folded_each
from pipelines.despam.page.proof import words_in
from pipelines.despam.runs.evidence import CALLS
from pipelines.despam.runs.service import is_of_service

ARROWS = frozenset("→➔➜➝➞⇒➡")
_ARROW = re.compile(f"[{''.join(sorted(ARROWS))}]")
LEAST_ARROWS = 3
"""Arrows of a line from which it joins steps; those inside the cut, or right beside it, are too few
by themselves."""
_OF_SITES = CALLS | {"brand", "contact", "address", "play", "porn", "kind_strong"}
"""Classes of words that no step of an official procedure holds."""
_OF_GOODS = (_OF_SITES - CALLS) | {"kind", "game"}
"""The same of several steps in a row; without any of these spam has nothing to offer."""
LEAST_STEP = 3.5
"""Characters of such a step, in the mean: names of sites and 官网 are shorter. So are steps of
words of public service (登录→注册→实名认证), and menus of its apps (微信→我→服务)."""
_END = re.compile("[。！？!?；;\n]")


def is_of_steps(text: str, cut: Cut) -> bool:
    """Tell whether a cut takes steps of a procedure, or pieces of them."""
    inside = _arrows(text[cut.start : cut.end])
    outside = _arrows(text[: cut.start]) + _arrows(text[cut.end :])
    if inside + outside < LEAST_ARROWS:
        return False
    first, last = _beside(text, cut)
    if inside and first and last:
        return _are_steps(text[cut.start : cut.end])
    if inside:
        return outside > 0 or _are_steps(_row(text, cut))
    return outside > 0 and first and last and _names_none(_OF_SITES, text[cut.start : cut.end])


def _row(text: str, cut: Cut) -> str:
    """Return a cut with the whole of the steps of which it takes pieces."""
    first = max((m.end() for m in _END.finditer(text, 0, cut.start)), default=0)
    last = _END.search(text, cut.end)
    return text[first : last.start() if last else len(text)]


def _are_steps(row: str) -> bool:
    steps = [step for step in _ARROW.split(row) if step]
    is_told = sum(map(len, steps)) >= LEAST_STEP * len(steps)
    strange = [step for step in steps if not is_of_service(step)]
    is_plain = all(len(step) >= LEAST_STEP for step in strange)
    return not strange or ((is_told or is_plain) and _names_none(_OF_GOODS, row))


def _arrows(text: str) -> int:
    return sum(map(text.count, ARROWS))


def _beside(text: str, cut: Cut) -> tuple[bool, bool]:
    """Tell of each end of a cut whether an arrow, or no letter at all, stands there."""
    ends = (text[cut.start - 1 : cut.start] or " ", text[cut.start])
    lasts = (text[cut.end - 1], text[cut.end : cut.end + 1] or " ")
    return any(map(_is_border, ends)), any(map(_is_border, lasts))


def _is_border(sign: str) -> bool:
    return sign in ARROWS or not sign.isalnum()


def _names_none(kinds: Set[str], piece: str) -> bool:
    return not any(word.kind in kinds for _, word in words_in(folded_each(piece)))
