"""Offers that are hidden or linked inside of a sentence."""

import pytest

from pipelines.despam import despam
from pipelines.despam.advertisements.apart import set_apart
from pipelines.despam.lines import BODY, Line
from pipelines.document import Block, Span
from tests.pipelines.despam.test_despam import PROSE, page

SENTENCE = "大家三人一组、五人一队，挖坑、扶苗、培土、浇水，干得热火朝天，共栽植侧柏1200余株。"
OFFERS = [
    "正规助孕中心,三代试管包成功包男孩,零风险签合同,自有供卵库,咨询热线400-661-7798转代孕顾问。",
    "【鼎尊国际】全网信誉第一平台,注册即送88元体验金,首存100%返利,百家乐、老虎机应有尽有,客服QQ:26884413。",
    "微信牛牛、炸金花透视辅助，全平台通用，实测有效，先试用后付款，QQ:88123456",
]


@pytest.mark.parametrize("offer", OFFERS)
@pytest.mark.parametrize("at", [SENTENCE.index("，干"), SENTENCE.index("热火")])
@pytest.mark.parametrize(
    "way", [{"hidden": "font-size:0"}, {"hidden": "white-text"}, {"link": "http://qy88.vip/"}]
)
def test_an_offer_set_apart_takes_nothing_of_its_sentence(
    offer: str, at: int, way: dict[str, str]
) -> None:
    line = SENTENCE[:at] + offer + SENTENCE[at:]
    span = Span(start=at, end=at + len(offer), **way)
    article = despam(page(PROSE[0], Block(text=line, spans=(span,)), PROSE[1])).article
    assert article.body == "\n".join((PROSE[0], SENTENCE, PROSE[1]))
    assert article.hacked


def test_an_offer_in_sight_before_a_comma_leaves_the_clauses_before_it() -> None:
    at = SENTENCE.index("，干")
    line = SENTENCE[:at] + OFFERS[1] + SENTENCE[at:]
    article = despam(page(PROSE[0], line, PROSE[1])).article
    assert article.body == "\n".join((PROSE[0], SENTENCE, PROSE[1]))


def test_pieces_that_white_space_parts_are_one() -> None:
    spans = (Span(start=0, end=2, hidden="clip"), Span(start=3, end=5, hidden="clip"))
    line = Line(BODY, "甲乙 丙丁戊己", spans)
    assert set_apart(line, [(0, 7)], lambda text: "甲" in text) == [(0, 5)]
    assert set_apart(line, [(0, 7)], lambda text: "戊" in text) == [(0, 7)]


def test_what_a_clause_hides_with_an_account_was_put_in() -> None:
    at, put_in = SENTENCE.index("热火"), "公务员事业编安排，内部渠道，试用期过后付尾款，微信tk88866"
    line = SENTENCE[:at] + put_in + SENTENCE[at:]
    span = Span(start=at, end=at + len(put_in), hidden="display:none")
    article = despam(page(PROSE[0], Block(text=line, spans=(span,)), PROSE[1])).article
    assert (article.body.split("\n")[1], article.hacked) == (SENTENCE, True)


def test_an_explanation_that_a_clause_hides_is_none() -> None:
    at, hidden = SENTENCE.index("热火"), "意思是大家都很有干劲，详见说明"
    line = SENTENCE[:at] + hidden + SENTENCE[at:]
    span = Span(start=at, end=at + len(hidden), hidden="display:none")
    assert not despam(page(PROSE[0], Block(text=line, spans=(span,)), PROSE[1])).article.hacked
