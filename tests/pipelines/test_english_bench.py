"""The measure of pages in English: that of the public benchmark, told by hand."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest

from tests.bench import english
from tests.bench.english import Overlap, benchmark_pages, measured, overlap, score


def test_the_same_words_are_the_same_text() -> None:
    assert overlap("One, two; three four five.", "One two three\nfour five") == Overlap(1, 0, 0)


def test_shingles_are_of_four_words() -> None:
    # abcd bcde cdef; bcde cdef defg
    assert overlap("a b c d e f", "b c d e f g") == Overlap(2 / 4, 1 / 4, 1 / 4)


def test_a_shingle_counts_as_often_as_it_stands() -> None:
    assert overlap("a a a a a", "a a a a") == Overlap(1 / 2, 0, 1 / 2)


def test_a_text_of_fewer_words_is_one_shingle() -> None:
    assert overlap("a b", "a b") == Overlap(1, 0, 0)
    assert overlap("a b", "a b c") == Overlap(0, 1 / 2, 1 / 2)


def test_nothing_is_like_nothing() -> None:
    assert overlap("", " .") == Overlap(0, 0, 0)
    assert overlap("a b", "") == Overlap(0, 0, 1)


def test_f1_is_that_of_the_means_over_pages_that_count() -> None:
    pages = [Overlap(0.5, 0.5, 0), Overlap(0.25, 0, 0.75), Overlap(0, 0, 1), Overlap(0, 0, 0)]
    found = score(pages)
    assert found.precision == pytest.approx((0.5 + 1) / 2)
    assert found.recall == pytest.approx((1 + 0.25 + 0) / 3)
    precision, recall = found.precision, found.recall
    assert found.f1 == pytest.approx(2 * precision * recall / (precision + recall))


def test_whoever_finds_nothing_has_no_score() -> None:
    assert score([Overlap(0, 0, 1)]).f1 == 0


def test_a_checkout_is_read(tmp_path: Path) -> None:
    checkout(tmp_path)
    pages = list(benchmark_pages(tmp_path))
    assert [(page.name, page.url, page.body) for page in pages] == [("0a", URL, b"<p>page")]
    assert measured(pages, lambda page: page.gold).f1 == 1
    assert measured(pages, lambda _: {"body": None}).f1 == 0


def test_without_a_checkout_nothing_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["english"])
    monkeypatch.delenv("GOVNEWS_ENGLISH", raising=False)
    assert english.main() == 2


@pytest.mark.parametrize(("ours", "status"), [("one two three four", 0), ("one", 1)])
def test_it_fails_when_trafilatura_reads_better(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ours: str, status: int
) -> None:
    checkout(tmp_path)
    monkeypatch.setattr(sys, "argv", ["english", str(tmp_path)])
    monkeypatch.setattr(english, "read_ours", lambda _: {"body": ours})
    peers = {"trafilatura": lambda _: {"body": "one two three four"}}
    monkeypatch.setattr(english, "installed", lambda *_: peers)
    assert english.main() == status


URL = "https://example.com/news"


def checkout(folder: Path) -> None:
    """Make what the benchmark's repository looks like, with one page."""
    truth = {"0a": {"articleBody": "one two three four", "url": URL}}
    (folder / "ground-truth.json").write_text(json.dumps(truth))
    (folder / "html").mkdir()
    (folder / "html" / "0a.html.gz").write_bytes(gzip.compress(b"<p>page"))
