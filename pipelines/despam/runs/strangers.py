"""Runs that read like a phrase from end to end and say what nothing else on the page says.

What a text speaks of it names more than once, and its own sentences read like prose somewhere. Of
79 runs in 2.8 million clean characters that were nearly cut or were, three are strangers so, two of
them signs of a news agency and an account.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.folding import folded_each
from pipelines.despam.page.offered import SHORTEST
from pipelines.despam.runs.deciding import REMOVED_FROM, STRANGE_FROM
from pipelines.despam.runs.finding import Run
from pipelines.despam.runs.phrasing import reads_wholly

PAIR = 2
MOST_SAID = 0.2
"""Share of its pairs of Han characters that the page may say of a stranger."""
LEAST_CORE = 0.6
"""Sum of the ``core`` of a run's words, without which nothing is offered: Google+主页."""
MOST_ASKED = 20
"""Runs of a page that are asked: the rest of the page is read for each."""
LEAST_PAGE = 60
"""Characters that a page must say beside a run before it tells of it."""


def with_strangers(
    texts: Sequence[str], runs: Sequence[Sequence[Run]], telling: Sequence[bool]
) -> list[list[Run]]:
    """Return the runs of each line, those marked that are strangers to the page.

    ``telling``: which lines are of the article's text.
    """
    asked = [run for mine in runs for run in mine if _is_doubted(run)][:MOST_ASKED]
    if not asked:
        return [list(mine) for mine in runs]
    page = [text for text, tells in zip(texts, telling, strict=True) if tells]
    return [
        [
            run.knowing(strange=True)
            if tells and any(run is one for one in asked) and _is_strange(run, text, page)
            else run
            for run in mine
        ]
        for text, mine, tells in zip(texts, runs, telling, strict=True)
    ]


def _is_doubted(run: Run) -> bool:
    """Tell whether a run may go if it is a stranger, and not without."""
    return run.end - run.start >= SHORTEST and STRANGE_FROM <= run.confidence < REMOVED_FROM


def _is_strange(run: Run, text: str, page: Iterable[str]) -> bool:
    piece = text[run.start : run.end]
    if not reads_wholly(piece) or sum(word.core for word in run.island.words) < LEAST_CORE:
        return False
    rest = [text[: run.start], text[run.end :], *(line for line in page if line != text)]
    said = folded_each("\n".join(rest))
    own = folded_each(piece)
    pairs = [own[at : at + PAIR] for at in range(len(own) - PAIR + 1)]
    pairs = [pair for pair in pairs if all(map(is_han, pair))]
    if len(said) < LEAST_PAGE or not pairs:
        return False
    return sum(pair in said for pair in pairs) <= MOST_SAID * len(pairs)
