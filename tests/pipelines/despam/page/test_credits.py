"""What stands in a line of credits beside the names."""

import pytest

from pipelines.despam.page.credits import put_into_credits


@pytest.mark.parametrize(
    ("line", "put_in"),
    [
        ("责任编辑：韩磊 恒彩娱乐", ["恒彩娱乐"]),
        ("编辑：韩磊|乐鱼体育app下载", ["乐鱼体育app下载"]),
        ("来源：县教育局 审核：李娟 澳门新葡京官网", ["澳门新葡京官网"]),
        ("来源：县教育局 当天放款私人贷款无抵押", ["当天放款私人贷款无抵押"]),
        ("来源：县教育局 贷款贴息办公室", []),
        ("责任编辑：韩磊 李娟", []),
        ("编辑：陈思 来源：新浪体育", []),
        ("作者：体彩中心 张敏 记者：王海涛", []),
        ("编辑：陈思 来源：百色体育中心官网", []),
        ("澳门新葡京官网", []),
    ],
)
def test_offers_in_lines_of_credits(line: str, put_in: list[str]) -> None:
    assert list(put_into_credits([line])) == put_in
