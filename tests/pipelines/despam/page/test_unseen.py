"""What a site hides of its own menus, and what stands in hidden links to its own pages."""

from __future__ import annotations

import pytest

from archive.records import Extraction, RawPage
from pipelines.despam.page.unseen import proves_unseen
from pipelines.run import process

URL = "http://www.heyang.gov.cn/art/2024/1.html"
PROSE = "会议强调，要坚持人民至上、生命至上，落实落细安全生产责任制，确保形势持续稳定。" * 2

COLUMNS = """体育娱乐 文化娱乐 娱乐场所名录 娱乐场所审批 体育在线 娱乐在线 国际体育 综合体育
彩票首页 棋牌娱乐 彩票大厅 体育app 体育App下载 棋牌协会 电子竞技 体育彩票 开奖公告 刻章备案
发票代开 代开增值税专用发票 学历认证 登录入口 内部资料 精品视频 论文发表 民间借贷 征信修复
私家侦探"""
OFFERS = """博涛国际娱乐官网登录 开云体育官网 澳门新葡京 时时彩平台注册 百家乐
六合彩开奖结果 聚星娱乐登录 金博汇真人官网 豪胜电竞app下载 私家侦探公司 真人娱乐平台"""


@pytest.mark.parametrize("column", COLUMNS.split())
def test_a_column_that_leads_to_the_site_itself_proves_nothing(column: str) -> None:
    assert not proves_unseen(column, foreign=False, own=True)


@pytest.mark.parametrize("offer", OFFERS.split())
def test_an_offer_proves_spam_wherever_it_leads(offer: str) -> None:
    for foreign, own in ((False, True), (False, False), (True, False)):
        assert proves_unseen(offer, foreign=foreign, own=own)


@pytest.mark.parametrize("column", ["体育娱乐", "娱乐平台", "棋牌官网", "娱乐城"])
def test_a_column_that_leads_to_a_stranger_proves_spam(column: str) -> None:
    assert proves_unseen(column, foreign=True, own=False)
    assert not proves_unseen(column, foreign=False, own=False)


def test_news_of_crime_proves_nothing() -> None:
    assert not proves_unseen("警方打掉澳门新葡京赌博平台", foreign=False, own=False)


MENU = [("政务公开", "/zw/"), ("体育娱乐", "/ty/"), ("彩票管理", "/cp/"), ("APP下载", "/app/")]


@pytest.mark.parametrize("tag", ["li", "span"])
@pytest.mark.parametrize("style", ["display:none", "font-size:0", "position:absolute;left:-999px"])
def test_a_hidden_menu_does_not_make_its_page_hacked(tag: str, style: str) -> None:
    items = "".join(f'<{tag}><a href="{link}">{name}</a></{tag}>' for name, link in MENU)
    assert not _is_hacked(f'<div style="{style}">{items}</div>')


def test_one_link_of_a_hidden_menu_to_a_stranger_does() -> None:
    links = [*MENU, ("新葡京娱乐", "http://xx88.vip/")]
    items = "".join(f'<a href="{link}">{name}</a> ' for name, link in links)
    assert _is_hacked(f'<div style="display:none">{items}</div>')


def _is_hacked(piece: str) -> bool:
    page = f"<title>安全生产</title><body>{piece}<h1>安全生产</h1><div><p>{PROSE}<p>{PROSE}</div>"
    result = process(RawPage(url=URL, body=page.encode(), content_type="text/html"))
    assert isinstance(result, Extraction)
    return result.article.hacked
