"""The benchmark of mutated pages, a few of them, and its judgement."""

from __future__ import annotations

from tests.bench.fuzz import MUTATIONS, Run, mutated, report, run


def test_no_mutated_page_breaks_a_stage() -> None:
    assert not [one for name, body in mutated(24, seed=7) if (one := run(name, body)).fault]


def test_the_same_seed_makes_the_same_pages() -> None:
    assert list(mutated(6, seed=3)) == list(mutated(6, seed=3))
    assert {name for name, _ in mutated(60, seed=3)} == set(MUTATIONS)


def test_a_fault_and_a_slow_page_are_told() -> None:
    whole = [Run("whole", 100_000, 0.05, None)]
    assert report(whole, [Run("truncated", 100_000, 0.05, None)]) == 0
    assert report(whole, [Run("truncated", 100_000, 0.05, "stage extract failed")]) == 1
    assert report(whole, [Run("nested deep", 100_000, 5.0, None)]) == 1
