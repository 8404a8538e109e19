"""The character trigram model of government prose: how surprising a text is, by character.

The file ``seeds/vocabulary/government_prose.gz`` is made by ``language.train`` and holds,
for each context of zero, one and two symbols, what falling back from it costs, the symbols that
followed it, and their costs. A cost is minus the natural logarithm of a probability. A symbol that
was never seen after a context falls back to the shorter one (Katz, Estimation of probabilities from
sparse data, 1987).
"""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import accumulate, chain, pairwise

from pipelines.despam.language.alphabet import START

STEPS_PER_NAT = 8
"""Resolution of stored costs: one byte holds up to 31.9 nats."""
UNKNOWN_NATS = 13.0
"""Cost of a symbol that the training text does not hold: rarer than one in 400,000."""
MOST_REMEMBERED = 300_000
"""Costs kept at hand, about 40 MB; then all are forgotten."""

FILE_NAME = "government_prose.gz"

Followers = tuple[str, bytes]
"""The symbols seen after one context; the cost of falling back, then theirs in the same order."""


class _Prices(dict[str, float]):
    """What the last symbol of a sequence costs after the others, found when it is first met."""

    def __init__(self, find: Callable[[str], float]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, sequence: str) -> float:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        self[sequence] = cost = self._find(sequence)
        return cost


class ProseModel:
    """Costs of symbols after up to two symbols of context.

    ``contexts`` and ``followers`` stand side by side; ``costs`` are the bytes of all followers.
    """

    def __init__(self, contexts: list[str], followers: list[str], costs: bytes) -> None:
        self._index = dict(zip(contexts, range(len(contexts)), strict=True))
        self._followers = followers
        self._offsets = list(accumulate((len(symbols) + 1 for symbols in followers), initial=0))
        self._costs = costs
        self.prices: Mapping[str, float] = _Prices(self._cost)
        """What the last of up to three symbols costs after the others, in nats."""

    def contexts(self) -> Iterator[tuple[str, str, list[float]]]:
        """Give each context, the symbols seen after it, and costs in nats.

        The first cost is that of falling back, then theirs in the same order.
        """
        for context, index in self._index.items():
            first, end = self._offsets[index : index + 2]
            costs = [cost / STEPS_PER_NAT for cost in self._costs[first:end]]
            yield context, self._followers[index], costs

    def cost(self, context: str, symbol: str) -> float:
        """Return the cost of ``symbol`` after ``context`` (its last two symbols count), in nats."""
        return self.prices[context[-2:] + symbol]

    def _cost(self, sequence: str) -> float:
        symbol, price = sequence[-1], 0.0
        for first in range(len(sequence)):
            index = self._index.get(sequence[first:-1])
            if index is not None:
                position = self._followers[index].find(symbol)
                offset = self._offsets[index]
                if position >= 0:
                    return price + self._costs[offset + 1 + position] / STEPS_PER_NAT
                price += self._costs[offset] / STEPS_PER_NAT
        return UNKNOWN_NATS

    def alone(self, symbol: str) -> float:
        """Return the cost of a symbol of which nothing is known that stands before it, in nats."""
        return self.prices[symbol]

    def has_pair(self, pair: str) -> bool:
        """Tell whether the training text holds this pair of symbols often enough."""
        index = self._index.get(pair[0])
        return index is not None and pair[1] in self._followers[index]

    def costs(self, symbols: str, before: str = START) -> list[float]:
        """Return the cost of each symbol of a text that follows ``before``."""
        padded = before + symbols
        first = len(before)
        return [self.prices[padded[max(0, at - 2) : at + 1]] for at in range(first, len(padded))]


def pack(followers: dict[str, Followers]) -> bytes:
    """Return the model's file: alphabet, contexts, numbers of followers, followers, costs.

    Symbols are kept as their rank by frequency, all high bytes before all low ones: so that gzip
    finds most of them alike.
    """
    counts = Counter(chain.from_iterable(symbols for symbols, _ in followers.values()))
    alphabet = [START, *sorted(counts, key=lambda symbol: (-counts[symbol], symbol))]
    ranks = {ord(symbol): rank for rank, symbol in enumerate(alphabet)}
    contexts = sorted(followers, key=lambda context: (len(context), context.translate(ranks)))
    texts = [
        "".join(alphabet),
        *("".join(c[n] for c in contexts if len(c) > n).translate(ranks) for n in (0, 1)),
        "".join(chr(len(followers[c][0])) for c in contexts),
        "".join(followers[c][0] for c in contexts).translate(ranks),
    ]
    costs = b"".join(followers[c][1] for c in contexts)
    return gzip.compress(b"".join(map(_planes, texts)) + costs, 9, mtime=0)


def _planes(text: str) -> bytes:
    """Return a text of the basic plane as its length, its high bytes, then its low ones."""
    data = text.encode("utf-16-be")
    return len(text).to_bytes(4, "big") + data[0::2] + data[1::2]


def _text_of(data: bytes, at: int) -> tuple[str, int]:
    """Return the text that ``_planes`` wrote at an offset, and where it ends."""
    size = int.from_bytes(data[at : at + 4], "big")
    middle, end = at + 4 + size, at + 4 + 2 * size
    both = bytearray(2 * size)
    both[0::2], both[1::2] = data[at + 4 : middle], data[middle:end]
    return both.decode("utf-16-be"), end


def unpack(data: bytes) -> ProseModel:
    """Read what ``pack`` wrote."""
    plain, at = gzip.decompress(data), 0
    texts = []
    for _ in range(5):
        text, at = _text_of(plain, at)
        texts.append(text)
    alphabet, firsts, seconds, sizes, followers = texts
    symbols = dict(enumerate(alphabet))
    firsts, seconds, followers = (text.translate(symbols) for text in (firsts, seconds, followers))
    single = len(firsts) - len(seconds)
    pairs = map("".join, zip(firsts[single:], seconds, strict=True))
    return ProseModel(["", *firsts[:single], *pairs], _parted(followers, sizes), plain[at:])


def _parted(text: str, sizes: str) -> list[str]:
    """Return the pieces of a text whose lengths are the code points of ``sizes``."""
    borders = list(accumulate(map(ord, sizes), initial=0))
    return [text[a:b] for a, b in pairwise(borders)]


@cache
def prose_model() -> ProseModel:
    """Return the model that the repository ships, read once a process."""
    return unpack((files("seeds") / "vocabulary" / FILE_NAME).read_bytes())
