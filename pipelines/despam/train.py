"""Make the model of government prose: ``python -m pipelines.despam.train PATH…``.

Paths are text files or folders of them (``.txt``, ``.md``, ``.html``, ``.sql``); tags are cut out.
What to train on, and what it gave, stands in docs/SPAM.md. The same texts give the same file.
"""

from __future__ import annotations

import argparse
import html
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from pipelines.despam.alphabet import START, symbols
from pipelines.despam.model import FILE_NAME, STEPS_PER_NAT, Followers, pack
from seeds.vocabulary import words

SUFFIXES = frozenset({".txt", ".md", ".html", ".htm", ".sql"})
PAIRS_FROM = 2
"""A pair seen once is as often a slip or a name as the language's."""
TRIPLES_FROM = 8
ANNOUNCEMENT_WEIGHT = 6
"""How often each sentence of ``vocabulary/announcements.txt`` counts: enough for its triples."""
GAIN_NATS = 1.3
"""A triple is kept when it changes the cost that its pair alone would give by this much."""

_MARKUP = re.compile(
    r"<(?:style|script)\b.*?</(?:style|script)\s*>|<[^>]{1,2000}>|\\r|\\n", re.S | re.I
)
_LINE_BREAK = re.compile(r"[\r\n]+")
_WHITE = re.compile(r"\s+")

Counts = Counter[str]
AllCounts = tuple[Counts, Counts, Counts]


def lines_of(paths: Iterable[Path]) -> Iterator[str]:
    """Give the lines of all text files under the paths, without markup and white space."""
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix.lower() in SUFFIXES and file.is_file():
                text = html.unescape(_MARKUP.sub("\n", file.read_text("utf-8", "replace")))
                for line in _LINE_BREAK.split(text):
                    bare = _WHITE.sub("", line)
                    if bare:
                        yield bare


def count(lines: Iterable[str]) -> AllCounts:
    """Count symbols, pairs and triples; a line that stands twice counts once."""
    ones: Counts = Counter()
    twos: Counts = Counter()
    threes: Counts = Counter()
    seen: set[str] = set()
    for line in lines:
        if line in seen:
            continue
        seen.add(line)
        text = START + symbols(line)
        ones.update(text[1:])
        twos.update(map("".join, pairwise(text)))
        threes.update(map("".join, zip(text, text[1:], text[2:], strict=False)))
    return ones, twos, threes


def model_of(ones: Counts, twos: Counts, threes: Counts) -> dict[str, Followers]:
    """Turn counts into the followers of each context, smoothed as Witten and Bell did (1991)."""
    total = sum(ones.values())
    singles = {symbol: n / total for symbol, n in ones.items()}
    pairs, pair_shares = _smoothed(twos, lambda pair: singles[pair[1]])

    def shorter(triple: str) -> float:
        known = pairs.get(triple[1:])
        return known if known is not None else pair_shares[triple[1]] * singles[triple[2]]

    triples, triple_shares = _smoothed(threes, shorter)
    kept = {
        **{pair: p for pair, p in pairs.items() if twos[pair] >= PAIRS_FROM},
        **{
            t: p
            for t, p in triples.items()
            if threes[t] >= TRIPLES_FROM and _tells(p, t, shorter, triple_shares)
        },
    }
    table: dict[str, dict[str, float]] = defaultdict(dict)
    table[""] = singles
    for sequence, p in kept.items():
        table[sequence[:-1]][sequence[-1]] = p
    shares = {"": 1.0, **pair_shares, **triple_shares}
    return {context: _packed(followers, shares[context]) for context, followers in table.items()}


def _smoothed(
    counts: Counts, shorter: Callable[[str], float]
) -> tuple[dict[str, float], dict[str, float]]:
    """Return the probability of each sequence's last symbol, and what each context leaves over.

    ``shorter`` gives the probability of a sequence's last symbol after one symbol less.
    """
    seen: Counts = Counter()
    kinds: Counts = Counter()
    for sequence, n in counts.items():
        seen[sequence[:-1]] += n
        kinds[sequence[:-1]] += 1
    left = {context: kinds[context] / (seen[context] + kinds[context]) for context in seen}
    return {
        sequence: (1 - left[context]) * n / seen[context] + left[context] * shorter(sequence)
        for sequence, n in counts.items()
        for context in (sequence[:-1],)
    }, left


def _tells(
    p: float, triple: str, shorter: Callable[[str], float], left: Mapping[str, float]
) -> bool:
    """Tell whether a triple changes the cost that its pair alone would give."""
    return abs(math.log(p / (left[triple[:2]] * shorter(triple)))) >= GAIN_NATS


def _packed(followers: Mapping[str, float], left: float) -> Followers:
    ordered = sorted(followers.items(), key=lambda item: (-item[1], item[0]))
    costs = bytes(_steps(p) for _, p in ordered)
    return "".join(symbol for symbol, _ in ordered), bytes([_steps(left)]) + costs


def _steps(probability: float) -> int:
    return min(255, max(0, round(-math.log(probability) * STEPS_PER_NAT)))


def all_counts(paths: Iterable[Path]) -> AllCounts:
    """Count the texts and, several times, the vocabulary's sentences about websites."""
    counts = count(lines_of(paths))
    for counter, more in zip(counts, count(words("announcements")), strict=True):
        for sequence, n in more.items():
            counter[sequence] += n * ANNOUNCEMENT_WEIGHT
    return counts


def main() -> None:
    """Read the paths of the command line and write the model's file."""
    parser = argparse.ArgumentParser(prog="python -m pipelines.despam.train", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("-o", "--output", type=Path, default=Path("seeds/vocabulary") / FILE_NAME)
    arguments = parser.parse_args()
    data = pack(model_of(*all_counts(arguments.paths)))
    arguments.output.write_bytes(data)
    print(f"{arguments.output}: {len(data):,} bytes")  # noqa: T201 - this is the command's answer


if __name__ == "__main__":
    main()
