"""Copies are one text; the same template with other facts is other news."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from pipelines.dedup.differences import differences
from pipelines.dedup.judge import overlap
from pipelines.dedup.keys import sentence_keys
from pipelines.fingerprint import sentences, shingles
from tests.bench.dedup import corpus, ours, score
from tests.bench.templates import TEMPLATES

SPEECH = (
    "会议强调，要把春耕生产作为当前头等大事来抓，保障种子、化肥、农药供应到村到户。\n"
    "全市已备足化肥3.2万吨，检修农机1.1万台，落实早稻面积46万亩，进度快于往年。\n"
    "与会人员认为，受天气影响，部分低洼田块需要及时排水，农技人员应当分片包干，指导到田头。\n"
    "会议要求，各县市要畅通农资运输绿色通道，对种粮大户给予贷款贴息，确保3月底前完成育秧。"
)


@pytest.mark.parametrize(
    ("copy", "why"),
    [
        (SPEECH.replace("会议强调，", "市委书记在会上强调，"), "words added"),
        (SPEECH.replace("46万亩", "47万亩"), "one number corrected among many"),
        (SPEECH.replace("及时排水", "抓紧排水"), "one word edited"),
        ("\n".join(SPEECH.split("\n")[:2]), "cut to half"),
        (SPEECH.replace("农机", "bet36体育官网入口"), "a splice over a word"),
    ],
)
def test_a_copy_stays_the_same_text(copy: str, why: str) -> None:
    assert overlap(shingles(SPEECH), shingles(copy)) > 0.5, why
    assert not differences(SPEECH, copy).other_news, why


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_with_other_facts_is_other_news(name: str) -> None:
    draw = random.Random(3)
    issues = [TEMPLATES[name](draw, number) for number in range(12)]
    for one, other in pairwise(issues):
        alike = overlap(shingles(one), shingles(other))
        assert not alike or differences(one, other).other_news, (one, other)


def test_one_name_in_a_short_notice_is_another_fact() -> None:
    notice = "经研究决定，任命张伟同志为县水利局局长，免去其县民政局副局长职务。"
    assert differences(notice, notice.replace("张伟", "李红英")).other_news


def test_a_cut_copy_keeps_a_sentence_key() -> None:
    whole = "\n".join(f"{SPEECH}{number}" for number in "甲乙丙丁")
    cut = whole[: len(whole) // 3]
    assert set(sentence_keys(sentences(cut))) & set(sentence_keys(sentences(whole)))


def test_the_whole_way_finds_copies_and_merges_no_news() -> None:
    texts = corpus(articles=120, each=8, seed=11)
    result = score(texts, ours(texts))
    assert not result.merged
    assert result.recall >= 0.95
