"""Offers told by how they speak: trades that the vocabulary has no words for among them."""

import random
from itertools import islice

import numpy as np
import pytest

from pipelines.despam import despam
from pipelines.despam.advertisements.kinship import STRANGE
from pipelines.despam.advertisements.paragraph_model import Scores, paragraph_model
from pipelines.despam.advertisements.paragraphs import (
    ASKED_OF_MOST,
    BRIEF_BELOW,
    PAGE_HACKED,
    without_offers,
)
from pipelines.despam.advertisements.speaking import (
    ASKED,
    Sentences,
    is_strange_offer,
    names_wares,
    odds_of,
)
from pipelines.despam.cutting import Cut
from pipelines.despam.language.hashing import BITS, grams_of
from pipelines.despam.lines import BODY, Line, Verdict
from pipelines.errors import NotAnArticleError
from tests.bench.spam_adverts import adverts, innocent
from tests.pipelines.despam.test_despam import PROSE, page

OFFERS = (
    "吃鸡卡密批发，绝地科技、罗技压枪宏、单透、显卡伪装全部有货，试用加群88231907，天卡20元月卡150元",
    "24小时一元一分红中麻将群，亮证上桌，跑包包赔，手机微信上下分，群主微信hzmj5588",
    "三代试管包男孩，自有实验室，供卵自选，不成功全额退款，零风险签约，助孕顾问微信zy16688",
    "兼职打字员，在家就能做，一单一结，日赚300元，宝妈学生均可，名额不多，报名QQ：2298817712",
)
SENTENCE = "真人捕鱼游戏哪家强？认准星汇电玩城，爆率高，上分下分秒到账！"
GOOD_FAITH = (
    "创业担保贷款最高30万元，无需抵押，财政贴息，当天受理，请到县人社局窗口办理，咨询电话0713-5028866。",
    "想学一门手艺吗？县就业中心免费开设面点、月嫂、电工培训班，包教包会，推荐就业，名额有限，先到先得。",
    "脐橙滞销，果农心急，每箱十斤29元包邮，坏果包赔，联系人陈书记，电话13907381234，微信同号。",
    "CCTV5今晚8点现场直播这场焦点大战，赛后可点击回放，精彩集锦请锁定我们的抖音号。",
    "超市店庆，全场八折，满200送20，会员双倍积分，中奖率100%，抓紧时间来吧！",
)
WARNING = (
    "近期我区发生多起诈骗案件，反诈中心收集了部分诈骗短信，提醒居民收到后立即删除：",
    OFFERS[3],
    "以上短信全部是诈骗，如遇此类情况请立即报警。",
)


@pytest.mark.parametrize("text", OFFERS)
def test_an_offer_of_any_trade_goes_as_a_whole(text: str) -> None:
    for at in range(len(PROSE) + 1):
        article = despam(page(*PROSE[:at], text, *PROSE[at:])).article
        assert article.body == "\n".join(PROSE)
        assert article.hacked


def test_sentences_of_an_offer_go_and_the_paragraph_stays() -> None:
    article = despam(page(PROSE[0] + SENTENCE + PROSE[1], PROSE[2])).article
    assert article.body == "\n".join((PROSE[0] + PROSE[1], PROSE[2]))


def test_a_short_sentence_of_prose_beside_an_offer_stays() -> None:
    text = f"{PROSE[0]}不过，也有隐忧。{SENTENCE}"
    assert despam(page(text, *PROSE[1:])).article.body.startswith(f"{PROSE[0]}不过，也有隐忧。\n")


@pytest.mark.parametrize("text", GOOD_FAITH)
def test_who_offers_in_good_faith_keeps_every_word(text: str) -> None:
    found = despam(page(*PROSE, text)).article
    assert found.body == "\n".join((*PROSE, text))
    assert not found.hacked


def test_an_offer_that_a_warning_introduces_stays_and_is_suspected_at_most() -> None:
    assert despam(page(*WARNING)).article.body == "\n".join(WARNING)


def test_a_quoted_offer_stays() -> None:
    text = f"群里有人发了这样一条信息：“{OFFERS[1]}”"
    assert text in despam(page(*PROSE, text)).article.body


def test_a_page_of_nothing_but_an_offer_is_refused() -> None:
    with pytest.raises(NotAnArticleError):
        despam(page(*OFFERS))


def test_a_hacked_page_asks_less() -> None:
    least = ASKED + STRANGE + PAGE_HACKED
    composed = (one.text for seed in range(3, 9) for one in adverts(random.Random(seed)))
    doubtful = (
        text for text in composed if least < odds_of(text) < ASKED + STRANGE and names_wares(text)
    )
    long = [text for text in islice(doubtful, 30) if len(text) >= BRIEF_BELOW]
    taken = [
        sum(bool(_judged(text, hacked=hacked).cuts) for text in long) for hacked in (False, True)
    ]
    assert taken[0] == 0
    assert taken[1] > 0


@pytest.mark.parametrize(
    "text",
    [
        "添加法律援助微信qjfy12348，24小时在线，隐私保密。",
        "无需抵押，当天放款，利率低至3%，欢迎咨询客户经理。",
        "想买的朋友加我微信13800001234，现做现发，假一赔十。",
        "想找工作的朋友看过来，添加微信lgsc0717进群，每天更新岗位，名额有限，先到先得。",
        "养殖户如需购买鸡苗，可联系合作社，微信13712345678，包技术、包防疫、包回收。",
        "关注抖音号qingjiangwl，点赞抽门票，天天有惊喜，粉丝福利享不停。",
        "办证不求人，一次不用跑，代办帮办全程免费，找我们就对了！",
    ],
)
def test_an_invitation_that_names_no_ware_of_spam_stays(text: str) -> None:
    """Counties, banks and cooperatives invite to their accounts in the words of offers."""
    assert not _judged(text, hacked=False).cuts
    assert not _judged(text, hacked=True).cuts
    assert not is_strange_offer(text, "\n".join(PROSE))


@pytest.mark.parametrize(
    ("before", "phrase", "after"),
    [
        ("雪一程，风一程，", "大赢家彩票app最新版下载", "山里雪夜千盏灯。"),
        ("不该花的钱", "绝地求生辅助免费", "，一分一分都攒好。"),
        ("天天有活干，月月有钱拿，", "金沙娱乐官网下载", "人人有钱赚。"),
    ],
)
def test_a_sentence_stays_when_the_phrase_put_into_it_is_gone(
    before: str, phrase: str, after: str
) -> None:
    text = before + phrase + after
    assert _without(text, phrase) == before + after


def test_an_offer_goes_though_its_name_was_cut_before() -> None:
    assert _without(SENTENCE, "星汇电玩城") == ""


def _without(text: str, phrase: str) -> str:
    """Return what is left of a text of which a phrase was cut before."""
    at = text.index(phrase)
    gone = Cut(at, at + len(phrase), "phrase:play", 0.95)
    lines = [Line(BODY, line) for line in (*PROSE, text)]
    verdicts = [Verdict()] * len(PROSE) + [Verdict((gone,))]
    for one in reversed(without_offers(lines, verdicts, hacked=False)[-1].cuts):
        text = text[: one.start] + text[one.end :]
    return text


def _judged(text: str, *, hacked: bool) -> Verdict:
    lines = [Line(BODY, line) for line in (*PROSE, text)]
    return without_offers(lines, [Verdict()] * 4, hacked=hacked)[-1]


def test_odds_part_what_was_composed() -> None:
    """Of what it was fitted on: trades that were held out are the fit's own report."""
    offers = np.array([odds_of(one.text) for one in list(adverts(random.Random(11)))[::7]])
    others = np.array([odds_of(one.text) for one in list(innocent(random.Random(12)))[::3]])
    assert (offers > ASKED).mean() > 0.8
    assert (others > ASKED).mean() < 0.002
    assert (others > ASKED_OF_MOST).sum() == 0


def test_scores_are_the_sum_of_buckets_by_the_root_of_their_number() -> None:
    text = "注册送100，秒到账"
    scores, grams = Scores(text), paragraph_model().grams
    assert grams.shape == (1 << BITS,)
    both = np.concatenate(grams_of(text)[:2])
    expected = grams[both].sum() * paragraph_model().step / np.sqrt(len(both))
    assert scores.of([0], [len(text)])[0] == pytest.approx(expected)
    inner = np.concatenate(grams_of(text[2:6])[:2])
    expected = grams[inner].sum() * paragraph_model().step / np.sqrt(len(inner))
    assert scores.of([2], [6])[0] == pytest.approx(expected)


def test_what_is_above_nothing_has_a_score_above_nothing() -> None:
    text = "\n".join((*PROSE, *OFFERS, SENTENCE))
    starts = np.repeat(np.arange(0, len(text), 7), 40)
    ends = np.minimum(starts + np.tile(np.arange(1, 41), len(starts) // 40), len(text))
    scores = Scores(text)
    positive = scores.are_positive(starts, ends)
    assert 0 < positive.sum() < len(positive)
    assert (positive == (scores.of(starts, ends) > 0)).all()


def test_one_piece_is_scored_as_many_are() -> None:
    text = "\n".join((*PROSE, *OFFERS, SENTENCE))
    scores = Scores(text)
    starts = list(range(0, len(text) - 60, 3))
    for size in (1, 2, 13, 60):
        many = scores.of(starts, [start + size for start in starts]).tolist()
        assert [scores.of_one(start, start + size) for start in starts] == many


def test_sentences_are_scored_alike_in_a_page_and_alone() -> None:
    for line in (SENTENCE, OFFERS[0], PROSE[0] + SENTENCE, PROSE[1], f"{SENTENCE}好！"):
        alone = Sentences([line]).telling().get(0)
        assert Sentences([PROSE[2], line, OFFERS[1]]).telling().get(1) == alone


def test_digits_are_all_alike() -> None:
    first, second = Scores("一单5元日结"), Scores("一单8元日结")
    assert first.of([0], [6])[0] == second.of([0], [6])[0]


def test_telling_sentences_are_told_by_line() -> None:
    told = Sentences([PROSE[0], SENTENCE]).telling()
    assert list(told) == [1]
    assert all(SENTENCE[start:end] for start, end in told[1])
    assert Sentences([]).telling() == {}
    assert Sentences([""]).telling() == {}


def test_an_offer_is_not_akin_to_the_page_by_what_it_says_itself_again() -> None:
    """Sentences of it that offer nothing by themselves are no part of the rest of the page."""
    text = f"{OFFERS[2]}。自有实验室在市中心，供卵自选的资料每周更新，助孕顾问陪同签约。"
    assert despam(page(*PROSE, text)).article.body == "\n".join(PROSE)
