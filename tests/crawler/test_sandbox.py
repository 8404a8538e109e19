"""The process that runs pages' scripts ends with those that do not; the next page has another."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from crawler.scripting.messages import MOST_SECONDS
from crawler.scripting.sandbox import Sandbox, SandboxError, _begun

URL = "http://www.a.gov.cn/tz/index.html"
LIST = """$.getJSON("/api/list?page=1&id=3", d => d.rows.map(
    r => $("#l").append("<a href=/a/" + r.id + ".html>" + r.title + "</a>")))"""
ASKED = "http://www.a.gov.cn/api/list?page=1&id=3"


def page(*scripts: str) -> str:
    written = "".join(f"<script>{script}</script>" for script in scripts)
    return (
        f"<html><head><title>通知公告</title></head><body><div id=l></div>{written}</body></html>"
    )


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    sandbox = Sandbox()
    yield sandbox
    sandbox.close()


def asks(sandbox: Sandbox) -> bool:
    answer = sandbox.shown(page(LIST), URL, {})
    return answer.shown.asked[0].startswith(ASKED) and 0 < answer.seconds < MOST_SECONDS


def test_the_seconds_of_what_is_signed_are_told(sandbox: Sandbox) -> None:
    signs = "$.ajax({url:'/api/list?page=1',headers:{'X-Sign':'k'},success:d=>$('#l').html(d.t)})"
    text = page("for(let i=0;i<3e5;i++);", signs)
    answer = sandbox.signed(text, URL, {}, number=1, now=1_796_103_909.0)
    assert [call.headers for call in answer.calls] == [{"X-Sign": "k"}]
    assert 0 < answer.seconds < MOST_SECONDS


def test_an_interrupt_of_the_crawl_is_none_of_its_own(
    sandbox: Sandbox, capfd: pytest.CaptureFixture[str]
) -> None:
    process = sandbox._process = _begun()
    os.kill(process.pid, signal.SIGINT)  # before Python itself is there
    assert sandbox._asked(process, None) == {}
    assert asks(sandbox)
    assert "KeyboardInterrupt" not in capfd.readouterr().err


@pytest.mark.parametrize(
    "scripts",
    [
        ["Array.prototype.includes.call({length:9007199254740991},1)"],
        ["for(;;){}"],
        ["for(let i=0;i<3e6;i++);"] * 400,
    ],
    ids=["one endless step", "endless steps", "many scripts, each with an end"],
)
def test_scripts_without_an_end_end_with_their_process(
    sandbox: Sandbox, scripts: list[str]
) -> None:
    with pytest.raises(SandboxError, match="run away"):
        sandbox.shown(page(*scripts), URL, {})
    assert asks(sandbox)


def test_scripts_that_break_what_runs_them_are_told_of(sandbox: Sandbox) -> None:
    with pytest.raises(SandboxError, match="Trap"):
        sandbox.shown(page("function f() { f() } f()"), URL, {})
    assert asks(sandbox)


def test_a_process_that_somebody_ends_is_told_of_and_replaced(sandbox: Sandbox) -> None:
    assert asks(sandbox)
    assert sandbox._process is not None
    os.kill(sandbox._process.pid, signal.SIGTERM)
    sandbox._process.wait()
    with pytest.raises(SandboxError, match="status -15"):
        sandbox.shown(page(LIST), URL, {})
    assert asks(sandbox)


def test_none_begins_once_the_crawl_ends() -> None:
    sandbox = Sandbox()
    sandbox.close()
    with pytest.raises(SandboxError, match="the crawl ends"):
        sandbox.shown(page(LIST), URL, {})


@dataclass(frozen=True)
class FullMachine:
    """Gives no process."""

    def __call__(self, *_: object, **__: object) -> None:
        raise OSError(12, "Cannot allocate memory")


def test_a_machine_without_a_process_to_give_costs_no_page(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawler.scripting.sandbox.subprocess.Popen", FullMachine())
    with pytest.raises(SandboxError, match="no process can be begun: Cannot allocate memory"):
        sandbox.shown(page(LIST), URL, {})
