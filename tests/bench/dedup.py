"""``make bench-dedup``: pairs of copies found and strangers kept apart, against the usual ways.

Every text is looked up among those before it, by the keys and the judge that the archive uses, so
that a figure is that of the whole way; each text joins at most one cluster, as in the archive.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from archive.records import Article, Extraction, Fingerprint, Neighbour, RawPage
from pipelines.dedup import dedup, judge
from pipelines.document import Document
from pipelines.fingerprint import fingerprint, fold
from tests.bench.articles import Generator
from tests.bench.near_duplicates import Labelled, reprints, template_news

CANDIDATES = 32
"""Neighbours that the archive hands to the judge at most, those with most keys in common."""

Clustering = Callable[[Sequence[Labelled]], list[int]]
"""Gives each text the number of its cluster."""


@dataclass(frozen=True, slots=True)
class Score:
    """Pairwise figures; ``missed`` and ``merged`` count pairs by their kinds."""

    precision: float
    recall: float
    missed: Counter[str]
    merged: Counter[str]


def ours(texts: Sequence[Labelled]) -> list[int]:
    """Cluster as the archive does."""
    holders: dict[int, list[int]] = defaultdict(list)
    neighbours: list[Neighbour] = []
    clusters: list[int] = []
    for number, text in enumerate(texts):
        extraction = _signed(text.body)
        shared = Counter(at for key in extraction.fingerprint.bands for at in holders[key])
        near = [neighbours[at] for at, _ in shared.most_common(CANDIDATES)]
        match = judge(extraction, near).cluster_with
        clusters.append(number if match is None else clusters[match])
        neighbours.append(_neighbour(number, text.body, clusters[-1]))
        for key in extraction.fingerprint.bands:
            holders[key].append(number)
    return clusters


def _signed(body: str) -> Extraction:
    page = RawPage(url="http://example.gov.cn/", body=b"")
    document = dedup(fingerprint(Document(page=page, article=Article(url=page.url, body=body))))
    near = document.fingerprint or Fingerprint(content_hash="", scheme="", signature=b"")
    return Extraction(article=document.article, fingerprint=near)


def _neighbour(number: int, body: str, cluster: int) -> Neighbour:
    return Neighbour(
        id=number,
        url=f"http://example.gov.cn/{number}",
        site=None,
        title=None,
        body=body,
        published_at=None,
        source=None,
        first_seen_at="2020-01-01T00:00:00Z",
        cluster=cluster,
        content_hash=None,
    )


def minhash(threshold: float, permutations: int = 128) -> Clustering:
    """Cluster with datasketch's MinHash LSH at a Jaccard threshold, over character 5-grams."""

    def cluster(texts: Sequence[Labelled]) -> list[int]:
        from datasketch import MinHash, MinHashLSH  # noqa: PLC0415 - a peer, in the extra `bench`

        index = MinHashLSH(threshold=threshold, num_perm=permutations)
        clusters: list[int] = []
        for number, text in enumerate(texts):
            sketch = MinHash(num_perm=permutations)
            sketch.update_batch([gram.encode() for gram in _grams(text.body)])
            found = index.query(sketch)
            clusters.append(clusters[int(found[0])] if found else number)
            index.insert(str(number), sketch)
        return clusters

    return cluster


def simhash(texts: Sequence[Labelled], distance: int = 3) -> list[int]:
    """Cluster by SimHash (Charikar 2002) of 64 bits over character 4-grams, Hamming ≤ 3."""
    seen: list[int] = []
    clusters: list[int] = []
    for number, text in enumerate(texts):
        own = _simhash(text.body)
        match = next((at for at, it in enumerate(seen) if (own ^ it).bit_count() <= distance), None)
        clusters.append(number if match is None else clusters[match])
        seen.append(own)
    return clusters


def _simhash(body: str) -> int:
    counts = [0] * 64
    for gram in _grams(body, 4):
        hashed = hash(gram)
        for bit in range(64):
            counts[bit] += 1 if hashed >> bit & 1 else -1
    return sum(1 << bit for bit, count in enumerate(counts) if count > 0)


def _grams(body: str, length: int = 5) -> set[str]:
    folded = fold(body)
    return {folded[at : at + length] for at in range(max(1, len(folded) - length + 1))}


def score(texts: Sequence[Labelled], clusters: Sequence[int]) -> Score:
    """Compare pairs that were put together with pairs that belong together."""
    together = _pairs(clusters)
    belong = _pairs([text.event for text in texts])
    right = len(together & belong)
    return Score(
        precision=right / len(together) if together else 1.0,
        recall=right / len(belong) if belong else 1.0,
        missed=Counter(texts[late].kind for _, late in belong - together),
        merged=Counter(f"{texts[a].kind} + {texts[b].kind}" for a, b in together - belong),
    )


def _pairs(labels: Iterable[object]) -> set[tuple[int, int]]:
    members: dict[object, list[int]] = defaultdict(list)
    for number, label in enumerate(labels):
        members[label].append(number)
    return {pair for group in members.values() for pair in combinations(group, 2)}


def corpus(articles: int, each: int, seed: int) -> list[Labelled]:
    """Return ``articles`` texts with one changed copy each, and template news, shuffled."""
    draw = random.Random(seed)
    bodies = (row["body"] for row in Generator(seed, characters=800).rows(articles))
    texts = [*reprints(bodies, draw), *template_news(each, draw)]
    draw.shuffle(texts)
    return texts


def main() -> int:
    """Print the table; exit status 1 when a figure is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--each", type=int, default=100, help="issues of each template")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--peers", action="store_true", help="run the usual ways beside ours")
    options = parser.parse_args()
    texts = corpus(options.articles, options.each, options.seed)
    print(f"{len(texts)} texts")  # noqa: T201 - a command's output
    ours_score = _report("govnews", ours, texts)
    if options.peers:
        _report("MinHash 0.8", minhash(0.8), texts)
        _report("datasketch's defaults (0.9)", minhash(0.9), texts)
        _report("SimHash ≤ 3", simhash, texts)
    good = ours_score.precision >= 0.995 and ours_score.recall >= 0.98
    return 0 if good and not ours_score.merged else 1


def _report(name: str, clustering: Clustering, texts: Sequence[Labelled]) -> Score:
    began = time.process_time()
    result = score(texts, clustering(texts))
    spent = (time.process_time() - began) * 1000 / len(texts)
    print(f"{name:30s} precision {result.precision:.4f} recall {result.recall:.4f} {spent:.1f} ms")  # noqa: T201 - a command's output
    for title, counts in (("missed", result.missed), ("merged", result.merged)):
        for kind, count in counts.most_common(20):
            print(f"    {title} {count:5d} {kind}")  # noqa: T201 - a command's output
    return result


if __name__ == "__main__":
    sys.exit(main())
