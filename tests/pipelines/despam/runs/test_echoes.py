"""A name that stands again and again where no sentence has a use for it."""

from pipelines.despam.lines import Line, Verdict
from pipelines.despam.runs.echoes import with_echoes

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
