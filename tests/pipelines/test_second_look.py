"""A page is fetched again: what counts visits or says when it was made is no change of the news."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from archive.database.engine import connect
from archive.database.schema import upgrade
from archive.ledger import Outcome
from archive.models import ArticleRow, ChangeRow
from archive.records import Extraction, RawPage
from archive.writing.writer import Stored, Writer
from pipelines.dedup.judge import judge
from pipelines.run import process

URL = "http://www.example.gov.cn/2020-02/24/content_1.html"
FIRST = datetime(2020, 2, 25, tzinfo=UTC)
PAGE = """<html><head><title>县委召开春耕生产会议_某县人民政府</title></head><body>
<div class="article"><h1>县委召开春耕生产会议</h1>
<div class="info">{info}</div><div class="content">
<p>2月24日，县委召开会议，研究部署春耕生产工作，要求把农资供应、农机检修和技术指导落实到村到户。</p>
<p>会议指出，今年春耕面积较往年有所增加，各乡镇要抓紧备足{stock}，确保不误农时，确保粮食丰收。</p>
</div></div></body></html>"""
STOCK = "种子化肥"
LINE = "发布时间：2020-02-24 09:10 来源：本站原创"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = connect(f"sqlite:///{tmp_path / 'archive.db'}")
    upgrade(opened)
    yield opened
    opened.dispose()


def _looked_at(engine: Engine, info: str, day: int, stock: str = STOCK) -> Stored:
    """Take the page of a day through the stages and into the archive, other bytes each day."""
    body = PAGE.format(info=info, stock=stock).encode()
    extraction = process(RawPage(url=URL, body=body), None)
    assert isinstance(extraction, Extraction)
    fetch = Outcome(url=URL, state="fetched", site=None, kind="article", digest=f"{day}")
    return Writer(engine, judge).store(extraction, now=FIRST + timedelta(days=day), fetch=fetch)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("浏览次数：12", "浏览次数：3408"),
        ("浏览量：【 12 】次", "浏览量：【 3408 】次"),
        ("阅读：12", "阅读：1.2万"),
        ("点击数：<span id='hits'>12</span>", "点击数：<span id='hits'>3408</span>"),
        ("点击率： 次", "点击率：3408 次"),
        ("页面生成时间：2020-02-25 08:00:01", "页面生成时间：2020-02-26 08:00:02"),
        ("今天是2020年2月25日 星期二", "今天是2020年2月26日 星期三"),
        ("打印时间：2020年2月25日 点赞：3", "打印时间：2020年2月26日 点赞：41"),
    ],
)
@pytest.mark.parametrize("order", ["{line} {part}", "{part} {line}"], ids=["behind", "before"])
def test_counters_and_times_of_making_a_page_are_no_version(
    engine: Engine, order: str, before: str, after: str
) -> None:
    stored = [
        _looked_at(engine, order.format(line=LINE, part=part), day)
        for day, part in enumerate((before, after))
    ]
    assert [one.outcome for one in stored] == ["new", "unchanged"]
    with engine.connect() as connection:
        assert connection.execute(select(ArticleRow.version)).scalars().all() == [1]
        assert connection.execute(select(ArticleRow.revision)).scalars().all() == [1]
        published = connection.execute(select(ArticleRow.published_at)).scalar_one()
        assert str(published).startswith("2020-02-24T09:10")
        assert connection.execute(select(ChangeRow.kind)).all() == []


def test_a_word_of_the_text_is_a_version(engine: Engine) -> None:
    _looked_at(engine, LINE, 0)
    assert _looked_at(engine, LINE, 1, stock="种子农药").outcome == "changed"
