"""The judge of near-duplicates, for a process that hands it on and hardly ever asks it.

To load it takes a tenth of what a crawl's own process needs until it begins: patterns of numbers
and names, numpy, the libraries of fingerprints.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.records import Extraction, Judge, Neighbour, Sketch, Verdict


class LateJudge:
    """Is loaded when it is first asked; whoever is sent it gets the judge itself."""

    def __call__(self, extraction: Extraction, neighbours: Sequence[Neighbour]) -> Verdict:
        """Return which neighbour the article is the same text as."""
        return _loaded()(extraction, neighbours)

    def sketch(self, body: str, known_sentences: Sequence[str] = ()) -> Sketch:
        """Return what rules strangers out."""
        return _loaded().sketch(body, known_sentences)

    def __reduce__(self) -> tuple[object, tuple[()]]:
        return _loaded, ()


def _loaded() -> Judge:
    from pipelines.dedup.judge import judge  # noqa: PLC0415 - see above

    return judge
