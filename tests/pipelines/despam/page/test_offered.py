"""Texts of their own that read like a phrase from end to end, and what good faith writes."""

import pytest

from archive.records import Article, RawPage
from pipelines.despam import despam
from pipelines.despam.page.offered import is_offer, is_phrase
from pipelines.document import Block, Document, Span
from tests.pipelines.despam.page.test_page import found
from tests.pipelines.despam.test_despam import PROSE, page

OFFERS = (
    "会计证书代办包拿证微信同号",
    "代开餐饮发票税点低加微信",
    "炸金花透视眼镜多少钱一副",
    "香港特马资料免费公开",
    "诛仙私服刚开一秒发布网",
    "动态拨号vps换ip软件购买",
    "无抵押私人贷款当天放款",
    "听话水货到付款购买渠道",
)
SERVICES = (
    "毕业证书遗失补办流程",
    "增值税专用发票代开指南",
    "电子发票真伪查询操作手册",
    "体育彩票开奖公告",
    "抵押贷款办理流程",
    "学位证注册网上预约",
    "数字货币合约交易风险",
    "世界杯电视转播安排",
    "网络游戏防沉迷公告",
    "棋牌室消防检查通知",
    "校园VPN使用说明",
    "减肥药抽检结果公告",
)
HIDDEN = "代开住宿费发票点数低"


@pytest.mark.parametrize("text", OFFERS)
def test_an_offer_reads_like_one_from_end_to_end(text: str) -> None:
    assert is_phrase(text)
    assert is_offer(text)


@pytest.mark.parametrize("text", SERVICES)
def test_the_name_of_a_service_is_no_offer(text: str) -> None:
    assert not is_offer(text)


@pytest.mark.parametrize(
    "text",
    [
        "打击虚开发票代开发票犯罪",  # a word of crime of its own
        "江南体育中心官网登录入口",  # a body's name
        "下载安装",
        "torch.nn.functional.relu",
        PROSE[0],
    ],
)
def test_neither_is_what_tells_of_one_or_is_too_short_or_prose(text: str) -> None:
    assert not is_offer(text)


@pytest.mark.parametrize("text", OFFERS)
def test_a_paragraph_of_which_the_page_says_nothing_goes(text: str) -> None:
    article = despam(page(PROSE[0], text, *PROSE[1:])).article
    assert article.body == "\n".join(PROSE)
    assert [(r.where, r.text.strip()) for r in article.removed] == [("body", text)]


@pytest.mark.parametrize("text", [*SERVICES, "壮阳药网络销售规定", "附件下载"])
def test_a_heading_stays(text: str) -> None:
    article = despam(page(PROSE[0], text, *PROSE[1:])).article
    assert article.body == "\n".join((PROSE[0], text, *PROSE[1:]))


def test_a_line_of_what_the_page_speaks_stays() -> None:
    lines = (
        "英超录像回放免费高清看",
        "市图书馆推出英超录像回放活动，读者可免费高清看球，先到先得。",
    )
    article = despam(page(*PROSE, *lines)).article
    assert article.body == "\n".join((*PROSE, *lines))


def test_a_link_to_a_stranger_a_script_and_a_title() -> None:
    assert found(f'<p>正文<p><a href="http://www.x5n.net/">{OFFERS[0]}</a>') == [
        ("link", OFFERS[0])
    ]
    source = f"document.write('<div style=\"display:none\"><a href=/>{OFFERS[4]}</a></div>')"
    assert found(f"<p>正文<script>{source}</script>") == [("script", OFFERS[4])]
    assert ("metadata", OFFERS[2]) in found(f"<title>{OFFERS[2]}</title><p>正文")


@pytest.mark.parametrize("text", SERVICES)
def test_services_make_no_page_hacked(text: str) -> None:
    block = Block(text=text, spans=(Span(start=0, end=len(text), hidden="display:none"),))
    assert found(f"<p><a href='http://www.x5n.net/'>{text}</a>", block) == []


@pytest.mark.parametrize("how", ["display:none", "font-size:0", "off-screen", "white-text"])
def test_what_a_clause_hides_is_told_with_its_place(how: str) -> None:
    at = PROSE[0].index("统筹")
    line = PROSE[0][:at] + HIDDEN + PROSE[0][at:]
    block = Block(text=line, spans=(Span(start=at, end=at + len(HIDDEN), hidden=how),))
    article = despam(page(block, *PROSE[1:])).article
    assert article.body == "\n".join(PROSE)
    assert [(r.where, r.at, r.text) for r in article.removed] == [("body", at, HIDDEN)]


def test_a_run_in_a_hidden_piece_takes_the_whole_piece() -> None:
    at, piece = PROSE[0].index("统筹"), "蜜柚视频app下载污"
    line = PROSE[0][:at] + piece + PROSE[0][at:]
    block = Block(text=line, spans=(Span(start=at, end=at + len(piece), hidden="opacity:0"),))
    assert despam(page(block, *PROSE[1:])).article.body == "\n".join(PROSE)


@pytest.mark.parametrize("separator", [" ", "·", "_", "|"])
def test_an_offer_set_off_from_its_headline_goes(separator: str) -> None:
    headline = "各级党委和政府认真贯彻落实决策部署"
    article = despam(page(*PROSE, title=headline + separator + OFFERS[1])).article
    assert article.title == headline


def test_a_keyword_that_is_an_offer_goes() -> None:
    article = despam(page(*PROSE, title="会议召开", keywords=(OFFERS[1], "小康社会"))).article
    assert article.keywords == ("小康社会",)
    assert article.hacked


def test_a_broken_phrase_of_everyday_words_goes() -> None:
    at, phrase = PROSE[0].index("统筹"), "英超录像回放免费高清看"
    line = PROSE[0][:at] + phrase + PROSE[0][at:]
    document = Document(
        page=RawPage(url="http://www.henan.gov.cn/1.html", body=b""),
        article=Article(url="http://www.henan.gov.cn/1.html"),
        blocks=tuple(Block(text=text) for text in (line, *PROSE[1:])),
        text=PROSE[0][:at] + "\u200b".join(phrase) + PROSE[0][at:],
    )
    assert despam(document).article.body == "\n".join(PROSE)
