import pytest

from archive.records import RawPage, Rejection
from pipelines.run import process

URL = "http://www.henan.gov.cn/list/"


def refused(html: str) -> Rejection:
    outcome = process(RawPage(url=URL, body=html.encode()))
    assert isinstance(outcome, Rejection)
    return outcome


def test_a_page_of_nothing_but_spam_links_is_hacked() -> None:
    links = "".join(f'<a href="http://s{n}.vip/">澳门新葡京官网{n}</a> ' for n in range(60))
    answer = refused(f"<title>澳门新葡京官网登录入口</title><body><p>{links}")
    assert answer.hacked
    assert answer.reason.startswith("hacked: ")
    assert len(answer.removed) > 50
    assert {one.where for one in answer.removed} == {"page"}


def test_a_list_page_with_a_spam_link_is_hacked_and_a_list_page() -> None:
    link = '<div><a href="http://s1.vip/">bet365亚洲体育官网</a></div>'
    rows = "".join(f'<li><a href="/{n}.html">全市第{n}次会议</a>' for n in range(30))
    answer = refused(f"<title>要闻</title><body><ul>{rows}</ul>{link}")
    assert answer.hacked
    assert not answer.reason.startswith("hacked")


@pytest.mark.parametrize(
    "rows",
    ["警方破获特大网络赌博案", "中国体育彩票官网", "澳门赌场去年收入增长", "全市工作会议召开"],
)
def test_a_list_page_of_news_is_not_hacked(rows: str) -> None:
    items = "".join(f'<li><a href="/{n}.html">{rows}{n}</a>' for n in range(30))
    answer = refused(f"<title>要闻</title><body><ul>{items}</ul>")
    assert not answer.hacked


def test_a_page_without_anything_is_refused_as_before() -> None:
    assert not refused("<title>要闻</title><body>").hacked
