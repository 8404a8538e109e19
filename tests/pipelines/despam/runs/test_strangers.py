"""Runs that read like a phrase from end to end, of which the page says nothing."""

import pytest

from pipelines.despam.runs.finding import Run, runs_of_lines
from pipelines.despam.runs.strangers import with_strangers
from tests.pipelines.despam.test_despam import PROSE, URL

AT = PROSE[0].index("统筹")


def first_run(phrase: str, *others: str) -> Run:
    lines = (PROSE[0][:AT] + phrase + PROSE[0][AT:], *others)
    runs = runs_of_lines([(line, ()) for line in lines], URL, [True] * len(lines))
    return with_strangers(lines, runs, [True] * len(lines))[0][0]


@pytest.mark.parametrize("phrase", ["英超全场录像回放免费高清看", "麻将机程序遥控器多少钱一个"])
def test_a_stranger_is_told(phrase: str) -> None:
    assert first_run(phrase, *PROSE[1:]).around.strange


@pytest.mark.parametrize("phrase", ["英超全场录像回放免费高清看", "麻将机程序遥控器多少钱一个"])
def test_what_the_page_speaks_of_is_none(phrase: str) -> None:
    said = f"问：{phrase}？答：请以公告为准，本馆不作解释，敬请广大读者理解和支持。"
    assert not first_run(phrase, *PROSE[1:], said).around.strange
