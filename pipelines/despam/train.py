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
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pipelines.despam.alphabet import START, symbols
from pipelines.despam.model import BACKOFF_NATS, FILE_NAME, STEPS_PER_NAT, Followers, pack

SUFFIXES = frozenset({".txt", ".md", ".html", ".htm", ".sql"})
PAIRS_FROM = 2
"""A pair seen once is as often a slip or a name as the language's."""
TRIPLES_FROM = 6
GAIN_NATS = 1.0
"""A triple is kept when it changes the cost that its pair alone would give by this much."""

_MARKUP = re.compile(
    r"<(?:style|script)\b.*?</(?:style|script)\s*>|<[^>]{1,2000}>|\\r|\\n", re.S | re.I
)
_LINE_BREAK = re.compile(r"[\r\n]+")
_WHITE = re.compile(r"\s+")

Counts = Counter[str]


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


def count(lines: Iterable[str]) -> tuple[Counts, Counts, Counts]:
    """Count symbols, pairs and triples; a line that stands twice counts once."""
    ones: Counts = Counter()
    twos: Counts = Counter()
    threes: Counts = Counter()
    seen: set[int] = set()
    for line in lines:
        if hash(line) in seen:
            continue
        seen.add(hash(line))
        text = START + symbols(line)
        ones.update(text[1:])
        twos.update(map("".join, zip(text, text[1:], strict=False)))
        threes.update(map("".join, zip(text, text[1:], text[2:], strict=False)))
    return ones, twos, threes


def model_of(ones: Counts, twos: Counts, threes: Counts) -> dict[str, Followers]:
    """Turn counts into the followers of each context."""
    table: dict[str, dict[str, float]] = defaultdict(dict)
    total = sum(ones.values())
    for symbol, n in ones.items():
        table[""][symbol] = -math.log(n / total)
    starts = _starts(twos)
    for pair, n in twos.items():
        if n >= PAIRS_FROM:
            table[pair[0]][pair[1]] = -math.log(n / starts[pair[0]])
    for triple, n in threes.items():
        if n >= TRIPLES_FROM:
            price = -math.log(n / twos[triple[:2]])
            if abs(_backed_off(table, triple) - price) >= GAIN_NATS:
                table[triple[:2]][triple[2]] = price
    return {context: _packed(followers) for context, followers in table.items()}


def _starts(twos: Counts) -> Counts:
    starts: Counts = Counter()
    for pair, n in twos.items():
        starts[pair[0]] += n
    return starts


def _backed_off(table: Mapping[str, Mapping[str, float]], triple: str) -> float:
    pair_cost = table.get(triple[1], {}).get(triple[2])
    return BACKOFF_NATS + (table[""][triple[2]] + BACKOFF_NATS if pair_cost is None else pair_cost)


def _packed(followers: Mapping[str, float]) -> Followers:
    ordered = sorted(followers.items(), key=lambda item: (item[1], item[0]))
    costs = bytes(min(255, max(0, round(cost * STEPS_PER_NAT))) for _, cost in ordered)
    return "".join(symbol for symbol, _ in ordered), costs


def main() -> None:
    """Read the paths of the command line and write the model's file."""
    parser = argparse.ArgumentParser(prog="python -m pipelines.despam.train", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("-o", "--output", type=Path, default=Path("seeds/vocabulary") / FILE_NAME)
    arguments = parser.parse_args()
    data = pack(model_of(*count(lines_of(arguments.paths))))
    arguments.output.write_bytes(data)
    print(f"{arguments.output}: {len(data):,} bytes")  # noqa: T201 - this is the command's answer


if __name__ == "__main__":
    main()
