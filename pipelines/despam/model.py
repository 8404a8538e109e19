"""The character trigram model of government prose: how surprising a text is, by character.

The file ``seeds/vocabulary/government_prose.gz`` is made by ``pipelines.despam.train`` and holds,
for each context of zero, one and two symbols, what falling back from it costs, the symbols that
followed it, and their costs. A cost is minus the natural logarithm of a probability, kept in
sixteenths of a nat. A symbol that was never seen after a context falls back to the shorter one
(Witten and Bell, The zero-frequency problem, 1991).
"""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files
from itertools import accumulate

from pipelines.despam.alphabet import START

STEPS_PER_NAT = 16
"""Resolution of stored costs: one byte holds up to 15.9 nats."""
UNKNOWN_NATS = 13.0
"""Cost of a symbol that the training text does not hold: rarer than one in 400,000."""

FILE_NAME = "government_prose.gz"

Followers = tuple[str, bytes]
"""The symbols seen after one context; the cost of falling back, then theirs in the same order."""


class ProseModel:
    """Costs of symbols after up to two symbols of context.

    ``contexts`` and ``followers`` stand side by side; ``costs`` are the bytes of all followers.
    """

    def __init__(self, contexts: list[str], followers: list[str], costs: bytes) -> None:
        self._index = dict(zip(contexts, range(len(contexts)), strict=True))
        self._followers = followers
        self._offsets = list(accumulate((len(symbols) + 1 for symbols in followers), initial=0))
        self._costs = costs

    def cost(self, context: str, symbol: str) -> float:
        """Return the cost of ``symbol`` after ``context`` (its last two symbols count), in nats."""
        price = 0.0
        for length in range(min(2, len(context)), -1, -1):
            index = self._index.get(context[len(context) - length :])
            if index is not None:
                position = self._followers[index].find(symbol)
                offset = self._offsets[index]
                if position >= 0:
                    return price + self._costs[offset + 1 + position] / STEPS_PER_NAT
                price += self._costs[offset] / STEPS_PER_NAT
        return UNKNOWN_NATS

    def alone(self, symbol: str) -> float:
        """Return the cost of a symbol of which nothing is known that stands before it, in nats."""
        return self.cost("", symbol)

    def has_pair(self, pair: str) -> bool:
        """Tell whether the training text holds this pair of symbols often enough."""
        index = self._index.get(pair[0])
        return index is not None and pair[1] in self._followers[index]

    def costs(self, symbols: str, before: str = START) -> list[float]:
        """Return the cost of each symbol of a text that follows ``before``."""
        padded = before + symbols
        shift = len(before)
        return [
            self.cost(padded[max(0, at - 2) : at], padded[at]) for at in range(shift, len(padded))
        ]


def pack(followers: dict[str, Followers]) -> bytes:
    """Return the model's file: contexts, followers and costs, compressed."""
    contexts = sorted(followers, key=lambda context: (len(context), context))
    head = "\n".join(contexts) + "\0" + "\n".join(followers[c][0] for c in contexts)
    text = head.encode()
    costs = b"".join(followers[c][1] for c in contexts)
    return gzip.compress(len(text).to_bytes(4, "big") + text + costs, 9, mtime=0)


def unpack(data: bytes) -> ProseModel:
    """Read what ``pack`` wrote."""
    plain = gzip.decompress(data)
    border = 4 + int.from_bytes(plain[:4], "big")
    contexts, followers = plain[4:border].decode().split("\0")
    return ProseModel(contexts.split("\n"), followers.split("\n"), plain[border:])


@cache
def prose_model() -> ProseModel:
    """Return the model that the repository ships, read once a process."""
    return unpack((files("seeds") / "vocabulary" / FILE_NAME).read_bytes())
