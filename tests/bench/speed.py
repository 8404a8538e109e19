"""Measure CPU time a page: all our stages, trafilatura with metadata, resiliparse, in one run.

    python -m tests.bench.speed [--rounds 3]

On the pages that quality is measured on, or the bundled sample sites where there are none. Exits 1
when all our stages together take more than a quarter of trafilatura's time.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Callable
from statistics import median

from rich.console import Console
from rich.table import Table

from archive.records import RawPage
from pipelines.decode import decode_bytes
from pipelines.errors import NotAnArticleError
from pipelines.run import begin
from pipelines.stages import STAGES
from tests.bench import corpus
from tests.bench.corpus import BenchPage
from tests.bench.peers import PEERS

MOST_OF_TRAFILATURA = 0.25
"""Share of trafilatura's time that all stages may take."""


def main() -> int:
    """Measure, print, judge; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3, help="of which the median counts")
    rounds = parser.parse_args().rounds
    path = corpus.folder()
    pages = list(corpus.gold_pages(path) if path else corpus.sample_pages())
    stages = [stage_times(pages) for _ in range(rounds + 1)][1:]  # the first one warms up
    ours = {name: median(one[name] for one in stages) for name in stages[0]}
    peers = {name: _peer_time(name, pages, rounds) for name in ("trafilatura", "resiliparse")}
    total = sum(ours.values())
    _print(len(pages), ours, total, peers)
    return 1 if total > MOST_OF_TRAFILATURA * peers["trafilatura"] else 0


def stage_times(pages: list[BenchPage]) -> dict[str, float]:
    """Return the CPU milliseconds a page of each stage."""
    spent = {name: 0.0 for name, _ in STAGES}
    for page in pages:
        document = begin(RawPage(url=page.url, body=page.body))
        for name, stage in STAGES:
            start = time.process_time()
            try:
                document = stage(document)
            except NotAnArticleError:
                break
            finally:
                spent[name] += time.process_time() - start
    return {name: 1000 * seconds / len(pages) for name, seconds in spent.items()}


def _peer_time(name: str, pages: list[BenchPage], rounds: int) -> float:
    extract = PEERS[name]()
    texts = [(decode_bytes(page.body).text, page.url) for page in pages]

    def read_all() -> None:
        for text, url in texts:
            extract(text, url)

    return 1000 * median(_seconds(read_all) for _ in range(rounds)) / len(pages)


def _seconds(work: Callable[[], None]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _print(pages: int, ours: dict[str, float], total: float, peers: dict[str, float]) -> None:
    table = Table(title=f"CPU milliseconds a page, {pages} pages")
    table.add_column("")
    table.add_column("ms", justify="right")
    for name, milliseconds in ours.items():
        table.add_row(f"  {name}", f"{milliseconds:.2f}")
    table.add_row("govnews, all stages", f"{total:.2f}")
    for name, milliseconds in peers.items():
        table.add_row(
            f"{name} (govnews takes {total / milliseconds:.2f} of it)", f"{milliseconds:.2f}"
        )
    Console().print(table)


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    sys.exit(main())
