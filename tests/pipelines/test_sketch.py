"""Sketches rule out strangers, and never what the exact comparison finds alike."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.dedup import likeness
from pipelines.dedup.judge import judge
from pipelines.dedup.likeness import overlap
from pipelines.dedup.sketch import LEAST_CELLS, sketched
from pipelines.fingerprint import fold, grams, sentences
from tests.bench.near_duplicates import articles

FEW = st.text(alphabet="甲乙丙丁", max_size=60)


@given(FEW, FEW, st.integers(1, 400), st.integers(1, 400))
def test_what_is_alike_is_not_ruled_out(one: str, other: str, mine: int, theirs: int) -> None:
    one, other = one * mine, other * theirs
    if overlap(grams(one), grams(other)):
        assert not sketched(one).rules_out(sketched(other))
        assert not sketched(other).rules_out(sketched(one))


@given(st.data())
def test_what_is_alike_at_the_border_is_not_ruled_out(data: st.DataObject) -> None:
    draw = random.Random(data.draw(st.integers(0, 10**6)))
    whole = "".join(chr(0x4E00 + draw.randrange(3000)) for _ in range(data.draw(st.just(900))))
    part = whole[: data.draw(st.integers(30, 900))]
    strange = "".join(chr(0x7000 + draw.randrange(3000)) for _ in range(len(part)))
    mixed = part + strange[: data.draw(st.integers(0, len(part)))]
    if overlap(grams(whole), grams(mixed)):
        assert not sketched(whole).rules_out(sketched(mixed))
        assert not sketched(mixed).rules_out(sketched(whole))


def test_whoever_has_the_least_jaccard_in_common_has_the_least_containment() -> None:
    of_shorter = 2 * likeness.SAME_JACCARD / (1 + likeness.SAME_JACCARD)
    assert of_shorter >= likeness.SAME_CONTAINMENT


def test_articles_of_one_week_are_ruled_out_and_their_copies_are_not() -> None:
    texts = [fold(one.body) for one in articles(40, seed=5)]
    all_sketches = [sketched(text) for text in texts]
    left = sum(
        not one.rules_out(other)
        for at, one in enumerate(all_sketches)
        for other in all_sketches[:at]
    )
    assert left <= 5  # of 780
    for text, sketch in zip(texts, all_sketches, strict=True):
        assert not sketch.rules_out(sketched(text[: len(text) // 2]))


def test_a_long_text_has_a_larger_bitmap_and_meets_short_ones() -> None:
    draw = random.Random(4)
    short = "".join(chr(0x4E00 + draw.randrange(3000)) for _ in range(1000))
    long = short + "".join(chr(0x4E00 + draw.randrange(3000)) for _ in range(3000))
    assert sketched(long).cells > sketched(short).cells == LEAST_CELLS
    assert not sketched(long).rules_out(sketched(short))
    assert sketched(long[1000:]).rules_out(sketched(short))


@given(FEW, FEW, st.integers(1, 400), st.integers(1, 400))
def test_a_smaller_sketch_rules_out_nothing_that_is_alike(
    one: str, other: str, mine: int, theirs: int
) -> None:
    one, other = one * mine, other * theirs
    smaller = sketched(one).smaller()
    assert smaller is not None
    assert smaller.size_bytes < sketched(one).size_bytes
    if overlap(grams(one), grams(other)):
        assert not smaller.rules_out(sketched(other))
        assert not sketched(other).rules_out(smaller)


def test_a_smaller_sketch_still_rules_out_strangers() -> None:
    sketches = [sketched(fold(one.body)) for one in articles(40, seed=5)]
    smaller = [made for sketch in sketches if (made := sketch.smaller())]
    left = sum(
        not one.rules_out(other) for at, one in enumerate(sketches) for other in smaller[:at]
    )
    assert left <= 20  # of 780
    assert smaller[0].smaller() is None


@pytest.mark.parametrize("text", ["", "短讯"])
def test_a_text_without_a_shingle_rules_nothing_out(text: str) -> None:
    assert sketched(text).taken == 0
    assert not sketched(text).rules_out(sketched("五个字以上的一则短讯"))
    assert not sketched("五个字以上的一则短讯").rules_out(sketched(text))


def test_a_text_of_thousands_of_characters_counts_too_many_shingles_at_most() -> None:
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 5000))) * 2
    assert sketched(text).shingles >= len(grams(text))


def test_the_judge_sketches_known_sentences_as_it_does_the_body() -> None:
    body = "市農業局召開春耕（ChunGeng）生產會議。\n會議強調，要抓好春耕。"
    assert judge.sketch(body) == judge.sketch("", tuple(sentences(body)))


def test_a_sketch_takes_about_what_it_says() -> None:
    sketch = sketched(fold(next(iter(articles(1, seed=6))).body))
    numbers = (sketch.bits, sketch.cells, sketch.taken, sketch.shingles)
    size = sys.getsizeof(sketch) + sum(map(sys.getsizeof, numbers))
    assert 0.8 * size <= sketch.size_bytes <= 1.2 * size


def test_processes_that_run_stages_do_without_the_judge() -> None:
    code = "import pipelines.run, sys; sys.exit('pipelines.dedup.judge' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
