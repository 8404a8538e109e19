"""The steps of a procedure are text wherever they stand; the path of a page is none."""

from __future__ import annotations

from itertools import product

import pytest

from archive.records import Article, Extraction, RawPage
from pipelines.run import process
from tests.pipelines.html import FOOT, NAVIGATION, PARAGRAPHS, RELATED

TITLE = "路内停车缴费流程"
URLS = (
    "http://www.example.gov.cn/zw/202305/t20230506_123.html",
    "http://www.example.gov.cn/zw/1.html",
)
BARS = (
    "<div class=info>发布时间：2023-05-06 10:20 来源：县城管局</div>",
    "<div>2023-05-06</div>",
    "",
)
STEPS = (
    "扫描车位旁二维码→进入缴费页面→输入车牌号→确认停车时长→完成支付",
    "扫描车位旁二维码 → 关注“某县停车”公众号 → 绑定车牌 → 点击缴费 → 支付完成",
    "打开微信→点击“发现”→扫一扫车位旁二维码→缴费",
    "扫描二维码➔填写信息➔提交➔等待审核",
    "登录某县政务服务网→个人服务→选择“社保卡申领”→填写信息→提交",
    "微信扫码→选择停车区域→输入车牌号→缴费",
    "点击首页→办事大厅→在线申报→下载表格→提交材料",
)
PATHS = (
    "首页→政务公开→办事指南",
    "某县人民政府→政务公开→办事指南",
    "当前位置：首页→政务公开→办事指南",
    "政务公开→办事指南→正文",
)
PATH = "<div class=path>当前位置：<a href=/>首页</a> &gt; <a href=/zw/>办事指南</a></div>"


def page(text: str, bar: str = BARS[0], path: str = PATH) -> str:
    return (
        f"<html><head><meta charset=utf-8><title>{TITLE}_某县人民政府</title></head><body>"
        f"<ul class=nav>{NAVIGATION}</ul>{path}<div class=main><h1>{TITLE}</h1>{bar}"
        f"<div class=con>{text}</div></div><div class=xg><h3>相关信息</h3><ul>{RELATED}</ul></div>"
        f"<div class=footer>{FOOT}</div></body></html>"
    )


def article(html: str, url: str = URLS[0]) -> Article:
    found = process(RawPage(url=url, body=html.encode()))
    assert isinstance(found, Extraction), found.reason
    return found.article


@pytest.mark.parametrize(("steps", "bar", "url"), list(product(STEPS, BARS, URLS)))
def test_one_paragraph_of_steps_is_an_article(steps: str, bar: str, url: str) -> None:
    found = article(page(f"<p>　　{steps}</p>", bar), url)
    assert (found.body, found.section) == (steps, ("办事指南",))


@pytest.mark.parametrize("at", [0, 2, 4])
@pytest.mark.parametrize("steps", STEPS)
def test_steps_among_paragraphs_stay_where_they_stand(steps: str, at: int) -> None:
    lines = [*PARAGRAPHS]
    lines.insert(at, steps)
    found = article(page("".join(f"<p>　　{line}</p>" for line in lines)))
    assert found.body == "\n".join(lines)


def test_steps_are_no_section() -> None:
    assert article(page(f"<p>{STEPS[0]}</p>", path="")).section == ()


@pytest.mark.parametrize("path", PATHS)
def test_the_path_of_a_page_is_no_step(path: str) -> None:
    text = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    found = article(page(text, path=f"<div>{path}</div>"))
    assert found.section == ("政务公开", "办事指南")
    assert found.body == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "line", [*PATHS, "扫描二维码", "扫一扫在手机打开当前页", "打印→关闭", "上一页→下一页"]
)
def test_tools_and_paths_alone_are_no_article(line: str) -> None:
    found = process(RawPage(url=URLS[1], body=page(f"<p>{line}</p>").encode()))
    assert not (isinstance(found, Extraction) and found.article.body)


WRITTEN_AS_PATHS = (
    "首页>政务服务>社保查询>输入身份证号",
    "首页＞政务服务＞社保查询＞输入身份证号",
    "网站首页 > 政务服务 > 社保查询",
    "打开微信>我>服务>城市服务>社保",
    "登录某县政务服务网>个人服务>社保卡申领>提交",
    "办理路径：首页>政务服务>社保查询",
)


@pytest.mark.parametrize(("bar", "path"), [(BARS[0], PATH), (BARS[0], ""), (BARS[1], PATH)])
@pytest.mark.parametrize("at", [0, 1, 4])
@pytest.mark.parametrize("steps", WRITTEN_AS_PATHS)
def test_steps_below_the_bar_are_no_path(steps: str, at: int, bar: str, path: str) -> None:
    lines = [*PARAGRAPHS]
    lines.insert(at, steps)
    text = "".join(f"<p>{line.replace('>', '&gt;')}</p>" for line in lines)
    found = article(page(text, bar, path))
    assert found.body == "\n".join(lines)
    assert (found.published_at or "").startswith("2023-05-06")
    assert found.source == ("县城管局" if bar == BARS[0] else None)
    assert found.section == (("办事指南",) if path else ())


@pytest.mark.parametrize("above", ["", "<p>2023-05-06 来源：县城管局</p>"])
@pytest.mark.parametrize(
    "path",
    [
        "<a href=/>首页</a> &gt; <a href=/zw/>政务公开</a> &gt; <a href=/zw/b/>办事指南</a>",
        "首页 &gt; 政务公开 &gt; 办事指南 &gt; 正文",
        "当前位置：首页 &gt; 政务公开 &gt; 办事指南",
    ],
)
def test_links_labels_and_leaves_make_a_path(path: str, above: str) -> None:
    text = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    found = article(page(f"{above}<p>{path}</p>{text}", "", ""))
    assert found.body == "\n".join(PARAGRAPHS)
    assert found.section == ("政务公开", "办事指南")
