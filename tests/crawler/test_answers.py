"""Pages that do nothing but send their readers on, and pages without anything."""

import pytest
from scrapy.http import HtmlResponse, Response

from crawler.answers.bodies import is_blank
from crawler.answers.responses import refresh_target


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ('<meta http-equiv="refresh" content="0;url=/main/">', "http://www.x.gov.cn/main/"),
        ('<META HTTP-EQUIV=Refresh CONTENT="3; URL=/main/">', "http://www.x.gov.cn/main/"),
        ('<meta http-equiv="refresh" content="300;url=/main/">', None),
        ('<meta http-equiv="refresh" content="0;url=/">', None),
        ("<script>window.location.href='/main/index.html';</script>", "/main/index.html"),
        ('<script type="text/javascript">location="/main/"</script>', "/main/"),
        ("<script>window.location.replace( '/main/' )</script>", "/main/"),
        ("<script>location.href = '/m/' + location.search</script>", None),
        ("<script>location.reload()</script>", None),
        ("<script>if (phone) location.href='/m/'</script><a href=/yw/>要闻</a>", None),
        ("<script>location.href='/m/'</script>" + "<div>全市工作会议召开</div>" * 400, None),
        ("<p>会议强调</p>", None),
    ],
)
def test_where_a_page_sends_its_readers(body: str, target: str | None) -> None:
    response = HtmlResponse("http://www.x.gov.cn/", body=body.encode(), encoding="utf-8")
    assert refresh_target(response) == target


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("0; url=/Default.HTM", "/Default.HTM"),
        ("0;URL='/main/'", "/main/"),
        ("3, url = http://www.x.gov.cn/main/", "http://www.x.gov.cn/main/"),
        ("0; /main/", "/main/"),
        ("300; url=/main/", None),
        ("0; url=/", None),
        ("5", None),
        ("", None),
    ],
)
def test_where_an_answer_sends_its_readers_by_its_header(header: str, target: str | None) -> None:
    assert refresh_target(Response("http://www.x.gov.cn/", headers={"Refresh": header})) == target


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("", True),
        (" \n", True),
        ("<html><head></head><body><table><tr><td>&nbsp;</td></tr></table></body></html>", True),
        ("<html><head><style>p {color: red}</style></head><body><!-- end --></body></html>", True),
        ("<html><head></head><body><table><tr><td> </td></tr></table></body></html>", True),
        ("<html><body><img src=/notice.png></body></html>", False),
        ("<html><body><script src=/app.js></script></body></html>", False),
        ("<html><head><title>首页</title></head><body></body></html>", False),
        ("<datastore><recordset></recordset></datastore>", False),
        ("[]", False),
    ],
)
def test_an_answer_without_anything(text: str, *, blank: bool) -> None:
    assert is_blank(text) == blank
