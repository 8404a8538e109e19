"""Copies are one text; the same template with other facts is other news."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest

from archive.records import Article, Extraction, Fingerprint, Neighbour
from pipelines.dedup.differences import differences
from pipelines.dedup.judge import judge
from pipelines.dedup.keys import sentence_keys
from pipelines.dedup.likeness import overlap
from pipelines.fingerprint import sentences, shingles
from tests.bench.bulletins import Form, forms, unseen_forms
from tests.bench.copying import CHANGES
from tests.bench.dedup import corpus, ours, score
from tests.bench.near_duplicates import articles
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


FIELDS, FERTILISER, DRAINAGE, LOANS = SPEECH.split("\n")
NOTICE = "现将规划方案予以公示，广泛征求社会各界意见，具体内容详见附件。"

CRASH = (
    "3月20日23时许，黄河区境内桥高大道发生一起三车相撞的交通事故，造成5人死亡、15人受伤。"
    "事故发生后，公安、应急、卫健等部门迅速赶赴现场处置，伤者已送医救治，事故原因正在调查中。"
)
FORECAST = (
    "今天夜间到明天白天，晴，气温2～29℃，西南风2级；明天夜间到后天白天，小雪，气温4～18℃，东北风3级；"
    "后天白天，雨夹雪，气温3～12℃。温馨提示：早晚温差较大，请适时增减衣物，谨防感冒。"
)
POWER_CUT = (
    "因电网设备检修工作需要，我公司将对以下线路进行计划停电，敬请相关客户提前做好准备。"
    "停电时间：{}。停电线路：10kV{}线。如遇恶劣天气，上述停电安排可能会有调整或取消，"
    "停电设备随时可能恢复送电，请勿在停电设备上擅自工作。给您带来的不便，敬请谅解。"
)

VISIT = (
    "4月2日，县委书记陆文昊到白沙镇调研春耕生产，县农业农村局、水利局负责人一同前往。\n"
    "在石桥村育秧大棚，陆文昊向种粮大户询问出苗情况，要求农技员把棚内温度每天记录在册。\n"
    f"{SPEECH}\n"
    "当天下午，一行人还察看了青龙水库的除险加固工地，叮嘱施工方赶在汛期以前完成坝体灌浆。"
)
VISIT_CUT = "\n".join(VISIT.split("\n")[at] for at in (0, 3, 4))


def _court(plaintiff: str) -> str:
    return (
        f"本院受理原告{plaintiff}诉你买卖合同纠纷一案，依照《中华人民共和国民事诉讼法》第九十五条之规定，"
        "向你公告送达起诉状副本及开庭传票，定于举证期满后第三日上午九时在本院五号法庭公开开庭审理。"
    )


@pytest.mark.parametrize(
    ("one", "other", "same", "why"),
    [
        (("甲公司规划方案公示", NOTICE), ("甲公司规划方案公示", NOTICE), True, "notice reprinted"),
        (("甲公司规划方案公示", NOTICE), ("【公示】甲公司规划方案公示", NOTICE), True, "a prefix"),
        (("甲公司规划方案公示", NOTICE), ("乙厂规划方案公示", NOTICE), False, "only a file"),
        (("春耕", SPEECH), ("田间的一天", SPEECH), True, "another headline over the same text"),
        (("春耕", SPEECH), ("春耕", SPEECH.replace("46万", "四十六万")), True, "a number in hanzi"),
        (("春耕", SPEECH), ("春耕", "本报3月1日讯（记者 王晓东）" + SPEECH), True, "dateline"),
        (("公告", _court("王伟")), ("公告", _court("李红英")), False, "another plaintiff"),
        (("公告", _court("钱英")), ("公告", _court("张英")), False, "another family name"),
        (("王建国任职的通知", _court("王建国")), ("王建军任职的通知", _court("王建军")), False,
         "the same character changed in headline and body"),
        (("通知", "任命刘涛为县应急管理局局长。特此通知。"),
         ("通知", "任命刘涛为县林业局局长。特此通知。"), False, "one word in a flash"),
        (("春耕", SPEECH), ("春耕", SPEECH.replace("畅通", "打通").replace("抓紧", "及时")), True,
         "two words edited, all numbers as they were"),
        (("衞生工作", SPEECH), ("卫生工作", SPEECH.replace("着", "著")), True, "forms of Taiwan"),
        (("3月4日疫情情况", SPEECH), ("3月5日疫情情况", SPEECH.replace("46万", "47万")), False,
         "headlines of two days over bodies that differ"),
        (("事故", CRASH), ("事故", CRASH.replace("20日", "21日").replace("三车", "两车")
         .replace("死亡", "死桥").replace("发生后", "发生医")), False,
         "a numeral is no misprint: garbled, of another day"),
        (("事故", CRASH), ("事故", CRASH.replace("死亡", "死桥").replace("发生后", "发生医")), True,
         "the same garbled"),
        (("预报", FORECAST), ("预报", FORECAST.replace("西南", "西北").replace("东北", "东南")
         .replace("29", "27")), False, "winds are facts"),
        (("甲县停电公告", POWER_CUT.format("3月30日9:49至18:56", "东双374")),
         ("乙县停电公告", POWER_CUT.format("2月24日8:36至20:26", "东石756")), False,
         "a sentence of numbers alone"),
        (("农资运输绿色通道", LOANS),
         ("一周要闻", "\n".join(("积极备耕", FIELDS, FERTILISER, "农资运输绿色通道", LOANS))),
         False, "a notice and the digest that holds it"),
        (("农资运输绿色通道", LOANS),
         ("一周要闻", "\n".join((FIELDS, FERTILISER, "二、农资运输绿色通道（3月1日）", LOANS))),
         False, "the digest numbers and dates its notices"),
        (("陆文昊到白沙镇调研", VISIT_CUT), ("县委书记到乡镇检查春耕生产", VISIT), True,
         "cut to half, under words of the lead sentence that was left"),
        (("陆文昊到白沙镇调研", VISIT_CUT),
         ("县委书记到乡镇检查春耕生产", f"陆文昊到白沙镇调研。\n{VISIT}"), True,
         "the lead sentence is a paragraph of its own"),
    ],
)  # fmt: skip
def test_headline_and_body_decide_together(
    one: tuple[str, str], other: tuple[str, str], same: bool, why: str
) -> None:
    assert _is_same(one, other) == _is_same(other, one) == same, why


def _is_same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return _likest(one, [other]) is not None


def _likest(one: tuple[str, str], others: Sequence[tuple[str, str]]) -> int | None:
    """Return the place of the one that is judged the same text, if one is."""
    article = Article(url="http://a.gov.cn/1", title=one[0], body=one[1])
    print_ = Fingerprint(content_hash="", scheme="", signature=b"")
    neighbours = [
        Neighbour(
            id=at, url=f"http://b.gov.cn/{at}", site=None, title=title, body=body,
            published_at=None, source=None, first_seen_at="2020-02-24T00:00:00Z", cluster=at,
            content_hash=None,
        )
        for at, (title, body) in enumerate(others)
    ]  # fmt: skip
    return judge(Extraction(article=article, fingerprint=print_), neighbours).cluster_with


def test_the_whole_with_a_misprint_is_liker_than_a_part_word_for_word() -> None:
    whole = ("春耕", VISIT.replace("大棚", "大硼"))
    part = ("春耕", "\n".join(VISIT.split("\n")[:3]))
    assert _likest(("春耕", VISIT), [part, whole]) == 1
    assert _likest(("春耕", VISIT), [whole, part]) == 0


@pytest.mark.parametrize("form", [*forms(), *unseen_forms()], ids=lambda form: form.name)
def test_issues_of_a_form_are_different_news(form: Form) -> None:
    issues = form.issues(random.Random(5), 8)
    for one, other in combinations(issues, 2):
        assert not _is_same((one.title, one.body), (other.title, other.body)), (one, other)


@pytest.mark.parametrize("kind", CHANGES)
def test_what_a_copyist_does_is_no_other_news(kind: str) -> None:
    draw = random.Random(2)
    for text in articles(6, seed=4):
        copy = text
        for change in CHANGES[kind]:
            copy = change(copy, draw)
        assert not differences(text.body, copy.body).other_news, copy


def test_a_garbled_sentence_often_keeps_its_key() -> None:
    draw, kept = random.Random(8), 0
    whole = "".join(sentences(SPEECH.split("\n")[2]))
    for _ in range(100):
        at = draw.randrange(len(whole))
        kept += sentence_keys([whole[:at] + "某" + whole[at + 1 :]]) == sentence_keys([whole])
    assert kept >= 40


def test_a_cut_copy_keeps_a_sentence_key() -> None:
    whole = "\n".join(f"{SPEECH}{number}" for number in "甲乙丙丁")
    cut = whole[: len(whole) // 3]
    assert set(sentence_keys(sentences(cut))) & set(sentence_keys(sentences(whole)))


def test_the_whole_way_finds_copies_and_merges_no_news() -> None:
    texts = corpus(count=120, each=4, seed=11)
    result = score(texts, ours(texts))
    assert not result.merged
    assert result.recall >= 0.95
