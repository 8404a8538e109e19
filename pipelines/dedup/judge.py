"""The exact comparison behind near-duplicate search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.records import Extraction, Neighbour, Verdict
from pipelines.dedup.differences import headline_differences, sentence_differences
from pipelines.dedup.likeness import jaccard, overlap
from pipelines.dedup.sketch import Sketch, sketched
from pipelines.fingerprint import fold, grams, sentences

MOST_OF_DIGEST = 0.6
"""Of a page that holds several notices under their headlines, the share of one at most."""
TELLING_TITLE = 6
"""Characters of a headline that stands in no text by chance."""
BESIDE_HEADLINE = 12
"""Characters more on the line of a headline: its number in the digest, its day (2020年03月01日)."""
BARE = 50
"""Characters of a body that, without a number, says nothing of its own (现予公示，详见附件)."""
NOTICE = 200
"""Characters of a body that may stand word for word under headlines of one form (某公司的公示)."""


@dataclass(frozen=True, slots=True)
class _Body:
    """A body as it is compared: as it was given, and folded."""

    given: str
    sentences: list[str]
    text: str
    shingles: frozenset[str]


@lru_cache(maxsize=256)
def _body(body: str) -> _Body:
    """Fold a body, once for all that it is compared with.

    A newcomer is judged several times over, and originals of large clusters by every newcomer:
    four in five are met again. 256 of them take 20 MB.
    """
    parts = sentences(body)
    text = "".join(parts)
    return _Body(body, parts, text, grams(text))


_folded = lru_cache(maxsize=1024)(fold)
"""A headline."""


class NearDuplicates:
    """The judge of the archive; it holds nothing, so that it can be sent to another process."""

    def __call__(self, extraction: Extraction, neighbours: Sequence[Neighbour]) -> Verdict:
        """Return which neighbour the article is the same text as: the likest, if one is.

        The likest shares most of what either text has (Jaccard). By the share of the shorter one
        alone a third of the text would be liker to it than its whole with a misprint.
        """
        title, body = extraction.article.title or "", _body(extraction.article.body)
        # The likest first: who comes after one that is the same text need not be looked at.
        for similarity, neighbour in _alike(body, neighbours):
            theirs, their_title = _body(neighbour.body), neighbour.title or ""
            if not _is_part(title, body, their_title, theirs) and not _is_other_news(
                title, body, their_title, theirs
            ):
                return Verdict(cluster_with=neighbour.id, similarity=similarity)
        return Verdict()

    def sketch(self, body: str, known_sentences: Sequence[str] = ()) -> Sketch:
        """Return what rules strangers out; whom it rules out, a call does not find alike."""
        return sketched("".join(known_sentences) or fold(body))


judge = NearDuplicates()


def _alike(body: _Body, neighbours: Sequence[Neighbour]) -> list[tuple[float, Neighbour]]:
    """Return those of which enough is the same, with how much, the likest first."""
    alike = [
        (jaccard(body.shingles, shingles), similarity, neighbour)
        for neighbour in neighbours
        if (similarity := overlap(body.shingles, shingles := _body(neighbour.body).shingles))
    ]
    alike.sort(key=lambda one: -one[0])
    return [(similarity, neighbour) for _, similarity, neighbour in alike]


def _is_other_news(title: str, body: _Body, their_title: str, theirs: _Body) -> bool:
    """Tell other facts in the bodies; headlines decide where the bodies leave it open."""
    of_bodies = sentence_differences(body.sentences, theirs.sentences)
    if of_bodies.other_news:
        return True
    if of_bodies.compared <= BARE and not of_bodies.numbers:
        return not _is_same_headline(title, their_title)
    of_titles = headline_differences(title, their_title)
    if of_titles.swapped & of_bodies.swapped:
        return True
    if not of_bodies.swaps and of_bodies.compared <= NOTICE:
        return of_titles.facts > 0
    facts = of_titles.changed_numbers + of_titles.names
    return facts > 0 and of_bodies.facts > 0 and not of_bodies.garbled


def _is_same_headline(one: str, other: str) -> bool:
    """Tell one headline with more or less around it from another one, or from none."""
    shorter, longer = sorted((_folded(one), _folded(other)), key=len)
    if shorter in longer:
        return bool(shorter)
    found = headline_differences(one, other)
    return found.compared > 0 and not found.swaps


def _is_part(title: str, body: _Body, their_title: str, theirs: _Body) -> bool:
    """Tell a notice from the page that holds it among others, under its headline."""
    if len(body.shingles) < len(theirs.shingles):
        part, around, whole = title, theirs, their_title
    else:
        part, around, whole = their_title, body, title
    shorter, longer = sorted((len(body.shingles), len(theirs.shingles)))
    headline = _folded(part)
    if shorter > MOST_OF_DIGEST * longer or len(headline) < TELLING_TITLE:
        return False
    return headline not in _folded(whole) and _has_headline(around, headline)


def _has_headline(around: _Body, headline: str) -> bool:
    """Tell a headline on a line of its own from the same words in a sentence.

    A short headline is often made of the words of the lead sentence, and that ends in a full stop.
    """
    if headline not in around.text:
        return False
    lines = (line for line in around.given.splitlines() if not line.rstrip().endswith("。"))
    return any(
        headline in folded and len(folded) <= len(headline) + BESIDE_HEADLINE
        for folded in map(fold, lines)
    )
