"""Small made-up pages as the fields and dates stages get them."""

from __future__ import annotations

from datetime import datetime

from archive.records import Article, RawPage
from pipelines.dates import dates
from pipelines.decode import decode
from pipelines.document import Document
from pipelines.extract import extract
from pipelines.fields import fields
from seeds.catalogue import Site

URL = "http://www.example.cn/news/show/118.html"

PROSE = (
    "<p>3月22日，市委、市政府召开全市春耕生产工作会议。会议指出，要抢抓农时，把措施落实到地头。</p>"
    "<p>会议强调，各地要备足种子、化肥和农药，组织农机检修，指导农民施肥，确保全年粮食丰收。</p>"
    "<p>据介绍，今年全市计划播种粮食作物两百万亩，目前种子下摆到位率超过九成，农资供应充足。</p>"
    "<p>会议还听取了各县市区的汇报，通报了秋冬种进展，对下一步田间管理工作作了具体安排。</p>"
    "<p>会议要求，农业农村部门要派出技术人员，深入一线，帮助农户解决生产中遇到的困难和问题。</p>"
)


def page(above: str = "", below: str = "", *, head: str = "", prose: str = PROSE) -> str:
    """A page of one article: what stands above and below three paragraphs of prose."""
    return (
        f"<html><head><meta charset=utf-8>{head}</head><body>"
        '<div class="nav"><a href="/">首页</a> <a href="/zw/">政务</a> '
        '<a href="/xw/">新闻</a></div>'
        f'<div class="main">{above}<div id="content">{prose}</div>{below}</div>'
        '<div class="foot">主办单位：某某市人民政府办公室 版权所有</div></body></html>'
    )


def read(
    html: str,
    *,
    url: str = URL,
    site: Site | None = None,
    fetched_at: datetime | None = None,
    listed_title: str | None = None,
    listed_date: str | None = None,
) -> Document:
    """The document after the fields and dates stages."""
    raw = RawPage(
        url=url,
        body=html.encode(),
        content_type="text/html; charset=utf-8",
        fetched_at=fetched_at,
        listed_title=listed_title,
        listed_date=listed_date,
    )
    document = Document(page=raw, article=Article(url=url), site=site)
    return dates(fields(extract(decode(document))))


def read_bytes(body: bytes, url: str) -> Document:
    """The same of a page's bytes."""
    document = Document(page=RawPage(url=url, body=body), article=Article(url=url))
    return dates(fields(extract(decode(document))))


def read_text(text: str) -> Document:
    """The same of a plain-text document."""
    raw = RawPage(url="file:///article.txt", body=text.encode(), path="article.txt")
    document = Document(page=raw, article=Article(url=raw.url), kind="text")
    return dates(fields(extract(decode(document))))
