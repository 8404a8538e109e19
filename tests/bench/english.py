"""Measure how well pages in English are read, by us and by other extractors, in one run.

    python -m tests.bench.english [FOLDER]

The folder, else what ``GOVNEWS_ENGLISH`` names, is a checkout of the public
``scrapinghub/article-extraction-benchmark``: ``ground-truth.json`` and 181 ``html/*.html.gz``.
Every extractor is given the text that our decoder made, but we are given bytes. Exits 1 when our F1
is below trafilatura's, 2 where there is no such folder.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import os
import re
import sys
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from rich.console import Console
from rich.table import Table

from tests.bench.corpus import BenchPage
from tests.bench.peers import ENGLISH_PEERS
from tests.bench.quality import Reader, installed, read_ours

_SHINGLE_WORDS = 4
_WORD = re.compile(r"\w+")
_PEER_TO_BEAT = "trafilatura"


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts have in common, as shares of all their shingles: the three add up to 1."""

    both: float
    predicted_alone: float
    true_alone: float


@dataclass(frozen=True, slots=True)
class Score:
    """Of all pages: means, and the F1 of these means."""

    f1: float
    precision: float
    recall: float


def main() -> int:
    """Measure, print, compare; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", default=os.environ.get("GOVNEWS_ENGLISH"))
    folder = parser.parse_args().folder
    console = Console(width=120)
    if folder is None or not (Path(folder) / "ground-truth.json").is_file():
        console.print(
            "nothing measured: set GOVNEWS_ENGLISH to a checkout of article-extraction-benchmark"
        )
        return 2
    pages = list(benchmark_pages(Path(folder)))
    scores = {"govnews": measured(pages, read_ours)}
    for name, reader in installed(ENGLISH_PEERS, console).items():
        scores[name] = measured(pages, reader)
    console.print(_table(len(pages), scores))
    return 1 if scores["govnews"].f1 < scores[_PEER_TO_BEAT].f1 else 0


def benchmark_pages(folder: Path) -> Iterator[BenchPage]:
    """Yield the pages of a checkout with their true ``body``."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for name, gold in truth.items():
        body = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        yield BenchPage(name, gold["url"], body, {"body": gold.get("articleBody", "")})


def measured(pages: Iterable[BenchPage], reader: Reader) -> Score:
    """Return how a reader reads the pages."""
    return score(overlap(page.gold["body"], reader(page).get("body") or "") for page in pages)


def overlap(true: str, predicted: str) -> Overlap:
    """Compare two texts by their shingles of four words, of which a short text has one.

    As ``string_shingle_matching`` of the benchmark's ``evaluate.py``.
    """
    wanted, found = _shingles(true), _shingles(predicted)
    both, predicted_alone, true_alone = wanted & found, found - wanted, wanted - found
    everything = (wanted | found).total() or 1
    return Overlap(*(part.total() / everything for part in (both, predicted_alone, true_alone)))


def score(overlaps: Iterable[Overlap]) -> Score:
    """Return the means over pages: ``metrics_from_tp_fp_fns`` of the benchmark's ``evaluate.py``.

    Precision leaves out pages of which nothing was predicted, recall those that hold nothing.
    """
    pages = list(overlaps)
    precision = _mean_share([(page.both, page.predicted_alone) for page in pages])
    recall = _mean_share([(page.both, page.true_alone) for page in pages])
    sum_of_both = precision + recall
    return Score(2 * precision * recall / sum_of_both if sum_of_both else 0.0, precision, recall)


def _mean_share(parts: Iterable[tuple[float, float]]) -> float:
    """Return the mean share of the first part in both, of pages that have any."""
    shares = [part / (part + rest) for part, rest in parts if part + rest > 0]
    return mean(shares) if shares else 0.0


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    if not words:
        return Counter()
    starts = range(max(1, len(words) - _SHINGLE_WORDS + 1))
    return Counter(tuple(words[start : start + _SHINGLE_WORDS]) for start in starts)


def _table(pages: int, scores: dict[str, Score]) -> Table:
    table = Table("", "F1", "precision", "recall", title=f"{pages} pages, shingles of four words")
    for name, one in scores.items():
        table.add_row(name, f"{one.f1:.3f}", f"{one.precision:.3f}", f"{one.recall:.3f}")
    return table


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # the peers' own
    logging.disable(logging.CRITICAL)
    sys.exit(main())
