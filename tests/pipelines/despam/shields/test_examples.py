"""What a text gives as an example stays; what a headline says and its text does not goes."""

import pytest

from pipelines.despam import despam
from pipelines.despam.advertisements.rows import with_rows
from pipelines.despam.cutting import Cut
from pipelines.despam.fields.publishers import names_a_site
from pipelines.despam.fields.strangers import with_strangers
from pipelines.despam.language.traditional import is_traditional, simplified
from pipelines.despam.lines import BODY, Line, Verdict
from tests.pipelines.despam.test_despam import PROSE, page

LISTED = (
    "1.red-tea88.com（红茶工作室）；2.gouwu365.cn（个人）；3.bcw8.net（宝城网讯）；"
    "4.xpj-tea.com（新普茶业）。"
)
QUOTED = (
    "不法分子利用微信群非法荐股，请投资者提高警惕，谨防受骗。",
    "——“原油、期货、外汇MT4/MT5平台”。以“双向交易”为卖点，后台操控走势。",
)
TRADITIONAL = (
    "申請人可登入計劃官方網站的「線上報名平台」提交商業計劃書，截止日期為十月三十一日。",
    "去年獲得一等獎的澳門青年，創辦的無人機巡檢公司現已有員工二十三名。",
)


@pytest.mark.parametrize("lines", [(LISTED,), QUOTED, TRADITIONAL])
def test_what_is_given_as_an_example_stays(lines: tuple[str, ...]) -> None:
    article = despam(page(*lines)).article
    assert article.body == "\n".join(lines)
    assert not article.hacked


def test_traditional_pages_are_told_by_most_of_their_lines() -> None:
    assert is_traditional(TRADITIONAL)
    assert not is_traditional([*PROSE, TRADITIONAL[0]])
    assert simplified("「線上」平台") == "“线上”平台"


def test_a_row_of_offers_in_traditional_letters_goes_from_a_simplified_page() -> None:
    row = "澳門威尼斯人線上賭場，百家樂必勝法，真人視訊開戶"
    text = f"{PROSE[0]}{row}她说，最初三个月连饭都顾不上吃。"
    article = despam(page(text, *PROSE[1:])).article
    assert article.body == "\n".join((text.replace(row, ""), *PROSE[1:]))


@pytest.mark.parametrize("beside", ["", "警方提醒：切勿参与赌博。"])
def test_a_row_of_offers_needs_a_suspicion_and_no_warning_beside_it(beside: str) -> None:
    row = "澳门威尼斯人赌场，百家乐必胜法，真人视讯开户"
    lines = [Line(BODY, row), Line(BODY, beside)]
    doubt = Verdict(suspected=(Cut(0, len(row), "island", 0.4),))
    assert with_rows(lines, [Verdict(), Verdict()]) == [Verdict(), Verdict()]
    assert bool(with_rows(lines, [doubt, Verdict()])[0].cuts) == (not beside)


@pytest.mark.parametrize(
    ("spam", "title"),
    [
        ("欧陆娱乐注册：", "西河街道推进老旧小区加装电梯"),
        ("泛亚电竞官网|", "西河街道推进老旧小区加装电梯"),
    ],
)
def test_what_stands_before_a_headline_goes_and_nothing_else(spam: str, title: str) -> None:
    body = "西河街道文苑社区加装的电梯正式投入使用，老旧小区推进加装电梯一直呼声很高。"
    article = despam(page(body, title=spam + title)).article
    assert article.title == title


@pytest.mark.parametrize(("said", "left"), [("队员们领到了奖金。", 0), ("凯时kb88捐了款。", 1)])
def test_a_suspected_name_stays_in_a_headline_whose_text_says_it(said: str, left: int) -> None:
    title = "烽火镇举办凯时kb88第二届苹果采摘节"
    suspected = Verdict(suspected=(Cut(5, 11, "island", 0.4),))
    found = with_strangers(title, suspected, f"烽火镇举办第二届苹果采摘节。{said}")
    assert (len(found.cuts), len(found.suspected)) == (1 - left, left)


@pytest.mark.parametrize("name", ["威廉希尔中文网", "沙龙国际s36", "k8娱乐官网"])
def test_a_source_that_is_such_a_site_goes(name: str) -> None:
    assert names_a_site(name)
    article = despam(page(*PROSE, title="全县推进接种", source=name)).article
    assert article.source is None
    assert article.hacked


@pytest.mark.parametrize(
    "name", ["江南体育中心", "新华网", "县政府办", "中国体育报", "国际在线", "体坛周报"]
)
def test_an_outlet_stays(name: str) -> None:
    assert not names_a_site(name)
