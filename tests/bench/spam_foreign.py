"""Measure on phrases of others: ``python -m tests.bench.spam_foreign PHRASES TEXT…``.

PHRASES holds a phrase a line, TEXT clean lines of news. Each phrase is put once into a line, in
plain sight, inside a sentence and without a link: the hardest place. Lists of real phrases belong
to others and are in no commit; docs/SPAM_MODELS.md names what was measured.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

from pipelines.document import Block
from tests.bench.spam import Score, score_body
from tests.bench.spam_attacks import Attacked
from tests.bench.spam_cases import clean_lines, place
from tests.bench.spam_clean import CleanArticle

LINES = 4
"""Lines of an article that a phrase is put into."""


def attacked(phrase: str, lines: Sequence[str], rng: random.Random) -> Attacked:
    """Return an article of neighbouring lines with the phrase in one of them."""
    first = rng.randrange(len(lines) - LINES)
    article = CleanArticle("", tuple(lines[first : first + LINES]))
    blocks = [Block(text=line) for line in article.lines]
    number = rng.randrange(LINES)
    line = article.lines[number]
    at = place(line, rng)
    blocks[number] = Block(text=line[:at] + phrase + line[at:])
    return Attacked("phrases of others", article, tuple(blocks), spam=(phrase,))


def main() -> None:
    """Print what became of the phrases."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.spam_foreign")
    parser.add_argument("phrases", type=Path)
    parser.add_argument("texts", nargs="+", type=Path, metavar="TEXT")
    arguments = parser.parse_args()
    lines = list(clean_lines(arguments.texts))
    rng, score = random.Random(1), Score()
    for phrase in filter(None, arguments.phrases.read_text("utf-8").splitlines()):
        score.add(score_body(attacked(phrase, lines, rng)))
    print(  # noqa: T201 - the command's answer
        f"{score.cases} phrases: found {score.flagged / score.cases:.3f}, borders exact "
        f"{score.exact / score.cases:.3f}, characters left {score.left / score.spam:.3f}, "
        f"clean characters lost {score.lost / score.clean:.4%}"
    )


if __name__ == "__main__":
    main()
