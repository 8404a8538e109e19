"""A notice of one sentence is an article wherever one thing on its page says so."""

from __future__ import annotations

from itertools import product

import pytest

from archive.records import Extraction, RawPage, Rejection
from pipelines.run import process
from tests.pipelines.html import NAVIGATION

ARTICLE = "http://www.example.gov.cn/xw/202005/t20200506_123456.html"
COLUMN = "http://www.example.gov.cn/tz/"
NOTICES = {
    "讣告": "离休干部张远志同志因病于5月3日逝世，享年91岁。",
    "县图书馆闭馆通知": "县图书馆因设备检修，5月8日闭馆一天。",
    "更正": "本网5月5日文中，“占店村”应为“占家店村”，特此更正。",
    "图片新闻：春茶采摘忙": "5月6日，茶农在老君山茶场采摘春茶。刘平摄",
}
FOOT = "<div class=foot><p>主办：某县人民政府办公室 某ICP备05000001号-1</p></div>"
RELATED = (
    "<div class=xg><h3>相关信息</h3><ul><li><a href=/a/1.html>全县春季农业生产现场会召开</a></li>"
    "<li><a href=/a/2.html>县领导走访慰问困难职工</a></li></ul></div>"
)


def page(body: str, title: str = "某县人民政府", below: str = RELATED) -> bytes:
    return (
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body>"
        f"<ul class=nav>{NAVIGATION}</ul>{body}{below}{FOOT}</body></html>"
    ).encode()


def notice(name: str, *, above: str = "", bar: str = "", heading: str = "<div>{}</div>") -> str:
    head = f"{above}<div class=main>{heading.format(name)}{bar}"
    return f"{head}<div class=con><p>　　{NOTICES[name]}</p></div></div>"


EVIDENCE = {
    "address": lambda name: (ARTICLE, page(notice(name))),
    "title": lambda name: (COLUMN, page(notice(name), f"{name}-某县人民政府")),
    "title behind the site's": lambda name: (COLUMN, page(notice(name), f"某县网 &gt; {name}")),
    "正文": lambda name: (COLUMN, page(notice(name, above="<p>首页 &gt; 公告 &gt; 正文</p>"))),
    "neighbours": lambda name: (
        COLUMN,
        page(notice(name), below="<p>上一篇：<a href=/x.html>全县防汛工作会议召开</a></p>"),
    ),
    "date": lambda name: (COLUMN, page(notice(name, bar="<div>日期：2020-5-6</div>"))),
}


@pytest.mark.parametrize(("name", "evidence"), list(product(NOTICES, EVIDENCE)))
def test_one_sign_is_enough(name: str, evidence: str) -> None:
    url, body = EVIDENCE[evidence](name)
    found = process(RawPage(url=url, body=body))
    assert isinstance(found, Extraction), found.reason
    assert (found.article.title, found.article.body) == (name, NOTICES[name])


@pytest.mark.parametrize("heading", ["<h3>{}</h3>", "<p align=center><b>{}</b></p>"])
def test_a_headline_is_seen_by_its_place_and_looks(heading: str) -> None:
    body = page(notice("县图书馆闭馆通知", heading=heading))
    assert isinstance(process(RawPage(url=COLUMN, body=body)), Extraction)


NO_ARTICLES = {
    "column with introduction": (
        "政务公开-某县",
        "<h2>政务公开</h2><p>依法公开政府信息，保障人民群众知情权。</p>",
    ),
    "survey": (
        "在线调查",
        "<h2>在线调查</h2><p>您对本网站的总体评价是，满意还是不满意？</p><form></form>",
    ),
    "teasers": (
        "乡镇动态",
        "".join(
            f"<div><h4><a href=/x/{day}.html>高桥镇召开防汛会</a></h4><p>5月{day}日，高桥镇召开"
            f"防汛工作会议，安排部署防汛工作。</p><span>2020-05-0{day}</span></div>"
            for day in range(1, 8)
        ),
    ),
}
SAYS_SO_OF_ANOTHER = {
    "旧版办事大厅停用通知": "县政务服务网旧版办事大厅已下线，请使用新版，特此通知。",
    "辟谣：网传停水信息不实": "经核实，该信息已被证实为谣言，请勿传播。",
    "网站升级公告": "本网站将于今晚升级，其间不能办理业务，请稍后再试。",
    "我县旧版办事大厅已下线": "自5月6日起，请使用新版办事大厅办理业务。",
}
ABSENT = {
    "message": ("系统提示信息", "<h1>系统提示信息</h1><p>该信息已被删除，请返回首页。</p>"),
    "no such text": ("信息不存在-某县政府", "<h1>信息不存在</h1><p>请返回首页查看其他内容。</p>"),
    "gone below the site's name": (
        "某县人民政府门户网站",
        "<h1>某县人民政府门户网站</h1><p>对不起，您访问的页面不存在。</p>",
    ),
    "gone": ("某县", "<h1>404</h1><p>对不起，您访问的页面不存在或已被删除！</p>"),
    "gone with a headline": (
        "很抱歉，您要访问的页面不存在",
        "<h2>很抱歉，您要访问的页面不存在</h2><p>可能是输入的网址有误，请核对。</p>",
    ),
    "forwarding": ("", "<p>页面正在跳转，请稍候，或点击返回首页……</p>"),
    "nothing found": ("站内搜索", "<h2>站内搜索</h2><p>没有找到相关结果，请更换关键词后重试。</p>"),
}


@pytest.mark.parametrize("kind", NO_ARTICLES)
def test_columns_forms_and_lists_of_teasers_are_none(kind: str) -> None:
    title, body = NO_ARTICLES[kind]
    assert isinstance(process(RawPage(url=COLUMN, body=page(body, title))), Rejection)


@pytest.mark.parametrize("url", [ARTICLE, COLUMN])
@pytest.mark.parametrize("kind", ABSENT)
def test_a_page_that_says_it_is_none_is_none_at_any_address(kind: str, url: str) -> None:
    title, body = ABSENT[kind]
    found = process(RawPage(url=url, body=page(body, title)))
    assert isinstance(found, Rejection), found.article.body
    assert found.reason.startswith(("error page", "no text"))


@pytest.mark.parametrize("url", [ARTICLE, COLUMN])
@pytest.mark.parametrize("title", SAYS_SO_OF_ANOTHER)
def test_a_notice_that_something_else_is_gone_is_an_article(title: str, url: str) -> None:
    body = page(f"<h1>{title}</h1><p>{SAYS_SO_OF_ANOTHER[title]}</p>", f"{title}-某县人民政府")
    found = process(RawPage(url=url, body=body))
    assert isinstance(found, Extraction), found.reason
    assert found.article.title == title


WITHOUT_SENTENCE = {
    "poem": ("雪夜归乡", ["雪落在山坡上", "路灯照亮归人", "母亲站在窗前", "等一盏迟来的灯"]),
    "names": ("拟录用名单", ["张建国 县第一中学", "李秀英 县人民医院", "王志强 县交通运输局"]),
    "period": ("停水", ["5月8日8时至17时北街、学府路", "县自来水公司"]),
    "few words": ("停电", ["5月8日8时至17时，北街、学府路", "县供电公司"]),
}
BARS = [
    "发布时间：2020-05-06 10:20 来源：县文联",
    "作者：李四 2020-05-06",
    "2020-05-06 来源：县文联",
]


@pytest.mark.parametrize("bar", BARS)
@pytest.mark.parametrize("heading", ["<h1>{}</h1>", "<div class=title>{}</div>"])
@pytest.mark.parametrize("kind", WITHOUT_SENTENCE)
def test_a_short_headline_over_a_bar_with_labels_is_enough(
    kind: str, heading: str, bar: str
) -> None:
    name, lines = WITHOUT_SENTENCE[kind]
    text = "".join(f"<p>{line}</p>" for line in lines)
    body = (
        f"<div class=main>{heading.format(name)}<div>{bar}</div><div class=con>{text}</div></div>"
    )
    found = process(RawPage(url=COLUMN, body=page(body, f"{name}_文艺_某县人民政府")))
    assert isinstance(found, Extraction), found.reason
    assert (found.article.title, found.article.body) == (name, "\n".join(lines))


@pytest.mark.parametrize("name", ["通知公告", "文艺副刊"])
def test_the_short_name_of_a_column_over_rows_is_no_headline(name: str) -> None:
    rows = "".join(
        f"<li><a href=/tz/{day}.html>关于召开第{day}次全县会议的通知</a>"
        f"<span>2020-05-0{day}</span></li>"
        for day in range(1, 7)
    )
    body = f"<div class=main><h1>{name}</h1><div>2020-05-06</div><ul>{rows}</ul></div>"
    found = process(RawPage(url=COLUMN, body=page(body, f"{name}_某县人民政府", below="")))
    assert isinstance(found, Rejection)


WITHOUT_SENTENCES = "<div><p>张建国 李秀英 王志强</p><p>赵文博 孙丽华 周小明</p></div>"
ROWS = "".join(
    f"<li><span>2020-05-0{day}</span><a href=/x/{day}.html>高桥镇召开防汛工作会议</a></li>"
    for day in range(1, 5)
)


@pytest.mark.parametrize("heading", ["<h1>{}</h1>", "<p align=center><b>{}</b></p>"])
def test_a_short_headline_over_a_day_and_names_is_an_article(heading: str) -> None:
    above = heading.format("讣告") + "<div>2020-05-06</div>"
    found = process(RawPage(url=COLUMN, body=page(above + WITHOUT_SENTENCES, "讣告-某县人民政府")))
    assert isinstance(found, Extraction), found.reason
    assert (found.article.title, found.article.authors) == ("讣告", ())
    assert found.article.body == "张建国 李秀英 王志强\n赵文博 孙丽华 周小明"


@pytest.mark.parametrize(
    ("name", "below"),
    [
        ("春耕", f"<ul>{ROWS}</ul>"),
        ("春耕", "<div>2020-05-06</div><a href=/x/1.html>高桥镇召开防汛工作会议</a>"),
        ("春耕", f"<div>2020-05-06</div>{WITHOUT_SENTENCES}<div>2020-05-08</div>"),
        ("通知公告", f"<div>2020-05-06</div>{WITHOUT_SENTENCES}"),
    ],
)
def test_the_short_name_of_a_column_over_days_is_none(name: str, below: str) -> None:
    body = page(f"<h1>{name}</h1>{below}", f"{name}-某县人民政府", below="")
    assert isinstance(process(RawPage(url=COLUMN, body=body)), Rejection)
