"""Two views of one article that differ, and texts of one form that are no views of each other."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.records import Extraction, RawPage
from pipelines.run import process
from tests.pipelines.html import TITLE, extracted, texts

TEXT = (
    "9月14日，市中小企业服务活动月推进会召开，各县区和市级有关部门负责人参加会议。",
    "据介绍，今年活动期间全市将围绕企业反映集中的问题，开展八个方面的服务活动。",
    "各地各部门要深入企业走访，建立问题清单和责任清单，逐项明确办理时限。",
    "市金融办将会同有关银行，为符合条件的小微企业提供低成本的流动资金贷款。",
    "会议要求，各级行政审批部门要进一步简化流程，让企业少跑腿、好办事。",
)
FORM = (
    "根据《干部任前公示办法》的规定，现将拟任职人选的有关情况予以公示，请予监督。",
    "公示期间，干部群众可通过来信、来电、来访等方式，反映公示对象存在的问题。",
    "反映问题应当实事求是，签署真实姓名，以便于调查核实，并严格保密。",
    "公示期限为五个工作日，受理部门为市委组织部干部监督科，地址在市民中心。",
)
PUT_IN = "某某设计公司负责人、协会会员赵某"
LONGER = TEXT[1].replace("据介绍", f"据{PUT_IN}介绍")
OWN = "下一步，全市还将把企业评价结果纳入年度考核，接受社会各界的监督。"
HEAD = f"<h2>{TITLE}</h2><p>2020年09月15日 09时32分</p><p>来源：某市政务网</p>"


def page(first: Sequence[str], second: Sequence[str], head: str = HEAD) -> str:
    one, other = ("".join(f"<p>{text}</p>" for text in view) for view in (first, second))
    return (
        f"<html><head><title>{TITLE}_某市人民政府</title></head><body>"
        f"<div id=wide><h1>{TITLE}</h1><p>2020-09-15 09:32 来源：某市政务网</p>"
        f"<div id=text>{one}</div><p>责任编辑：张三</p></div>"
        f"<div id=narrow>{head}<div id=phone>{other}</div><p>责任编辑：张三</p></div>"
        "<div class=foot>主办：某市人民政府 版权所有</div></body></html>"
    )


def read(html: str) -> tuple[str, ...]:
    return tuple(text for text in texts(extracted(html)) if text != "责任编辑：张三")


def with_one(text: str, at: int = 1) -> tuple[str, ...]:
    return (*TEXT[:at], text, *TEXT[at + 1 :])


@pytest.mark.parametrize("head", [HEAD, ""])
@pytest.mark.parametrize("at", [0, 1, 4])
def test_of_two_views_the_longer_of_each_pair_stays(head: str, at: int) -> None:
    longer = TEXT[at].replace("，", "（全市经济工作的重要会议），", 1)
    assert read(page(with_one(longer, at), TEXT, head)) == with_one(longer, at)
    assert read(page(TEXT, with_one(longer, at), head)) == with_one(longer, at)


@pytest.mark.parametrize("at", [1, 3, 5])
def test_a_paragraph_that_one_view_has_stays_in_its_place(at: int) -> None:
    more = (*TEXT[:at], OWN, *TEXT[at:])
    assert read(page(more, TEXT)) == more
    assert read(page(TEXT, more)) == more


def test_who_edits_is_told_beside_the_text_whatever_the_second_view_adds() -> None:
    more = (*TEXT[:3], OWN, *TEXT[3:])
    last = f"<p>{TEXT[4]}</p>"
    html = page(TEXT, more).replace(last, f"<div class=share>编辑：李四</div>{last}", 1)
    assert read(html) == more
    assert "编辑：李四" in extracted(html).footer


def test_each_view_may_say_more() -> None:
    wide = (*TEXT, OWN, *FORM)
    assert read(page(wide, (*with_one(LONGER), *FORM))) == (*with_one(LONGER), OWN, *FORM)


@pytest.mark.parametrize(("first", "second"), [(with_one(LONGER), TEXT), (TEXT, with_one(LONGER))])
def test_half_a_sentence_of_one_view_is_suspected_and_stays(
    first: Sequence[str], second: Sequence[str]
) -> None:
    html = page(first, second)
    found = process(RawPage(url="http://www.sc.gov.cn/2020/9/15/1.shtml", body=html.encode()))
    assert isinstance(found, Extraction)
    assert found.article.body == "\n".join(with_one(LONGER))
    assert found.article.removed == ()
    assert not found.article.hacked
    (told,) = found.suspected
    assert (told.rule, told.where, told.text) == ("view", "body", PUT_IN)
    assert found.article.body[told.at :].startswith(PUT_IN)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # notices of one form: other names, other numbers
        ("张某，男，现任某县财政局副局长，拟任某县财政局局长，公示无异议后任职。",
         "李某，女，现任某县财政局副局长，拟任某县财政局局长，公示无异议后任职。"),
        ("经评审，某某建设公司以报价120万元中标第1标段，工期90天，质量标准为合格。",
         "经评审，某某建设公司以报价1204578万元中标第1标段，工期90天，质量标准为合格。"),
        # a notice whose second has a name where the first has none, below a name of its own
        ("第一号", "第二号"),
        # fields of a form
        ("建设单位：某某置业有限公司，项目位于城东新区滨河路北侧地块。",
         "建设单位：某某置业有限公司、某某城建集团有限公司，项目位于城东新区滨河路北侧地块。"),
        # questions and answers
        ("问：城乡居民参加医疗保险应当到什么地方办理参保登记手续，需要多久？",
         "问：城乡居民和灵活就业人员参加医疗保险应当到什么地方办理参保登记手续，需要多久？"),
        ("城乡居民参加医疗保险应当到什么地方办理参保登记手续，需要多久？",
         "城乡居民和灵活就业人员参加医疗保险应当到什么地方办理参保登记手续，需要多久？"),
        # a rule before and after
        ("修改前", "修改后"),
        ("发生事故的，单位负责人应当在24小时内向主管部门报告，不得瞒报、漏报。",
         "发生事故的，单位负责人应当在12小时内向主管部门报告，不得瞒报、漏报。"),
        # two languages
        ("会议强调要坚持以人民为中心，统筹推进疫情防控和经济社会发展各项工作。",
         "The meeting stressed a people-centred approach to epidemic control and development."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("head", [HEAD, ""])
@pytest.mark.parametrize("at", [0, 2, 4])
def test_texts_of_one_form_are_no_views(one: str, other: str, head: str, at: int) -> None:
    first, second = ((*FORM[:at], text, *FORM[at:]) for text in (one, other))
    body = "\n".join(read(page(first, second, head)))
    assert one in body
    assert other in body


TWO = "".join(f"<p>{text}</p>" for text in FORM[:2])
ROWS = "".join(f"<tr><td>{n}</td><td>{text}</td></tr>" for n, text in enumerate((*FORM, *FORM)))


@pytest.mark.parametrize(
    "body",
    [
        # a digest: each piece of news ends with the same words
        "".join(f"<div><p>{text}</p><p>{FORM[0]}</p></div>" for text in TEXT),
        f"<table>{ROWS}</table>",
        # the second notice says more, and stands below the first without a head
        f"<div>{TWO}</div><div>{TWO}<p>{OWN}</p></div>",
    ],
)
def test_what_repeats_itself_loses_nothing(body: str) -> None:
    html = f"<html><body><h1>{TITLE}</h1><div class=c><p>{TEXT[0]}</p>{body}</div></body></html>"
    said = "".join(texts(extracted(html)))
    assert all(said.count(text) >= body.count(text) for text in (*TEXT, *FORM, OWN))


ALL = (*TEXT, *FORM)
EDITS = (
    *["none"] * 15,
    "more in the first",
    "more in the second",
    "first alone",
    "second alone",
    "other",
)


def is_made_by_putting_in(short: str, long: str) -> bool:
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return long.endswith(short[at:]) and len(long) >= len(short)


@given(st.lists(st.sampled_from(EDITS), min_size=len(ALL), max_size=len(ALL)), st.booleans())
def test_nothing_that_either_view_says_is_ever_lost(edits: Sequence[str], headed: bool) -> None:
    first, second = [], []
    for text, edit in zip(ALL, edits, strict=True):
        more = text.replace("，", "，某某协会会员赵某、", 1)
        if edit != "second alone":
            first.append(more if edit == "more in the first" else text)
        if edit != "first alone":
            other = {"more in the second": more, "other": text.replace("，", "，第十二次", 1)[::-1]}
            second.append(other.get(edit, text))
    found = read(page(first, second, HEAD if headed else ""))
    lost = [text for text in (*first, *second) if text not in found]
    assert all(any(is_made_by_putting_in(text, long) for long in found) for text in lost)
