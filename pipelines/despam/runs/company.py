"""What other runs of the same article tell of a run: who puts one phrase in, puts in others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from pipelines.despam.page.proof import may_prove_spam
from pipelines.despam.runs.deciding import REMOVED_FROM
from pipelines.despam.runs.finding import Run

SURELY_SPAM = 0.92
"""Confidence in one run from which less is asked of others of the same text."""
SURE_PLACES = 2
"""Places at which a text surely is spam, from which it is none's example."""


def in_company(
    runs: Sequence[Sequence[Run]], bodies: Sequence[bool], telling: Sequence[bool]
) -> list[list[Run]]:
    """Return the runs, with less asked of those of a body where another run is surely spam.

    ``bodies``: which lines are of the body; ``telling``: whose spam tells of it. In other lines,
    such as the words for search engines, only what names spam by itself does.
    """
    surely = {
        run.key
        for mine, tells in zip(runs, telling, strict=True)
        for run in mine
        if run.confidence >= SURELY_SPAM and (tells or may_prove_spam(run.key))
    }
    return [
        [run.knowing(hacked=True) if is_body and surely - {run.key} else run for run in mine]
        for mine, is_body in zip(runs, bodies, strict=True)
    ]


def but_of_many(told_of: Collection[Run], runs: Sequence[Sequence[Run]]) -> set[Run]:
    """Return examples without those that stand surely at two other places, where none is told."""
    sure = Counter(
        run.key
        for mine in runs
        for run in mine
        if run.confidence >= REMOVED_FROM and run not in told_of
    )
    return {run for run in told_of if sure[run.key] < SURE_PLACES}
