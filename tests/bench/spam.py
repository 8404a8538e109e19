"""Measure how injected spam is found: ``python -m tests.bench.spam [--half unseen] [--show N]``.

Clean articles × techniques × phrases, and sentences that look like spam and are none. The weights
were fitted on the author half; what counts is the unseen half, on which the thresholds of
``FLOORS`` are asserted. Exit status 1 when one of them is missed.
"""

from __future__ import annotations

import argparse
import difflib
import html
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product

from archive.records import Article, Extraction, RawPage, Rejection
from pipelines import collector
from pipelines.despam import despam
from pipelines.document import Block, Document
from pipelines.errors import NotAnArticleError
from pipelines.run import process
from tests.bench.spam_attacks import BODY, PAGE, Attacked, page_of
from tests.bench.spam_cases import PAGE_URL, Half, lists, phrases, trap_pages, traps
from tests.bench.spam_clean import (
    CleanArticle,
    clean_articles,
    fresh_articles,
    long_articles,
)
from tests.bench.spam_context import touched_contexts

HALVES: tuple[Half, Half] = ("author", "unseen")
ARTICLES: dict[Half, Callable[[], tuple[CleanArticle, ...]]] = {
    "author": clean_articles,
    "unseen": clean_articles,
    "fresh": fresh_articles,
    "further": fresh_articles,
    "wider": fresh_articles,
    "sealed": fresh_articles,
}
"""What each half's phrases are put into."""
HIDDEN_BY = (
    ("div", "display:none"),
    ("p", "position:absolute;left:-9999px"),
    ("span", "font-size:0"),
)
"""How pages of good faith hide."""
BODY_ROUNDS = 120
PAGE_ROUNDS = 12
FLOORS = {
    "spam characters left": ("max", 0.01),
    "clean characters lost": ("max", 0.0001),
    "borders exact": ("min", 0.97),
    "traps touched": ("max", 0.0),
    "hidden left": ("max", 0.0),
    "hacked precision": ("min", 0.99),
    "hacked recall": ("min", 0.99),
    "milliseconds a clean article of 2,000 characters": ("max", 1.0),
}


@dataclass(slots=True)
class Score:
    """What one technique came to."""

    cases: int = 0
    exact: int = 0
    flagged: int = 0
    spam: int = 0
    left: int = 0
    clean: int = 0
    lost: int = 0
    failures: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Add another technique's counts."""
        for name in ("cases", "exact", "flagged", "spam", "left", "clean", "lost"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.failures += other.failures


def run_body(attacked: Attacked) -> tuple[str, bool]:
    """Return the cleaned body and whether the page counts as hacked."""
    document = document_of(attacked.blocks)
    try:
        article = despam(document).article
    except NotAnArticleError as error:
        return f"rejected: {error}", error.hacked
    return article.body, article.hacked


def document_of(blocks: Sequence[Block]) -> Document:
    """Return a document as it reaches the stage."""
    page = RawPage(url=PAGE_URL, body=b"")
    return Document(page=page, article=Article(url=PAGE_URL), blocks=tuple(blocks))


def score_body(attacked: Attacked) -> Score:
    """Run one attack on the body and compare with the clean article."""
    body, hacked = run_body(attacked)
    wanted = attacked.article.body
    left, lost = _differences(wanted, body, attacked.spam)
    score = Score(
        cases=1,
        exact=body == wanted,
        flagged=hacked,
        spam=sum(map(len, attacked.spam)),
        left=left,
        clean=len(wanted),
        lost=lost,
    )
    if body != wanted:
        score.failures.append(f"{attacked.spam[0]!r}: {left} left, {lost} lost")
    return score


def _differences(wanted: str, body: str, spam: Sequence[str]) -> tuple[int, int]:
    """Return how many characters of spam are left and of the clean text lost."""
    if body == wanted:
        return 0, 0
    matcher = difflib.SequenceMatcher(None, wanted, body, autojunk=False)
    lost = sum(b - a for tag, a, b, _, _ in matcher.get_opcodes() if tag in {"delete", "replace"})
    left = sum(d - c for tag, _, _, c, d in matcher.get_opcodes() if tag in {"insert", "replace"})
    return min(left, sum(map(len, spam))), lost


def score_page(attacked: Attacked) -> Score:
    """Run one attack on a whole page through all stages and compare with the clean page."""
    result = _processed(attacked.page)
    if not isinstance(result, Extraction):
        return Score(cases=1, flagged=result.hacked, failures=[f"rejected: {result.reason}"])
    article, wanted = result.article, _wanted(attacked.article)
    same = article.body == wanted.body and article.title == wanted.title
    score = Score(cases=1, exact=same, flagged=article.hacked)
    if not same:
        score.failures.append(f"{attacked.tags}: {article.title!r} {len(article.body)} characters")
    if not article.hacked:
        score.failures.append("not flagged")
    return score


def _processed(page: str) -> Extraction | Rejection:
    return process(RawPage(url=PAGE_URL, body=page.encode(), content_type="text/html"))


@cache
def _wanted(clean: CleanArticle) -> Article:
    """Return what the stages make of the page before it was attacked."""
    result = _processed(page_of(clean))
    assert isinstance(result, Extraction), clean.title
    return result.article


def measure(half: Half, rng: random.Random) -> dict[str, Score]:
    """Return the score of each technique."""
    words = phrases(half)
    articles = ARTICLES[half]()
    scores: dict[str, Score] = {}
    for techniques, rounds, judge in (
        (BODY, BODY_ROUNDS, score_body),
        (PAGE, PAGE_ROUNDS, score_page),
    ):
        for name, technique in techniques.items():
            scores[name] = Score()
            for _ in range(rounds):
                scores[name].add(judge(technique(rng.choice(articles), words, rng)))
    return scores


def touched_traps(half: Half) -> Iterator[str]:
    """Give the sentences of a half that lose something."""
    yield from filter(_loses, traps(half))
    yield from touched_pages(half)
    if half == "author":
        yield from touched_contexts()


def touched_pages(half: Half) -> Iterator[str]:
    """Give the headlines of a half whose page loses something or counts as hacked.

    Each is read as a page, as a page that says the same again below, and line by line.
    """
    prose = clean_articles()[0].lines[:2]
    for headline, lead in trap_pages(half):
        forms = ((lead, *prose), (lead, *prose, f"图为{headline}。", lead))
        pages = [_processed(page_of(CleanArticle(headline, lines))) for lines in forms]
        if any(map(_is_touched, pages)) or any(map(_loses, (headline, lead))):
            yield headline


def _is_touched(result: Extraction | Rejection) -> bool:
    return not isinstance(result, Extraction) or result.article.hacked


def _loses(line: str) -> bool:
    """Tell whether a line that stands alone loses something."""
    try:
        return despam(document_of([Block(text=line)])).article.body != line
    except NotAnArticleError:
        return True


def false_flags() -> Iterator[CleanArticle]:
    """Give the clean articles that are flagged or changed."""
    for article in (*clean_articles(), *fresh_articles()):
        result = despam(document_of([Block(text=line) for line in article.lines])).article
        if result.hacked or result.body != article.body:
            yield article


def flagged_pages() -> Iterator[str]:
    """Give what pages of good faith hide and are flagged for."""
    data, clean = lists("spam_hidden"), clean_articles()[0]
    for text, (tag, style) in product((*data["author"], *data["unseen"]), HIDDEN_BY):
        piece = f'<{tag} style="{style}">{html.escape(text)}</{tag}>'
        result = _processed(page_of(clean, within=piece))
        if not isinstance(result, Extraction) or result.article.hacked:
            yield f"{style}: {text}"


def milliseconds() -> float:
    """Return the CPU time of the stage for a clean article of 2,000 characters, on average."""
    documents = [document_of([Block(text=x) for x in a.lines]) for a in long_articles()]
    best = float("inf")
    for _ in range(5):
        with collector.at_rest():  # as ``pipelines.run`` has it
            before = time.process_time()
            for document in documents:
                despam(document)
            best = min(best, time.process_time() - before)
    return best * 1000 / len(documents)


def summary(scores: dict[str, Score]) -> dict[str, float]:
    """Return the figures that the floors are about."""
    body, page = Score(), Score()
    for name in BODY:
        body.add(scores[name])
    for name in PAGE:
        page.add(scores[name])
    hidden = [scores[name] for name in PAGE if name.startswith("hidden")]
    wrong = len(list(false_flags())) + len(list(flagged_pages()))
    flagged = body.flagged + page.flagged
    return {
        "spam characters left": body.left / body.spam,
        "clean characters lost": body.lost / body.clean,
        "borders exact": body.exact / body.cases,
        "traps touched": float(sum(1 for either in HALVES for _ in touched_traps(either))),
        "hidden left": float(sum(score.cases - score.exact for score in hidden)),
        "hacked precision": flagged / (flagged + wrong),
        "hacked recall": flagged / (body.cases + page.cases),
        "milliseconds a clean article of 2,000 characters": milliseconds(),
    }


def main() -> int:
    """Print the table and the figures; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.spam", description=__doc__)
    parser.add_argument("--half", choices=tuple(ARTICLES), default="unseen")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="failures a technique")
    arguments = parser.parse_args()
    scores = measure(arguments.half, random.Random(20200224))
    out = sys.stdout.write
    out("| technique | cases | exact | flagged | spam left | clean lost |\n")
    out("|---|--:|--:|--:|--:|--:|\n")
    for name, s in scores.items():
        share = f"{s.left / s.spam:.2%} | {s.lost / s.clean:.4%}" if s.spam else "|"
        out(f"| {name} | {s.cases} | {s.exact} | {s.flagged} | {share} |\n")
        for failure in s.failures[: arguments.show]:
            out(f"    {failure}\n")
    missed = 0
    for name, value in summary(scores).items():
        kind, floor = FLOORS[name]
        holds = value <= floor if kind == "max" else value >= floor
        missed += not holds
        out(f"{'ok  ' if holds else 'MISS'} {name}: {value:.5g} ({kind} {floor})\n")
    if arguments.show:
        for sentence in touched_traps("unseen" if arguments.half == "unseen" else "author"):
            out(f"    touched: {sentence}\n")
        for text in flagged_pages():
            out(f"    flagged: {text}\n")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
