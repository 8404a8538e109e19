"""The network that tells how likely each piece of a text was put into it."""

from __future__ import annotations

import numpy as np
import pytest

from pipelines.despam.borders.network import (
    APART,
    BASIC_PLANE,
    KNOWN_FROM,
    LONGEST,
    MOST_MULTIPLIED,
    NORM,
    Layer,
    Rows,
    border_network,
    normalised,
    product,
    scaled,
)
from pipelines.despam.borders.search import (
    NearPairs,
    best_near,
    foresee,
    seam_of,
    window,
    windows_of,
)
from pipelines.despam.borders.windows import KINDS, Window
from pipelines.despam.language.reading import read

LINE = "全市经济运行总体平稳，固定资产投资bet365体育官网登录入口同比增长百分之五"
SPAM = "bet365体育官网登录入口"
START = LINE.index(SPAM)
END = START + len(SPAM)


def test_what_was_put_in_is_likelier_than_nothing_and_than_any_piece_near() -> None:
    found = NearPairs(read(LINE), *window(read(LINE), START, END)).likeliest(START, END)
    best = max(found)
    assert (best.start, best.end) == (START, END)
    assert best.nats > 0


def test_of_prose_nothing_is_likelier_to_have_been_put_in() -> None:
    line = LINE.replace(SPAM, "")
    found = NearPairs(read(line), 0, len(line)).likeliest(0, len(line))
    assert max(found).nats < 0


def test_a_window_says_of_a_piece_what_a_wider_one_says() -> None:
    reading = read(LINE)
    narrow, wide = (
        border_network().borders(Window(reading, lo, hi)) for lo, hi in ((12, 35), (4, 38))
    )
    assert narrow[START - 12, END - 12] == pytest.approx(wide[START - 4, END - 4], abs=1.5)


def test_of_many_windows_at_once_it_says_what_it_says_of_each() -> None:
    lines = (LINE, "ａb娛官网，2021年", LINE.replace(SPAM, ""), "官", LINE * 3)
    readings = [read(line) for line in lines]
    windows = [Window(one, 0, min(90, len(one.text))) for one in readings]
    windows += [Window(readings[0], 12, 35), Window(readings[-1], 60, 90)]
    for one, together in zip(windows, border_network().scores(windows), strict=True):
        (alone,) = border_network().scores([one])
        assert together.nats == pytest.approx(alone.nats, rel=1e-4, abs=1e-4)
        assert np.array_equal(together.most_of_seams, alone.most_of_seams)


def test_what_was_foreseen_is_not_worked_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read(LINE)
    foresee([(reading, part) for part in windows_of(reading, START, END)])
    monkeypatch.setattr("pipelines.despam.borders.search.foresee", None)
    found = best_near(reading, START, END)
    assert found is not None
    assert (found.start, found.end) == (START, END)


def test_there_is_a_row_and_a_column_for_each_gap() -> None:
    nats = border_network().borders(Window(read(LINE), 5, 25))
    assert nats.shape == (21, 21)
    assert np.isfinite(nats).all()


@pytest.mark.parametrize("text", ["官", "官网", "𝐀😀", "😀" * 30, " "])
def test_any_text_has_numbers(text: str) -> None:
    reading = read(text)
    nats = border_network().borders(Window(reading, 0, len(reading.text)))
    assert np.isfinite(nats).all()


def test_pieces_longer_than_any_that_was_learned_have_numbers_too() -> None:
    text = "县" * (LONGEST + 40)
    assert np.isfinite(border_network().borders(Window(read(text), 0, len(text)))).all()


def test_a_character_that_is_not_known_has_the_row_of_its_kind() -> None:
    rows = Rows(np.array([ord("县")], np.uint32))
    kinds = np.array([KINDS.index(kind) + 1 for kind in "hhoa0"])
    points = np.array([ord("县"), ord("市"), BASIC_PLANE + 7, ord("b"), ord("7")])
    assert rows.of(points, kinds).tolist() == [KNOWN_FROM, 1, 4, 3, 2]


@pytest.mark.parametrize("size", [1, 20, 21, 22, 500])
def test_a_product_in_parts_is_the_product(size: int) -> None:
    rng = np.random.default_rng(1)
    rows, matrix = (rng.random(shape, np.float32) for shape in ((size, 192), (192, 64)))
    assert MOST_MULTIPLIED // matrix.size == 21
    assert product(rows, matrix) == pytest.approx(rows @ matrix, rel=1e-5)


def test_a_seam_that_closes_speaks_for_the_piece() -> None:
    reading = read("会" + SPAM + "议强调")
    firm = seam_of(reading, 1, 1 + len(SPAM))
    loose = seam_of(reading, 1, len(SPAM))
    assert firm[0] > loose[0]
    nats = border_network().of_seams(np.array([firm, loose]))
    assert nats[0] > nats[1]


def test_numbers_of_seams_have_bounds() -> None:
    assert scaled(np.array([-90.0, 2.0, 90.0])).tolist() == [-3.0, 0.5, 3.0]


def test_no_seam_weighs_more_than_the_most_of_seams_whose_numbers_are_no_lower() -> None:
    rng = np.random.default_rng(1)
    seams = rng.uniform(-20, 20, (20_000, 3))
    most = border_network().most_of_seams(seams + rng.uniform(0, 5, seams.shape))
    assert (border_network().of_seams(seams) <= most + 0.1).all()


def test_the_most_that_a_seam_may_weigh_is_less_where_its_numbers_are_low() -> None:
    low, high = border_network().most_of_seams(np.array([[1.0, 1.0, 1.0], [12.0, 12.0, 12.0]]))
    assert low < high - 5


@pytest.mark.parametrize("size", [1, 3, 4, 90])
@pytest.mark.parametrize("apart", [1, 4])
def test_a_layer_is_a_convolution_of_normalised_characters_with_none_beyond(
    size: int, apart: int
) -> None:
    rng = np.random.default_rng(size)
    scale, shift, bias, hidden = (
        rng.normal(size=shape).astype(np.float32) for shape in (64, 64, 64, (size, 64))
    )
    kernel = rng.normal(size=(192, 64)).astype(np.float32)
    middle = hidden - hidden.mean(1, keepdims=True)
    plain = middle / np.sqrt((middle**2).mean(1, keepdims=True) + NORM) * scale + shift
    padded = np.pad(plain, ((apart, apart), (0, 0)))
    three = np.concatenate([padded[n * apart : n * apart + size] for n in range(3)], 1)
    rows, ones = np.pad(hidden, ((APART, APART), (0, 0))), np.ones((size, 1), np.float32)
    of_text = np.pad(np.pad(ones, ((0, 0), (64, 0))), ((APART, APART), (0, 0)))
    normalised(rows, of_text)
    found = Layer(apart, scale, shift, kernel, bias).of(of_text)
    assert found == pytest.approx(np.maximum(three @ kernel + bias, 0), abs=1e-3)
