"""What has text and is no article: data, binary files, columns, lists of posts, login forms."""

from __future__ import annotations

import pytest

from archive.records import Extraction, RawPage, Rejection
from pipelines.run import process

HEAD = "<html><head><title>{title}</title></head><body>"
FOOT = "<p>主办：某县人民政府办公室 某ICP备05000001号-1</p></body></html>"
NOTICE = "因管网改造，定于明日8时至18时对城关镇北街停水，请做好储水准备。"
POST = (
    "<p>今天一家人去了金矿，看人淘金，又坐了马车，孩子们玩得很高兴，晚上才回来，路上还下了雨。</p>"
    "<p>张贴 @ <a href='/post/{0}'>2005-03-{0} 01:20:44</a> <a href='/c/{0}'>共 3 篇评论</a></p>"
)


def answer(body: str | bytes, content_type: str | None = "text/html") -> Extraction | Rejection:
    raw = body if isinstance(body, bytes) else body.encode()
    return process(RawPage(url="http://www.example.gov.cn/a", body=raw, content_type=content_type))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("# all\nUser-agent: *\nDisallow: /admin/\nSitemap: http://a.cn/s.xml\n", "robots.txt"),
        ("http://a.gov.cn/1.html\nhttp://a.gov.cn/2.html\n", "list of addresses"),
        ('{"rows": [{"title": "县委召开会议。", "url": "/1.html"}]}', "JSON"),
        ("<?xml version='1.0'?>\n<!-- made -->\n<urlset><url/></urlset>", "feed or sitemap"),
        ("<rss version='2.0'><channel><title>要闻</title></channel></rss>", "feed or sitemap"),
    ],
)
@pytest.mark.parametrize("content_type", ["text/html", "text/plain", None])
def test_data_is_no_page(body: str, reason: str, content_type: str | None) -> None:
    found = answer(body, content_type)
    assert isinstance(found, Rejection)
    assert found.reason == f"no page: {reason}"


def test_a_page_of_many_comments_is_looked_at_in_no_time() -> None:
    assert isinstance(answer("<?xml?>" + "<!-- a -->" * 5_000 + "<html></html>"), Rejection)


@pytest.mark.parametrize("content_type", ["text/html", "text/plain", None])
def test_a_binary_file_is_named(content_type: str | None) -> None:
    found = answer(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", content_type)
    assert isinstance(found, Rejection)
    assert found.reason == "not text (PDF)"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "县情概况-某县人民政府",
            (
                "<p>某县位于省境东北部、大别山南麓，版图面积1796平方公里。</p>"
                "<table><tr><td>行政区划</td><td><a href='q.html'>查看</a></td></tr></table>"
            ),
        ),
        (
            "某县新闻",
            (
                "<table><tr><td><a href='1.html'>一张时刻表连起双城</a></td><td>[2020-04-30]</td>"
                "</tr><tr><td><a href='2.html'>东安湖主场馆钢结构封顶</a></td><td>[2020-04-09]</td>"
                "</tr></table>"
            ),
        ),
        (
            "招商引资",
            (
                "<table><tr><td>项目名称</td><td>投资规模</td><td>联系人</td></tr>"
                "<tr><td>食品产业园标准厂房</td><td>2.4亿元</td><td>县招商中心</td></tr>"
                "<tr><td>冷链物流集散中心</td><td>1.1亿元</td><td>县商务局</td></tr></table>"
            ),
        ),
        ("海边人家", "".join(POST.format(day) for day in (10, 11, 12, 13))),
        (
            "论坛-错误信息",
            (
                "<p>您尚未登录，您可以输入您的用户名、密码登录以便进行您的操作。</p>"
                "<form><p>请输入用户名和密码，勿在公共场所保存。<input type='password'></p></form>"
            ),
        ),
    ],
    ids=["column with introduction", "dated links", "table", "posts", "login form"],
)
def test_what_shows_no_headline_and_says_little_is_no_article(title: str, body: str) -> None:
    found = answer(HEAD.format(title=title) + body + FOOT)
    assert isinstance(found, Rejection), found.article.body


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("关于城关镇北街停水的通知", f"<h1>关于城关镇北街停水的通知</h1><p>{NOTICE}</p>"),
        ("某县人民政府", f"<h2>关于北街停水的通知</h2><p>{NOTICE}</p>"),
        ("某县", f"<p>停水通知</p><p>发布时间：2020-05-08 来源：水务局</p><p>{NOTICE}</p>"),
        (
            "2020年招聘公告-某县",
            (
                f"<h1>2020年招聘公告</h1><p>{NOTICE}</p><p>附件：<a href='1.doc'>报名表</a></p>"
                "<p><a href='2.xls'>岗位表 2020-05-08</a></p><p><a href='3.doc'>承诺书</a></p>"
            ),
        ),
        ("某县", f"<p>{NOTICE * 4}</p><form><input type='password'></form>"),
        (
            "关于金矿之行的讨论",
            "<h1>关于金矿之行的讨论</h1>" + "".join(POST.format(day) for day in (10, 11, 12, 13)),
        ),
    ],
    ids=["notice", "heading", "bar", "attachments", "login box beside a text", "thread"],
)
def test_short_notices_and_threads_are_articles(title: str, body: str) -> None:
    found = answer(HEAD.format(title=title) + body + FOOT)
    assert isinstance(found, Extraction), found.reason


def test_the_icon_of_an_attachment_is_no_picture_of_the_article() -> None:
    found = answer(
        HEAD.format(title="2020年招聘公告")
        + f"<h1>2020年招聘公告</h1><p>{NOTICE}</p><p><img src='/upload/1.jpg'></p>"
        + "<p><img src='/templets/doc.gif'><a href='1.doc'>报名表</a></p>"
        + FOOT
    )
    assert isinstance(found, Extraction)
    assert found.article.images == ("http://www.example.gov.cn/upload/1.jpg",)
