"""Leave off early where a run cannot be spam, whatever stands around it.

What stands around a run takes longest to look at, and nearly all runs are told as nothing.
"""

from __future__ import annotations

from functools import cache

from pipelines.despam.deciding import SUSPECTED_FROM, confidence, log_odds, probability_of, weights
from pipelines.despam.evidence import Surroundings, own_signs, signs_of_place
from pipelines.despam.islands import Island
from pipelines.despam.reading import Reading

MOST_AROUND = {
    "framed": 1,
    "address": 1,
    "alone": 1,
    "quoted": 1,
    "guard": 2,
    "weak_guard": 3,
    "guarded_article": 1,
    "official": 1,
    "lead": 2,
}
"""How much of each sign that has a weight may stand around a run in sight that is in no link."""
SLACK = 1e-6
"""The same numbers added in another order differ by less."""


def confidence_of(reading: Reading, island: Island, around: Surroundings) -> float:
    """Return the probability that a run is spam; of one that is not suspected, an upper bound."""
    own = own_signs(reading, island, around)
    if around.link is None and around.hidden is None:
        most = probability_of(log_odds(own) + most_around())
        if most < SUSPECTED_FROM - SLACK:
            return most
    return confidence(own | signs_of_place(reading, island, around))


@cache
def most_around() -> float:
    """Return the nats by which what stands around a run may speak for it at most."""
    _, weighed = weights()
    return sum(max(0.0, weighed.get(name, 0.0) * most) for name, most in MOST_AROUND.items())
