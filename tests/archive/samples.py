"""Extractions and a judge for tests of the archive, small enough to see through."""

from __future__ import annotations

import hashlib
import struct
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from archive.records import Article, Extraction, Fingerprint, Neighbour, Verdict

NOW = datetime(2020, 2, 24, 8, tzinfo=UTC)
URL = "http://www.redhongan.com/news/show/1.html"
BODY = "\n".join(
    (
        "全省统筹推进新冠肺炎疫情防控和经济社会发展工作部署会议24日在杭举行。",
        "会议强调,要毫不放松抓紧抓实抓细各项防控工作,奋力夺取双胜利。",
        "各地要有序推动企业复工复产,落实减税降费政策,帮助中小企业渡过难关。",
        "要坚持稳中求进工作总基调,扎实做好春耕备耕,保障重要农产品供给。",
    )
)
OTHER_BODY = "\n".join(
    (
        "县气象台今天发布大雾黄色预警信号,预计未来十二小时能见度小于五百米。",
        "请驾驶人员减速慢行,机场、高速公路等单位加强交通管理,注意防范。",
    )
)
SCHEME = "test:k=4,n=64"


def shingles(body: str) -> set[str]:
    text = "".join(c for c in unicodedata.normalize("NFKC", body) if c.isalnum())
    return {text[i : i + 4] for i in range(len(text) - 3)}


def fingerprint(body: str) -> Fingerprint:
    grams = shingles(body)
    normal = "".join(unicodedata.normalize("NFKC", body).split())
    digest = hashlib.sha256(normal.encode("utf-8", "replace")).hexdigest()
    if len(grams) < 20:
        return Fingerprint(content_hash=digest, scheme=SCHEME, signature=b"")
    values = [
        min(zlib.crc32(gram.encode("utf-8", "replace"), seed) for gram in grams)
        for seed in range(1, 65)
    ]
    bands = tuple((n << 32 | values[n]) - (1 << 50) for n in range(64))
    return Fingerprint(
        content_hash=digest, scheme=SCHEME, signature=struct.pack("<64I", *values), bands=bands
    )


def extraction(url: str = URL, body: str = BODY, **fields: Any) -> Extraction:  # noqa: ANN401  fields of any type
    print_ = fingerprint(body)
    values: dict[str, Any] = {
        "site": "redhongan",
        "site_name": "红安网",
        "title": "刘雪荣:奋力夺取疫情防控和经济社会发展双胜利",
        "published_at": "2020-02-24T15:28:00+08:00",
    }
    article = Article(url=url, body=body, content_hash=print_.content_hash, **(values | fields))
    return Extraction(article=article, fingerprint=print_)


@dataclass(frozen=True)
class Grams:
    """A sketch that rules out only what has nothing in common."""

    of_body: frozenset[str]

    @property
    def size_bytes(self) -> int:
        return 100 * len(self.of_body)

    def rules_out(self, other: Grams) -> bool:
        return self.of_body.isdisjoint(other.of_body)

    def smaller(self) -> Grams | None:
        return None


class SampleJudge:
    """Says the likest by containment; alike from 0.6 on."""

    def __call__(self, one: Extraction, neighbours: Sequence[Neighbour]) -> Verdict:
        own = shingles(one.article.body)
        best = Verdict()
        for neighbour in neighbours:
            other = shingles(neighbour.body)
            similarity = len(own & other) / min(len(own), len(other)) if own and other else 0.0
            if similarity > max(best.similarity, 0.6):
                best = Verdict(cluster_with=neighbour.id, similarity=similarity)
        return best

    def sketch(self, body: str, known_sentences: Sequence[str] = ()) -> Grams:  # noqa: ARG002  the judge's signature
        return Grams(frozenset(shingles(body)))


judge = SampleJudge()
