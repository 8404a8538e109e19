"""Make the model of government prose: ``python -m pipelines.despam.language.train PATH[=WEIGHT]…``.

Paths are text files or folders of them (``.txt``, ``.md``, ``.html``, ``.sql``); tags are cut out.
``--words FILE`` adds a list of words with their frequencies. What to train on, and what it gave,
stands in docs/SPAM_MODELS.md. The same texts give the same file.
"""

from __future__ import annotations

import argparse
import html
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from heapq import nlargest
from itertools import chain, pairwise
from pathlib import Path

from pipelines.despam.language.alphabet import START, symbols
from pipelines.despam.language.model import FILE_NAME, STEPS_PER_NAT, Followers, pack
from seeds.vocabulary import words

SUFFIXES = frozenset({".txt", ".md", ".html", ".htm", ".sql"})
PAIRS_FROM = 2
"""A pair seen once is as often a slip or a name as the language's."""
TRIPLES_FROM = 3
WORD_SHARE = 0.2
"""What a word list's frequency counts for: its words come without what stands between them."""
ANNOUNCEMENT_WEIGHT = 6
"""How often each sentence of ``vocabulary/announcements.txt`` counts: enough for its triples."""
LEAST = 1e-6
"""Probability that a context leaves over at least."""
ENTRIES = 790_000
"""Pairs and triples that are kept: what a file of less than 2 MB holds."""

_MARKUP = re.compile(
    r"<(?:style|script)\b.*?</(?:style|script)\s*>|<[^>]{1,2000}>|\\r|\\n", re.S | re.I
)
_LINE_BREAK = re.compile(r"[\r\n]+")
_WHITE = re.compile(r"\s+")

Counts = Counter[str]
AllCounts = tuple[Counts, Counts, Counts]
"""Of symbols, pairs and triples."""


def lines_of(path: Path) -> Iterator[str]:
    """Give the lines of all text files under a path, without markup and white space."""
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
    for line in dict.fromkeys(lines):
        text = START + symbols(line)
        ones.update(text[1:])
        twos.update(map("".join, pairwise(text)))
        threes.update(map("".join, zip(text, text[1:], text[2:], strict=False)))
    return ones, twos, threes


def count_words(lines: Iterable[str]) -> AllCounts:
    """Count the symbols, pairs and triples inside words; a line is a word and its frequency."""
    counts: AllCounts = (Counter(), Counter(), Counter())
    for line in lines:
        word, frequency = line.split(" ")[:2]
        seen = symbols(word)
        for size, counter in enumerate(counts, 1):
            for at in range(len(seen) - size + 1):
                counter[seen[at : at + size]] += int(frequency)
    return counts


def add(counts: AllCounts, more: AllCounts, weight: float) -> None:
    """Add counts, each so many times."""
    for counter, other in zip(counts, more, strict=True):
        for sequence, n in other.items():
            counter[sequence] += n * weight  # type: ignore[assignment] # shares are no whole numbers


def model_of(counts: AllCounts, entries: int = ENTRIES) -> dict[str, Followers]:
    """Turn counts into the followers of each context.

    Smoothed as Witten and Bell did (1991). Kept are the pairs and triples that tell most, each
    weighed by how often it stands (Stolcke, Entropy-based pruning of backoff language models,
    1998); what a context leaves over is shared anew among those that are not kept.
    """
    ones, twos, threes = counts
    total = sum(ones.values())
    singles = {symbol: n / total for symbol, n in ones.items()}
    pairs, pair_left = _smoothed(twos, lambda pair: singles[pair[1]])

    def shorter(triple: str) -> float:
        known = pairs.get(triple[1:])
        return known if known is not None else pair_left[triple[1]] * singles[triple[2]]

    triples, triple_left = _smoothed(threes, shorter)
    candidates = chain(
        _telling(twos, PAIRS_FROM, pairs, lambda pair: pair_left[pair[0]] * singles[pair[1]]),
        _telling(threes, TRIPLES_FROM, triples, lambda t: triple_left[t[:2]] * shorter(t)),
    )
    kept = {sequence for _, sequence in nlargest(entries, candidates)}
    return _table(singles, _only(pairs, kept), _only(triples, kept))


def _smoothed(
    counts: Counts, shorter: Callable[[str], float]
) -> tuple[dict[str, float], dict[str, float]]:
    """Return the probability of each sequence's last symbol, and what each context leaves over.

    ``shorter`` gives the probability of a sequence's last symbol after one symbol less.
    """
    seen: defaultdict[str, float] = defaultdict(float)
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


def _telling(
    counts: Counts, least: float, known: Mapping[str, float], otherwise: Callable[[str], float]
) -> Iterator[tuple[float, str]]:
    """Give the frequent sequences, each with what keeping it saves over the training text."""
    for sequence, n in counts.items():
        if n >= least:
            yield n * math.log(known[sequence] / otherwise(sequence)), sequence


def _only(probabilities: Mapping[str, float], kept: set[str]) -> dict[str, dict[str, float]]:
    """Return the kept sequences: for each context its followers."""
    table: dict[str, dict[str, float]] = defaultdict(dict)
    for sequence, p in probabilities.items():
        if sequence in kept:
            table[sequence[:-1]][sequence[-1]] = p
    return table


def _table(
    singles: Mapping[str, float],
    pairs: Mapping[str, Mapping[str, float]],
    triples: Mapping[str, Mapping[str, float]],
) -> dict[str, Followers]:
    pair_rest = {
        context: _rest(followers, singles.__getitem__) for context, followers in pairs.items()
    }

    def pair(context: str, symbol: str) -> float:
        known = pairs.get(context, {}).get(symbol)
        return known if known is not None else pair_rest.get(context, 1.0) * singles[symbol]

    table = {"": _packed(singles, 1.0)}
    for context, followers in pairs.items():
        table[context] = _packed(followers, pair_rest[context])
    for context, followers in triples.items():
        rest = _rest(followers, lambda symbol, last=context[1]: pair(last, symbol))  # type: ignore[misc] # bound now
        table[context] = _packed(followers, rest)
    return table


def _rest(followers: Mapping[str, float], otherwise: Callable[[str], float]) -> float:
    """Return what the probability of a symbol that is not kept is multiplied with."""
    free = 1 - sum(followers.values())
    return max(free, LEAST) / max(LEAST, 1 - sum(map(otherwise, followers)))


def _packed(followers: Mapping[str, float], rest: float) -> Followers:
    ordered = sorted(followers.items())
    costs = bytes(_steps(p) for _, p in ordered)
    return "".join(symbol for symbol, _ in ordered), bytes([_steps(rest)]) + costs


def _steps(probability: float) -> int:
    return min(255, max(0, round(-math.log(probability) * STEPS_PER_NAT)))


def all_counts(paths: Iterable[str], word_lists: Iterable[Path]) -> AllCounts:
    """Count the texts, the word lists and the vocabulary's sentences about websites.

    A path may end in ``=2``: then what stands there counts twice.
    """
    counts: AllCounts = (Counter(), Counter(), Counter())
    for path in paths:
        name, _, weight = path.partition("=")
        add(counts, count(lines_of(Path(name))), float(weight or 1))
    for word_list in word_lists:
        add(counts, count_words(word_list.read_text("utf-8").splitlines()), WORD_SHARE)
    add(counts, count(words("announcements")), ANNOUNCEMENT_WEIGHT)
    return counts


def main() -> None:
    """Read the paths of the command line and write the model's file."""
    parser = argparse.ArgumentParser(
        prog="python -m pipelines.despam.language.train", description=__doc__
    )
    parser.add_argument("paths", nargs="+", metavar="PATH[=WEIGHT]")
    parser.add_argument("--words", nargs="*", type=Path, default=[], metavar="FILE")
    parser.add_argument("-o", "--output", type=Path, default=Path("seeds/vocabulary") / FILE_NAME)
    arguments = parser.parse_args()
    data = pack(model_of(all_counts(arguments.paths, arguments.words)))
    arguments.output.write_bytes(data)
    print(f"{arguments.output}: {len(data):,} bytes")  # noqa: T201 - this is the command's answer


if __name__ == "__main__":
    main()
