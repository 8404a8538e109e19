"""Lists that scripts fetch: entries, what comes after, and the calls that pages make."""

import json

import pytest

from crawler.discovery import json_lists
from crawler.discovery.calls import calls, jpaas_following, jpaas_list
from crawler.discovery.forms import body_of, target_of
from crawler.discovery.json_text import parse_json
from crawler.discovery.tree import parse

BASE = "http://www.x.gov.cn/c101/common_list.shtml"


def links(value: object) -> list[tuple[str, str, str | None]]:
    return [(link.url, link.text, link.date) for link in json_lists.entries(value, BASE)]


def test_entries_are_found_wherever_they_stand() -> None:
    entry = {
        "title": "<em>某县</em>召开会议",
        "url": "/c101/a.shtml",
        "publishedTimeStr": "2020-02-24",
    }
    wanted = [("http://www.x.gov.cn/c101/a.shtml", "某县召开会议", "2020-02-24")]
    assert links({"data": {"results": [entry], "total": 1}}) == wanted
    assert links([{"rows": [{"cell": entry}]}]) == wanted


def test_unix_times_are_read_as_beijing_time() -> None:
    for time in (1_582_531_200, 1_582_531_200_000):
        entry = {"title": "某县召开会议", "post_url": "/a.html", "display_publish_time": time}
        assert links({"articles": [entry]})[0][2] == "2020-02-24 16:00"


def test_html_inside_an_answer_is_read_too() -> None:
    html = '<ul><li><a href="/art/1.html">某县召开会议</a><span>2020-02-24</span></li></ul>'
    assert links({"data": {"html": html}}) == [
        ("http://www.x.gov.cn/art/1.html", "某县召开会议", "2020-02-24")
    ]


@pytest.mark.parametrize(
    "value", [{}, [], {"title": "没有地址"}, {"url": "/a.html"}, {"html": "a < b"}, 7]
)
def test_what_lists_nothing_gives_nothing(value: object) -> None:
    assert links(value) == []


@pytest.mark.parametrize("text", ["<html></html>", "", "{broken", "function(){}", "[1,2"])
def test_other_text_is_no_json(text: str) -> None:
    assert parse_json(text) is None


def test_a_callback_around_it_is_taken_off() -> None:
    assert parse_json('jQuery123_4({"total": 3});') == {"total": 3}


def test_pages_are_counted_up_until_all_were_listed() -> None:
    url = "http://www.x.gov.cn/api/list?channel=3&page=2"
    after = "http://www.x.gov.cn/api/list?channel=3&page=3"
    assert json_lists.following({"total": 31}, url, listed=10) == after
    assert json_lists.following({"total": 20}, url, listed=10) is None
    assert json_lists.following({"data": {"pages": 2}}, url, listed=10) is None
    assert json_lists.following({}, url, listed=10) == after
    assert json_lists.following({}, url, listed=0) is None
    assert json_lists.following({}, "http://www.x.gov.cn/api/list", listed=10) is None


UNIT = (
    """<{tag} url="/api-gateway/jpaas-publish-server/front/page/build/unit" """
    """queryData="{{'webId':'3','pageId':'{page}'}}">{rows}</{tag}>"""
)
PAGER = '<div class="pagination" rows="{size}" count="{count}"></div>'


def _rows(number: int) -> str:
    return "".join(f'<li><a href="/art_{at}.html">某县召开会议</a></li>' for at in range(number))


def _unit(rows: int = 0, page: int = 101, tag: str = "div") -> str:
    return UNIT.format(tag=tag, page=page, rows=_rows(rows))


def _pager(size: int, count: int) -> str:
    return PAGER.format(size=size, count=count)


@pytest.mark.parametrize(
    ("page", "first", "after"),
    [
        (_unit(15) + _pager(15, 31), None, 2),
        # Its rows stand beside the unit.
        (f"{_unit(tag='script')}{_rows(15)}{_pager(15, 31)}", None, 2),
        # The pager counts rows that the script is to ask for.
        (_unit() + _pager(8, 16), 1, None),
        # Those of a column that fits one page, too.
        (_unit() + _pager(15, 9), 1, None),
        (_unit(9) + _pager(15, 9), None, None),
        (_unit() + _pager(15, 0), None, None),
        (_unit(), 1, None),
    ],
)
def test_a_jpaas_unit_asks_for_what_it_does_not_show(
    page: str, first: int | None, after: int | None
) -> None:
    for call, number in ((jpaas_list, first), (jpaas_following, after)):
        asked = call(parse(f"<div>{page}</div>"), BASE)
        assert (asked is None) == (number is None)
        assert asked is None or f"pageNo%22%3A{number}" in asked


def test_of_several_jpaas_units_the_one_beside_the_pager_is_the_list() -> None:
    menu, rows = _unit(4, page=7), _unit(15, page=101)
    page = f"<div><div>{menu}</div><div>{rows}{_pager(15, 31)}</div></div>"
    asked = jpaas_following(parse(page), BASE)
    assert asked is not None
    assert "pageId=101" in asked


def test_jpaas_pages_are_counted_in_their_own_way() -> None:
    first = jpaas_following(parse(_unit(15) + _pager(15, 31)), BASE)
    assert first is not None
    after = json_lists.following({"data": {"html": ""}}, first, listed=15)
    assert after is not None
    assert "pageNo%22%3A3" in after


@pytest.mark.parametrize(
    ("asked", "value", "after"),
    [
        ("/data/news/page-1.json", [{"id": 1}], "/data/news/page-2.json"),
        ("/api/news/page/1", [{"id": 1}], "/api/news/page/2"),
        ("/api/news/page/1?c=3", [{"id": 1}], "/api/news/page/2?c=3"),
        ("/api/news/page/2", {"pageCount": 2}, None),
        ("/data/news_1.json", [{"id": 1}], None),  # the number may be the column's
        ("/data/news_1.json", {"pageCount": 2}, "/data/news_2.json"),
        ("/api/news/1", {"pageCount": 2}, "/api/news/1?page=2"),
    ],
)
def test_files_are_counted_up_whose_number_is_a_pages(
    asked: str, value: object, after: str | None
) -> None:
    host = "http://www.x.gov.cn"
    assert json_lists.following(value, host + asked, listed=1) == (after and host + after)


CHANNEL = "0123456789abcdef0123456789abcdef"
CHANNEL_QUERY = (
    "?page=1&_pageSize=15&_isAgg=true&_isJson=true&_template=index&_rangeTimeGte=&_channelName="
)


@pytest.mark.parametrize(
    ("page", "call"),
    [
        (
            f"var url = '/common/search/{CHANNEL}?_isJson=true&page=' + n;",
            f"/common/search/{CHANNEL}?_isJson=true&page=1",
        ),
        (
            f'<meta name="channelid" content="{CHANNEL}">',
            f"/common/search/{CHANNEL}{CHANNEL_QUERY}",
        ),
        ("window._CONFIG = {SID: '200025', CATE: '77'}", "/gkmlpt/api/all/0?page=1&sid=200025"),
        (
            (
                "var cfg = {SID: '200025'}, cat = 77;"
                " url = '/gkmlpt/api/all/' + cat + '?page=' + n + '&sid=' + cfg.SID;"
            ),
            "/gkmlpt/api/all/77?page=1&sid=200025",
        ),
        (
            "<script src='/gkmlpt/js/a.js'></script>SID: '200025'",
            "/gkmlpt/api/all/0?page=1&sid=200025",
        ),
        ("<p>没有脚本</p>", None),
    ],
)
def test_calls_are_made_as_the_script_would(page: str, call: str | None) -> None:
    found = calls(page, BASE)
    assert found[:1] == ([] if call is None else [f"http://www.x.gov.cn{call}"])


MORE = (
    'data-page="1" data-root_dir="/sub" data-tagidmd5="a1_9f" data-lang="cn" data-keywords=""'
    " onClick=\"tag_arcpagelist_multi(this,'a1',9,'');\""
)
CALLED = "/sub/index.php?m=api&c=Ajax&a=arcpagelist&lang={}&page={}&pagesize=9&tagid=a1&tagidmd5={}"


@pytest.mark.parametrize(
    ("more", "lang", "md5"),
    [
        (MORE, "cn", "a1_9f"),
        (MORE.replace('"a1_9f"', '"a1_9f" class="button"'), "cn", "a1_9f"),
        ('data-root_dir="/sub" onClick="tag_arcpagelist_multi(this,\'a1\',9);"', "", ""),
    ],
)
def test_what_a_button_loads_is_asked_for_as_its_script_would(
    more: str, lang: str, md5: str
) -> None:
    (call,) = calls(f'<a href="javascript:void(0);" {more}>加载更多</a>', BASE)
    assert target_of(call) == f"http://www.x.gov.cn{CALLED.format(lang, 2, md5)}"
    assert body_of(call) == ("_ajax=1&keywords=", "application/x-www-form-urlencoded")
    answer = {"code": 1, "data": {"msg": "<a href=/1.html>题</a>", "lastpage": 0}}
    after = json_lists.following(answer, call, listed=9) or ""
    assert target_of(after) == f"http://www.x.gov.cn{CALLED.format(lang, 3, md5)}"
    assert body_of(after) == body_of(call)


def test_an_answer_may_hold_its_list_as_a_text() -> None:
    inner = {"total": 30, "infodata": [{"title": "甲", "infourl": "/003/1.html"}]}
    answer = parse_json(json.dumps({"custom": json.dumps(inner)}))
    assert [url for url, _, _ in links(answer)] == ["http://www.x.gov.cn/003/1.html"]
    assert json_lists.following(answer, "http://x.cn/l?pageIndex=0", listed=1) is not None


def test_no_answer_is_too_deep() -> None:
    assert parse_json("[" * 100_000 + "]" * 100_000) is None
    assert parse_json(json.dumps({"a": 1})) == {"a": 1}


@pytest.mark.parametrize(
    ("answer", "path", "after"),
    [
        ({"next": "/api/list?cursor=ab12"}, "/api/list", "/api/list?cursor=ab12"),
        ({"data": {"nextPageUrl": "?p=2"}}, "/api/list", "/api/list?p=2"),
        ({"next": None, "total": 99}, "/api/list", None),
        ({"next": "true"}, "/api/list", None),
        ({"data": {"pageNo": 1, "totalPage": 3}}, "/api/list?cid=7", "/api/list?cid=7&pageNo=2"),
        ({"current": 1, "total": 31}, "/api/list", "/api/list?current=2"),
        ({"current": 1, "total": 10}, "/api/list", None),
        ({"page": 1}, "/api/list", None),
        # Neither answer nor address has a number, but the answer says that there is more.
        ({"pages": 2}, "/api/list", "/api/list?page=2"),
        ({"data": {"total": 31}}, "/api/list?cid=7", "/api/list?cid=7&page=2"),
        ({"pages": 1}, "/api/list", None),
        ({"total": 10}, "/api/list", None),
        ({"pages": 3, "current": 2}, "/api/list", None),
        ({"totalPages": 3, "totalElements": 25, "number": 0}, "/api/list", "/api/list?page=1"),
        ({"total": 31}, "/api/list?offset=10&limit=10", "/api/list?offset=20&limit=10"),
        ({"total": 20}, "/api/list?offset=10&limit=10", None),
        # In a word, or by a flag, that nothing follows.
        ({"has_more": False}, "/api/list?page=2", None),
        ({"data": {"has_more": True}}, "/api/list?page=2", "/api/list?page=3"),
        ({"data": {"lastpage": 1}}, "/api/list?page=2", None),
        ({"data": {"lastpage": 0}}, "/api/list?page=2", "/api/list?page=3"),
        ({"last_page": 2, "total": 99}, "/api/list?page=2", None),
    ],
)
def test_answers_say_themselves_where_they_go_on(
    answer: object, path: str, after: str | None
) -> None:
    found = json_lists.following(answer, f"http://www.x.gov.cn{path}", listed=10)
    assert found == (None if after is None else f"http://www.x.gov.cn{after}")


@pytest.mark.parametrize(
    "name",
    ["/weather.json", "/js/menuList.json", "/data/map.json", "/static/lang/zh.json", "x.json"],
)
def test_files_of_a_pages_furniture_are_no_lists(name: str) -> None:
    script = f'<script>$.getJSON("{name}",show)</script>'
    assert calls(script, "http://www.x.gov.cn/xw/") == []


@pytest.mark.parametrize(
    ("script", "call"),
    [
        ('$.getJSON("./YAOWENLIEBIAO.json",function(data){})', "/xw/YAOWENLIEBIAO.json"),
        ('$.get("/weather.json",w);$.getJSON("/news/2024.json",f)', "/news/2024.json"),
        ('fetch("/data/menu.json");fetch("tzgg.json")', "/xw/tzgg.json"),
        ('$.ajax({url:"/json/menuList.json"});$.ajax({url:"./12345.json"})', "/xw/12345.json"),
        # The address stands in a variable.
        (
            'var url="/api/list?cid=7&page="+n;$.ajax({url:url,success:f})',
            "/api/list?cid=7&page=1",
        ),
        (
            "var cid=7, u='/a'; u = '/api/list?cid=' + cid + '&page=' + n; $.getJSON(u, f)",
            "/api/list?cid=7&page=1",
        ),
        ('var list="./tzgg.json";fetch(list).then(f)', "/xw/tzgg.json"),
        (
            'var page=1;$.getJSON("/was5/web/search?channelid=203116&page="+page,function(d){})',
            "/was5/web/search?channelid=203116&page=1",
        ),
        (
            'var c=12;$.ajax({type:"get",url:"/list/news?channel="+c+"&pageNo="+n,success:f})',
            "/list/news?channel=12&pageNo=1",
        ),
    ],
)
def test_calls_that_any_page_may_make(script: str, call: str) -> None:
    assert calls(f"<script>{script}</script>", "http://www.x.gov.cn/xw/") == [
        f"http://www.x.gov.cn{call}"
    ]


def test_each_column_of_a_page_has_its_call() -> None:
    script = """
    $.getJSON("/api/list?channel=12&page=" + page, show);
    $.getJSON("/api/list?channel=34&page=" + page, show);
    $.getJSON("/api/list?channel=12&page=" + page, again);
    """
    assert calls(script, "http://www.x.gov.cn/xw/") == [
        "http://www.x.gov.cn/api/list?channel=12&page=1",
        "http://www.x.gov.cn/api/list?channel=34&page=1",
    ]


def test_a_page_of_endless_calls_is_a_trap() -> None:
    script = "".join(f'$.getJSON("/api/list?channel={n}&page=" + page);' for n in range(5000))
    assert len(calls(script, "http://www.x.gov.cn/xw/")) == 10


def test_a_call_is_not_guessed_once_more_from_what_it_was_made_of() -> None:
    channel = "a" * 32
    page = (
        f'<meta name="channelid" content="{"b" * 32}"><script>'
        f'$.get("/common/search/{channel}?_isJson=true&page=1")</script>'
    )
    (found,) = calls(page, "http://www.x.gov.cn/xw/")
    assert f"/common/search/{channel}?" in found


@pytest.mark.parametrize(
    ("script", "paths"),
    [
        ('$.get("/common/search/" + id + "?page=" + n)', ["/common/search/"]),
        ('$.get("/searchList/" + id + "?page=" + n)', ["/searchList/"]),
        ("", ["/common/search/", "/searchList/"]),
    ],
)
def test_a_channel_is_asked_for_where_its_page_says(script: str, paths: list[str]) -> None:
    page = (
        f'<meta name="channelid" content="{"b" * 32}"><script>'
        f"var id = $('meta[name=channelid]').attr('content'); {script}</script>"
    )
    found = calls(page, "http://www.x.gov.cn/xw/")
    assert [call.partition("b" * 32)[0] for call in found] == [
        f"http://www.x.gov.cn{path}" for path in paths
    ]


TREE = """<script>window._CONFIG = { SID: '200025', TYPE: 1, TREE: [
{"id":3,"name":"公开指南","jump_url":"http:\\/\\/www.x.gov.cn\\/gkzn\\/","post_count":0,"children":[]},
{"id":5,"name":"政策文件","jump_url":"","post_count":31,"children":[
{"id":7,"name":"规范性文件","jump_url":"","post_count":30,"children":[]},
{"id":8,"name":"政府规章","jump_url":"","post_count":0,"children":[]}]},
{"name":"人事信息","id":"11","post_count":2}], SERVICE_AREA_ID: 4 };</script>"""


def test_each_column_of_a_directory_has_its_call() -> None:
    """The list of all of them, 0, is refused from its second page on by some sites."""
    found = calls(TREE, "http://www.x.gov.cn/xxgk/gkmlpt/index")
    wanted = [
        f"http://www.x.gov.cn/xxgk/gkmlpt/api/all/{n}?page=1&sid=200025" for n in (0, 5, 7, 11)
    ]
    assert found == wanted


def test_a_directory_without_end_is_a_trap() -> None:
    nodes = ",".join(f'{{"id":{n},"name":"x"}}' for n in range(1, 5000))
    tree = f"<script>SID: '1', TREE: [{nodes}]</script>"
    assert len(calls(tree, "http://www.x.gov.cn/gkmlpt/index")) == 300
