"""Articles that a page holds as data of a script: Vue, Nuxt and Next build the rest from it."""

from __future__ import annotations

import json
import re
import time

import pytest

from archive.records import Extraction, RawPage, Rejection
from pipelines.extract.literals import read_literal
from pipelines.extract.state import page_of_state
from pipelines.run import process

TEXT = (
    "<p>9月18日，全县秋粮收购工作全面启动，首批收购站点正式开秤。</p>"
    "<p>今年已备足仓容十二万吨。</p>"
)
ARTICLE = {
    "title": "秋粮收购全面启动",
    "publishTime": "2023-09-18 10:24:31",
    "source": "清江县融媒体中心",
    "author": "唐 静",
    "editor": "何佳",
    "content": TEXT,
}


def _html(data: object, before: str = "<script>window.__INITIAL_STATE__=", after: str = ";") -> str:
    text = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
    return (
        "<html><head><title>新闻</title></head><body><div id=app></div>"
        f"{before}{text}{after}</script><script src=/app.js></script></body></html>"
    )


def _read(html: str) -> Extraction | Rejection:
    return process(RawPage(url="http://www.example.gov.cn/#/news/8812", body=html.encode()))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<script>window.__INITIAL_STATE__=", ";"),
        ("<script>window.__NUXT__ = ", ""),
        ('<script id="__NEXT_DATA__" type="application/json">', ""),
    ],
)
def test_the_article_is_read_with_its_fields(before: str, after: str) -> None:
    found = _read(_html({"data": [{"detail": ARTICLE}]}, before, after))
    assert isinstance(found, Extraction)
    article = found.article
    assert article.title == "秋粮收购全面启动"
    assert article.published_at == "2023-09-18T10:24:31+08:00"
    assert article.source == "清江县融媒体中心"
    assert (article.authors, article.editors) == (("唐静",), ("何佳",))
    assert article.body.split("\n")[1] == "今年已备足仓容十二万吨。"


@pytest.mark.parametrize("content_type", ["application/json", "application/json;charset=UTF-8"])
def test_data_that_a_script_asks_for_is_read(content_type: str) -> None:
    body = json.dumps({"code": 0, "data": ARTICLE}, ensure_ascii=False).encode()
    url = "http://www.example.gov.cn/p/8812"
    found = process(RawPage(url=url, body=body, content_type=content_type))
    assert isinstance(found, Extraction)
    article = found.article
    assert (article.url, article.title) == (url, "秋粮收购全面启动")
    assert article.published_at == "2023-09-18T10:24:31+08:00"
    assert article.body.split("\n")[1] == "今年已备足仓容十二万吨。"
    empty = RawPage(url=url, body=b'{"code":404,"data":null}', content_type=content_type)
    assert isinstance(process(empty), Rejection)


PARAGRAPHS = re.findall("<p>(.*?)</p>", TEXT)
BLOCKS = {
    "texts": PARAGRAPHS,
    "typed texts": [{"type": "text", "content": each} for each in PARAGRAPHS],
    "Editor.js": [
        {"type": "paragraph", "data": {"text": PARAGRAPHS[0]}},
        {"type": "image", "data": {"url": "/i/1.jpg"}},
        {"type": "paragraph", "data": {"text": PARAGRAPHS[1]}},
    ],
}


@pytest.mark.parametrize("blocks", BLOCKS.values(), ids=BLOCKS)
@pytest.mark.parametrize("key", ["blocks", "content", "contentList"])
def test_a_text_may_be_kept_block_by_block(key: str, blocks: list[object]) -> None:
    without = {name: value for name, value in ARTICLE.items() if name != "content"}
    found = _read(_html({"detail": {**without, key: blocks}}))
    assert isinstance(found, Extraction)
    assert found.article.body.split("\n") == PARAGRAPHS


@pytest.mark.parametrize(
    "beside",
    [
        {"title": "网站声明", "blocks": [{"text": "本网站由清江县融媒体中心主办，" * 4}]},
        {
            "title": "网站声明",
            "time": "2023-01-01",
            "blocks": ["本网站由清江县融媒体中心主办，" * 4],
        },
    ],
)
def test_blocks_beside_an_article_take_nothing_from_it(beside: dict[str, object]) -> None:
    found = _read(_html({"detail": ARTICLE, "footer": beside}))
    assert isinstance(found, Extraction)
    assert found.article.title == ARTICLE["title"]


def test_a_list_of_articles_is_no_text_in_blocks() -> None:
    rows = [{"title": f"第{n}条", "content": TEXT[:30]} for n in range(3)]
    listed = {"title": "要闻", "time": "2023-09-18", "content": rows}
    assert page_of_state(_html({"page": listed})) is None
    undated = {"title": "关于我们", "blocks": [TEXT]}
    assert page_of_state(_html({"page": undated})) is None


_JSON = json.dumps(ARTICLE, ensure_ascii=False).replace("</", "<\\/")
_BARE = re.sub(r'"(\w+)":', r"\1:", _JSON)
_ESCAPED = json.dumps(json.dumps(ARTICLE))[1:-1].replace("'", "\\'")
_CALLED = (
    'window.__NUXT__=(function(t,c,e){return {data:[{title:t,publishTime:"2023-09-18 10:24:31",'
    'source:"清江县融媒体中心",author:"唐静",editor:e,content:c}]}}'
    f'("秋粮收购全面启动",{json.dumps(TEXT)},"何佳"))'
)


@pytest.mark.parametrize(
    "script",
    [
        f"window.__NUXT__={{layout:'default',data:[{{detail:{_BARE},}}],error:null,ok:!0}}",
        f"window.DATA={_JSON}",
        f"var detail = {_JSON};",
        f"const detail={_BARE};render(detail)",
        f'new Vue({{el:"#app",data:{{article:{_JSON}}},methods:{{go(){{}}}}}})',
        f"new Vue({{el:'#app', /* x */ data:{{article:{_BARE}, // y\n n:1+2}}}})",
        f"var detail = JSON.parse('{_ESCAPED}');",
        f"window.__NUXT__=(function(a,b){{return {{data:[{{detail:{_JSON}}}],x:a}}}}(1,'b'));",
        f"new Vue({{el:'#app',data(){{return {{article:{_BARE}}}}},methods:{{}}}})",
        f"new Vue({{methods:{{go(){{}}}},data:function(){{ return {{a:{_JSON}}}; }}}})",
        f"Vue.createApp({{data:()=>({{a:{_JSON}}})}}).mount('#app')",
        f"export default {{components:{{a(){{b()}}}},data(){{return {{a:{_JSON}}}}}}}",
        "var detail=" + _BARE.replace("<\\/p><p>", '<\\/p>" +\n "<p>'),
        "var detail=" + _BARE.replace("publishTime", "time"),
        _CALLED,
    ],
)
def test_data_in_a_scripts_own_notation_is_read(script: str) -> None:
    found = _read(f"<html><head><title>新闻</title></head><body><script>{script}</script></body>")
    assert isinstance(found, Extraction)
    article = found.article
    assert article.title == "秋粮收购全面启动"
    assert article.published_at == "2023-09-18T10:24:31+08:00"
    assert article.source == "清江县融媒体中心"
    assert (article.authors, article.editors) == (("唐静",), ("何佳",))
    assert article.body.split("\n")[1] == "今年已备足仓容十二万吨。"


@pytest.mark.parametrize("stamp", [1695003871000, 1695003871])
def test_a_timestamp_of_the_data_is_its_day(stamp: int) -> None:
    found = _read(_html({**ARTICLE, "publishTime": stamp}))
    assert isinstance(found, Extraction)
    assert found.article.published_at == "2023-09-18T10:24:31+08:00"


def test_a_time_that_is_no_day_dates_nothing() -> None:
    data = {"title": "标题", "time": "下午两点", "content": TEXT}
    stated = page_of_state(_html(data, "<script>var detail="))
    assert stated is not None
    assert "发布时间" not in stated


def test_names_of_the_trs_are_known() -> None:
    data = {"docTitle": "标题", "docRelTime": "2023-09-18", "docHtmlCon": TEXT}
    stated = page_of_state(_html(data, "<script>var detail="))
    assert stated is not None
    assert "发布时间：2023-09-18" in stated


def test_words_to_share_are_no_article() -> None:
    words = {"title": "秋粮收购全面启动", "content": re.sub("<.*?>", "", TEXT)}
    assert page_of_state(_html(words, "<script>var share=")) is None
    assert (
        page_of_state(_html({**words, "content": words["content"] + "…"}, "<script>a+b={")) is None
    )


def test_a_sum_or_a_call_is_no_value() -> None:
    for value in ('"' + "九" * 40 + '"+more', "text(1)", "`${text}`", "other.content"):
        script = f'var detail={{title:"标题",publishTime:"2023-09-18",content:{value}}}'
        assert page_of_state(f"<script>{script}</script>") is None


@pytest.mark.parametrize(
    ("before", "repeated"),
    [
        ("window.D=", "{a:"),
        ("", 'var a={b:"'),
        ("var a=", "{a:["),
        ('var a={b:"', '"\\'),
        ("var a={", "/*"),
        ("", "window.__NUXT__=(function(a,b){return "),
        ("", "window.__NUXT__=(function(" + "a," * 900),
        ("", 'var a=JSON.parse("{'),
        ("window.a={x:[", "1,"),
        ("var a={", " "),
    ],
)
def test_time_grows_with_length_alone(before: str, repeated: str) -> None:
    def seconds(size: int) -> float:
        html = "<script>" + before + repeated * (size // len(repeated))
        start = time.process_time()
        assert page_of_state(html) is None
        return time.process_time() - start

    small, large = seconds(100_000), seconds(800_000)
    assert large < 24 * small + 0.2  # eight times as long: 64 times where it grew with the square


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (r'"\u4e2d\x3c\/\n"', "中<" + "/\n"),
        (r"'\ud83d\ude00\''", "\U0001f600'"),
        (
            "[1,-2.5,0x1f,.5,!0,!1,void 0,null,undefined]",
            [1, -2.5, 31, 0.5, True, False, *[None] * 3],
        ),
        ("{a:{'b-c':1,2:`x`,}}", {"a": {"b-c": 1, "2": "x"}}),
        ("{}", {}),
        ("[]", []),
    ],
)
def test_literals(written: str, value: object) -> None:
    found = read_literal(written, 0)
    assert (found.value, found.end, found.whole) == (value, len(written), True)


def test_what_is_no_data_ends_the_reading() -> None:
    found = read_literal("{a:1,b:{c:2,d:function(){}},e:3}", 0)
    assert (found.value, found.whole) == ({"a": 1, "b": {"c": 2}}, False)
    assert read_literal("[" * 1000, 0).whole is False


def test_a_list_of_articles_is_none() -> None:
    others = [{**ARTICLE, "content": TEXT.replace("九", str(number) * 3)} for number in range(3)]
    others = [{**one, "content": f"{one['content']}{n}"} for n, one in enumerate(others)]
    assert isinstance(_read(_html({"list": others})), Rejection)


@pytest.mark.parametrize(
    "html",
    [
        "<script>window.__INITIAL_STATE__={broken",
        "<script>window.__NUXT__=(function(a){return {title:a}}('x'))</script>",
        _html({"title": "标题", "content": "太短"}),
        _html({"content": TEXT}),
        _html([[[[[[[[[[[[[[[ARTICLE]]]]]]]]]]]]]]]),
        "<p>没有脚本</p>",
    ],
)
def test_other_data_is_no_article(html: str) -> None:
    assert page_of_state(html) is None


def test_markup_in_a_field_stays_text() -> None:
    stated = page_of_state(_html({**ARTICLE, "title": "<b>要闻</b> & 其他"}))
    assert stated is not None
    assert "&lt;b&gt;要闻" in stated


def test_an_article_in_the_markup_goes_first() -> None:
    html = _html(ARTICLE).replace(
        "<div id=app></div>",
        "<h1>市民热线办理情况通报发布</h1><p>来源：清江发布 2024-01-05</p>"
        "<p>1月5日，市民热线公布上月办理情况，共受理诉求一万两千件，办结率为百分之九十九。</p>",
    )
    found = _read(html)
    assert isinstance(found, Extraction)
    assert found.article.title == "市民热线办理情况通报发布"


ROWS = "".join(f"<li><a href=/{n}.html>全市第{n}次会议</a> 2019-01-{n}</li>" for n in range(10, 30))


def _shelled(head: str = "", body: str = "") -> Extraction:
    html = _html({"detail": ARTICLE}).replace("<head>", f"<head>{head}")
    found = _read(html.replace("<div id=app></div>", body))
    assert isinstance(found, Extraction)
    return found


@pytest.mark.parametrize(
    ("head", "body", "rule"),
    [
        ("<title>澳门新葡京官网登录入口</title>", "", "metadata"),
        ("<meta name=description content='澳门新葡京官网登录入口'>", "", "metadata"),
        ("", "<a href='http://s1.vip/'>澳门新葡京官网登录入口</a>", "link"),
        ("", "<p>澳门新葡京官网登录入口</p>", "around"),
        ("", "<p style='display:none'>澳门新葡京官网登录入口</p>", "hidden:display:none"),
        ("<script>document.write('<b>澳门新葡京官网登录入口</b>')</script>", "", "script"),
        ("", f"<ul>{ROWS}</ul><a href='http://s1.vip/'>澳门新葡京官网登录入口</a>", "link"),
    ],
)
def test_the_page_around_it_is_hacked_all_the_same(head: str, body: str, rule: str) -> None:
    article = _shelled(head, body).article
    assert article.hacked
    assert rule in {one.rule for one in article.removed}
    assert {one.where for one in article.removed} == {"page"}
    assert article.title == "秋粮收购全面启动"


def test_spam_links_of_the_article_itself_are_told_too() -> None:
    link = "<p><a href='http://s1.vip/'>澳门新葡京官网登录入口</a></p>"
    found = _read(_html({"detail": {**ARTICLE, "content": TEXT + link}}))
    assert isinstance(found, Extraction)
    assert found.article.hacked
    assert "葡京" not in found.article.body


def test_the_head_and_the_breadcrumb_of_the_page_count() -> None:
    article = _shelled(
        "<meta name=keywords content='秋粮;收购'><meta name=ColumnName content=部门动态>",
        "<div class=crumb><a href=/>首页</a> &gt; <a href=/xw/>新闻中心</a> &gt; 部门动态</div>",
    ).article
    assert article.keywords == ("秋粮", "收购")
    assert article.section == ("新闻中心", "部门动态")


@pytest.mark.parametrize(
    "body",
    [
        f"<ul>{ROWS}</ul>",
        "<h1>清江县人民政府</h1><div class=crumb>首页 &gt; {{column.name}}</div>",
        "<span class=source>{{source}}</span><span class=author>{{author}}</span>",
        "<time datetime=2019-01-01>2019年1月1日</time><p>来源：别处日报</p><p>编辑：王芳</p>",
    ],
)
def test_what_else_the_page_shows_is_no_field_of_it(body: str) -> None:
    """Not even where the data says nothing of a field."""
    for missing in ((), ("publishTime", "source", "author", "editor")):
        known = {name: value for name, value in ARTICLE.items() if name not in missing}
        before = _read(_html({"detail": known}))
        found = _read(_html({"detail": known}).replace("<div id=app></div>", body))
        assert isinstance(before, Extraction)
        assert isinstance(found, Extraction)
        assert found.article == before.article


def test_a_page_refused_later_is_judged_by_its_own_tree() -> None:
    spam = "".join(f"<a href='http://s{n}.vip/'>澳门新葡京官网{n}</a> " for n in range(30))
    offer = {**ARTICLE, "title": "bet365官网", "content": "<p>澳门新葡京官网登录入口</p>" * 9}
    found = _read(_html({"detail": offer}).replace("<div id=app></div>", spam))
    assert isinstance(found, Rejection)
    assert found.hacked
