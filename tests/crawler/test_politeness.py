"""Walls are told from pages, and a host's wish to be left alone is understood."""

import pytest
from scrapy.http import HtmlResponse, Response

from crawler.politeness.pace import retry_after
from crawler.politeness.walls import wall_of

NOW = 1_600_000_000.0


def answer(status: int, body: str = "", **headers: str) -> HtmlResponse:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return HtmlResponse("http://www.x.gov.cn/", status, sent, body.encode(), encoding="utf-8")


@pytest.mark.parametrize(
    ("response", "vendor"),
    [
        (answer(412, '<meta id="x" content="y" r=\'m\'>'), "ruishu"),
        (answer(202, "<script>$_ts=window['$_ts'];</script>"), "ruishu"),
        (answer(521, "<script>document.cookie=''</script>"), "jiasule"),
        (answer(403, "当前访问疑似黑客攻击，已被创宇盾拦截 www.365cyd.com"), "chuangyudun"),
        (answer(405, "<img src=//errors.aliyun.com/x.png>"), "aliyun"),
        (answer(493), "qianxin"),
        (answer(403, Server="HuaweiCloudWAF"), "huawei"),
        (answer(403, "您的请求已被拦截"), "unknown"),
    ],
)
def test_walls_are_named(response: HtmlResponse, vendor: str) -> None:
    assert wall_of(response) == vendor


@pytest.mark.parametrize(
    "response",
    [
        answer(200, "<p>会议强调</p>"),
        answer(200, "<script>$_ts=window['$_ts'];</script>" + "全市工作会议今日召开" * 40),
        answer(403, "Forbidden"),
        answer(404, "页面不存在"),
        answer(503, "Service Unavailable"),
        answer(200, "安全狗" * 3),
    ],
)
def test_pages_and_honest_errors_are_no_walls(response: HtmlResponse) -> None:
    assert wall_of(response) is None


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        ("Sun, 13 Sep 2020 12:27:40 GMT", 60.0),
        ("Sun, 13 Sep 2020 12:00:00 GMT", 0.0),
        ("soon", None),
        (None, None),
    ],
)
def test_retry_after_in_both_its_forms(header: str | None, seconds: float | None) -> None:
    headers = {} if header is None else {"Retry-After": header}
    assert retry_after(Response("http://x.cn/", 503, headers), NOW) == seconds
