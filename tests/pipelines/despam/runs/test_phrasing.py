"""What reads like a phrase of spam, whatever it names: where it is found, and what goes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from pipelines.despam import despam
from pipelines.despam.language.hashing import BITS, Grams, grams_of
from pipelines.despam.runs.phrasing import (
    NO_PIECE,
    SIZE,
    PhrasedLines,
    phrased_nats,
    phrasing,
    phrasing_of,
)
from pipelines.document import Block
from tests.bench.spam import document_of
from tests.bench.spam_fit_phrasing import KINDS, file_of, fit

UNKNOWN = "全网最全图库免费看"
"""No word of it is in the vocabulary with a meaning."""
BEFORE, AFTER = "各乡镇要抓好森林防火", "工作，落实封山禁火令，严格管控野外用火。"


def made(seed: int = 1) -> tuple[dict[str, NDArray[np.float64]], bytes]:
    """Return weights drawn by chance, and the file of a model that has them."""
    weights = (
        np.random.default_rng(seed).integers(-90, 90, len(KINDS) << BITS).astype(np.float64) * 0.03
    )
    parts = dict(zip(KINDS, weights.reshape(len(KINDS), -1), strict=True))
    return parts, file_of(weights, -1.5)


def piece_by_piece(parts: dict[str, NDArray[np.float64]], text: str) -> list[float]:
    """Return what each piece of a text comes to, each worked out alone."""
    pieces = [text[at : at + SIZE] for at in range(len(text) - SIZE + 1)]
    return [
        sum(float(parts[kind][own].sum()) for kind, own in zip(KINDS, grams_of(one), strict=True))
        - 1.5
        for one in pieces
    ]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=30))
def test_all_pieces_of_a_text_come_to_what_each_alone_comes_to(text: str) -> None:
    parts, data = made()
    assert phrasing_of(data).nats(text).tolist() == pytest.approx(piece_by_piece(parts, text))


@given(st.text(max_size=12))
def test_a_text_has_a_bucket_for_each_character_and_pair(text: str) -> None:
    grams = grams_of(text)
    assert list(map(len, grams)) == [max(0, len(text) - less) for less in range(3)]
    assert all((own < 1 << BITS).all() for own in grams)


def test_digits_are_all_one() -> None:
    assert all(map(np.array_equal, grams_of("薇98397"), grams_of("薇10204")))


def test_a_piece_is_found_in_its_line() -> None:
    lines = [BEFORE + AFTER, BEFORE + UNKNOWN + AFTER, "", UNKNOWN]
    found = PhrasedLines(lines).likeliest(2.0)
    assert [len(pieces) for pieces in found] == [0, 1, 0, 1]
    ((start, end),) = found[1]
    assert len(BEFORE) - SIZE < start < end <= len(BEFORE + UNKNOWN) + SIZE
    assert PhrasedLines(lines).most(1, (start, end)) > 2.0 > PhrasedLines(lines).most(0, (0, 12))


@given(st.lists(st.text(max_size=20), max_size=5))
def test_all_pieces_lie_within_their_lines(lines: list[str]) -> None:
    lines = [line.replace("\n", " ") for line in lines]
    found = PhrasedLines(lines).likeliest(-50.0)
    for line, pieces in zip(lines, found, strict=True):
        assert all(0 <= start <= end <= len(line) for start, end in pieces)


@pytest.mark.parametrize("nats", [-4.0, 0.0, 2.5])
def test_the_fewest_steps_are_those_of_the_least_likely_piece_that_is_likelier(nats: float) -> None:
    least = phrasing().least_steps(nats)
    assert phrasing().nats_of(least) > nats >= phrasing().nats_of(least - 1)


def test_a_text_shorter_than_a_piece_says_nothing() -> None:
    assert not len(phrasing().nats("借款薇983"))
    assert phrased_nats("借款", 0, 2) == NO_PIECE


@pytest.mark.parametrize("phrase", [UNKNOWN, "借款薇98397", "云图资源库永久入口"])
def test_a_phrase_without_a_word_of_meaning_goes(phrase: str) -> None:
    article = despam(document_of([Block(text=BEFORE + phrase + AFTER)])).article
    assert article.body == BEFORE + AFTER
    assert [removal.text for removal in article.removed] == [phrase]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("警方提醒，网上所谓“", "”是骗局，已有群众被诈骗，请立即报警。"),
        ("网信办通报一起违法案件，嫌疑人开设", "网站牟利，被依法查处。"),
    ],
    ids=["quoted by a warning", "told of as a crime"],
)
def test_a_phrase_that_is_told_of_stays(before: str, after: str) -> None:
    text = before + UNKNOWN + after
    assert despam(document_of([Block(text=text)])).article.body == text


def test_a_fit_tells_pieces_apart() -> None:
    pieces = [(UNKNOWN, 1.0), ("各乡镇要抓好森林防火", 0.0), ("严格管控野外用火，并", 0.0)] * 40
    own = [
        np.concatenate([part.astype(np.int64) + (n << BITS) for n, part in enumerate(grams_of(x))])
        for x in (text[:SIZE] for text, _ in pieces)
    ]
    weights, bias = fit(np.array(own), np.array([truth for _, truth in pieces]))
    model = phrasing_of(file_of(weights, bias))
    assert model.nats(UNKNOWN[:SIZE])[0] > 0 > model.nats(BEFORE[:SIZE])[0]
    assert Grams._fields == KINDS
