"""特别提示 and 声明 are the article's own unless they speak of rights in texts."""

from __future__ import annotations

import pytest

from tests.pipelines.html import PARAGRAPHS, extracted, layout, texts

OWN = (
    ("特别提示：请考生务必携带身份证原件，并提前30分钟到达考点。",),
    ("特别提示：请自备文具。", "县人社局", "2023年5月6日"),
    ("特别提示", "1.请考生携带身份证。", "2.请提前30分钟到达考点。"),
    ("特別提示：請考生務必攜帶身份證。",),
    ("温馨提示", "请市民合理安排出行时间，注意交通安全。"),
    ("【重要提示】考生须如实填写报名信息，提供虚假信息的取消资格。",),
    ("郑重声明：近期有人冒充我局工作人员行骗，请广大群众提高警惕。",),
    ("郑重声明", "本公司从未授权任何个人开展业务。"),
    ("声明：我局从未委托任何机构收取费用。",),
    ("侵权提示：如发现侵权行为，请拨打12345举报。",),
    ("风险提示：投资有风险，请群众提高警惕，远离非法集资。",),
    ("法律声明", "本人承诺提供的材料真实有效。"),
)
SITES = (
    ("特别声明：以上内容为用户上传并发布，本平台仅提供信息存储服务。",),
    ("郑重声明：本文版权归原作者所有，转载仅为传播更多信息。",),
    ("声明：本站部分文章来自网络，如有侵权请联系删除。",),
    ("特别提示：本信息由企业自行提供，真实性未证实，仅供参考。",),
    ("侵权声明：本站转载的文章如有侵权，请联系删除。",),
    ("特别声明", "以上文章内容仅代表作者本人观点，不代表本网观点。"),
    ("声明", "本网转载此文目的在于传递更多信息。"),
    ("版权声明", "凡本网注明来源的作品，版权均属于本网。"),
    ("免责声明", "本文仅供参考。", "市场有风险，投资需谨慎。"),
    ("特別聲明：本文版權歸原作者所有，轉載請註明出處。",),
)


def read(lines: tuple[str, ...]) -> tuple[str, ...]:
    text = "".join(f"<p>{line}</p>" for line in (*PARAGRAPHS, *lines))
    return texts(extracted(layout(f"<div class=con>{text}</div>")))


@pytest.mark.parametrize("lines", OWN)
def test_what_the_article_asks_to_mind_stays(lines: tuple[str, ...]) -> None:
    assert read(lines) == (*PARAGRAPHS, *lines)


@pytest.mark.parametrize("lines", SITES)
def test_what_a_site_says_of_its_rights_goes(lines: tuple[str, ...]) -> None:
    assert read(lines) == PARAGRAPHS
