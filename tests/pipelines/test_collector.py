"""The garbage collector rests while a page is read, and only then."""

from __future__ import annotations

import gc
import pickle
from collections.abc import Sequence
from typing import cast

import pytest

from archive.records import RawPage
from archive.writing.writer import Writer
from pipelines import collector, run, storing
from pipelines.document import Document
from tests.pipelines.html import PARAGRAPHS, URL, layout

PAGE = RawPage(url=URL, body=layout("".join(f"<p>{text}</p>" for text in PARAGRAPHS)).encode())


def test_the_collector_rests_within_the_stages(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def stage(document: Document) -> Document:
        seen.append(gc.isenabled())
        return document

    monkeypatch.setattr(run, "STAGES", (("spy", stage),))
    run.process(PAGE)
    assert seen == [False]
    assert gc.isenabled()


def test_the_collector_rests_while_pages_are_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def store_together(_writer: object, findings: Sequence[object]) -> Sequence[object]:
        seen.append(gc.isenabled())
        return findings

    monkeypatch.setattr(storing, "store_together", store_together)
    storing._answer(cast("Writer", None), pickle.dumps([]))
    assert seen == [False]
    assert gc.isenabled()


def test_it_works_again_after_a_stage_that_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "STAGES", (("broken", lambda _: 1 / 0),))
    run.process(PAGE)
    assert gc.isenabled()


def test_who_has_switched_it_off_finds_it_off() -> None:
    gc.disable()
    try:
        with collector.at_rest():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def left_behind() -> int:
    run.process(PAGE)
    return gc.collect()


def test_a_page_leaves_no_cycles_behind() -> None:
    # The least of several: what other tests left may be found at any of them.
    assert min(left_behind() for _ in range(4)) == 0
