"""``make bench-dedup``: pairs of copies found and strangers kept apart, against the usual ways.

Ours are the clusters of an archive in which the texts were stored one after the other.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from archive.database.engine import connect
from archive.database.schema import upgrade
from archive.models import ArticleRow
from archive.records import Article, Extraction, Fingerprint, RawPage
from archive.writing.writer import Writer
from pipelines.dedup import dedup
from pipelines.dedup.judge import judge
from pipelines.document import Document
from pipelines.fingerprint import fingerprint, fold
from tests.bench.near_duplicates import (
    Labelled,
    articles,
    digests,
    form_news,
    reprints,
    template_news,
    unseen_news,
)

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
    """Store one after the other in an archive, and ask it for their clusters."""
    with TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{Path(folder) / 'archive.db'}")
        upgrade(engine)
        writer = Writer(engine, judge)
        ids = [
            writer.store(signed(text, number), now=_NOW + timedelta(seconds=number)).article_id
            for number, text in enumerate(texts)
        ]
        with engine.connect() as connection:
            rows = connection.execute(select(ArticleRow.id, ArticleRow.cluster_id)).all()
        engine.dispose()
    cluster_of = {row.id: row.cluster_id for row in rows}
    return [cluster_of[article_id] for article_id in ids]


def signed(text: Labelled, number: int) -> Extraction:
    """Return a text as the stages hand it to the archive, at an address of its own."""
    page = RawPage(url=f"http://site-{number % 50}.gov.cn/{number}.html", body=b"")
    day = (date(2019, 3, 1) + timedelta(days=text.day)).isoformat()
    article = Article(url=page.url, title=text.title, body=text.body, published_at=day)
    document = dedup(fingerprint(Document(page=page, article=article)))
    near = document.fingerprint or Fingerprint(content_hash="", scheme="", signature=b"")
    return Extraction(article=document.article, fingerprint=near)


_NOW = datetime(2020, 1, 1, tzinfo=UTC)


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


def corpus(count: int, each: int, seed: int) -> list[Labelled]:
    """Return ``count`` articles with a changed copy each, and news that fills forms, shuffled."""
    draw = random.Random(seed)
    texts = [
        *reprints(articles(count, seed), draw),
        *template_news(each, draw),
        *form_news(each, draw),
        *digests(each, draw),
    ]
    draw.shuffle(texts)
    return texts


def main() -> int:
    """Print the table; exit status 1 when a figure is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--each", type=int, default=40, help="issues of each template and form")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--unseen", action="store_true", help="only forms that no rule was set by")
    options = parser.parse_args()
    if options.unseen:
        texts = list(unseen_news(options.each, random.Random(options.seed)))
    else:
        texts = corpus(options.articles, options.each, options.seed)
    print(f"{len(texts)} texts")  # noqa: T201 - a command's output
    ours_score = _report("govnews", ours, texts)
    if find_spec("datasketch") is None:
        print("the peers need datasketch: .venv/bin/pip install -e '.[bench]'")  # noqa: T201 - as above
    else:
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
