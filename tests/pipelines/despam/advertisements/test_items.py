import pytest

from pipelines.despam.advertisements.items import offers
from pipelines.despam.cutting import restored
from pipelines.despam.stage import despam
from tests.pipelines.despam.test_despam import PROSE, page

BEFORE, BEHIND = "要抓好小麦、", "玉米等作物田间管理，及时防治病虫害，确保粮食丰收。"


def taken(line: str) -> list[str]:
    return [line[start:end] for start, end in offers(line)]


@pytest.mark.parametrize(
    "offer", ["bet365亚洲体育官网登录入口", "乐鱼体育app下载", "澳门新葡京官网"]
)
def test_an_item_that_is_an_offer_goes_without_the_marks_around_it(offer: str) -> None:
    """Such phrases stand in place of a word, and the marks are the article's own."""
    line = f"{BEFORE}{offer}、{BEHIND}"
    article = despam(page(line)).article
    assert article.body == f"{BEFORE}、{BEHIND}"
    assert restored(article.body, article.removed) == line


@pytest.mark.parametrize(
    "behind", ["等作物田间管理。", "。", "，确保粮食丰收。", "和水稻的田间管理。"]
)
def test_the_last_item_goes_without_the_mark_before_it(behind: str) -> None:
    line = f"要抓好小麦、玉米、大豆、bet365体育官网登录{behind}"
    article = despam(page(line, *PROSE)).article
    assert article.body == "\n".join([f"要抓好小麦、玉米、大豆、{behind}", *PROSE])
    assert restored(article.body, article.removed) == "\n".join([line, *PROSE])


@pytest.mark.parametrize(
    "line",
    [
        "以先变美后付款、零首付、秒批不看征信为噱头诱导贷款。",
        "清查了皇冠体育官网、bet365亚洲体育官网、亚博体育app等网站。",
        "现场设置了永利街道、葡京路官网改造工程、非遗展区。",
        "可通过中国体育彩票官网、手机银行、微信公众号查询。",
        "要求“小麦、bet365体育官网、玉米”字样不得出现。",
    ],
)
def test_items_of_news_stay(line: str) -> None:
    assert taken(line) == []


def test_a_crime_in_the_paragraph_keeps_the_list() -> None:
    line = "该团伙把钱用于购物、bet365亚洲体育官网投注、旅游，民警将其抓获。"
    assert not despam(page(line)).article.removed


@pytest.mark.parametrize(
    "row",
    [
        "快三技巧、毛片免费看、澳盈娱乐场、六合开奖现场直播、日韩无码专区",
        "快三技巧|毛片免费看|澳盈娱乐场|六合开奖现场直播",
    ],
)
def test_a_paragraph_that_is_a_row_of_several_trades_goes(row: str) -> None:
    article = despam(page(PROSE[0], row, PROSE[1])).article
    assert article.body == "\n".join(PROSE[:2])
    assert restored(article.body, article.removed) == "\n".join((PROSE[0], row, PROSE[1]))


@pytest.mark.parametrize(
    ("before", "row"),
    [
        (PROSE[0], "斗地主、麻将、象棋、围棋、桥牌"),
        (PROSE[0], "百家乐、老虎机、时时彩、六合彩、炸金花"),
        (PROSE[0], "双色球、大乐透、排列三、快三、竞彩足球"),
        ("以下关键词不得发布：", "快三技巧、毛片免费看、澳盈娱乐场、六合开奖现场直播"),
    ],
)
def test_a_row_of_one_trade_and_one_that_is_announced_stay(before: str, row: str) -> None:
    article = despam(page(before, row, PROSE[1])).article
    assert row in article.body
