"""A fault of ours ends one page, never the run, whichever step it is in."""

import pytest

from archive.records import RawPage, Rejection
from pipelines import run
from pipelines.document import Document
from pipelines.errors import NotAnArticleError
from pipelines.stages import STAGES


def broken(*_: object) -> Document:
    raise ValueError("ours")


def refusing(_: Document) -> Document:
    raise NotAnArticleError("a list")


def processed() -> Rejection:
    body = '<p><a href="http://s1.vip/">澳门新葡京官网</a>'.encode()
    outcome = run.process(RawPage(url="http://www.example.gov.cn/", body=body))
    assert isinstance(outcome, Rejection)
    return outcome


def test_a_stage_that_breaks_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "STAGES", (("fields", broken),))
    assert processed().reason == "stage fields failed: ValueError: ours"


@pytest.mark.parametrize("step", ["may_be_hacked", "parse", "elements_of", "with_spam"])
def test_so_is_what_looks_for_spam_on_a_page_refused(
    monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    monkeypatch.setattr(run, "STAGES", (STAGES[0], ("extract", refusing)))
    assert processed().hacked
    monkeypatch.setattr(run, step, broken)
    outcome = processed()
    assert outcome.failed
    assert outcome.reason == "stage refused failed: ValueError: ours"
