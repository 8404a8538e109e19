"""Pages that are long lists: what they cost grows with their length, not faster."""

from __future__ import annotations

import random
import time
from contextlib import suppress

import pytest

from pipelines.despam import despam
from pipelines.document import Block
from pipelines.errors import NotAnArticleError
from tests.bench.spam import document_of

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
ENDINGS = (".com", ".cn", ".net", ".vip", ".top", ".com.cn")
SHORT, LONG = 1_000, 6_000
MOST_TIMES = 2.5
"""The time for each address of the long list, beside that for each of the short one."""


def addresses(count: int) -> list[str]:
    """Return web addresses drawn by chance, as lists of closed websites have them."""
    rng = random.Random(4)
    names = ("".join(rng.choices(LETTERS, k=rng.randint(3, 12))) for _ in range(count))
    return [name + rng.choice(ENDINGS) for name in names]


def seconds(texts: list[str]) -> float:
    """Return the CPU seconds of the stage."""
    document = document_of([Block(text=text) for text in texts])
    begun = time.process_time()
    with suppress(NotAnArticleError):  # a page of nothing else may be told so
        despam(document)
    return time.process_time() - begun


@pytest.mark.parametrize("joined", [False, True], ids=["a line each", "all in one line"])
def test_a_list_of_web_addresses_costs_no_more_for_each_where_it_is_long(*, joined: bool) -> None:
    short, long = addresses(SHORT), addresses(LONG)
    lists = [[" ".join(one)] for one in (short, long)] if joined else [short, long]
    seconds(lists[0])  # loads what is loaded once
    least, most = (seconds(one) for one in lists)
    assert most / LONG <= MOST_TIMES * least / SHORT
