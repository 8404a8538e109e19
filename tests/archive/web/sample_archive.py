"""A small archive with one of everything that the web page shows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from archive.database.engine import connect
from archive.database.schema import upgrade
from archive.monitoring.runs import Runs
from archive.raw.store import RawStore
from archive.records import Attachment, Caption, RawPage, Removal, WarcPointer
from archive.writing.writer import Writer
from tests.archive.samples import BODY, OTHER_BODY, URL, extraction, judge

NOW = datetime(2020, 2, 24, 8, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
RAW_PAGE = "<html><body><h1>双胜利</h1><script>alert(1)</script></body></html>".encode("gb18030")

FIRST, GONE, HACKED, HOSTILE, UYGHUR, EMPTY, MOVED = (
    URL,
    "http://www.redhongan.com/news/show/2.html",
    "http://www.longquanyi.gov.cn/hacked.html",
    "http://www.longquanyi.gov.cn/hostile.html?a=1&b=%22",
    "http://www.xinjiang.gov.cn/ug/1.html",
    "http://www.longquanyi.gov.cn/empty.html",
    "http://www.longquanyi.gov.cn/moved.html",
)
SPAM = "澳门金沙娱乐场 www.example-casino.com"
ATTACK = "<script>document.title='pwned'</script><img src=x onerror=alert(1)>"
NOTICES = 30

HONGAN = {"site": "redhongan", "site_name": "红安网", "region": "湖北省/黄冈市/红安县"}
LONGQUANYI = {
    "site": "longquanyi",
    "site_name": "龙泉驿区人民政府",
    "region": "四川省/成都市/龙泉驿区",
}
HENAN = {"site": "henan", "site_name": "河南省人民政府", "region": "河南省"}
ZHEJIANG = {"site": "zjol", "site_name": "浙江在线", "region": "浙江省"}
XINJIANG = {
    "site": "xinjiang",
    "site_name": "新疆维吾尔自治区人民政府",
    "region": "新疆维吾尔自治区",
}


def fill(address: str, warc: Path) -> None:
    """Make the archive."""
    engine = connect(address)
    upgrade(engine)
    with RawStore(warc) as store:
        page = RawPage(url=FIRST, body=RAW_PAGE, content_type="text/html; charset=gb2312")
        pointer = store.write_page(page, now=NOW)
    _write_articles(Writer(engine, judge), pointer)
    _write_run(engine)
    engine.dispose()


def _write_articles(writer: Writer, pointer: WarcPointer) -> None:
    _write_versions(writer, pointer)
    _write_reprints(writer)
    _write_oddities(writer)
    for number in range(NOTICES):
        month, day = 1 + number // 28, 1 + number % 28
        body = f"第{number}号:天然气门站检修。"  # too short to be like another
        title = f"关于天然气门站检修的通知({number})"
        date = f"2020-{month:02}-{day:02}"
        url = f"http://www.henan.gov.cn/notice/{number}.html"
        writer.store(
            extraction(url, body, title=title, published_at=date, source="省住建厅", **HENAN),
            now=NOW,
        )


def _write_versions(writer: Writer, pointer: WarcPointer) -> None:
    details = {
        **HONGAN,
        "published_from": "byline",
        "subtitles": ("——全县干部大会召开",),
        "source": "红安网",
        "authors": ("张三", "李四"),
        "editors": ("王五",),
        "section": ("新闻中心", "红安要闻"),
        "keywords": ("疫情防控", "经济社会发展"),
        "captions": (Caption(text="会议现场", image_url="http://www.redhongan.com/a.jpg"),),
        "images": ("http://www.redhongan.com/a.jpg", "http://www.redhongan.com/b.jpg"),
        "attachments": (
            Attachment(url="http://www.redhongan.com/a.pdf", name="附件1:任务分工表.pdf"),
            Attachment(url="javascript:alert(1)", name="附件2"),
        ),
        "language": "zh-Hans",
        "encoding": "gb18030",
        "warc": pointer,
    }
    edited = BODY.replace("毫不放松", "慎终如始")
    longer = f"{edited}\n县委、县政府要求,各乡镇要压实责任,确保各项部署落到实处。"
    for number, body in enumerate((BODY, edited, longer)):
        writer.store(extraction(FIRST, body, **details), now=NOW + timedelta(days=number))


def _write_reprints(writer: Writer) -> None:
    hours = (2, 6, 30, 52)
    places = (ZHEJIANG, HENAN, LONGQUANYI, XINJIANG)
    for lag, place in zip(hours, places, strict=True):
        moment = datetime(2020, 2, 24, 15, 28) + timedelta(hours=lag)  # noqa: DTZ001  offset below
        copy = extraction(
            f"http://www.{place['site']}.cn/reprint/{lag}.html",
            published_at=f"{moment.isoformat()}+08:00",
            source="红安网",
            **place,
        )
        writer.store(copy, now=LATER)


def _write_oddities(writer: Writer) -> None:
    gone = extraction(GONE, OTHER_BODY, title="大雾黄色预警信号", **HONGAN)
    writer.store(gone, now=NOW)
    writer.gone(GONE, 404, now=LATER)
    removals = (
        Removal(rule="lexicon", text=SPAM, at=18, where="body", link="http://example-casino.com/"),
        Removal(rule="hidden", text="博彩", at=0, where="title", confidence=0.8),
    )
    hacked = {"removed": removals, "hacked": True, "title": "龙泉驿区春季义务植树活动启动"}
    trees = "3月12日上午,区委、区政府组织开展义务植树活动。\n共栽植桂花、香樟等苗木一千余株。"
    writer.store(extraction(HACKED, trees, **hacked, **LONGQUANYI), now=NOW)
    writer.store(
        extraction(
            HOSTILE, f"正文{ATTACK}结束。\x0b{ATTACK}", title=ATTACK, source=ATTACK, **LONGQUANYI
        ),
        now=NOW,
    )
    uyghur = {"title": "خەلق ھۆكۈمىتى خەۋەرلىرى", "language": "ug", **XINJIANG}
    writer.store(extraction(UYGHUR, "شىنجاڭ ئۇيغۇر ئاپتونوم رايونى", **uyghur), now=NOW)
    writer.store(extraction(EMPTY, "", title=None, published_at=None, **LONGQUANYI), now=NOW)
    moved = extraction(MOVED, "搬迁前的正文,讲述公共卫生服务中心的新建工程进展情况。", **LONGQUANYI)
    writer.store(moved, now=NOW)
    writer.moved(MOVED, f"{MOVED}?new", now=LATER)


def _write_run(engine: Engine) -> None:
    runs = Runs(engine)
    run = runs.start("crawl", {}, now=NOW)
    runs.report_site(run, "redhongan", health="ok", report={})
    report = {"failed": {"timeout": 12, "HTTP 502": 3}}
    runs.report_site(run, "longquanyi", health="failing", report=report)
    runs.finish(run, now=LATER, report={})
