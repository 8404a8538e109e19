"""What stands in a headline that its text says again without it."""

import pytest

from pipelines.despam.fields.seams import with_seams
from pipelines.despam.lines import Verdict
from pipelines.despam.stage import despam
from tests.pipelines.despam.test_despam import PROSE, page

DOUBLE = "修水宁红茶香飘海外 - 门徒娱乐 - 门徒平台"
SAID = "近日，烽火镇举办第二届苹果采摘节，西河街道推进老旧小区加装电梯，博白县桂圆肉加工忙。"


def kept(title: str, said: str = SAID) -> str:
    verdict = with_seams(title, Verdict(), said)
    for c in reversed(verdict.cuts):
        title = title[: c.start] + title[c.end :]
    return title


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("烽火镇举办凯时kb88第二届苹果采摘节", "烽火镇举办第二届苹果采摘节"),
        ("烽火镇举办唐巢平台注册第二届苹果采摘节", "烽火镇举办第二届苹果采摘节"),
        ("欧陆娱乐注册：西河街道推进老旧小区加装电梯", "西河街道推进老旧小区加装电梯"),
        ("博白县桂圆肉加工忙_欧陆娱乐登录", "博白县桂圆肉加工忙"),
    ],
)
def test_a_name_goes_of_which_the_text_says_nothing(title: str, clean: str) -> None:
    assert kept(title) == clean


@pytest.mark.parametrize(
    "title",
    [
        "烽火镇举办政务服务平台第二届苹果采摘节",  # prose knows the name
        "文化和旅游部：西河街道推进老旧小区加装电梯",
        "博白县桂圆肉加工忙-博白新闻网站",
        "致市民的信：过年不赌钱",
    ],
)
def test_what_prose_knows_stays(title: str) -> None:
    assert kept(title, SAID + "致市民的信") == title


def test_a_name_that_the_text_says_stays() -> None:
    title = "欧陆娱乐注册：西河街道推进老旧小区加装电梯"
    assert kept(title, SAID + "欧陆公司今日开业") == title


def test_a_text_that_says_nothing_of_the_headline_confirms_nothing() -> None:
    title = "欧陆娱乐注册：西河街道推进老旧小区加装电梯"
    assert kept(title, "今天天气晴朗。") == title


def test_a_suspected_headline_keeps_the_part_that_the_text_says() -> None:
    document = page(*PROSE, "修水宁红茶香飘海外，茶农增收。", title=DOUBLE)
    assert despam(document).article.title == "修水宁红茶香飘海外"
