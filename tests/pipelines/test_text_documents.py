"""Whole text documents in many forms, and every way in which one may end."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.despam.stage import despam
from tests.pipelines.pages import read_text

BODY = (
    "3月22日,市委、市政府召开全市春耕生产工作会议。会议指出,要抢抓农时,把各项措施落实到地头。\n"
    "会议强调,各地要备足种子、化肥和农药,组织农机检修,确保全年粮食丰收。"
)
NEWS = f"春耕生产工作会议召开\n2020-03-22 18:05 来源:黄冈日报\n{BODY}\n"
FIELDS: dict[str, object] = {
    "title": None,
    "subtitles": [],
    "published_at": None,
    "source": None,
    "authors": [],
    "editors": [],
    "section": [],
}
DOCUMENTS = tomllib.loads(Path(__file__).with_name("text_documents.toml").read_text("utf-8"))[
    "document"
]

ENDINGS = [
    "会议还研究了其他事项。",
    "部分市领导参加会议。",
    "张伟、李红参加。",
    "市领导参加活动",
    "特此通知。",
    "特此公告",
    "以上通知,请遵照执行。",
    "下一步,我市将继续推进。",
    "谢谢大家!",
    "(完)",
    "(此件公开发布)",
    "此件主动公开",
    "抄送:县委办公室。",
    "附件:1.先进单位名单",
    "联系电话:0713-5182570",
    "如有异议,请向县委组织部反映。",
    "有意者欢迎联系我们。",
    "已有12例治愈出院。",
    "相关链接已经开通。",
    "网友评论说,这样的会开得好。",
    "主办单位:县文旅局",
    "主办:县文旅局",
    "时间:2020年3月25日",
    "名称:春耕农机展",
    "专题会议",
    "县财政局",
    "华家河镇",
    "张伟",
    "累计治愈1220例",
]
FURNITURE = [
    "版权所有 江口县人民政府",
    "Copyright © 2007-2018",
    "某公网安备 42112202000030号",
    "主办: 中共江口县委 承办:江口县融媒体中心",
    "周热点 +更多",
    "国际新闻 更多>>",
    "相关链接:",
    "[打印] [关闭]",
    "[责任编辑: 谢天]",
]


@pytest.mark.parametrize("document", DOCUMENTS, ids=[one["origin"] for one in DOCUMENTS])
def test_document(document: dict[str, Any]) -> None:
    article = despam(read_text(document["text"].replace("BODY", BODY))).article
    record = article.to_dict()
    assert {name: record[name] for name in FIELDS} == {
        name: document.get(name, empty) for name, empty in FIELDS.items()
    }
    assert article.body == document["body"].replace("BODY", BODY)


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_ending_is_cut(ending: str) -> None:
    assert despam(read_text(NEWS + ending)).article.body == f"{BODY}\n{ending}"


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_cut(line: str) -> None:
    assert despam(read_text(NEWS + line)).article.body == BODY


@given(st.lists(st.sampled_from(ENDINGS), max_size=4), st.sampled_from(FURNITURE[:4]))
def test_a_footer_takes_no_ending_with_it(endings: list[str], footer: str) -> None:
    body = despam(read_text(NEWS + "\n".join([*endings, footer]))).article.body
    while endings and endings[-1].startswith("主办单位"):  # the foot begins with it, as often
        endings = endings[:-1]
    assert body == "\n".join([BODY, *endings])


def test_spam_behind_the_text_is_told() -> None:
    spam = "澳门新葡京娱乐场_真人百家乐在线开户"
    article = despam(read_text(f"{NEWS}{spam}\n版权所有 江口县人民政府")).article
    assert article.body == BODY
    assert [one.text.strip() for one in article.removed] == [spam]
