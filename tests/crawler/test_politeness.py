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
        (answer(512), "jiasule"),
        (answer(403, Server="jiasule-WAF"), "jiasule"),
        (answer(403, "<img src=/ks-waf-error.png>"), "ks-waf"),
        (answer(403, WZWS_Ray="1-2"), "qianxin"),
        (answer(403, Server="yunjiasu-nginx"), "yunjiasu"),
        (answer(200, "<script>var acw_sc__v2=1</script>"), "aliyun"),
        (answer(403, "腾讯云Web应用防火墙"), "tencent"),
        (answer(403, Set_Cookie="yd_cookie=1; path=/"), "yundun"),
        (answer(403, Server="BDWAF/2.0"), "bdwaf"),
        (answer(403, "<script src=//safedog.cn/x.js>"), "safedog"),
        (answer(403, "<link href=//www.dbappwaf.cn/x.css>"), "dbappwaf"),
        (answer(403, Server="NSFocus"), "nsfocus"),
        (answer(403, X_Powered_By_Anquanbao="MISS"), "anquanbao"),
        (answer(403, "<!-- event_id: 0123 -->"), "safeline"),
        (answer(200, "<script>document.cookie='a=1';location.reload();</script>"), "unknown"),
        (answer(200, "<p>请输入验证码以继续访问</p><img src=/captcha>"), "unknown"),
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
        answer(200, "<a href=/yw/>要闻</a><a onclick='location.reload()'>看不清？请输入验证码</a>"),
        answer(200, "<noscript>请开启JavaScript</noscript><div id=app></div>"),
        answer(429, "访问过于频繁，请稍后再试"),
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
