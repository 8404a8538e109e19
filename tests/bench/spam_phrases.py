"""Make the list of real phrases that are learned: ``python -m tests.bench.spam_phrases``.

``--sample`` phrases of hacked pages, ``--lists`` words that filters look for, ``--tags`` what pages
about proxies are found by, one a line each; docs/SPAM_MODELS.md names the public files. With
``spam_searches.toml`` they are parted by their first four characters: one half is learned
from, the other (``--held``) measures.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipelines.despam.language.alphabet import is_han
from tests.bench.spam_cases import lists, phrases

SHORTEST, LONGEST, LONGEST_WORDS = 4, 40, 26
"""Characters of a phrase, and of one that is taken from a list of words."""
LEAST_HAN = 3
"""Han characters of a phrase from a list of words."""
ALIKE = 4
"""Phrases of a trade that begin with the same three characters, or end so, at most."""
MOST_ACCOUNTS = 0.25
"""Share of a trade's phrases that name an account (qq): the lists have each phrase with it too."""
MOST_TAGS = 450
_NO_PHRASE = re.compile(r"\{|\}|\*|<|>|\\|OR|http|\.\.|txt")


class Trade(NamedTuple):
    """What is offered, by its words, and how many phrases are taken at most."""

    words: re.Pattern[str]
    most: int


def main() -> None:
    """Write the list."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.spam_phrases")
    parser.add_argument("--sample", type=Path, required=True)
    parser.add_argument("--lists", type=Path, nargs="+", required=True)
    parser.add_argument("--tags", type=Path, required=True)
    parser.add_argument("--held", action="store_true", help="the half that measures")
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    sample = [one for one in _lines(arguments.sample) if SHORTEST <= len(one) <= LONGEST]
    others = [*lists("spam_searches")["phrases"], *of_trades(arguments.lists)]
    others += of_tags(arguments.tags)
    every = [*dict.fromkeys(sample), *dict.fromkeys(without_measured(others))]
    some = [one for one in every if is_held(one) == arguments.held]
    arguments.output.write_text("\n".join(some) + "\n", "utf-8")
    print(f"{len(some)} phrases -> {arguments.output}")  # noqa: T201 - the command's answer


def is_held(phrase: str) -> bool:
    """Tell whether a phrase measures and is not learned: those that begin alike are of one half."""
    return bool(hashlib.md5(phrase[:4].encode(), usedforsecurity=False).digest()[0] % 2)


def without_measured(some: Iterable[str]) -> Iterator[str]:
    """Give what holds no brand of the halves that measure, and is none of their phrases."""
    barred = {own for half in ("unseen", "sealed") for own in phrases(half)}
    names = [name.lower() for half in ("unseen", "sealed") for name in _brands(half)]
    for one in some:
        if one not in barred and not any(name in one.lower() for name in names):
            yield one


def _brands(half: str) -> Iterator[str]:
    for key, names in lists(f"spam_{half}").items():
        if "brand" in key:
            yield from (name for name in names if len(name) > 1)


def of_trades(paths: Sequence[Path]) -> Iterator[str]:
    """Give the phrases of lists of words that offer something, trade by trade."""
    data = lists("spam_trades")
    barred = re.compile(data["barred"])
    trades = [Trade(re.compile(t["words"], re.I), t["most"]) for t in data["trades"].values()]
    found: dict[int, dict[str, None]] = {}
    for line in (line.strip("*+-| \t") for path in paths for line in _lines(path)):
        if _may_be_phrase(line) and not barred.search(line):
            number = next((n for n, trade in enumerate(trades) if trade.words.search(line)), None)
            if number is not None:
                found.setdefault(number, {})[line] = None
    for number, some in found.items():
        yield from few_alike(sorted(some, key=_digest), trades[number].most)


def of_tags(path: Path) -> list[str]:
    """Return tags that are long enough to be phrases; most of them begin alike."""
    tags = {one for one in _lines(path) if SHORTEST <= len(one) <= LONGEST_WORDS}
    return few_alike(sorted(tags, key=_digest), MOST_TAGS, begun_alike=MOST_TAGS)


def _may_be_phrase(line: str) -> bool:
    if not SHORTEST <= len(line) <= LONGEST_WORDS or _NO_PHRASE.search(line):
        return False
    return sum(map(is_han, line)) >= LEAST_HAN


def few_alike(some: Iterable[str], most: int, begun_alike: int = ALIKE) -> list[str]:
    """Return so many at most, few of which begin or end alike or name an account."""
    begun: Counter[str] = Counter()
    ended: Counter[str] = Counter()
    taken: list[str] = []
    accounts = 0
    for one in some:
        names_account = "qq" in one.lower()
        if begun[one[:3]] >= begun_alike or ended[one[-3:]] >= ALIKE or len(taken) >= most:
            continue
        if names_account and accounts > MOST_ACCOUNTS * len(taken) > MOST_ACCOUNTS * 8:
            continue
        begun[one[:3]] += 1
        ended[one[-3:]] += 1
        accounts += names_account
        taken.append(one)
    return taken


def _digest(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def _lines(path: Path) -> list[str]:
    return [
        line.strip() for line in path.read_text("utf-8", "replace").splitlines() if line.strip()
    ]


if __name__ == "__main__":
    main()
