"""Rows of a list of people are text; a byline and a signature that look the same are none."""

from __future__ import annotations

import pytest

from archive.records import Article, Extraction, RawPage
from pipelines.run import process
from tests.pipelines.html import PARAGRAPHS, URL, layout

NAMES = ("张建国 李秀英", "王志强 赵文博")
AWARDED = ("一等奖", NAMES[0], "二等奖", NAMES[1])


def article(title: str, *lines: str) -> Article:
    html = layout(f"<div class=con>{''.join(f'<p>{line}</p>' for line in lines)}</div>")
    html = html.replace("全市安全生产工作会议强调压紧压实责任", title)
    found = process(RawPage(url=URL, body=html.encode()))
    assert isinstance(found, Extraction), found.reason
    return found.article


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        # a headline that says what it is over
        ("2023年全县优秀教师名单", (PARAGRAPHS[0], "张建国、李秀英、王志强、赵文博")),
        ("2023年全县优秀教师名单", (PARAGRAPHS[0], "县教育局 张建国", "县水利局 李秀英")),
        ("县第十届政协委员名单公布", ("（共4名，按姓氏笔画排序）", *NAMES)),
        ("县第十屆政協委員名單", ("（共4名，按姓氏筆畫排序）", *NAMES)),
        ("2023年五一假期值班安排", ("带班领导", NAMES[0], "值班人员", NAMES[1])),
        ("县志编纂委员会组成人员", ("主编：张建国", "副主编：李秀英 王志强", "编辑：赵文博")),
        # a line above that heads them
        ("全县教育工作会议召开", (*PARAGRAPHS, "优秀教师名单：", "张建国 李秀英 王志强")),
        ("全县教育工作会议召开", (*PARAGRAPHS[:2], *AWARDED, *PARAGRAPHS[2:])),
        ("全县教育工作会议召开", (*PARAGRAPHS, *AWARDED)),
        # several rows of several people
        ("全县教育工作会议召开", (*PARAGRAPHS, *NAMES)),
        # what they are honoured as, who made the works
        ("全县好新闻评选揭晓", (*PARAGRAPHS, "优秀通讯员：张建国", "优秀记者：王志强 赵文博")),
        ("全县好新闻评选揭晓", (*PARAGRAPHS, "《春耕》 作者：张建国", "《秋收》 编辑：王志强")),
    ],
)  # fmt: skip
def test_rows_of_people_stay_and_sign_nothing(title: str, lines: tuple[str, ...]) -> None:
    found = article(title, *lines)
    assert found.body == "\n".join(lines)
    assert (found.authors, found.editors) == ((), ())


@pytest.mark.parametrize(
    ("title", "lines", "authors", "editors"),
    [
        ("全县教育工作会议召开", ("张建国 李秀英", *PARAGRAPHS), ("张建国", "李秀英"), ()),
        ("全县教育工作会议召开", (*PARAGRAPHS, "县教育局 张建国"), ("张建国",), ()),
        ("全县优秀教师名单公布", (*PARAGRAPHS, "责任编辑：李秀英"), (), ("李秀英",)),
        ("全县获奖名单", ("记者 张建国", *PARAGRAPHS, "编辑：李秀英"), ("张建国",), ("李秀英",)),
        ("全县好新闻评选揭晓", (*PARAGRAPHS, "通讯员：张建国"), ("张建国",), ()),
    ],
)  # fmt: skip
def test_who_signs_is_told(
    title: str, lines: tuple[str, ...], authors: tuple[str, ...], editors: tuple[str, ...]
) -> None:
    found = article(title, *lines)
    assert (found.authors, found.editors) == (authors, editors)
    assert not any("编辑" in line or "记者" in line for line in found.body.split("\n"))
