"""Information bars, in the forms that real sites write them."""

from __future__ import annotations

import pytest

from pipelines.fields.bars import read_bar


def entries(line: str) -> dict[str, str]:
    wanted = ("source", "author", "editor")
    return {e.kind: e.value for e in read_bar(line).entries if e.kind in wanted and e.value}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2020-02-24 15:28 来源:浙江新闻客户端 作者:记者 王国锋", {"source": "浙江新闻客户端", "author": "记者 王国锋"}),
        ("发布日期:2020-02-24 来源:原创", {"source": "原创"}),
        ("发布时间:2020-03-23 17:17    作者:汪欢    来源:黄冈日报全媒体", {"source": "黄冈日报全媒体", "author": "汪欢"}),
        ("时间：2019-09-18 06:23 来源： 山西日报 | 打印 | 字体： 放大 正常 缩小", {"source": "山西日报"}),
        ("发布日期：2016-11-22 浏览次数： 信息来源：省发改委", {"source": "省发改委"}),
        ("2021-08-01 06:59 来源： 新华社 【字体：大 中 小】打印", {"source": "新华社"}),
        ("2022-04-17 来源：生态环境部 分享到：", {"source": "生态环境部"}),
        ("2020年07月04日 12:10 来源：求是网 参与互动", {"source": "求是网"}),
        ("来源: | 发布时间: 2018-05-17 | 浏览次数: 2168", {}),
        ("来源：本站原创  作者：医技药剂党支部 / 时间：2019年10月31日 23:00  浏览：", {"source": "本站原创", "author": "医技药剂党支部"}),
        ("日期:2024-01-15   来源:  长沙县卫生健康局 字体大小:", {"source": "长沙县卫生健康局"}),
        ("来源: 广西壮族自治区人民政府门户网站 2021-09-24 16:37", {"source": "广西壮族自治区人民政府门户网站"}),
        ("【 发布日期：2020-02-24 】【来源:新华网】", {"source": "新华网"}),
        ("2019-09-26 12:11来源：证券时报网作者：李在山", {"source": "证券时报网", "author": "李在山"}),
        ("来　源：新华社  责　　编：李四", {"source": "新华社", "editor": "李四"}),
        ("2014-08-24 21:30 | 1164次阅读 | 来源CSDN | 作者魏星", {"source": "CSDN", "author": "魏星"}),
        ("02日14:25 作者： 赵婕 出自[人民文学出版社]", {"author": "赵婕", "source": "人民文学出版社"}),
        ("（ 责任编辑：魏喆 ）", {"editor": "魏喆"}),
        ("编辑|禤志杰", {"editor": "禤志杰"}),
        ("责任编辑 张三", {"editor": "张三"}),
        ("凡本网注明“来源：XXX”的作品，均转载自其它媒体", {}),
    ],
)  # fmt: skip
def test_labels(line: str, expected: dict[str, str]) -> None:
    assert entries(line) == expected


def test_words_beside_the_date() -> None:
    assert read_bar("2019-09-26 10:56:28 证券时报网").after_date == "证券时报网"
    assert read_bar("中国网 2019-11-25 10:37:31").before_date == "中国网"
    assert (
        read_bar("http://www.sina.net 2005年03月21日 11:21 《理财周刊》").after_date
        == "《理财周刊》"
    )


def test_what_is_dated() -> None:
    assert read_bar("2022年02月12日 星期六").dated
    assert not read_bar("2005年9月 (1)").dated  # an archive's link
    assert not read_bar("今天是2020年3月5日 星期四").dated


def test_prose_is_no_bar() -> None:
    prose = "记者：您怎么看这个问题？" + "会议指出，要加强领导。" * 20
    assert not read_bar(prose).is_bar
