import pytest

from pipelines.despam import despam
from pipelines.despam.advertisements.advertising import MARKED, TABLE, advertisements
from pipelines.despam.cutting import restored
from pipelines.despam.words.lexicon import lexicon
from pipelines.errors import NotAnArticleError
from seeds.vocabulary import table
from tests.pipelines.despam.test_despam import PROSE, page

ADVERTISEMENTS = (
    "鸿运阁娱乐成立于2009年，持有合法牌照，为广大玩家提供真人视讯、电子游艺等多种玩法，首存送58%。",
    "加QQ群778899123免费领取时时彩计划，带你回血上岸，稳赚不赔！",
    "【腾达棋牌】牛牛、炸金花、捕鱼应有尽有，上下分秒到，诚招代理，微信：tdqp886",
    "本公司常年代开各地增值税发票，税点优惠，验证后付款，联系电话13800138000，微信同号。",
    "专业办理各类大专毕业证、学位证，学信网可查，先办理后付款，QQ：33445566。",
    "新开传奇私服发布网，散人打金，上线送VIP，点击下载登录器。",
    "无抵押无担保，黑户可贷，身份证秒批，当天放款，加微信jk9988。",
    "高端外围上门服务，学生妹全套包夜，先服务后付款，微信yy5588。",
    "日韩精品一区二区三区在线观看，人妻熟女无码高清视频免费看，每天更新。",
)
NEWS = (
    "民警提醒，凡以“注册即送88元体验金”“提款三分钟到账”招揽的，均为赌博网站，切勿轻信。",
    "澳门威尼斯人、永利等娱乐场去年收入增长，百家乐占博彩收入六成。",
    "商场开展周年庆活动，新会员注册送10元优惠券，充值满200元送豪礼，欢迎市民光临。",
    "农户可登录手机银行App在线申请，最高额度30万元，随借随还，当天放款，咨询电话95533。",
    "福利彩票中心推出派奖活动，单注最高奖金100万元，欢迎彩民到投注站购买。",
    "案情显示，广告写着“真人百家乐，首存送100%，提款秒到”，李某点击后下载了软件。",
    "税务局开通发票代开窗口，纳税人可先办理后付款，各类发票网上可查，咨询热线12366。",
    "他提出在“老虎机”“百家乐”等词的翻译上，应当咨询专家，免费下载词表。",
)


@pytest.mark.parametrize("text", ADVERTISEMENTS)
def test_a_paragraph_that_is_an_advertisement_goes_as_a_whole(text: str) -> None:
    for at in range(len(PROSE) + 1):
        lines = [*PROSE[:at], text, *PROSE[at:]]
        article = despam(page(*lines)).article
        assert article.body == "\n".join(PROSE)
        assert article.hacked
        assert restored(article.body, article.removed) == "\n".join(lines)


@pytest.mark.parametrize("text", NEWS)
def test_news_that_names_wares_or_promises_stays(text: str) -> None:
    assert advertisements(text) == []


@pytest.mark.parametrize("text", ADVERTISEMENTS)
def test_news_of_a_crime_may_quote_an_advertisement(text: str) -> None:
    crime = "警方介绍，该团伙在网上发布如下广告，引诱群众参与赌博。"
    article = despam(page(PROSE[0], crime, text, PROSE[1])).article
    assert not [one for one in article.removed if one.rule == "advertisement"]


def test_sentences_behind_those_of_the_article_go_alone() -> None:
    spam = "注册即送88元体验金，提款三分钟到账，百家乐、老虎机等您来玩！"
    article = despam(page(PROSE[0], PROSE[1] + spam, PROSE[2])).article
    assert article.body == "\n".join(PROSE)
    assert [one.text for one in article.removed] == [spam]


def test_an_offer_inside_a_sentence_does_not_take_the_sentence_along() -> None:
    spam = "【百家乐首存送100%加微信ty7788】"
    line = PROSE[0][:6] + spam + PROSE[0][6:]
    assert advertisements(line) == []


@pytest.mark.parametrize("headline", ["鸿运阁国际-鸿运阁娱乐官网", "全县工作会议召开"])
def test_a_page_of_nothing_but_advertisements_is_no_article(headline: str) -> None:
    with pytest.raises(NotAnArticleError, match=r"^hacked") as error:
        despam(page(*ADVERTISEMENTS[:3], title=headline))
    assert error.value.hacked
    assert error.value.removed


def test_an_article_under_a_hijacked_headline_stays_one() -> None:
    article = despam(page(*PROSE, title="鸿运阁国际-bet365娱乐官网")).article
    assert article.body == "\n".join(PROSE)
    assert article.title is None
    assert article.hacked


@pytest.mark.parametrize(
    "text",
    [
        "加微信pp7788，分分彩计划免费领。",
        "六合彩资料，期期必中。",
        "热血传奇私服，上线送VIP。",
        "开户即送58元，棋牌游戏提现秒到。",
    ],
)
def test_a_short_paragraph_of_one_ware_and_one_promise_goes(text: str) -> None:
    article = despam(page(*PROSE, text)).article
    assert article.body == "\n".join(PROSE)
    assert article.hacked


@pytest.mark.parametrize(
    "text",
    [
        "电商SEO培训班报名，咨询QQ：12345678。",
        "老年活动室有棋牌游戏，会员注册送10元茶券。",
        "六合彩资料，期期必中，都是庄家的把戏，切勿相信。",
        "短信称“六合彩资料，期期必中”。",
        "体彩大乐透开奖，奖池滚存至9.8亿元，单注奖金免税兑付。",
        "家电下乡，货到付款，免费送货上门。",
    ],
)
def test_short_paragraphs_of_good_faith_stay(text: str) -> None:
    article = despam(page(*PROSE, text)).article
    assert article.body == "\n".join((*PROSE, text))
    assert not article.hacked


def test_all_wares_but_the_weak_ones_are_marked_words() -> None:
    """Lines without a marked word are not looked at for wares."""
    wares = table(TABLE)["wares"]
    kinds = {*wares["deeds"], *wares["names"], *wares["porn"]}
    assert all(w.core >= MARKED for w in lexicon().words.values() if w.kind in kinds)
