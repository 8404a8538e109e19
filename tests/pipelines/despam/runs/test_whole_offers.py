"""Phrases of trades whose offers need no name: each says from end to end what only spam says."""

from __future__ import annotations

import pytest

from pipelines.despam import despam
from tests.pipelines.despam.test_despam import PROSE, page

SENTENCE = "会议强调，要切实抓好安全生产各项{}措施落实，确保社会大局稳定。"
OFFERS = (
    "翻墙机场SSR节点",
    "海外文凭制作",
    "专业破解微信密码",
    "无视黑白户秒下款口子",
    "祖传秘方专治牛皮癣",
    "高仿名表批发",
    "女用催情口香糖",
    "成人直播盒子破解版",
    "时时彩人工计划",
    "ブランドコピー専門店",
)
REPORTS = (
    "不要购买翻墙机场SSR节点，以免承担法律责任。",
    "有人自称能办海外文凭制作业务，学校已报案。",
    "警方提醒，专业破解微信密码是骗局，切勿轻信。",
    "患者用过祖传秘方专治牛皮癣的药膏，病情反复。",
    "市场监管局查处高仿名表批发窝点两处。",
    "学生应卸载成人直播盒子破解版等应用。",
    "考生要提供国外大学成绩单、学位证书原件。",
    "园区规划中试基地、加速器三类空间，下载登录入口见官网。",
    "税务局代开增值税专用发票窗口周末不休息。",
)


@pytest.mark.parametrize("offer", OFFERS)
def test_an_offer_goes_from_the_middle_of_a_sentence(offer: str) -> None:
    article = despam(page(SENTENCE.format(offer), *PROSE)).article
    assert article.body == "\n".join((SENTENCE.format(""), *PROSE))


@pytest.mark.parametrize("report", REPORTS)
def test_a_sentence_that_tells_of_one_stays(report: str) -> None:
    article = despam(page(report, *PROSE)).article
    assert article.body == "\n".join((report, *PROSE))
