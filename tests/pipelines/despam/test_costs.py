"""Twice the line costs about twice the time, whatever stands in it."""

import time
from collections.abc import Callable

import pytest

from pipelines.despam.advertising import signs_of
from pipelines.despam.items import offers

SIZE = 8_000
"""Characters; from here on what is tried at each of them outweighs all else."""


@pytest.mark.parametrize(
    ("read", "piece"),
    [
        *((signs_of, piece) for piece in ("9", "十", "a", "-", "a-", "送9", "存9送")),
        *((offers, piece) for piece in ("收", "收购 ", "收、", "收，")),
    ],
)
def test_twice_the_line_costs_about_twice_the_time(
    read: Callable[[str], object], piece: str
) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        taken = []
        for _ in range(3):
            began = time.process_time()
            read(text)
            taken.append(time.process_time() - began)
        return min(taken)

    assert seconds(2 * SIZE) <= 3 * seconds(SIZE)
