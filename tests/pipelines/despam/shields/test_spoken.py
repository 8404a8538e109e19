"""Offers that sentences speak of without quotation marks, and words that the page is about."""

from __future__ import annotations

import pytest

from pipelines.despam.cutting import Cut
from pipelines.despam.shields.spoken import (
    is_enumerated,
    is_firm,
    is_spoken_of,
    is_topic,
    tells_of_offers,
)


def cut_of(marked: str) -> tuple[str, Cut]:
    """Return a text without its bars, and the cut of what stood between them."""
    before, run, after = marked.split("|")
    return before + run + after, Cut(len(before), len(before + run), "phrase:fraud", 0.9)


@pytest.mark.parametrize(
    ("marked", "warns", "spoken"),
    [
        ("美容院以|秒批不看征信|为噱头诱导贷款", False, True),
        ("美容院|以秒批不看征信为噱头|诱导贷款", False, True),
        ("有|网站排名优化经验|者优先", False, True),
        ("到|澳门永利皇宫赌场|豪赌", False, True),
        ("不得|下载某彩票app|跟单", False, True),
        ("有意者请|加微信hr13971234567|或到县人力资源市场报名", False, True),
        ("低俗直播、|深夜福利直播|屡禁不止", False, True),
        ("散发|代开发票|名片三百张", True, True),
        ("散发|代开发票|名片三百张", False, False),
        ("为浏览|网站下载外网加速器破解版|，导致电脑中毒", True, True),
        # Sentences into which something was put: one side of a frame, or none.
        ("全县深入开展|代开发票|活动三百场", True, False),
        ("组织发布|开云体育官网|会三场", True, False),
        ("群众以|开云体育官网|实际行动支持", True, False),
        ("让绿色生活成为|某某体育官网|风尚", True, False),
        ("违法用地问题突出，|开云体育官网|屡禁不止", True, False),
        ("低俗直播|开云体育官网|屡禁不止", True, False),
        ("有意者请|加微信qp88|到县人力资源市场报名", True, False),
        # Signs of one side within the phrase's own words.
        ("各项|葡京赌场在线赌博|措施", False, False),
        ("各项|在线百家乐赌博|措施", False, False),
        ("各项|点击进入葡京赌博|措施", False, False),
    ],
)
def test_a_frame_has_two_sides(marked: str, warns: bool, spoken: bool) -> None:
    assert is_spoken_of(*cut_of(marked), warns=warns) is spoken


@pytest.mark.parametrize(
    ("marked", "headline", "topic"),
    [
        ("|午夜影院免费看|老电影", "图书馆夜场：午夜影院重温经典", True),
        ("传来|开云体育官网|喜讯", "县体育局召开会议", False),
        ("传来|百家乐真人视讯|喜讯", "百家乐宴的由来", False),
        ("传来|清风官网|喜讯", "清风官网改版", False),
    ],
)
def test_words_of_the_headline_are_what_the_page_is_about(
    marked: str, headline: str, topic: bool
) -> None:
    assert is_topic(*cut_of(marked), headline) is topic


@pytest.mark.parametrize(
    ("said", "firm"),
    [
        ("由区体育局与乐动体育科技公司共建", True),
        ("乐动体育集团捐赠器材", True),
        ("乐动体育深受居民喜爱，科技公司不少", False),
        ("", False),
    ],
)
def test_a_name_that_the_page_has_as_a_firms(said: str, firm: bool) -> None:
    text, cut = cut_of("居民|下载乐动体育app|扫码入场")
    assert is_firm(text, cut, said) is firm


@pytest.mark.parametrize(
    ("text", "enumerated"),
    [
        ("1.快喵VPN；2.一分快三助手；3.小火箭账号；4.夜聊", True),
        ("手法如下：一是刷单返利；二是虚假贷款；三是虚假投资。", True),
        ("首存1.5万元送2.8万元，三分钟到账", False),
        ("1.快喵VPN永久免费版", False),
        ("注册送彩金，存取款秒到，一是信誉好", False),
    ],
)
def test_who_counts_offers_nothing(text: str, enumerated: bool) -> None:
    assert is_enumerated(text) is enumerated


@pytest.mark.parametrize(
    "headline",
    [
        "十大高发话术",
        "刷单返利是诈骗",
        "下架应用名单",
        "关于清理网络赌博广告的通报",
        "太阳城集团跨境赌博案宣判",
        "警惕“葡京网上赌博平台”官网诈骗",
    ],
)
def test_headlines_that_tell_of_offers(headline: str) -> None:
    assert tells_of_offers(headline)


@pytest.mark.parametrize(
    "headline",
    [
        "我县开展反诈宣传",
        "全民健身运动会开幕",
        "葡京网上赌博平台官网",
        "色情直播平台app下载",
        "",
    ],
)
def test_headlines_that_do_not(headline: str) -> None:
    assert not tells_of_offers(headline)
