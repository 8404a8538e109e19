"""Lists that a script asks for with fields, what is asked after them, entries without links."""

import pytest

from crawler.discovery.entry_links import entry_link
from crawler.discovery.field_calls import field_calls
from crawler.discovery.forms import (
    body_of,
    entry_link_of,
    form_address,
    form_of,
    json_address,
    target_of,
    with_entry_link,
)
from crawler.discovery.json_lists import entries, following
from crawler.discovery.json_text import parse_json
from crawler.discovery.reading import read
from crawler.discovery.tree import parse
from tests.crawler.calling_pages import FORM, JSON, PAGE, only
from tests.crawler.sites import site


@pytest.mark.parametrize(
    ("script", "body", "content_type"),
    [
        ('$.post("/list.do",{cid:12,page:n},function(r){show(r)});', "cid=12&page=1", FORM),
        (
            (
                "var c='a1';$.ajax({type:'POST',url:'/list.do',"
                "data:{cid:c,pageNo:page,key:$('#k').val()},success:f});"
            ),
            "cid=a1&key=&pageNo=1",
            FORM,
        ),
        (
            (
                '$.ajax({url:"/list.do",type:"post",contentType:"application/json",'
                "data:JSON.stringify({channelId:12,pageNo:page,pageSize:10})})"
            ),
            '{"channelId": 12, "pageNo": 1, "pageSize": 10}',
            JSON,
        ),
        (
            "axios.post('/list.do', {channel: 'zwyw', current: 1})",
            '{"channel": "zwyw", "current": 1}',
            JSON,
        ),
        (
            "fetch('/list.do', {method: 'POST', body: JSON.stringify({page: p, size: 20})})",
            '{"page": 1, "size": 20}',
            JSON,
        ),
        (
            "axios({method:'post', url:'/list.do', data:{cid: 12, isAgg: true, page: 1}})",
            '{"cid": 12, "isAgg": true, "page": 1}',
            JSON,
        ),
        (
            "axios({url:'/list.do', method:'post', data:Qs.stringify({cid: 12, page: n})})",
            "cid=12&page=1",
            FORM,
        ),
        ('var cid="7";$.post("/list.do",{cid,ids:"1,2",page:n})', "cid=7&ids=1%2C2&page=1", FORM),
    ],
)
def test_calls_as_scripts_write_them(script: str, body: str, content_type: str) -> None:
    address = only(script)
    assert target_of(address) == "http://www.x.gov.cn/list.do"
    assert body_of(address) == (body, content_type)


@pytest.mark.parametrize(
    "script",
    [
        '$.post("/hits.do",{id:12});',
        '$.post("/list.do",{cid:chosen(),page:n});',
        '$.post("/list.do",{cid:first ? 1 : 2,page:n});',
        '$.post("/list.do",{cid:$("#elsewhere").val(),page:n});',
        '$.post("/list.do",{cids:[1,2],page:n});',
        '$.post("/list.do?cid=" + cid,{page:n});',
        "axios.post(`/list/${cid}`,{page:n});",
        '$.ajax({url:"/list.do",data:{id:1}});',
        'fetch("/list.do", {body: {page: 1}});',
        '$.getJSON("/list.do", settings);',
        '$.ajax({url:"/menu.do",type:"post"}); $.ajax({url:"/x",data:{id:1}});',
        "",
    ],
)
def test_other_calls_are_left_alone(script: str) -> None:
    assert field_calls(parse(f"<script>{script}</script>"), PAGE) == []


@pytest.mark.parametrize(
    "script",
    [
        '$.ajax({url:"/list.do",data:{cid:12,page:n}});',
        '$.getJSON("/list.do", {cid: 12, page: n}, show);',
        "axios.get('/list.do', {params: {cid: 12, page: 1}})",
        "var asked = {cid: 12, page: 1}; axios.get('/list.do', {params: asked})",
        'var p = {cid: 12, page: 1}; function go(n) { $.getJSON("/list.do", p, show); }',
        'var api = "/list.do"; $.ajax({url: api, data: {cid: 12, page: n}});',
        'this.$http.get("/list.do", {params: {cid: 12, page: this.n}})',
        't.get("/list.do",{params:{cid:12,page:e}}).then(f)',
        'request({url: "/list.do", method: "get", params: {cid: 12, page: n}})',
        '$.ajax("/list.do", {data: {cid: 12, page: n}})',
    ],
)
def test_calls_by_get(script: str) -> None:
    assert only(script) == "http://www.x.gov.cn/list.do?cid=12&page=1"


@pytest.mark.parametrize(
    ("script", "body"),
    [
        ('this.$http.post("/list.do", {cid: 12, page: n})', ('{"cid": 12, "page": 1}', JSON)),
        (
            'request({url: "/list.do", method: "post", data: {cid: 12, page: n}})',
            ('{"cid": 12, "page": 1}', JSON),
        ),
        ('mui.post("/list.do", {cid: 12, page: n}, show)', ("cid=12&page=1", FORM)),
        ('$.ajax("/list.do", {type: "post", data: {cid: 12, page: n}})', ("cid=12&page=1", FORM)),
    ],
)
def test_calls_by_post_of_other_instances(script: str, body: tuple[str, str]) -> None:
    assert body_of(only(script)) == body


def test_an_instance_may_ask_below_an_address_of_its_own() -> None:
    base = 'axios.create({baseURL: "/prod-api/", timeout: 5000});'
    asked = 't.get("/list.do", {params: {cid: 12, page: e}})'
    assert only(base + asked) == "http://www.x.gov.cn/prod-api/list.do?cid=12&page=1"
    plain = '$.getJSON("/list.do", {cid: 12, page: n}, show)'
    assert only(base + plain) == "http://www.x.gov.cn/list.do?cid=12&page=1"


def test_fields_of_a_component_and_of_the_window() -> None:
    script = (
        "window.cid = 12; new Vue({data: {size: 10}, methods: {load: function (n) {"
        "axios.get('/list.do', {params: {cid: window.cid, size: this.size, page: n}})}}})"
    )
    assert only(script) == "http://www.x.gov.cn/list.do?cid=12&size=10&page=1"


def test_a_variable_holds_what_is_posted() -> None:
    script = "var p = {c: 8, page: 1}; $.ajax({url:'/list.do',type:'POST',data:JSON.stringify(p)})"
    assert body_of(only(script)) == ('{"c": 8, "page": 1}', JSON)


@pytest.mark.parametrize(
    ("script", "link"),
    [
        ("'<a href=\"/detail/'+o.id+'.html\">'", "/detail/{id}.html"),
        ("`<a href='/show?id=${item.guid}' target=_blank>`", "/show?id={guid}"),
        ('this.$router.push("/detail/" + o.id)', "/detail/{id}"),
        ("location.href='/show?id='+row.id+'&t=1'", "/show?id={id}&t=1"),
        ("window.open(`/detail/${row.id}.html`)", "/detail/{id}.html"),
        ('router.push({path: "/detail/" + row.id})', "/detail/{id}"),
        ('r("a",{attrs:{href:"/detail/"+e.id+".html",target:"_blank"}})', "/detail/{id}.html"),
        ("<router-link :to=\"'/detail/' + item.id\">", "/detail/{id}"),
        ('$router.push({path: "/detail", query: {id: row.id}})', "/detail?id={id}"),
        ('location.href = "/a/" + o.day + "/" + o.id', None),
        ("'<a href=' + o.url + '>'", None),
        ("'<a href=\"/a/'+o.day+'/b_'+o.id+'.html\">'", None),
    ],
)
def test_links_that_a_page_makes_of_entries(script: str, link: str | None) -> None:
    assert entry_link(script) == link


@pytest.mark.parametrize("address", ["http://x.cn/l?page=1", "http://x.cn/l#post:page=1"])
def test_entries_become_links_as_their_page_makes_them(address: str) -> None:
    asked = with_entry_link(address, "/detail/{id}.html")
    answer = parse_json('{"total": 2, "rows": [{"id": 7, "title": "甲"}]}')
    assert [link.url for link in entries(answer, asked)] == ["http://x.cn/detail/7.html"]
    after = following(answer, asked, listed=1)
    assert after is not None
    assert entry_link_of(after) == "/detail/{id}.html"
    assert "page=2" in after
    assert target_of(asked) == address.partition("#")[0]


def test_numbered_files_go_on_where_they_say_how_many() -> None:
    answer = parse_json('{"total": 2, "rows": [{"title": "a", "url": "/1.html"}]}')
    assert following(answer, "http://x.cn/tz_1.json", listed=1) == "http://x.cn/tz_2.json"
    assert following(answer, "http://x.cn/tz_2.json", listed=1) is None
    rows = parse_json('[{"title": "a", "url": "/1.html"}]')
    assert following(rows, "http://x.cn/column_12.json", listed=1) is None


@pytest.mark.parametrize(
    ("script", "body"),
    [
        ('$.post("/list.do",{cid:12,page:n});', "cid=12&page=2"),
        ("axios.post('/list.do', {channel: 'zwyw', page: 1})", '{"channel": "zwyw", "page": 2}'),
    ],
)
def test_the_answer_after_one(script: str, body: str) -> None:
    address = only(script)
    answer = parse_json('{"total": 12, "rows": [{"title": "a", "url": "/1.html"}]}')
    after = following(answer, address, listed=10)
    assert after is not None
    assert (body_of(after) or ("",))[0] == body
    assert following(answer, after, listed=10) is None


def test_an_address_with_a_query() -> None:
    address = only('$.ajax({url:"/list.do?cid=3",type:"post",data:{page:n}})')
    assert target_of(address) == "http://www.x.gov.cn/list.do?cid=3"
    assert body_of(address) == ("page=1", FORM)


@pytest.mark.parametrize(
    ("address", "said", "after"),
    [
        ("http://x.cn/l", '"next": "/l?cursor=b7"', "http://x.cn/l?cursor=b7"),
        ("http://x.cn/l#post:c=1", '"next": "/l?cursor=b7"', "http://x.cn/l?cursor=b7"),
        ("http://x.cn/l", '"pageNo": 1, "total": 20', "http://x.cn/l?pageNo=2"),
        ("http://x.cn/l?c=1", '"pageNo": 1, "total": 20', "http://x.cn/l?c=1&pageNo=2"),
    ],
)
def test_the_answer_that_an_answer_names_is_read_alike(address: str, said: str, after: str) -> None:
    asked = with_entry_link(address, "/detail/{id}.html")
    answer = parse_json(f'{{{said}, "rows": [{{"id": 7, "title": "甲"}}]}}')
    named = following(answer, asked, listed=1)
    assert named == with_entry_link(after, "/detail/{id}.html")


@pytest.mark.parametrize(
    ("address", "body"),
    [
        (form_address("http://x.cn/l", {"cid": "12"}), "cid=12&pageNo=2"),
        (json_address("http://x.cn/l", {"cid": 12}), '{"cid": 12, "pageNo": 2}'),
    ],
)
def test_page_two_of_what_is_posted_is_posted(address: str, body: str) -> None:
    asked = with_entry_link(address, "/detail/{id}.html")
    answer = parse_json('{"pageNo": 1, "total": 20, "rows": [{"id": 7, "title": "甲"}]}')
    after = following(answer, asked, listed=1) or ""
    assert (body_of(after) or ("",))[0] == body
    assert entry_link_of(after) == "/detail/{id}.html"


@pytest.mark.parametrize(
    "read_it",
    [
        'GetQueryString("cid")',
        "$.getUrlParam('cid')",
        'getQueryVariable("cid")',
        "util.getParam('cid')",
        'new URLSearchParams(window.location.search).get("cid")',
        "new URL(location.href).searchParams.get('cid')",
        "this.$route.query.cid",
    ],
)
def test_what_a_script_reads_from_its_pages_address(read_it: str) -> None:
    script = f"var cid = {read_it}; $.getJSON('/list.do?cid=' + cid + '&page=' + n, show);"
    html = f"<html><body><h2>要闻</h2><script>{script}</script></body></html>"
    reading = read(html, "http://www.x.gov.cn/list.html?cid=12", site(), expected="list")
    assert [link.url for link, _ in reading.links] == ["http://www.x.gov.cn/list.do?cid=12&page=1"]


# WordPress: the theme's script asks for more posts; what it asks with stands on the page.
ADMIN = r"http:\/\/www.x.gov.cn\/wp-admin\/admin-ajax.php"
WORDPRESS = (
    rf'var more_params = {{"ajaxurl":"{ADMIN}",'
    r'"posts":"{\"cat\":3,\"p\":0,\"category_name\":\"\u8981\u95fb\"}","current_page":"1"};'
)
QUERY = '{"cat":3,"p":0,"category_name":"要闻"}'
QUERIED = """$('.more').click(function () {
    var data = {'action': 'loadmore', 'query': more_params.posts, 'page': more_params.current_page};
    $.ajax({url: more_params.ajaxurl, data: data, type: 'POST', success: add});
});"""
PAGED = """var paged = 2;
function more() { $.post(ajaxurl, {action: "load_more", cat: 3, paged: paged}, add); }"""
COUNTED = """jQuery.ajax({type: "post", url: more_params.ajaxurl,
    data: {action: "more", paged: page}, success: add});"""


@pytest.mark.parametrize(
    ("script", "fields"),
    [
        (WORDPRESS + QUERIED, {"action": "loadmore", "page": "1", "query": QUERY}),
        (
            f'var ajaxurl = "{ADMIN}"; {PAGED}',
            {"action": "load_more", "cat": "3", "paged": "2"},
        ),
        (WORDPRESS + COUNTED, {"action": "more", "paged": "1"}),
    ],
)
def test_more_posts_of_wordpress_are_asked_for(script: str, fields: dict[str, str]) -> None:
    address = only(script)
    assert target_of(address) == "http://www.x.gov.cn/wp-admin/admin-ajax.php"
    assert dict(form_of(address) or ()) == fields
    piece = "".join(
        f'<article><h2><a href="/{n}.html">某县召开第{n}次全县工作会议</a></h2></article>'
        for n in range(4)
    )
    found = read(piece, address, site(), expected="list")
    number = "paged" if "paged" in fields else "page"
    after = dict(form_of(found.following or "") or ())
    assert after == fields | {number: str(int(fields[number]) + 1)}
    assert found.kind == "list"
    assert read("0", address, site(), expected="list").following is None


@pytest.mark.parametrize(
    "script",
    [
        "$.ajax({url: e.u, type: 'post', data: {page: 1}})",
        "var e = '/list' + '.do'; fetch(e, {method: 'post', body: {page: 1}})",
        "var own = {name: '要闻'}; $.post(own.name, {page: 1});",
    ],
)
def test_what_holds_no_address_is_none(script: str) -> None:
    assert field_calls(parse(f"<script>{script}</script>"), PAGE) == []


def test_rows_of_a_piece_are_rows_whatever_their_list_is_called() -> None:
    address = form_address("http://www.x.gov.cn/site/label/8888", {"catId": "3", "pageIndex": "1"})
    piece = "".join(
        f'<ul class="xxgk_nav_list"><li><a href="/p/21/6110{n}.html">某县召开第{n}次全县工作会议'
        "</a></li></ul>"
        for n in range(4)
    )
    found = read(piece, address, site(), expected="list")
    assert (found.kind, found.rows) == ("list", 4)
    assert dict(form_of(found.following or "") or ()) == {"catId": "3", "pageIndex": "2"}
    whole = read(f"<html><body>{piece}</body></html>", address, site(), expected="list")
    assert whole.rows == 0
