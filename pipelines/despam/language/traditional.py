"""Pages written in Traditional characters: there such forms disguise nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipelines.despam.language.alphabet import HAN, is_han
from pipelines.despam.language.folding import folded_each

LEAST_LINES = 0.5
"""Share of the lines of prose that have Traditional forms, from which the page is written so."""
LEAST_FORMS = 0.08
"""Share of a line's Han characters that have another simplified form: in Traditional prose a third
has, in a simplified sentence with a name in Hong Kong's spelling fewer."""
PROSE = 20
"""Characters from which a line says how it is written."""
_QUOTES = str.maketrans("「」『』", "“”‘’")


def is_traditional(texts: Sequence[str]) -> bool:
    """Tell whether most lines of a page are written in Traditional characters."""
    prose = [text for text in texts if len(text) >= PROSE]
    return bool(prose) and sum(map(_has_forms, prose)) > LEAST_LINES * len(prose)


def simplified(text: str) -> str:
    """Return a text with Traditional forms and their quotation marks replaced; offsets stay."""
    pairs = zip(text, folded_each(text), strict=True)
    return "".join(plain if is_han(own) else own for own, plain in pairs).translate(_QUOTES)


@cache
def _forms() -> frozenset[str]:
    """Return the Han characters that have another simplified form: simplified prose holds none."""
    signs = "".join(chr(at) for a, b in HAN for at in range(ord(a), ord(b) + 1))
    return frozenset(a for a, b in zip(signs, folded_each(signs), strict=True) if a != b)


def _has_forms(text: str) -> bool:
    if _forms().isdisjoint(text):
        return False
    pairs = zip(text, folded_each(text), strict=True)
    forms = [own for own, plain in pairs if own != plain and is_han(own)]
    return bool(forms) and len(forms) > LEAST_FORMS * sum(map(is_han, text))
