"""Runs that took words of the sentence along: a shorter one, surer and hardly less likely, is all.

The search for borders leaves out no digit or letter beside a phrase, since those are mostly its
own: 正规代孕机构包成功|拨打24小时服务热线. Of which of two runs all signs together are surer, tells
more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.despam.borders.search import CAUTION_NATS, odds
from pipelines.despam.language.alphabet import is_han
from pipelines.despam.runs.deciding import SUSPECTED_FROM
from pipelines.despam.runs.finding import Run
from pipelines.despam.runs.islands import between
from pipelines.despam.words.telling import MEANING

LEAST_TAIL = 4
"""Characters behind the last word that carries meaning from which they may be the sentence's."""
SURER = 0.1
"""By how much the confidence in the shorter run must be higher."""


def tightened(runs: Sequence[Sequence[Run]]) -> list[list[Run]]:
    """Return the runs of each line, those as short as is surer."""
    return [[_tightened(run) for run in mine] for mine in runs]


def _tightened(run: Run) -> Run:
    if run.around.link or not SUSPECTED_FROM <= run.confidence <= 1 - SURER:
        return run
    shorter = [one for one in _shorter(run) if one.confidence >= run.confidence + SURER]
    return max(shorter, key=lambda one: one.confidence, default=run)


def _shorter(run: Run) -> Iterator[Run]:
    """Give the run up to its last word that carries meaning, if that is hardly less likely."""
    reading, start, end = run.reading, run.island.start, run.island.end
    last = max((at for at in _ends(run) if at < end), default=end)
    tail = reading.text[last:end]
    if end - last < LEAST_TAIL or not is_han(tail[0]) or tail.isalpha():
        return
    if odds(reading, start, last) >= odds(reading, start, end) - CAUTION_NATS:
        folded = reading.folded
        island = between(reading, start, last)
        yield Run(run.start, folded.end(last), reading, island, run.around)


def _ends(run: Run) -> Iterator[int]:
    """Give where words that carry meaning end in a run."""
    at = run.island.start
    for word in run.island.words:
        at = run.reading.text.find(word.text, at, run.island.end)
        if at < 0:
            return
        at += len(word.text)
        if word.core >= MEANING:
            yield at
