"""A name that stands again and again where no sentence has a use for it."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.despam.language.folding import folded_each
from pipelines.despam.lines import Line, Verdict
from pipelines.despam.runs.echoes import MANY, entrances_of, with_echoes
from seeds.vocabulary import table

URL = "http://www.example.gov.cn/art/1.html"
ATTACKED = [
    "该县顺盈平台主管电子商务产业园三期建成投用。",
    "县长说,电商是该县顺盈平台主管最亮丽的名片,去年全县增速居前。",
    "农产品销售额达到顺盈平台主管48.6亿元,带动就业顺盈平台主管3.2万人。",
]


def unjudged(lines: list[Line]) -> list[Verdict]:
    """Return verdicts of lines in which nothing was found by itself."""
    return [Verdict((), ())] * len(lines)


def cuts_of(*texts: str, title: str = "电子商务产业园三期建成") -> list[str]:
    lines = [*(Line("body", text) for text in texts), Line("title", title)]
    verdicts = with_echoes(lines, unjudged(lines))
    return [
        line.text[c.start : c.end]
        for line, verdict in zip(lines, verdicts, strict=True)
        for c in verdict.cuts
    ]


def test_a_strange_name_goes_from_each_of_its_places() -> None:
    assert cuts_of(*ATTACKED) == ["顺盈平台主管"] * 4


def test_a_name_that_the_headline_has_stays() -> None:
    assert cuts_of(*ATTACKED, title="顺盈平台主管部门调研产业园") == []


def test_two_places_are_too_few() -> None:
    assert cuts_of(*ATTACKED[:2]) == []


def test_a_sentence_said_again_is_no_other_place() -> None:
    assert cuts_of(*[ATTACKED[0]] * 4) == []


def test_a_name_that_one_of_its_sentences_needs_is_no_echo() -> None:
    lines = [Line("body", text) for text in (*ATTACKED, "企业在顺盈平台主管的指导下开店。")]
    assert list(with_echoes(lines, unjudged(lines))) == unjudged(lines)


def test_a_name_that_begins_its_clauses_stays() -> None:
    texts = ["截至目前，信易贷平台注册企业达到3万家。", "去年，信易贷平台累计促成融资5亿元。"]
    assert cuts_of(*texts, "全市推进融资，信易贷平台入驻银行26家。") == []


def test_a_word_of_officials_is_no_strange_name() -> None:
    texts = ["全县便民服务平台办件量居首。", "各镇整合便民服务平台窗口，改造便民服务平台大厅。"]
    assert cuts_of(*texts) == []


def test_a_verb_that_is_to_come_needs_no_name() -> None:
    texts = [
        "居民吴大妈对网格员的澎湃体育娱乐赞不绝口。",
        "今年以来划分基础网格46个，澎湃体育娱乐配备专兼职网格员92名。",
        "下一步将澎湃体育娱乐深化“网格+警格”融合，推动矛盾纠纷就地化解。",
    ]
    assert cuts_of(*texts, title="小网格解决大民生") == ["澎湃体育娱乐"] * 3


def test_a_name_of_characters_that_never_stand_side_by_side() -> None:
    texts = [
        "台上锣鼓铿锵，台下掌声易盈国际不断，七里八乡的易盈国际早早搬来板凳占座。",
        "“不出村就能看大戏，易盈国际过瘾！”老戏迷竖起大拇指。",
    ]
    assert cuts_of(*texts, title="惠民演出走进李家坪") == ["易盈国际"] * 3


def test_a_mall_in_the_news_stays() -> None:
    texts = [
        "记者在易盈国际一楼看到，顾客排起长队。",
        "昨日，易盈国际迎来客流高峰，商户销售额增长三成。",
        "据悉，位于城东的易盈国际去年开业，引进品牌120个。",
    ]
    assert cuts_of(*texts, title="节日市场购销两旺") == []


ENTRANCES = table("spam_shields")["echo"]["entrances"]


@given(st.lists(st.sampled_from([*ENTRANCES, *"平台县\n\ud800"]), max_size=40).map("".join))
def test_entrances_are_found_wherever_they_stand(text: str) -> None:
    often = {word for word in ENTRANCES if "\n".join((text, "首页")).count(word) >= MANY}
    assert often <= set(entrances_of([text, "首页"]))
    assert set(entrances_of([text])) <= {word for word in ENTRANCES if word in text}


def test_no_entrance_is_another_word_once_it_is_folded() -> None:
    assert [*map(folded_each, ENTRANCES)] == ENTRANCES
