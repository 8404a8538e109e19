"""Makes small pages in the layouts of real sites and takes them through decode and extract."""

from __future__ import annotations

from archive.records import Article, RawPage
from pipelines.decode import decode
from pipelines.document import Document
from pipelines.extract import extract
from seeds.catalogue import Selectors, Site

URL = "http://www.example.gov.cn/xw/202002/t20200224_97.html"

TITLE = "全市安全生产工作会议强调压紧压实责任"
PARAGRAPHS = (
    "2月23日，全市安全生产工作会议在市民中心召开，市长出席会议并讲话。",
    "会议指出，去年以来，各县区各部门认真贯彻落实市委、市政府部署，全市安全生产形势总体平稳。",
    "会议强调，要坚持问题导向，深入开展隐患排查整治，把各项措施落实到最小单元。",
    "会议要求，各级领导干部要靠前指挥，加强值班值守，遇有突发情况及时报告、妥善处置。",
)
NAVIGATION = "".join(
    f'<li><a href="/lm{i}/">{name}</a></li>'
    for i, name in enumerate(("首页", "政务公开", "新闻中心", "办事服务", "互动交流", "数据开放"))
)
RELATED = "".join(
    f'<li><a href="/xw/2020{i}.html">我市召开第{i}次专题会议研究部署重点工作</a></li>'
    for i in range(1, 7)
)
FOOT = "<p>主办单位：某市人民政府办公室</p><p>版权所有 ICP备12345678号 网站标识码：3300000000</p>"


def layout(body: str, *, head: str = "", above: str = "", below: str = "") -> str:
    """Return a page around ``body`` with headline, label bar, related links and foot."""
    return (
        f"<html><head><title>{TITLE}_某市人民政府</title>{head}</head><body>"
        f"<ul class='nav'>{NAVIGATION}</ul><div class='main'>{above}<h1>{TITLE}</h1>"
        "<div class='info'>发布时间：2020-02-24 15:28 来源：某市日报 【字体：大 中 小】 打印</div>"
        f"{body}{below}</div><div><h3>相关新闻</h3><ul>{RELATED}</ul></div>"
        f"<div class='footer'>{FOOT}</div></body></html>"
    )


def site(selectors: Selectors) -> Site:
    """Return a site with these selectors."""
    return Site(
        id="example", name="某市", start_urls=("http://www.example.gov.cn/",), selectors=selectors
    )


def extracted(
    html: str,
    *,
    url: str = URL,
    selectors: Selectors | None = None,
    continuations: tuple[RawPage, ...] = (),
) -> Document:
    """Return the document after the first two stages."""
    page = RawPage(url=url, body=html.encode(), continuations=continuations)
    document = Document(
        page=page, article=Article(url=url), site=site(selectors) if selectors else None
    )
    return extract(decode(document))


def texts(document: Document) -> tuple[str, ...]:
    """Return the lines of the body, captions left out."""
    return tuple(block.text for block in document.blocks if block.kind != "caption")
