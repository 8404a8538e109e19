"""Generated articles: as long, as varied and as repetitive as government news, in any number.

Their words are made up of the characters of GB 2312's first level, with the frequencies of a
natural language (Zipf), after a core of words that every such site repeats. So the share of unlike
bigrams in an article of 1,000 characters is that of real ones, 0.64 (measured on real pages).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import numpy as np
from sqlalchemy import Connection, insert

from archive.models import ArticleRow, ClusterRow, SiteRow

CORE = (
    *("的", "和", "在", "为", "了", "是", "对", "年", "月", "日", "要", "不", "有", "等", "上"),
    *("工作", "发展", "建设", "全市", "疫情", "防控", "服务", "企业", "群众", "经济", "项目"),
    *("社会", "会议", "推进", "加强", "安全", "管理", "生产", "乡村", "振兴", "生态", "环境"),
    *("复工复产", "新华社", "记者", "书记", "市长", "改革", "创新", "文化", "教育", "医疗"),
)
SITES = ("zj-gov", "henan", "longquanyi", "cq-gov", "redhongan", "hubei", "yunnan", "gansu")
REGIONS = ("浙江省", "河南省", "四川省/成都市/龙泉驿区", "重庆市", "湖北省/黄冈市/红安县", "湖北省")
SOURCES = ("新华社", "浙江新闻客户端", "本站原创", "人民日报", "黄冈日报全媒体", None)
NOW = datetime(2026, 1, 1, tzinfo=UTC)

_VOCABULARY = 40_000
_ZIPF = 1.18
_TOPIC_WORDS = 17
_TOPIC_SHARE = 0.42
"""Of an article's words; what it is about, it says again and again."""
_CHARACTERS_A_WORD = 2.03
"""Punctuation included."""
_FIRST_DAY = datetime(2014, 1, 1, tzinfo=timezone(timedelta(hours=8)))
_DAYS = 4_300
_INSERT_ROWS = 500


class Generator:
    """Makes articles; the same seed makes the same ones."""

    def __init__(self, seed: int = 1, *, characters: int = 1_000) -> None:
        self._random = random.Random(seed)
        self._numbers = np.random.default_rng(seed)
        self._characters = characters
        self.words = [*CORE, *(self._word() for _ in range(_VOCABULARY))]
        weights = np.cumsum((np.arange(len(self.words)) + 4.0) ** -_ZIPF)
        self._shares = weights / weights[-1]
        self._topic = np.empty(0, np.int64)

    def rows(self, count: int) -> Iterator[dict[str, Any]]:
        """Give rows of ``articles`` with ids from 1."""
        for number in range(1, count + 1):
            yield self._row(number)

    def _row(self, number: int) -> dict[str, Any]:
        draw = self._random
        moment = _FIRST_DAY + timedelta(minutes=draw.randrange(_DAYS * 1440))
        site = draw.randrange(len(SITES))
        self._topic = self._drawn(_TOPIC_WORDS)
        return {
            **EMPTY_ROW,
            "id": number,
            "url": f"http://{SITES[site]}.example/art/{number}.html",
            "site_id": SITES[site],
            "site_name": SITES[site],
            "region": REGIONS[site % len(REGIONS)],
            "title": "".join(self._draw(10)),
            "published_at": moment.date().isoformat() if number % 3 else moment.isoformat(),
            "published_day": moment.date(),
            "source": draw.choice(SOURCES),
            "section": ["新闻", draw.choice(("要闻", "部门动态", "乡镇传真"))],
            "body": self._body(int(draw.gauss(self._characters, self._characters / 4))),
            "cluster_id": number,
        }

    def _body(self, characters: int) -> str:
        """Make clauses of 4 to 9 words, sentences of 3 clauses, paragraphs of 1 to 4 sentences."""
        words = self._draw(max(1, round(characters / _CHARACTERS_A_WORD)))
        clauses = np.cumsum(self._numbers.integers(4, 10, len(words) // 4))
        ends = [end for end in clauses.tolist() if end < len(words)]
        for number, end in enumerate(ends, 1):
            words[end - 1] += (
                "，" if number % 3 else "。" if self._random.random() < 0.6 else "。\n"
            )
        return "".join(words) + "。"

    def _draw(self, count: int) -> list[str]:
        drawn = self._drawn(count)
        topical = self._numbers.random(count) < _TOPIC_SHARE
        drawn[topical] = self._numbers.choice(self._topic, int(topical.sum()))
        return [self.words[number] for number in drawn.tolist()]

    def _drawn(self, count: int) -> np.ndarray[Any, np.dtype[np.int64]]:
        return np.searchsorted(self._shares, self._numbers.random(count))

    def _word(self) -> str:
        (length,) = self._random.choices((1, 2, 3, 4), (10, 62, 18, 10))
        return "".join(self._character() for _ in range(length))

    def _character(self) -> str:
        """Draw from level 1 of GB 2312, rows 16 to 55; the low numbers more often."""
        at = int(3755 * self._random.random() ** 4)
        return bytes((0xB0 + at // 94, 0xA1 + at % 94)).decode("gb2312")


def store(connection: Connection, generator: Generator, count: int) -> None:
    """Write generated articles, each alone in its cluster, without indexing them."""
    sites = [{"id": site, "name": site, "start_urls": [], "registered_at": NOW} for site in SITES]
    connection.execute(insert(SiteRow), sites)
    rows: list[dict[str, Any]] = []
    for row in generator.rows(count):
        rows.append(row)
        if len(rows) == _INSERT_ROWS:
            _insert(connection, rows)
            rows = []
    if rows:
        _insert(connection, rows)


def _insert(connection: Connection, rows: list[dict[str, Any]]) -> None:
    connection.execute(insert(ClusterRow), [{"id": row["id"], "opened_at": NOW} for row in rows])
    connection.execute(insert(ArticleRow.__table__), rows)  # type: ignore[arg-type]  # a Table


EMPTY_ROW: dict[str, Any] = {
    **{name: [] for name in ("subtitles", "authors", "editors", "keywords", "captions")},
    **{name: [] for name in ("section", "images", "pages", "restored")},
    **dict.fromkeys(("first_seen_at", "last_seen_at", "fetched_at"), NOW),
    "language": "zh-Hans",
    "encoding": "utf-8",
    "hacked": False,
    "content_hash": "0" * 64,
    "status": "live",
    "version": 1,
    "revision": 1,
}
