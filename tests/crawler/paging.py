"""Where a list goes on, as tests ask it."""

from crawler.discovery.paging import following_list_page
from crawler.discovery.tree import parse

HOST = "http://www.x.gov.cn"


def after(path: str, html: str) -> str | None:
    answer = following_list_page(parse(html), html, HOST + path)
    return None if answer is None else answer.removeprefix(HOST)
