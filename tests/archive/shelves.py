"""An archive in which everything that the readers show has happened once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from archive.ledger import Ledger, Link, Outcome, Site
from archive.monitoring.runs import Runs
from archive.raw.store import Exchange, RawStore
from archive.records import Attachment, Caption, Rejection, Removal
from archive.writing.writer import Writer
from tests.archive.samples import BODY, NOW, OTHER_BODY, URL, extraction, judge

LATER = NOW + timedelta(days=1)
COPY_URL = "http://www.zj.gov.cn/art/2020/2/25/art_1_2.html"
FOG_URL = URL + "?fog"
SPAM = "90分钟足球网_bet36亚洲体育"
HTML = "<html><body>刘雪荣</body></html>".encode("gb18030")

SITES = (
    Site(id="redhongan", name="红安网", region="湖北省/黄冈市/红安县", start_urls=("http://r/",)),
    Site(id="zj-gov", name="浙江省人民政府", region="浙江省", start_urls=("http://z/",)),
)


def fill(engine: Engine, warc: Path) -> None:
    """Store an article that is edited (1), its reprint (2), and a hacked one that goes (3)."""
    Ledger(engine).register(SITES, now=NOW)
    run_id = Runs(engine).start("crawl", {"sites": ["redhongan"]}, now=NOW)
    with RawStore(warc) as store:
        writer = Writer(engine, judge, sync=store.sync)
        _first(writer, store, run_id)
        _reprint(writer, run_id)
        _fog(writer, run_id)
        rejection = Rejection(url=URL + "?video", reason="no body")
        writer.reject(rejection, now=NOW, run_id=run_id, fetch=_fetched(rejection.url))
    Ledger(engine).discover(
        [Link(url=URL + "?down", site="redhongan", kind="article")], now=NOW, run_id=run_id
    )
    Runs(engine).finish(run_id, now=LATER, report={"fetched": 3})


def _first(writer: Writer, store: RawStore, run_id: int) -> None:
    exchange = Exchange(url=URL, status=200, headers=(), body=HTML, fetched_at=NOW)
    known: dict[str, Any] = {
        "region": "湖北省/黄冈市/红安县",
        "source": "黄冈日报全媒体",
        "authors": ("汪欢",),
        "section": ("新闻", "红安要闻"),
        "subtitles": ("刘雪荣在视频会上强调",),
        "captions": (Caption(text="会场", credit="梁臻"),),
        "attachments": (Attachment(url="http://r/a.pdf", name="附件"),),
        "warc": store.write(exchange),
    }
    writer.store(extraction(**known), now=NOW, run_id=run_id)
    edited = BODY.replace("24日", "25日")
    writer.store(extraction(body=edited, **known), now=LATER, run_id=run_id)


def _reprint(writer: Writer, run_id: int) -> None:
    copy = extraction(
        COPY_URL, BODY, site="zj-gov", site_name="浙江省人民政府", region="浙江省",
        published_at="2020-02-25",
    )  # fmt: skip
    writer.store(copy, now=NOW, run_id=run_id)


def _fog(writer: Writer, run_id: int) -> None:
    removal = Removal(rule="lexicon", text=SPAM, at=5, where="body", link="http://bet.example/")
    fog = extraction(
        FOG_URL, OTHER_BODY, title="大雾黄色预警", published_at="2019-12-31", hacked=True,
        removed=(removal,),
    )  # fmt: skip
    writer.store(fog, now=NOW, run_id=run_id)
    writer.gone(FOG_URL, 404, now=LATER, run_id=run_id)


def _fetched(url: str) -> Outcome:
    return Outcome(url=url, site="redhongan", state="fetched", kind="article", http_status=200)
