"""Pages through worker processes: in order, and past a page that kills its worker."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children
from pathlib import Path

import pytest

from archive.records import Extraction, RawPage, Rejection
from pipelines import workers
from pipelines.inputs import Input, UnreadablePage
from pipelines.workers import Workers, process_all

PAGE = """<html><head><title>{title}_某县人民政府</title></head><body><h1>{title}</h1>
<div>发布时间：2020-02-2{number} 来源：本站原创</div><div class="content">
<p>2月2{number}日，县委召开会议，研究部署春耕生产工作，要求把农资供应、农机检修和技术指导落实到村到户。</p>
<p>会议指出，今年春耕面积较往年有所增加，各乡镇要抓紧备足种子化肥，确保不误农时，确保粮食丰收。</p>
</div></body></html>"""


def page(number: int) -> RawPage:
    body = PAGE.format(title=f"县委第{number}次会议研究部署春耕生产工作", number=number).encode()
    return RawPage(url=f"http://www.example.gov.cn/{number}.html", body=body)


@pytest.mark.parametrize("count", [1, 2])
def test_answers_come_in_the_order_of_the_pages(count: int) -> None:
    unreadable = UnreadablePage(path="lost.html", url=None, error="cannot be read")
    pages: list[Input] = [page(1), unreadable, page(2), page(3)]
    answered = list(process_all(pages, lambda _url: None, count))
    assert [asked for asked, _ in answered] == pages
    assert answered[1][1] is unreadable
    articles = [outcome for _, outcome in answered if isinstance(outcome, Extraction)]
    assert [article.article.published_at for article in articles] == [
        "2020-02-21",
        "2020-02-22",
        "2020-02-23",
    ]


def _die(page: RawPage, _site: object) -> Extraction | Rejection:
    if page.url.endswith("/2.html"):
        os.abort()
    return Rejection(url=page.url, reason="read")


def test_a_page_that_kills_its_worker_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "process", _die)
    pages = [page(number) for number in (1, 2, 3)]
    answered = dict(process_all(pages, lambda _url: None, 2))
    reasons = [outcome.reason for outcome in answered.values() if isinstance(outcome, Rejection)]
    assert reasons == ["read", "worker process died", "read"]


def test_a_broken_pool_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "process", _die)
    with Workers(1) as pool:
        with pytest.raises(BrokenProcessPool):
            pool.submit(page(2), None).result()
        assert isinstance(pool.submit(page(1), None).result(), Rejection)


def test_who_interrupts_waits_for_no_worker() -> None:
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        interrupted_at_work()
    assert time.monotonic() - began < 50
    assert active_children() == []


def interrupted_at_work() -> None:
    with Workers(1) as workers:
        workers._pool.submit(time.sleep, 100)
        while not active_children():
            time.sleep(0.01)
        raise KeyboardInterrupt


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="tells threads by Linux's /proc")
def test_the_stages_begin_no_threads_for_their_small_matrices() -> None:
    tell = "import os, pipelines.stages; print(len(os.listdir('/proc/self/task')))"
    others = {name: value for name, value in os.environ.items() if "OPENBLAS" not in name}
    told = subprocess.run([sys.executable, "-c", tell], env=others, capture_output=True, check=True)
    assert int(told.stdout) == 1
