"""Answers that are broken on the wire, or not what they say they are."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace

from tests.fakeweb.model import Article, Column
from tests.fakeweb.sites.trs import TrsSite
from tests.fakeweb.wire import Answer, Asked, gzipped, page

_BOMB_BYTES = 60_000_000
_BIG_BYTES = 3_000_000
BIG_SECONDS, BIG_PIECES = 7.5, 10
"""How long the page of 3 MB takes to come, and in how many pieces: longer than any other may take."""
_GZIP = (("Content-Encoding", "gzip"),)


class BrokenSite(TrsSite):
    """Among sound articles: one of 3 MB that comes slowly, one with a wrong charset, one compressed; and the broken."""

    def dynamic(self, asked: Asked) -> Answer | None:
        for name, target in self._broken_paths().items():
            if asked.target == target:
                return self._broken(name)
        own = {self.article_path(a): a for a in self.columns[0].articles[:3]}
        if asked.target in own:
            at = list(own).index(asked.target)
            return (self._big, self._misdeclared, self._compressed)[at](own[asked.target])
        return None

    def extra_rows(self, column: Column, number: int) -> str:
        if column is not self.columns[-1] or number != 1:
            return ""
        return "".join(
            f'<li><span>2024-03-18</span><a href="{path}">市政府办公室关于做好有关工作的情况通报之{name}</a></li>'
            for name, path in self._broken_paths().items()
        )

    def tolerated(self) -> Iterator[str]:
        broken = self._broken_paths()
        return iter([self.base + broken[name] for name in ("丁", "戊")])

    def _broken_paths(self) -> Mapping[str, str]:
        column = self.columns[-1].key
        return {
            name: f"/{column}/202403/t20240318_{990 + at}.html"
            for at, name in enumerate("甲乙丙丁戊己庚辛")
        }

    def _broken(self, name: str) -> Answer:
        whole = self.article_page(self.columns[0].articles[-1]).encode()
        packed = gzipped(whole)
        noise = random.Random(name).randbytes(20_000)
        return {
            "甲": Answer(body=gzipped(b"<html>" + b" " * _BOMB_BYTES), headers=_GZIP),
            "乙": Answer(body=packed[: len(packed) // 3], headers=_GZIP),
            "丙": Answer(body=b""),
            "丁": Answer(body=whole[: len(whole) // 2], claimed_length=len(whole)),
            "戊": Answer(body=whole, claimed_length=len(whole) // 2),
            "己": Answer(body=noise),
            "庚": Answer(body=whole, drip_seconds=0.2),
            "辛": Answer(body=b"\x00" * 5_000, content_type="text/html; charset=utf-99"),
        }[name]

    def _big(self, article: Article) -> Answer:
        comment = "<!-- " + "模板片段 " * (_BIG_BYTES // 13) + " -->"
        whole = page(self.article_page(article).replace("<body>", "<body>" + comment))
        pieces = len(whole.body) // BIG_PIECES
        return replace(whole, drip_bytes=pieces, drip_seconds=BIG_SECONDS / BIG_PIECES)

    def _misdeclared(self, article: Article) -> Answer:
        text = self.article_page(article).replace('charset="utf-8"', 'charset="iso-8859-1"')
        return page(text, charset="gb18030", declared="utf-8")

    def _compressed(self, article: Article) -> Answer:
        sound = page(self.article_page(article))
        return replace(sound, body=gzipped(sound.body), headers=_GZIP)
