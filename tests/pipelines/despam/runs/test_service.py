"""Notices of public service: they say how one comes in, and lose nothing of it."""

from __future__ import annotations

import pytest

from pipelines.despam import despam
from tests.pipelines.despam.test_despam import page
from tests.pipelines.tables import read_table

NOTICES = read_table("public_service.tsv")
"""Kind of the notice, its headline, and a sentence of it."""
FURTHER = "县人力资源和社会保障局要求，各单位要高度重视，认真组织实施。"


@pytest.mark.parametrize("row", NOTICES, ids=[row["text"][:16] for row in NOTICES])
def test_a_notice_of_public_service_keeps_every_word(row: dict[str, str]) -> None:
    article = despam(page(row["text"], FURTHER, title=row["headline"])).article
    assert (article.title, article.body) == (row["headline"], f"{row['text']}\n{FURTHER}")
    assert not article.hacked


@pytest.mark.parametrize(
    ("before", "spam", "behind"),
    [
        ("申请人可在窗口、手机端", "爱游戏体育手机版登录入口", "提交材料，五个工作日内审核完毕。"),
        ("参保人可选择微信、支付宝缴费，", "亚博体育app下载", "也可到村委会缴费。"),
        ("学员选择电脑端登录学习。", "澳门新葡京手机微信端登录", "学时同步计入个人账户。"),
    ],
)
def test_a_name_of_spam_goes_from_such_a_notice(before: str, spam: str, behind: str) -> None:
    article = despam(page(before + spam + behind, FURTHER)).article
    assert [removal.text for removal in article.removed] == [spam]
    assert article.body == f"{before}{behind}\n{FURTHER}"


@pytest.mark.parametrize("dateline", ["【环海网综合报道】", "【本报讯】", "【滨江网科技综合报道】"])
def test_whose_report_a_text_is_stays_before_it(dateline: str) -> None:
    line = f"{dateline}据外媒报道，当地时间周一举行了会谈。"
    assert despam(page(line, FURTHER)).article.body == f"{line}\n{FURTHER}"
