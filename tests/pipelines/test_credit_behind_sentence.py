"""A sentence on one line with the editor's credit stays; the credit alone goes."""

from __future__ import annotations

import pytest

from tests.pipelines.pages import PROSE, page, read

HEAD = "<h1>某市召开全市春耕生产工作会议</h1><p>2023-05-04 来源：某市日报</p>"
SENTENCES = (
    "这项工作得到好评。",
    "王县长参加调研！",
    "2023年5月6日，王县长参加调研。",
    "据悉，现场有干部群众百余人参加活动。",
)
ONE = PROSE.partition("</p>")[0] + "</p>"


def lines(last: str, prose: str = PROSE) -> tuple[list[str], tuple[str, ...]]:
    """Return the lines below the prose, and the editors."""
    document = read(page(HEAD, prose=f"{prose}<p>{last}</p>"))
    return [block.text for block in document.blocks][prose.count("<p>") :], document.article.editors


@pytest.mark.parametrize("prose", [PROSE, ONE])
@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize(
    "credit", ["责任编辑：李志远", "　编辑：李志远", " 责编：李志远 审核：张建国"]
)
def test_a_sentence_before_its_editor_stays(sentence: str, credit: str, prose: str) -> None:
    assert lines(sentence + credit, prose) == ([sentence], ("李志远",))


@pytest.mark.parametrize("signed", ["（王晓明）", "（记者王晓明）", "（记者 王晓明）"])
@pytest.mark.parametrize(
    "credit", ["（责任编辑：李志远）", "（编辑：李志远）", "　（编辑：李志远）"]
)
def test_the_writer_in_brackets_stays_with_the_sentence(signed: str, credit: str) -> None:
    found, editors = lines(f"王县长参加调研。{signed}{credit}")
    assert (found, editors) == ([f"王县长参加调研。{signed}"], ("李志远",))


def test_other_credits_behind_a_sentence() -> None:
    assert lines("这项工作得到好评。记者：王晓明")[0] == ["这项工作得到好评。"]
    assert lines("这项工作得到好评。来源：某市日报 作者：王晓明")[0] == ["这项工作得到好评。"]
    assert lines("这项工作得到好评。<a href=/x>责任编辑：李志远</a>")[0] == ["这项工作得到好评。"]


def test_a_text_of_one_sentence_stays() -> None:
    assert lines("全市召开会议。责任编辑：李志远", "")[0] == ["全市召开会议。"]


@pytest.mark.parametrize(
    "line",
    [
        "责任编辑：李志远",
        "（责任编辑：李志远）",
        "完。责任编辑：李志远",
        "2023年5月4日。编辑：李志远",
        "作者：王晓明。编辑：李志远",
        "来源：某市日报。编辑：李志远",
        "作者单位：某市委宣传部。责任编辑：李志远",
    ],
)
def test_lines_of_credits_alone_go(line: str) -> None:
    assert lines(line) == ([], ("李志远",))


LONG = (
    "据悉，该县将持续推进安全生产专项整治行动，压紧压实各方责任，常态化开展隐患排查治理，"
    "确保全县安全生产形势持续稳定向好发展态势。"
)


@pytest.mark.parametrize(
    "credit",
    [
        "责任编辑：李志远",
        "（责任编辑：李志远）",
        "(编辑 李志远)",
        "【责任编辑：李志远】",
        "责编：李志远 审核：王五",
        "責任編輯：李志远",
    ],
)
def test_the_editor_behind_a_long_paragraph_goes(credit: str) -> None:
    assert lines(LONG + credit) == ([LONG], ("李志远",))


@pytest.mark.parametrize(
    "words",
    [
        "“感谢大家！”编辑王志强说",  # who speaks
        "该书主编：王志强，责任编辑：李秀英",  # of a book
        "编辑：李志远 联系电话：0712-1234567",  # how to reach somebody
        "丛书编辑部 王志强：春风吹过山岗",
    ],
)
def test_words_of_a_long_paragraph_that_are_no_credit_stay(words: str) -> None:
    assert lines(LONG + words) == ([LONG + words], ())


def test_the_writer_behind_a_long_paragraph_stays() -> None:
    assert lines(f"{LONG}（王晓明）（编辑：李志远）")[0] == [f"{LONG}（王晓明）"]
    both = f"{LONG[:-1]}（记者 王晓明 责任编辑 李志远）"
    assert lines(both) == ([both], ("李志远",))


@pytest.mark.parametrize(
    ("contact", "between", "end"),
    [
        ("（联系人：张三，电话：0712-1234567。", "", "）"),
        ("（联系人：张三；联系电话：0712-1234567", "；", "）"),
        ("联系人：张三 电话：0712-1234567", " ", ""),
        ("咨询电话：0712-1234567", " ", ""),
        ("报名地点：县人社局三楼", " ", ""),
    ],
)
def test_how_to_reach_somebody_stays_before_the_editor(
    contact: str, between: str, end: str
) -> None:
    found = lines(f"{contact}{between}责任编辑：李志远{end}")
    assert found == ([contact + end], ("李志远",))


@pytest.mark.parametrize(
    "line",
    [
        "责任编辑：李志远 电话：0712-1234567",
        "来源：某县日报 责任编辑：李志远 新闻热线：12345",
        "新闻热线：12345 责任编辑：李志远",
    ],
)
def test_how_to_reach_the_paper_goes_with_its_editor(line: str) -> None:
    assert lines(line) == ([], ("李志远",))
