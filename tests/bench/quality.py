"""Measure how well real pages are read, by us and by other extractors, in one run.

    python -m tests.bench.quality [--worst 10] [--ours-only]

Prints a table with CPU milliseconds a page; exits 1 when a figure of ours is below its floor in
``floors.json``. Every extractor is given the text that our decoder made, but we are given bytes.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from archive.records import RawPage, Rejection
from pipelines.decode import decode_bytes
from pipelines.run import process
from tests.bench import corpus
from tests.bench.corpus import BenchPage
from tests.bench.peers import PEERS, Extractor
from tests.bench.scoring import FIELDS, PageScore, score_page, summary

FLOORS = Path(__file__).with_name("floors.json")
FIGURES = ("body_f1", "body_good", "boilerplate", *FIELDS)
LOWER_IS_BETTER = frozenset({"boilerplate"})

Reader = Callable[[BenchPage], Mapping[str, Any]]


def main() -> int:
    """Measure, print, compare with the floors; return the exit status."""
    arguments = _arguments()
    path = corpus.folder()
    console = Console(width=160)
    if path is None:
        console.print("nothing measured: set GOVNEWS_PAGES to a folder of pages with gold.jsonl")
        return 2
    pages = list(corpus.gold_pages(path))
    scores, milliseconds = _measure(pages, read_ours)
    figures = summary(scores)
    table = _table(len(pages))
    _row(table, "govnews", figures, milliseconds)
    for name, reader in {} if arguments.ours_only else installed(PEERS, console).items():
        others, peer_milliseconds = _measure(pages, reader)
        _row(table, name, summary(others), peer_milliseconds)
    console.print(table)
    for score in sorted(scores, key=lambda score: score.f1)[: arguments.worst]:
        wrong = [field for field, hit in score.hits.items() if hit is False]
        console.print(f"{score.f1:.3f}  {score.name}  left {score.left}  wrong {wrong}")
    failures = below_floor(figures, current_floors())
    for failure in failures:
        console.print(f"[red]{failure}[/red]")
    return 1 if failures else 0


def read_ours(page: BenchPage) -> Mapping[str, Any]:
    """Return the article that our stages make of the page's bytes."""
    answer = process(RawPage(url=page.url, body=page.body))
    return {} if isinstance(answer, Rejection) else answer.article.to_dict()


def current_floors() -> dict[str, float]:
    """Return the floor of each figure: the last entry of their history."""
    history: list[dict[str, Any]] = json.loads(FLOORS.read_text(encoding="utf-8"))["history"]
    return dict(history[-1]["floors"])


def below_floor(figures: Mapping[str, float | None], floors: Mapping[str, float]) -> list[str]:
    """Return a sentence for each figure that is worse than its floor."""
    failures = []
    for name, floor in floors.items():
        value = figures[name]
        worse = value is None or (value > floor if name in LOWER_IS_BETTER else value < floor)
        if worse:
            failures.append(f"{name} is {value}, its floor {floor}")
    return failures


def _measure(pages: list[BenchPage], reader: Reader) -> tuple[list[PageScore], float]:
    """Return the scores of all pages and the CPU milliseconds a page."""
    reader(pages[0])  # imports, tables and compiled patterns are not the pages' cost
    start = time.process_time()
    answers = [reader(page) for page in pages]
    spent = time.process_time() - start
    scores = [score_page(page, answer) for page, answer in zip(pages, answers, strict=True)]
    return scores, 1000 * spent / len(pages)


def installed(peers: Mapping[str, Callable[[], Extractor]], console: Console) -> dict[str, Reader]:
    """Return the readers of the peers that are installed; say which are not."""
    readers: dict[str, Reader] = {}
    for name, load in peers.items():
        try:
            extract = load()
        except ImportError:
            note = f"{name} is not installed (.venv/bin/pip install -e '.[bench]')"
            console.print(note, markup=False)
            continue
        readers[name] = _reader(extract)
    return readers


def _reader(extract: Callable[[str, str], Mapping[str, Any]]) -> Reader:
    def read(page: BenchPage) -> Mapping[str, Any]:
        try:
            return extract(decode_bytes(page.body).text, page.url)
        except Exception:
            return {}

    return read


def _table(pages: int) -> Table:
    table = Table(title=f"{pages} pages: shares and means; boilerplate: the lower the better")
    table.add_column("")
    for name in (*FIGURES, "ms"):
        table.add_column(name, justify="right")
    return table


def _row(table: Table, name: str, figures: Mapping[str, float | None], milliseconds: float) -> None:
    cells = ["" if figures[key] is None else f"{figures[key]:.3f}" for key in FIGURES]
    table.add_row(name, *cells, f"{milliseconds:.1f}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--worst", type=int, default=0, help="list so many of our worst pages")
    parser.add_argument("--ours-only", action="store_true", help="leave the other extractors out")
    return parser.parse_args()


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # the peers' own
    logging.disable(logging.CRITICAL)
    sys.exit(main())
