"""How the network for borders is fitted: what it learns from, and that a fit can be made again."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from pipelines.despam.borders.network import network_of
from pipelines.despam.borders.search import seam_of
from pipelines.despam.borders.windows import Window
from pipelines.despam.language.reading import read
from tests.bench.spam_cases import lists, phrases
from tests.bench.spam_clean import fresh_articles
from tests.bench.spam_gather import Part, Sources, gathered
from tests.bench.spam_names import InventedNames
from tests.bench.spam_phrases import few_alike, is_held, of_trades, without_measured
from tests.bench.spam_seams import seams_of
from tests.bench.spam_splices import Words, strange, words_of
from tests.bench.spam_windows import Example, example_of

if TYPE_CHECKING:
    from tests.bench.spam_fit_network import Fit

LINE = "全市经济运行总体平稳，固定资产投资bet365体育官网登录入口同比增长百分之五"
USUAL = frozenset({"经济", "工作", "项目", "群众", "企业"})
WORDS = Words(["清风", "早晨", "长江"], USUAL, ["鼓风", "煎炒", "毛茛科"])
PARTS = Part(1, 1200)
LEAST_NATS = -1000.0
"""So few windows that they are fitted in a second."""


@cache
def windows() -> list[Example]:
    lines = [line for one in fresh_articles()[:2] for line in one.lines if len(line) >= 40]
    return list(gathered(Sources(lines, WORDS, ["全市召开经济工作会议"], ["开云体育官网"]), PARTS))


def test_windows_of_all_lists_and_of_clean_text_are_gathered() -> None:
    origins = {one.origin for one in windows()}
    assert {"author", "fresh", "further", "wider", "named", "traps", "context"} <= origins
    assert {one.true is None for one in windows()} == {True, False}


def test_the_right_borders_lie_within_what_is_looked_at() -> None:
    for one in windows():
        assert len(one.points) == len(one.kinds) == len(one.classes) == len(one.numbers)
        assert one.true is None or one.lo <= one.true[0] < one.true[1] <= one.hi


def test_the_same_sources_give_the_same_windows() -> None:
    again = gathered(Sources([LINE.replace("bet365体育官网登录入口", "")], WORDS), PARTS)
    once = gathered(Sources([LINE.replace("bet365体育官网登录入口", "")], WORDS), PARTS)
    for one, other in zip(again, once, strict=True):
        assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))  # type: ignore[arg-type]


@pytest.mark.parametrize("line", [LINE, LINE[20:40], "a", "开云官网", "ａｐｐ下载,全市会议"])
def test_seams_that_are_learned_are_those_that_are_asked_for(line: str) -> None:
    reading = read(line)
    size = len(reading.text)
    found = seams_of(reading, 0, size)
    for start in range(size):
        for end in range(start + 1, size + 1):
            wanted = np.array(seam_of(reading, start, end), np.float16)
            assert np.array_equal(found[start, end], wanted)


def test_rare_words_and_names_take_the_place_of_words() -> None:
    names = InventedNames(lists("spam_author")["names"], WORDS.everyday)
    lines = ["全市经济工作会议要求抓好项目，服务群众和企业" * 2] * 40
    changed = [one for one in strange(lines, WORDS, names, random.Random(2)) if one not in lines]
    assert 0 < len(changed) < len(lines)
    assert any(word in one for one in changed for word in WORDS.rare)


def test_a_rare_word_is_none_that_spam_has(tmp_path: Path) -> None:
    path = tmp_path / "words"
    path.write_text("六合彩 3 n\n毛茛科 3 n\n经济 9000 n\nabc 2 n\n", "utf-8")
    assert words_of(path).rare == ["毛茛科"]


def fitted(some: Sequence[Example]) -> Fit:
    pytest.importorskip("torch", reason="fits alone ask for it")
    return import_module("tests.bench.spam_fit_network").fit([lambda: list(some)])  # type: ignore[no-any-return]


def test_the_same_windows_give_the_same_file() -> None:
    first, second = fitted(windows()), fitted(windows())
    file_of = import_module("tests.bench.spam_fit_network").file_of
    assert file_of(first) == file_of(second)


def test_the_program_reads_what_was_fitted_as_it_was_fitted() -> None:
    """The nats of all pairs are those of the network that torch fitted, but for their rounding."""
    mine = fitted(windows())
    module = import_module("tests.bench.spam_fit_network")
    reading = read(LINE)
    size = len(reading.text)
    read_back = network_of(module.file_of(mine))
    seams = seams_of(reading, 0, size)
    nats = read_back.borders(Window(reading, 0, size)) + read_back.of_seams(seams)
    batch, _ = module.batch_of([example_of("", Window(reading, 0, size), None)], mine.known)
    wanted = mine.network.eval()(batch).detach().numpy()[0]
    pieces = wanted > LEAST_NATS
    assert pieces.any()
    assert np.allclose(nats[pieces], wanted[pieces], atol=0.05)


def test_networks_are_added_up_by_their_shares(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="fits alone ask for it")
    module = import_module("tests.bench.spam_fit_network")
    mine = fitted(windows()[:200])
    path = tmp_path / "network"
    path.write_bytes(module.file_of(mine))
    assert module.saved(module.mixed([(0.25, path), (0.75, path)])) == path.read_bytes()


def test_a_network_that_goes_on_learns_from_each_turn_once() -> None:
    pytest.importorskip("torch", reason="fits alone ask for it")
    module = import_module("tests.bench.spam_fit_network")
    begun, some = fitted(windows()[:200]), windows()[:200]
    turns: list[int] = []

    def turn() -> list[Example]:
        turns.append(1)
        return list(some)

    again = module.fit([turn, turn], begun, 1e-4)
    assert (len(turns), again.known) == (2, begun.known)


def test_few_phrases_that_begin_or_end_alike_are_taken() -> None:
    some = [f"代开发票{n}" for n in range(9)] + ["正规平台"]
    assert few_alike(some, 9) == [*some[:4], "正规平台"]
    assert few_alike(some, 2) == some[:2]
    assert len(few_alike([f"{n}号{n}货qq{n}" for n in range(40)], 40)) < 20


def test_words_of_filters_that_offer_nothing_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "words"
    words = "代开发票qq", "六四发票", "经济工作会议", "www.fapiao.com发票", "私服", "魔域私服"
    path.write_text("\n".join(words), "utf-8")
    assert set(of_trades([path])) == {"代开发票qq", "魔域私服"}


def test_phrases_that_measure_are_not_learned() -> None:
    measured = phrases("unseen")[0]
    assert list(without_measured([measured, "代开发票qq"])) == ["代开发票qq"]
    assert is_held("代开发票qq") == is_held("代开发票电话")
