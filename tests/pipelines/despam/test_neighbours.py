"""What else goes where spam was found, and lines that are spam as a whole; and what stays."""

import pytest

from pipelines.despam import despam
from tests.pipelines.despam.test_despam import page

SURELY = "澳门新葡京娱乐场官网"
NEWS = (
    "城南公园两千株樱花进入盛花期，周末预计迎来三万名游客，园方增设了休息区。",
    "园方提前做好预案，增设临时停车位，安排志愿者提供讲解、急救、失物招领等服务。",
    "讲解员告诉孩子们，这些树是一九八三年由中学师生栽下的，最老的一株有四十岁。",
)

COLUMNS = """体育娱乐 体育彩票 棋牌协会 扫黄打非 禁毒宣传 反诈专栏 打击传销 招商加盟 网络安全
食品药品 房产信息 二手市场 征信服务 贷款服务 彩票公益 视频直播 在线访谈 影视娱乐
私家园林 文化市场 公章备案 发票查询 学历认证 生殖健康"""


@pytest.mark.parametrize("phrase", ["百度排名优化", "代写论文机构", "王者代练平台"])
def test_less_is_asked_where_the_text_is_surely_hacked(phrase: str) -> None:
    other = NEWS[1].replace("安排", phrase + "安排")
    hacked = NEWS[0].replace("周末", SURELY + "周末")
    assert despam(page(hacked, other, NEWS[2])).article.body == "\n".join(NEWS)
    assert other in despam(page(NEWS[0], other, NEWS[2])).article.body


@pytest.mark.parametrize(
    "sentence",
    [
        "真钱炸金花,赢了随时提现。",
        "澳门新葡京娱乐场官网,注册就送大礼包!",
        "六合宝典内部资料,错过再等一年!",
    ],
)
def test_the_rest_of_a_sentence_goes_with_the_name_that_began_it(sentence: str) -> None:
    assert despam(page(NEWS[0] + sentence, *NEWS[1:])).article.body == "\n".join(NEWS)


@pytest.mark.parametrize("rest", ["赏花要趁早，错过再等一年！", "周末预计迎来三万名游客。"])
def test_the_rest_of_a_sentence_of_the_page_stays(rest: str) -> None:
    body = despam(page(f"{SURELY}{rest}", *NEWS)).article.body
    assert body == "\n".join((rest, *NEWS))


@pytest.mark.parametrize("line", ["梦幻西游代练平台", "少妇直播聊天室", "私借空放当天拿钱"])
@pytest.mark.parametrize("at", [1, 2])
def test_a_paragraph_that_is_spam_as_a_whole_goes(line: str, at: int) -> None:
    assert despam(page(*NEWS[:at], line, *NEWS[at:])).article.body == "\n".join(NEWS)


def test_what_opens_a_text_goes() -> None:
    assert despam(page(f"必赢bwin导航页:{NEWS[0]}", *NEWS[1:])).article.body == "\n".join(NEWS)


@pytest.mark.parametrize("column", COLUMNS.split())
def test_a_column_of_a_site_stays(column: str) -> None:
    found = despam(page(*NEWS, section=("首页", column))).article
    assert found.section == ("首页", column)
    assert not found.hacked


@pytest.mark.parametrize(
    "deck", ["两千株樱花同时盛开", "体彩公益金助力", "电竞馆里的年轻人", "皇冠山庄"]
)
def test_a_deck_stays(deck: str) -> None:
    assert despam(page(*NEWS, subtitles=(deck,))).article.subtitles == (deck,)


@pytest.mark.parametrize("deck", ["皇冠足球即时比分", "澳门新葡京官网", "成人直播在线观看"])
def test_a_deck_that_is_spam_goes(deck: str) -> None:
    assert despam(page(*NEWS, subtitles=(deck,))).article.subtitles == ()


@pytest.mark.parametrize("part", ["附近空调移机公司加盟", "建材发票代开", "月嫂保姆中介"])
def test_an_offer_of_any_trade_before_a_headline_goes(part: str) -> None:
    headline = "两千株樱花进入盛花期 公园增设休息区"
    for mark in ("—", " ", "_"):
        found = despam(page(*NEWS, title=f"{part}{mark}{headline}")).article
        assert found.title == headline


def test_sentences_of_a_row_are_judged_one_by_one() -> None:
    offer = "本公司长期代开各类发票,点数优惠,先验后付,微信同号15900001111。"
    text = NEWS[0] + offer + "当晚，志愿者送出热茶三百杯、雨衣五十件。"
    expected = NEWS[0] + "当晚，志愿者送出热茶三百杯、雨衣五十件。"
    assert despam(page(text, *NEWS[1:])).article.body == "\n".join((expected, *NEWS[1:]))
