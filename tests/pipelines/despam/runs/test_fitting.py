"""How the trees that decide about runs are fitted: the same examples give the same trees."""

from __future__ import annotations

import tomllib
from functools import cache

from pipelines.despam.runs.forest import Forest
from tests.bench.spam_cases import trap_lines
from tests.bench.spam_clean import fresh_articles
from tests.bench.spam_fit import Example, Job, examples_of, forest_file, grow, halves_of
from tests.bench.spam_splices import Words

WORDS = Words(["清风", "早晨", "长江"], frozenset({"经济", "工作", "项目", "群众"}), ["鼓风"])
PHRASES = [
    "云鼎汇体育官网登录入口",
    "六合彩开奖结果",
    "鼎胜国际app下载",
    "代办毕业证微信",
    "bet365官网",
] * 3


@cache
def examples() -> tuple[Example, ...]:
    lines = [line for one in fresh_articles()[:3] for line in one.lines if len(line) >= 40]
    jobs = (Job(0, "author", PHRASES, lines), Job(1, "traps", trap_lines("author")[1400::8]))
    return tuple(one for job in jobs for one in examples_of(WORDS, halves_of(()), job))


def test_runs_of_phrases_are_spam_and_those_of_prose_are_none() -> None:
    assert all(one.is_spam for one in examples() if one.origin == "author")
    assert not any(one.is_spam for one in examples() if one.origin in ("traps", "held"))


def test_the_same_examples_give_the_same_trees() -> None:
    files = [forest_file("# head\n", *grow(examples())) for _ in range(2)]
    assert files[0] == files[1]


def test_the_program_reads_the_trees_that_were_grown() -> None:
    data = tomllib.loads(forest_file("", *grow(examples())))
    trees = Forest(**data)
    spam = [trees.nats(one.signs) for one in examples() if one.is_spam]
    prose = [trees.nats(one.signs) for one in examples() if not one.is_spam]
    assert min(spam) > max(prose)
