"""Which of several borders that are nearly as likely is taken."""

from __future__ import annotations

import numpy as np
import pytest

from pipelines.despam.borders.places import Places
from pipelines.despam.borders.rivals import MODEL_SHARE, judged, rival_forest, signs
from pipelines.despam.borders.search import RIVAL_NATS, RIVALS_FROM, Likely, best_near, rivals_near
from pipelines.despam.language.reading import Reading, read
from tests.bench.spam_forest import fit_choice, shares

LINE = "全市经济运行总体平稳，固定资产投资bet365体育官网登录入口同比增长百分之五"
SPAM = "bet365体育官网登录入口"


def _near(line: str, spam: str) -> tuple[Reading, int, int]:
    start = line.index(spam)
    return read(line), start, start + len(spam)


def test_the_rivals_are_few_and_the_likeliest_stands_first() -> None:
    _, rivals = rivals_near(*_near(LINE, SPAM))
    nats = [one.nats for one in rivals]
    assert nats == sorted(nats, reverse=True)
    assert nats[0] - nats[-1] <= RIVAL_NATS


def test_prose_has_no_rivals() -> None:
    reading, start, _ = _near(LINE, "总体平稳")
    assert rivals_near(reading, start, start + 4)[1] == []


def test_one_alone_is_not_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.despam.borders.rivals.signs", None)
    places, rivals = rivals_near(*_near(LINE, SPAM))
    assert judged(places, rivals[:1]) == [MODEL_SHARE * rivals[0].nats]


def test_trees_ask_for_signs_that_every_rival_has() -> None:
    places, rivals = rivals_near(*_near(LINE, SPAM))
    for found in signs(places, rivals):
        rival_forest().nats(found)


def test_the_odds_of_the_chosen_borders_are_those_of_the_search() -> None:
    reading, start, end = _near(LINE, SPAM)
    _, rivals = rivals_near(reading, start, end)
    best = best_near(reading, start, end)
    assert best in rivals
    assert best.nats >= RIVALS_FROM - RIVAL_NATS


def test_what_the_trees_prefer_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, start, end = _near(LINE, SPAM)
    rivals = [(9.0, start, end), (8.0, start - 2, end)]
    monkeypatch.setattr(
        "pipelines.despam.borders.search._rivals", lambda _: [Likely(*r) for r in rivals]
    )
    monkeypatch.setattr("pipelines.despam.borders.search.judged", lambda *_: [1.0, 5.0])
    best = best_near(reading, start, end)
    assert best is not None
    assert (best.start, best.end) == (start - 2, end)


@pytest.mark.parametrize(("start", "end"), [(0, 4), (11, 20)])
def test_signs_at_the_ends_of_a_line_are_numbers_too(start: int, end: int) -> None:
    reading = read("bet365体育官网登录入口平台app下载")
    places = Places(reading, 0, len(reading.text))
    (found,) = signs(places, [(1.0, start, min(end, len(reading.text)))])
    assert all(isinstance(value, float) for value in found.values())


def test_trees_learn_to_choose_what_a_sign_tells_beside_the_nats() -> None:
    rng = np.random.default_rng(1)
    groups = np.repeat(np.arange(200), 3)
    rows = rng.random((600, 2))
    is_right = rows[:, 0] == np.repeat(rows[:, 0].reshape(200, 3).max(1), 3)
    nats = rng.random(600)
    grown = fit_choice(rows, groups, is_right, nats)
    before, after = (shares(n, groups)[is_right].mean() for n in (nats, nats + grown.nats(rows)))
    assert before < 0.4
    assert after > 0.8
    assert shares(nats, groups).reshape(200, 3).sum(1) == pytest.approx(np.ones(200))


@pytest.mark.parametrize(("more", "takes"), [(0.5, False), (1.5, True)])
def test_a_piece_that_takes_more_than_the_search_would_needs_firmer_trees(
    monkeypatch: pytest.MonkeyPatch, more: float, takes: bool
) -> None:
    reading, start, end = _near(LINE, SPAM)
    rivals = [Likely(9.0, start, end), Likely(8.9, start - 2, end)]
    monkeypatch.setattr("pipelines.despam.borders.search._rivals", lambda _: rivals)
    monkeypatch.setattr("pipelines.despam.borders.search.judged", lambda *_: [1.0, 1.0 + more])
    best = best_near(reading, start, end)
    assert best is not None
    assert (best.start < start) is takes
