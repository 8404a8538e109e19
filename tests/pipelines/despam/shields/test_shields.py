import pytest

from archive.records import Article, Removal
from pipelines.despam.cutting import Cut
from pipelines.despam.fields.witnesses import with_witness
from pipelines.despam.lines import BODY, HEADLINE, KEYWORDS, Line, Verdict
from pipelines.despam.shields.confirmed import with_confirmed
from pipelines.despam.shields.contexts import shielded
from pipelines.despam.shields.listed import body_of, is_listed
from pipelines.despam.shields.partners import is_partner
from pipelines.despam.shields.subjects import Subjects
from pipelines.despam.shields.told import is_of_report, is_told, splits_quotation, warns
from pipelines.document import Span
from tests.bench.spam_cases import PAGE_URL
from tests.bench.spam_context import touched_contexts


def cut_of(text: str, run: str, rule: str = "phrase:brand", link: str | None = None) -> Cut:
    at = text.index(run)
    return Cut(at, at + len(run), rule, 0.9, link)


def body(*texts: str) -> list[Line]:
    return [Line(BODY, text) for text in texts]


def test_pages_of_good_faith_lose_nothing() -> None:
    assert list(touched_contexts()) == []


GAMES = "1.金币捕鱼王（移动）；2.来趣斗地主（移动）；3.{}（移动）；4.欢喜麻将馆（移动）"


@pytest.mark.parametrize(
    ("item", "run", "own"),
    [
        ("炸弹水果机大冒险", "炸弹水果机大冒险", True),
        ("四川棋牌合集开云体育官网", "开云体育官网", False),
    ],
)
def test_an_item_that_is_none_without_the_run_is_the_lists_own(
    item: str, run: str, own: bool
) -> None:
    text = GAMES.format(item)
    assert is_listed(body_of(body(text)), 0, cut_of(text, run), "国产网络游戏审批信息") is own


def test_a_list_that_no_official_prose_introduces_shields_nothing() -> None:
    text = GAMES.format("炸弹水果机大冒险")
    assert not is_listed(
        body_of(body("今天天气好。", text)), 1, cut_of(text, "炸弹水果机大冒险"), "见闻"
    )


def test_cells_are_measured_by_those_above_and_below() -> None:
    lines = body("名单如下：", "1\t秒借钱包", "2\t快乐炸金花", "3\t皇冠体育比分", "4\t星空棋牌")
    assert is_listed(body_of(lines), 2, cut_of(lines[2].text, "快乐炸金花"), "")
    lines = body("名单如下：", "1\t城关镇", "2\t东街乡", "3\t西河乡乐鱼体育官网", "4\t南关镇")
    assert not is_listed(body_of(lines), 3, cut_of(lines[3].text, "乐鱼体育官网"), "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("页面的标题变成了“beat365官方最新版”。", True),
        ("网页写着“甲某某”“beat365官方最新版”“乙某某”。", True),
        ("短信内容：beat365官方最新版，点击领取", True),
        ("【娱乐】beat365官方最新版 ❌假的！", True),
        ("在文化广场开展“beat365官方最新版”主题敬老活动。", False),
    ],
)
def test_quotations_are_told_of(text: str, told: bool) -> None:
    cut = cut_of(text, "beat365官方最新版")
    assert is_told(text, cut) is told
    assert warns(text + "民警提醒")
    assert not warns("今天天气好")


@pytest.mark.parametrize(
    ("text", "run", "splits"),
    [
        ("对“YOBET优博”等5件商标不予注册的决定", "对“YOBET优博", True),
        ("对“YOBET优博”等5件商标不予注册的决定", "“YOBET优博”", False),
        ("弘扬“优博体育官网劳模精神”座谈会召开", "优博体育官网", False),
        ("弘扬劳模精神”优博体育官网座谈会召开", "”优博体育官网", False),  # so does the line
    ],
)
def test_no_spam_takes_half_a_quotation(text: str, run: str, splits: bool) -> None:
    assert splits_quotation(text, cut_of(text, run)) is splits


def test_a_report_has_its_own_words() -> None:
    text = "网站被挂黑链应急处置案例"
    assert is_of_report(text, cut_of(text, "挂黑链"), text + "攻击者植入木马")
    assert not is_of_report(text, cut_of(text, "挂黑链"), "今天天气好")


def test_a_name_is_the_subject_where_its_sentences_need_it() -> None:
    name = "九游国际体育"
    lines = [
        Line(HEADLINE, f"{name}小镇开工"),
        *body(f"{name}小镇位于东郊。", f"{name}小镇由三部分组成。", f"要把{name}小镇建成样板。"),
    ]
    assert Subjects(lines).hold(1, cut_of(lines[1].text, name))
    put_in = body(f"县委{name}召开会议。", f"会上{name}县长讲话。", f"全县{name}粮食丰收。")
    assert not Subjects(put_in).hold(0, cut_of(put_in[0].text, name))


def test_links_of_partners_are_measured_by_their_words_and_hosts() -> None:
    text = "数字心动官网、最酷体育、42旅App下载"
    hosts = {
        "数字心动官网": "http://a.com/",
        "最酷体育": "http://b.com/",
        "42旅App下载": "http://c.cn/",
    }
    spans = tuple(
        Span(start=text.index(word), end=text.index(word) + len(word), link=link)
        for word, link in hosts.items()
    )
    lines = [Line(BODY, text, spans)]
    assert is_partner(lines, 0, cut_of(text, "42旅App下载", "link", "http://c.cn/"), PAGE_URL)
    assert not is_partner(lines, 0, cut_of(text, "42旅App下载", "link", "http://c.vip/"), PAGE_URL)
    alone = [Line(BODY, text, spans[2:])]
    assert not is_partner(alone, 0, cut_of(text, "42旅App下载", "link", "http://c.cn/"), PAGE_URL)


@pytest.mark.parametrize(
    ("title", "run", "left"),
    [
        ("修水宁红茶香飘海外 - 门徒娱乐 - 门徒平台", None, "修水宁红茶香飘海外"),
        ("乐鱼体育官网修水宁红茶香飘海外", "乐鱼体育官网修水宁红茶", "修水宁红茶香飘海外"),
        ("乐鱼体育官网", None, ""),
    ],
)
def test_of_a_headline_stays_what_the_text_says(title: str, run: str | None, left: str) -> None:
    lines = [Line(HEADLINE, title), Line(BODY, "修水宁红茶经海关检验合格后发往海外。")]
    verdicts = [Verdict((cut_of(title, run or title),)), Verdict()]
    cuts = with_confirmed(lines, verdicts)[0].cuts
    for cut in reversed(cuts):
        title = title[: cut.start] + title[cut.end :]
    assert title == left


def test_hidden_text_has_no_shield() -> None:
    text = "标题变成了“beat365官方最新版”，民警提醒。"
    hidden = Verdict((cut_of(text, "beat365官方最新版", "hidden:display:none"),))
    assert shielded(body(text), [hidden], PAGE_URL) == [hidden]


def article(*keywords: str) -> Article:
    return Article(url=PAGE_URL, keywords=keywords)


def metadata(text: str) -> Removal:
    return Removal(rule="metadata", text=text, at=0, where="page", confidence=0.9)


def test_words_of_a_trade_are_no_witness() -> None:
    words = ("电竞", "直播", "手机版")
    lines = [Line(BODY, "比赛今日开赛。"), *(Line(KEYWORDS, word) for word in words)]
    found = (metadata(",".join(words)),)
    assert with_witness(lines, [Verdict()] * 4, article(*words), found)[1] == ()
    named = (metadata("澳门新葡京官网,直播"),)
    assert with_witness(lines, [Verdict()] * 4, article(*words), named)[1] == named


def test_words_of_a_trade_are_told_beside_a_cut_in_the_text() -> None:
    text = "比赛今日乐鱼体育官网开赛。"
    lines, found = [Line(BODY, text)], (metadata("电竞,直播,手机版"),)
    verdicts = [Verdict((cut_of(text, "乐鱼体育官网"),))]
    assert with_witness(lines, verdicts, article(), found)[1] == found


def test_what_the_article_says_itself_is_no_trace() -> None:
    lines = [Line(HEADLINE, "香港賽馬會六合彩攪珠安排")]
    found = (metadata("香港賽馬會六合彩攪珠安排"),)
    assert with_witness(lines, [Verdict()], article(), found)[1] == ()


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("鼎尊国际官方网站 基层党员冬训开班 森博体育app最新版下载", "基层党员冬训开班"),
        ("鼎尊国际官方网站 民法典宣传进集市 森博体育app最新版下载", "民法典宣传进集市"),
        ("鼎尊国际官方网站 乐鱼体育平台 森博体育app最新版下载", ""),
    ],
)
def test_of_a_headline_that_is_cut_whole_what_is_prose_between_two_parts_stays(
    title: str, kept: str
) -> None:
    said = "12月15日，全县基层党员冬训工作全面展开，首批培训党员3600名。"
    lines = [Line(BODY, said), Line(HEADLINE, title)]
    whole = Verdict((Cut(0, len(title), "phrase:kind_strong", 0.99),))
    cuts = with_confirmed(lines, [Verdict(), whole])[1].cuts
    left = "".join(c for at, c in enumerate(title) if not any(k.start <= at < k.end for k in cuts))
    assert left.strip() == kept
