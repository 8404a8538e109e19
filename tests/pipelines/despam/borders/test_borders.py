"""The exact borders of a run: near the likeliest of all pairs, most of which are never weighed."""

from __future__ import annotations

import math

import pytest

from pipelines.despam.borders.network import LONGEST
from pipelines.despam.borders.search import (
    CAUTION_NATS,
    LEAST_NATS,
    MOST_WEIGHED,
    NearPairs,
    best_near,
    odds,
    window,
)
from pipelines.despam.borders.snapping import snapped
from pipelines.despam.language.reading import Reading, read
from pipelines.despam.runs.islands import between
from pipelines.despam.stage import despam
from tests.pipelines.despam.test_despam import PROSE, page

LINES = (
    "会议强调，要坚澳门新葡京官网持以人民为中心",
    "凤凰网娱乐_凤凰网",
    "（彩票app下载）2020年官网",
    "扎实推进bet365 体育投注平台",
)
"""So short that all of a line lies in the window around any part of it."""


@pytest.fixture
def hopeless_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have pieces weighed that are surely no spam."""
    monkeypatch.setattr("pipelines.despam.borders.search.LEAST_NATS", -math.inf)


def _all_pairs(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    found = NearPairs(reading, *window(reading, start, end)).likeliest(start, end)
    return [(one.start, one.end) for one in found]


@pytest.mark.usefixtures("hopeless_too")
@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("start", [0, 2, 5])
def test_the_pair_is_the_shortest_inside_the_likeliest_that_is_nearly_as_likely(
    line: str, start: int
) -> None:
    reading = read(line)
    found = best_near(reading, start, start + 4)
    assert found is not None
    near = NearPairs(reading, *window(reading, start, start + 4)).likeliest(start, start + 4)
    best = max(near)
    nearly = [
        one.end - one.start
        for one in near
        if best.start <= one.start and one.end <= best.end and one.nats >= best.nats - CAUTION_NATS
    ]
    assert best.start <= found.start
    assert found.end <= best.end
    assert found.end - found.start == min(nearly)


@pytest.mark.usefixtures("hopeless_too")
@pytest.mark.parametrize("line", LINES)
def test_the_odds_of_the_chosen_borders_are_kept(line: str) -> None:
    reading = read(line)
    found = best_near(reading, 2, 6)
    assert found is not None
    assert odds(reading, found.start, found.end) == found.nats


@pytest.mark.usefixtures("hopeless_too")
def test_no_more_pairs_are_weighed_than_may_be_likely() -> None:
    assert 0 < len(_all_pairs(read("县" * 90), 30, 50)) <= MOST_WEIGHED


@pytest.mark.parametrize("line", LINES)
def test_what_is_left_unweighed_would_not_be_chosen(
    line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = best_near(read(line), 2, 6)
    monkeypatch.setattr("pipelines.despam.borders.search.WEIGHED_AT_ONCE", MOST_WEIGHED)
    assert best_near(read(line), 2, 6) == found


def test_the_odds_of_a_run_near_which_nothing_is_likely_are_kept() -> None:
    reading = read("会议强调，要坚持以人民为中心，扎实推进各项工作")
    assert best_near(reading, 8, 12) is None
    assert odds(reading, 8, 12) == odds(read(reading.text), 8, 12) < LEAST_NATS


def test_near_prose_no_pair_is_looked_at_further() -> None:
    assert best_near(read("会议强调，要坚持以人民为中心，扎实推进各项工作"), 8, 12) is None


@pytest.mark.parametrize("spam", ["bet365亚洲体育在线官网", "kaiyun体育在线官网"])
def test_a_shorter_piece_leaves_no_letter_and_no_digit_of_the_likelier(spam: str) -> None:
    line = f"座谈会上发放补贴{spam}$12，会议指出，要认真贯彻"
    at = line.index("官网")
    found = best_near(read(line), at, at + 2)
    assert found is not None
    assert found.start == line.index(spam)


@pytest.mark.usefixtures("hopeless_too")
def test_what_may_not_begin_or_end_a_run_is_no_border() -> None:
    reading = read("，澳门新葡京，官网。")
    found = _all_pairs(reading, 1, 6)
    assert found
    assert all(reading.text[a] != "," and reading.text[b - 1] not in ",。" for a, b in found)


@pytest.mark.usefixtures("hopeless_too")
@pytest.mark.parametrize("line", ["（今天葡京官网", "葡京官网】今天", "葡京(官网"])
def test_no_run_begins_or_ends_with_half_a_pair_of_brackets(line: str) -> None:
    text = read(line).text
    found = [text[a:b] for a, b in _all_pairs(read(line), 0, len(line))]
    assert found
    assert not any(one[0] in "([【" and ")" not in one for one in found)
    assert not any(one[-1] in ")]】" and "(" not in one for one in found)


@pytest.mark.usefixtures("hopeless_too")
def test_pieces_too_long_for_a_run_are_no_pair() -> None:
    reading = read("县" * 300)
    assert all(0 < b - a <= LONGEST for a, b in _all_pairs(reading, 100, 160))
    best = best_near(reading, 100, 160)
    assert best is not None
    assert best.end - best.start <= LONGEST


def test_between_sentence_marks_alone_no_borders_are_found() -> None:
    assert best_near(read("，。，。"), 1, 3) is None


@pytest.mark.parametrize("sign", "_|★◆")
@pytest.mark.parametrize("behind", ["骑手安全教育，落实主体责任。", "客户信息安全教育，落实责任。"])
@pytest.mark.parametrize("offer", ["新澳门六合彩开奖记录", "乐鱼体育官网"])
def test_a_run_between_two_like_signs_of_the_splice_ends_at_them(
    sign: str, behind: str, offer: str
) -> None:
    article = despam(page(f"督促企业加强{sign}{offer}{sign}{behind}", *PROSE)).article
    assert article.body.split("\n")[0] == f"督促企业加强{behind}"
    assert [one.text for one in article.removed] == [f"{sign}{offer}{sign}"]


@pytest.mark.parametrize("more", ["乐鱼体育官网", "亚博app下载"])
def test_what_stands_behind_the_second_sign_and_is_spam_goes_along(more: str) -> None:
    line = f"督促企业抓好_新澳门六合彩开奖记录_{more}骑手安全教育，落实主体责任。"
    assert despam(page(line, *PROSE)).article.body.split("\n")[0] == (
        "督促企业抓好骑手安全教育，落实主体责任。"
    )


@pytest.mark.xfail(strict=True, reason="a name may stand before the first of two signs too")
def test_a_verb_before_the_first_sign_stays() -> None:
    line = "督促企业加强_新澳门六合彩开奖记录_乐鱼体育官网骑手安全教育，落实主体责任。"
    assert despam(page(line, *PROSE)).article.body.startswith("督促企业加强骑手安全教育")


@pytest.mark.parametrize(
    ("line", "start", "end", "run"),
    [
        ("加强_六合彩_骑手安全教育", 3, 11, "六合彩"),
        ("加强_六合彩_骑手安全教育", 2, 9, "六合彩"),
        ("骑手安全_六合彩_教育", 2, 8, "六合彩"),
        ("加强_六合彩_官网教育", 3, 9, "六合彩_官网"),
        ("加强_六合彩_骑手_教育", 3, 9, "六合彩_骑手"),
        ("加强六合彩_骑手安全教育", 2, 8, "六合彩_骑手"),
        ("加强_六合彩_app教育", 3, 10, "六合彩_app"),
        ("企业加强_六合彩_骑手安全教育", 2, 12, "六合彩"),
        ("企业加强_六合彩_官网教育", 2, 11, "加强_六合彩_官网"),
        ("企业加强六合彩_官网教育", 2, 10, "加强六合彩_官网"),
    ],
)
def test_the_frame_is_the_border_only_where_prose_follows(
    line: str, start: int, end: int, run: str
) -> None:
    found = snapped(reading := read(line), between(reading, start, end), ())
    assert reading.text[found.start : found.end] == run


@pytest.mark.parametrize(
    ("before", "spam", "behind"),
    [
        ("一条崭新的柏油路", "·开云体育官方网站·", "蜿蜒伸展。"),
        ("县妇联在实验小学举办“好", "-天博游戏官网app-", "家风伴我行”公益讲座。"),
        ("三天来，公安机关共投入警力", "·bb电子体育官网·", "420人次、警车86台次。"),
        ("寒风凛冽，北街街道", "-乐鱼体育app是顶级棋牌下注平台-", "南园社区的课堂热闹起来。"),
    ],
)
def test_prose_beyond_the_second_of_two_like_signs_stays(
    before: str, spam: str, behind: str
) -> None:
    article = despam(page(before + spam + behind, *PROSE)).article
    assert article.body.split("\n")[0] == before + behind


@pytest.mark.parametrize("line", ["阿依·古丽·买买提在会上发言。", "北京-上海-广州航线今日开通。"])
def test_names_and_rows_that_signs_join_stay(line: str) -> None:
    article = despam(page(line, *PROSE)).article
    assert (article.body.split("\n")[0], article.hacked) == (line, False)


@pytest.mark.parametrize("spam", ["▌gg27219.vip▌神马排名", "▲云堡电竞平台▼充值"])
def test_what_a_phrase_says_behind_its_frame_goes_along_where_that_is_far_likelier(
    spam: str,
) -> None:
    before, behind = "笔试时间暂定5月31日上午，地点", "在县实验中学，考生凭健康码进场。"
    article = despam(page(before + spam + behind, *PROSE)).article
    assert article.body.split("\n")[0] == before + behind
