"""Take mutated pages through all stages: none may break one, and each is told how long it took.

    python -m tests.bench.fuzz [--pages 1000] [--seed 1]

The pages are the bundled samples, truncated, with random bytes, with markup put in anywhere, nested
10,000 deep, joined to themselves, and the gigantic pages of the tests. Exits 1 when a stage broke,
or when a page took more CPU time a character than ``MOST_TIMES`` the slowest page left whole.
"""

from __future__ import annotations

import argparse
import logging
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rich.console import Console

from archive.records import RawPage, Rejection
from pipelines.run import process
from tests.bench.corpus import sample_pages
from tests.pipelines.damage import GIANTS, TAGS

MOST_TIMES = 20.0
"""CPU time of a damaged page beside that of the slowest whole one of its size: linear, not more."""
_LEAST_BYTES = 20_000
"""Smaller pages are counted as if they were of this size: they have costs of their own."""
_DEEP = 10_000

Mutation = Callable[[bytes, random.Random], bytes]


@dataclass(frozen=True, slots=True)
class Run:
    """What became of one page."""

    name: str
    size: int
    seconds: float
    fault: str | None

    @property
    def per_byte(self) -> float:
        """CPU seconds for each byte."""
        return self.seconds / max(self.size, _LEAST_BYTES)


def main() -> int:
    """Run, print, judge; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    whole = [run("whole", page.body) for page in sample_pages()]
    runs = [run(name, body) for name, body in mutated(arguments.pages, arguments.seed)]
    runs += [run(name, text.encode()) for name, text in GIANTS.items()]
    return report(whole, runs)


def run(name: str, body: bytes) -> Run:
    """Return what all stages make of one page, and the CPU time that they took."""
    start = time.process_time()
    answer = process(
        RawPage(url="http://www.example.gov.cn/xw/202002/t20200224_97.html", body=body)
    )
    seconds = time.process_time() - start
    fault = answer.reason if isinstance(answer, Rejection) and answer.failed else None
    return Run(name, len(body), seconds, fault)


def mutated(pages: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield so many damaged pages, each with the name of what was done to it."""
    chance = random.Random(seed)
    whole = [page.body for page in sample_pages()]
    for _ in range(pages):
        name = chance.choice(list(MUTATIONS))
        yield name, MUTATIONS[name](chance.choice(whole), chance)


def report(whole: list[Run], runs: list[Run]) -> int:
    """Print what broke and what was slow; return 1 if anything was."""
    bound = MOST_TIMES * max(one.per_byte for one in whole)
    broken = [one for one in runs if one.fault]
    slow = [one for one in runs if one.per_byte > bound]
    slowest = max(runs, key=lambda one: one.seconds)
    console = Console(width=160)
    console.print(f"{len(runs)} pages, {len(broken)} broke a stage, {len(slow)} took too long")
    console.print(f"slowest: {slowest.name}, {slowest.size:,} bytes, {slowest.seconds:.2f} s")
    for one in (*broken, *slow):
        console.print(
            f"  {one.name}: {one.size:,} bytes, {one.seconds:.2f} s, {one.fault or 'slow'}"
        )
    return 1 if broken or slow else 0


def _truncated(body: bytes, chance: random.Random) -> bytes:
    return body[: chance.randrange(len(body))]


def _random_bytes(body: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(body)
    for _ in range(chance.choice((1, 10, 200))):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def _markup_put_in(body: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(body))
        body = body[:at] + chance.choice(TAGS).encode() * chance.choice((1, 3, 400)) + body[at:]
    return body


def _nested(body: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(body))
    return (
        body[:at] + chance.choice(("<div>", "<b>", "<table><tr><td>")).encode() * _DEEP + body[at:]
    )


def _repeated(body: bytes, chance: random.Random) -> bytes:
    return body * chance.choice((2, 10, 40))


def _parts_left_out(body: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(body))
    return body[:start] + body[start + chance.randrange(4_000) :]


MUTATIONS: dict[str, Mutation] = {
    "truncated": _truncated,
    "random bytes": _random_bytes,
    "markup put in": _markup_put_in,
    "nested deep": _nested,
    "joined to itself": _repeated,
    "parts left out": _parts_left_out,
}


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    sys.exit(main())
