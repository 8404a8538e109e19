"""Which articles are one text: clusters around an original, kept so as articles come and change.

Every member of a cluster was judged alike to its original (or has the very same body). A new
original that not all members are like lets those go: small differences never add up to a chain.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, update

from archive.clusters import rows
from archive.clusters.candidates import sharing_a_band
from archive.clusters.sketches import Edition, Sketches
from archive.database.mapping import read_articles
from archive.models import ArticleRow
from archive.records import Extraction, Judge, Neighbour, Sketch


class Clusters:
    """Clusters during one transaction. ``sketches`` stays from one to the next."""

    def __init__(
        self,
        connection: Connection,
        judge: Judge,
        sketches: Sketches,
        own_words: Collection[str],
        now: datetime,
    ) -> None:
        self._connection = connection
        self._judge = judge
        self._sketches = sketches
        self._own_words = own_words
        self._now = now

    def place(self, edition: Edition, extraction: Extraction) -> None:
        """Put an article that is alone in its cluster where its like are, if there are any."""
        article_id = edition.article_id
        twin = self._twin(article_id, extraction)
        if twin is not None:
            self._join(article_id, *twin)
            self._crown(twin[0])
            return
        near = sharing_a_band(self._connection, extraction.fingerprint, article_id)
        originals = self._likely(edition, extraction, near) if near else []
        host = self._host(extraction, originals) if originals else None
        if host is not None:
            self._join(article_id, *host)
            self._absorb(host[0], extraction, originals)
            self._crown(host[0])

    def changed(self, edition: Edition, extraction: Extraction) -> None:
        """Look again at an article whose title or body its site has changed.

        An original keeps its reprints: they are copies of what it was. A reprint stays while it is
        like its original.
        """
        article_id = edition.article_id
        cluster = rows.cluster_of(self._connection, article_id)
        head = rows.head_of(self._connection, cluster)
        if head != article_id:
            verdict = self._judge(extraction, rows.as_neighbours(self._connection, [head]))
            if verdict.cluster_with is not None:
                rows.set_reprint(self._connection, article_id, cluster, head, verdict.similarity)
                return
            self._part([article_id])
            self.place(edition, extraction)
        elif rows.is_alone(self._connection, cluster):
            self.place(edition, extraction)

    def _twin(self, article_id: int, extraction: Extraction) -> tuple[int, float] | None:
        """Return the cluster of an article with the same body, and the similarity that follows.

        A body that says nothing of its own (详见附件) stands under many headlines, so the judge is
        asked; only under the very same headline it need not be.
        """
        twin = rows.twin_of(self._connection, article_id, extraction)
        if twin is None:
            return None
        if not twin.same_title:
            if not extraction.fingerprint.signature:
                return None
            verdict = self._judge(extraction, rows.as_neighbours(self._connection, [twin.id]))
            if verdict.cluster_with is None:
                return None
        return twin.cluster, twin.similarity

    def _likely(
        self, edition: Edition, extraction: Extraction, near: Sequence[int]
    ) -> Sequence[Neighbour]:
        """Return the originals of these articles' clusters that are not surely another text."""
        own = self._judge.sketch(extraction.article.body, extraction.fingerprint.sentences)
        self._sketches.keep(edition, own)
        originals = self._sketched(rows.originals_of(self._connection, near))
        likely = [one.article_id for one, sketch in originals if not own.rules_out(sketch)]
        return rows.as_neighbours(self._connection, likely) if likely else []

    def _sketched(self, editions: Sequence[Edition]) -> list[tuple[Edition, Sketch]]:
        """Pair editions with their sketches; bodies are read of those that have none yet."""
        known = [(edition, self._sketches.get(edition)) for edition in editions]
        unknown = [edition.article_id for edition, sketch in known if sketch is None]
        bodies = rows.bodies(self._connection, unknown) if unknown else {}
        return [
            (edition, sketch or self._sketch(edition, bodies[edition.article_id]))
            for edition, sketch in known
        ]

    def _sketch(self, edition: Edition, body: str) -> Sketch:
        sketch = self._judge.sketch(body)
        self._sketches.keep(edition, sketch)
        return sketch

    def _host(
        self, extraction: Extraction, originals: Sequence[Neighbour]
    ) -> tuple[int, float] | None:
        """Return the cluster whose original the article is likest, and how like.

        Other members have no say: a fuller copy holds every cut one whole, wherever that stands.
        """
        verdict = self._judge(extraction, originals)
        for original in originals:
            if original.id == verdict.cluster_with:
                return original.cluster, verdict.similarity
        return None

    def _join(self, article_id: int, cluster: int, similarity: float) -> None:
        own = rows.cluster_of(self._connection, article_id)
        head = rows.head_of(self._connection, cluster)
        rows.set_reprint(self._connection, article_id, cluster, head, similarity)
        rows.drop_cluster(self._connection, own)

    def _absorb(self, cluster: int, extraction: Extraction, originals: Sequence[Neighbour]) -> None:
        """Bring in clusters whose original is like both the newcomer and this one's original.

        So two cut copies, unlike each other, come together once the full text is the original.
        """
        first = rows.earliest(self._connection, cluster, self._own_words)
        firsts = rows.as_neighbours(self._connection, [first])
        others = (one for one in originals if one.cluster != cluster)
        for other in sorted(others, key=lambda one: one.cluster):
            if self._judge(extraction, [other]).cluster_with is None:
                continue
            of_other = rows.as_extraction(self._connection, other.id)
            if self._judge(of_other, firsts).cluster_with is not None:
                rows.merge_clusters(self._connection, other.cluster, into=cluster)

    def _crown(self, cluster: int) -> None:
        """Let the earliest be the original; judge against it whoever was not yet."""
        first = rows.earliest(self._connection, cluster, self._own_words)
        if first != rows.head_of(self._connection, cluster):
            rows.set_original(self._connection, cluster, first)
        ids = rows.unjudged(self._connection, cluster, first)
        firsts = rows.as_neighbours(self._connection, [first]) if ids else []
        leavers = []
        for article_id in ids:
            of_member = rows.as_extraction(self._connection, article_id)
            verdict = self._judge(of_member, firsts)
            if verdict.cluster_with is None:
                leavers.append(article_id)
            else:
                rows.set_reprint(self._connection, article_id, cluster, first, verdict.similarity)
        self._part(leavers)

    def _part(self, leavers: Sequence[int]) -> None:
        """Open clusters for articles that leave theirs; those with the same body stay together."""
        groups: dict[str, list[int]] = {}
        for article_id, article in read_articles(self._connection, leavers).items():
            groups.setdefault(article.content_hash or str(article_id), []).append(article_id)
        for members in groups.values():
            cluster = rows.open_cluster(self._connection, self._now)
            moved = update(ArticleRow).where(ArticleRow.id.in_(members))
            self._connection.execute(moved.values(cluster_id=cluster))
            first = rows.earliest(self._connection, cluster, self._own_words)
            rows.set_original(self._connection, cluster, first)
            for member in set(members) - {first}:
                rows.set_reprint(self._connection, member, cluster, first, 1.0)
