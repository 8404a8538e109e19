"""How much like government prose a short text reads."""

from __future__ import annotations

from pipelines.despam.language.alphabet import START, is_han, symbols
from pipelines.despam.language.model import prose_model

DEAREST_NATS = 10.5
"""No single character speaks louder; letters and digits, of which the model knows the kind alone,
speak as loud as that."""


def mean_cost(folded: str) -> float:
    """Return what a character of a folded text costs prose on average, in nats."""
    costs = zip(folded, prose_model().costs(symbols(folded), START), strict=True)
    found = [min(cost, DEAREST_NATS) if is_han(sign) else DEAREST_NATS for sign, cost in costs]
    return sum(found) / max(1, len(found))
