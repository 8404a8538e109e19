"""Scripts on a machine with much else to do: what the clock took from them they get back."""

from __future__ import annotations

import time

import pytest

from crawler.discovery.tree import parse
from crawler.scripting import engine
from crawler.scripting.elements import Selected
from crawler.scripting.engine import RunAwayError, SpoiltError, run
from crawler.scripting.page_execution import _page
from tests.crawler.script_pages import URL

ASKS = "document.querySelector('#l');for(var i=0;i<3e4;i++);$.get('/q?page=1')"
SECONDS = 0.3


def calls(script: str, wait_seconds: float) -> list[str]:
    """Return what a script asks for, each question of which about the page takes so long."""
    tree = parse("<div id=l></div>")
    select = Selected(tree).by

    def slow(selector: str) -> str:
        time.sleep(wait_seconds)
        return select(selector)

    found = run([script], {**_page(tree, URL), "empty": False}, slow)
    told = found["calls"]
    assert isinstance(told, list)
    return [each["url"] for each in told]


def test_scripts_that_hardly_had_the_processor_run_again(monkeypatch: pytest.MonkeyPatch) -> None:
    calls(ASKS, 0)  # the sandbox is compiled for the first script of a process, which takes it long
    monkeypatch.setattr(engine, "_MOST_SECONDS", SECONDS)
    assert calls(ASKS, 2 * SECONDS) == ["/q?page=1"]


def test_scripts_that_had_it_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_MOST_SECONDS", SECONDS)
    monkeypatch.setattr(engine, "_FAIR_SHARE", 0.0)  # all that they had was enough
    with pytest.raises((RunAwayError, SpoiltError)):
        calls(ASKS, 2 * SECONDS)
