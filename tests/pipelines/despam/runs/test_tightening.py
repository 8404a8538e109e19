"""Runs that took words of their sentence along."""

import pytest

from pipelines.despam import despam
from tests.pipelines.despam.test_despam import PROSE, page


@pytest.mark.parametrize(
    ("spam", "before", "behind"),
    [
        ("正規代孕機構包成功", "居民如遇供热问题，可", "拨打24小时服务热线，工作人员将上门处理。"),
        (
            "澎湃娱乐平台",
            "今年以来，市场监管局牵头实施老旧电梯更新改造民生实事，累计更新",
            "使用15年以上电梯138台。",
        ),
    ],
)
def test_the_sentence_keeps_its_words(spam: str, before: str, behind: str) -> None:
    article = despam(page(before + spam + behind, *PROSE)).article
    assert article.body.split("\n")[0] == before + behind
