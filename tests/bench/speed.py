"""Measure CPU time a page: all our stages, trafilatura with metadata, resiliparse, in one run.

    python -m tests.bench.speed [--rounds 3] [--forget]

On the pages that quality is measured on, or the bundled sample sites where there are none; by
turns, page after page, so that a busy machine slows all alike. Exits 1 when all our stages together
take more than a quarter of trafilatura's time.

Each page comes several times, so that all its lines and names are remembered when it is measured,
where a crawl remembers those of a site's menus. ``--forget`` measures the other bound: nothing is
remembered of the pages before.
"""

from __future__ import annotations

import argparse
import functools
import logging
import sys
import time
from collections.abc import Iterator, Mapping
from statistics import mean, median
from typing import TypeGuard

from rich.console import Console
from rich.table import Table

from archive.records import RawPage
from pipelines import collector
from pipelines.decode import decode_bytes
from pipelines.despam.language.remembered import Remembered
from pipelines.errors import NotAnArticleError
from pipelines.run import begin
from pipelines.stages import STAGES
from tests.bench import corpus
from tests.bench.corpus import BenchPage
from tests.bench.peers import PEERS, Extractor

MOST_OF_TRAFILATURA = 0.25
"""Share of trafilatura's time that all stages may take."""
PEERS_TIMED = ("trafilatura", "resiliparse")
_REMEMBERING = ("pipelines", "seeds", "trafilatura", "htmldate", "courlan")
"""Packages whose functions remember what they said of lines and names."""


def main() -> int:
    """Measure, print, judge; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3, help="of which each page's median counts")
    parser.add_argument(
        "--forget", action="store_true", help="remember nothing of the pages before"
    )
    arguments = parser.parse_args()
    path = corpus.folder()
    pages = list(corpus.gold_pages(path) if path else corpus.sample_pages())
    spent = measured(pages, arguments.rounds, forgetful=arguments.forget)
    ours = {name: spent[name] for name, _ in STAGES}
    peers = {name: spent[name] for name in PEERS_TIMED if name in spent}
    total = sum(ours.values())
    _print(len(pages), ours, total, peers)
    return 1 if total > MOST_OF_TRAFILATURA * peers["trafilatura"] else 0


def measured(pages: list[BenchPage], rounds: int, *, forgetful: bool = False) -> dict[str, float]:
    """Return the CPU milliseconds a page of each of our stages and each peer."""
    extractors = dict(_installed())
    warm_up, *counted = [
        [_page_times(page, extractors, forgetful=forgetful) for page in pages]
        for _ in range(rounds + 1)
    ]
    return {
        name: 1000 * mean(median(one[name] for one in same) for same in zip(*counted, strict=True))
        for name in warm_up[0]
    }


def _installed() -> Iterator[tuple[str, Extractor]]:
    """Give the peers that are installed, and say which are not; trafilatura always is."""
    for name in PEERS_TIMED:
        try:
            yield name, PEERS[name]()
        except ImportError:
            sys.stderr.write(f"{name} is not installed (.venv/bin/pip install -e '.[bench]')\n")


def _page_times(
    page: BenchPage, extractors: Mapping[str, Extractor], *, forgetful: bool
) -> dict[str, float]:
    """Return the CPU seconds of one page: ours, then at once the peers', in the same weather."""
    if forgetful:
        forget()
    spent = _stage_times(page)
    text = decode_bytes(page.body).text
    for name, extract in extractors.items():
        start = time.process_time()
        extract(text, page.url)
        spent[name] = time.process_time() - start
    return spent


def forget() -> None:
    """Empty what functions remember in bounded memory; what is made once a process stays."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in _REMEMBERING:
            for value in vars(module).values():
                if isinstance(value, Remembered) or _is_bounded(value):
                    value.cache_clear()


def _is_bounded(value: object) -> TypeGuard[functools._lru_cache_wrapper[object]]:
    """Tell whether a value is a function that remembers its last answers, and not all of them."""
    if not isinstance(value, functools._lru_cache_wrapper):
        return False
    return value.cache_parameters()["maxsize"] is not None


def _stage_times(page: BenchPage) -> dict[str, float]:
    """Return the CPU seconds of each stage, run as ``pipelines.run.process`` runs them."""
    spent = dict.fromkeys((name for name, _ in STAGES), 0.0)
    with collector.at_rest():
        document = begin(RawPage(url=page.url, body=page.body))
        for name, stage in STAGES:
            start = time.process_time()
            try:
                document = stage(document)
            except NotAnArticleError:
                break
            finally:
                spent[name] = time.process_time() - start
    return spent


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
