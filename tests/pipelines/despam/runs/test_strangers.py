"""Runs that read like a phrase from end to end, of which the page says nothing."""

from pipelines.despam.runs.finding import Run, runs_of_lines
from pipelines.despam.runs.strangers import with_strangers
from tests.pipelines.despam.test_despam import PROSE, URL

AT = PROSE[0].index("发展")
PHRASE = "网球公开赛无插件直播免费观看"


def first_run(phrase: str, *others: str) -> Run:
    lines = (PROSE[0][:AT] + phrase + PROSE[0][AT:], *others)
    runs = runs_of_lines([(line, ()) for line in lines], URL, [True] * len(lines))
    return with_strangers(lines, runs, [True] * len(lines))[0][0]


def test_a_stranger_is_told() -> None:
    assert first_run(PHRASE, *PROSE[1:]).around.strange


def test_what_the_page_speaks_of_is_none() -> None:
    said = f"问：{PHRASE}？答：请以公告为准，本馆不作解释，敬请广大读者理解和支持。"
    assert not first_run(PHRASE, *PROSE[1:], said).around.strange
