"""Lines of notices that say when something is look like label bars and are text."""

from __future__ import annotations

import pytest

from pipelines.extract.events import is_post_bar
from pipelines.extract.phrases import is_label_bar
from tests.pipelines.pages import PROSE, page, read

ABOVE = "<h1>关于开展农机检修培训的通知</h1><div>2024-03-22 09:15 来源：县农业农村局</div>"
HEAD = "<title>关于开展农机检修培训的通知</title>"


def _body(lines: list[str], *, prose: str = "") -> list[str]:
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    document = read(page(ABOVE, head=HEAD, prose=prose + paragraphs))
    return [block.text for block in document.blocks][-len(lines) :]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            [
                "1.磋商文件递交截止时间：2024年4月16日 09:30时",
                "2.磋商文件递交地点：某县公共资源交易中心三楼",
                "3.磋商会议时间：2024年4月16日 09:30时",
                "4.磋商会议地点：某县公共资源交易中心三楼",
                "联系人：李工 联系电话：0451-1234567",
            ],
            id="tender, numbered",
        ),
        pytest.param(
            [
                "投标截止时间：2024年4月16日 09:30",
                "开标时间：2024年4月16日 09:30",
                "开标地点：某县公共资源交易中心三楼",
                "联系人：李工 联系电话：0451-1234567",
            ],
            id="tender",
        ),
        pytest.param(
            [
                "招标公告发布时间：2024-04-01 09:00",
                "中标公告发布时间：2024-04-20 09:00",
                "采购单位：某县水务局",
            ],
            id="days of other papers",
        ),
        pytest.param(
            [
                "时间：2024年4月16日 09:30",
                "地点：县委党校报告厅",
                "时间：2024年4月17日 14:00",
                "地点：农机服务中心",
                "请各单位准时派人参加。",
            ],
            id="two events",
        ),
        pytest.param(
            [
                "2024年7月1日 10:22",
                "县防汛指挥部启动四级应急响应，各乡镇干部到岗值守。",
                "2024年7月1日 14:05",
                "城东水库开闸泄洪，下游群众全部转移到安全地带。",
            ],
            id="chronicle",
        ),
    ],
)
def test_times_within_a_text_end_it_not(lines: list[str]) -> None:
    assert _body(lines, prose=PROSE) == lines


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            [
                "为切实做好春耕准备，提高机手检修水平，经研究决定举办农机检修培训班，具体安排如下：",
                "主题：“备好农机，不误农时”",
                "时间：2024年3月30日（周六）上午8：30",
                "地点：县职业中学实训楼二楼（2214）",
                "请各乡镇机手准时参加！",
            ],
            id="school",
        ),
        pytest.param(
            [
                "经研究，定于近期召开全县农机工作会议，现将有关事项通知如下：",
                "会议时间：2024年3月30日上午9:00",
                "会议地点：县政府三楼会议室",
                "参会人员：各乡镇农机站站长",
            ],
            id="meeting",
        ),
        pytest.param(
            [
                "县科协邀请省农科院专家到我县作专题讲座",
                "时间：2024年3月30日 14:30",
                "主讲人：省农科院王教授",
                "欢迎广大种植户前来听讲。",
            ],
            id="lecture",
        ),
    ],
)
def test_when_an_event_is_heads_no_text(lines: list[str]) -> None:
    assert _body(lines) == lines


@pytest.mark.parametrize(
    ("bar", "posted"),
    [
        ("作者：山里人 发表时间：2020-02-24 11:28", True),
        ("由某人张贴 @ 2005-03-18 01:58:01 (16) 发表评论", True),
        ("某论坛 留言板 发布时间 2005/05/17 22:11:42 by 某人", True),
        ("网友：山里人 2020-02-24 11:28 回复", True),
        ("2010-05-01 10:22 | 阅读(120) | 评论(3)", True),
        ("开标时间：2024年4月16日 09:30", False),
        ("招标公告发布时间：2024-04-01 09:00", False),
        ("1.响应文件发布时间：2024-04-01 09:00", False),
        ("2024-04-01 09:00", False),
    ],
)
def test_bar_of_a_post(bar: str, posted: bool) -> None:
    assert is_post_bar(bar) is posted


@pytest.mark.parametrize(
    "line", ["1.发布时间：2024-04-01", "2、来源：某报 作者：某某", "（3）时间：2024年4月1日"]
)
def test_numbered_item_is_no_bar(line: str) -> None:
    assert not is_label_bar(line)


@pytest.mark.parametrize(
    "bar",
    [
        "时间：2024-03-22",
        "日期：2024-03-22 来源：某县广播电视台",
        "时间：2024-03-22 点击：20",
    ],
)
def test_bar_of_the_article_stays_one(bar: str) -> None:
    document = read(
        page(
            f"<h1>全市春耕生产工作会议召开</h1><p>{bar}</p>",
            head="<title>全市春耕生产工作会议召开</title>",
        )
    )
    assert document.article.published_at == "2024-03-22"
    assert all(bar != block.text for block in document.blocks)


@pytest.mark.parametrize(
    "line",
    [
        "签发日期：2024-03-22 审核：李志远",
        "供稿时间：2024-03-22 供稿单位：县教育局",
        "访问时间：2024-03-22 浏览次数：22",
    ],
)
def test_a_day_beside_a_credit_is_no_text(line: str) -> None:
    assert _body([line], prose=PROSE) != [line]
