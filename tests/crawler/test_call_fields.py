"""Fields of a script's calls: parts of objects, parameters, and what is added to them."""

import pytest

from crawler.discovery.field_calls import field_calls
from crawler.discovery.forms import (
    body_of,
    form_of,
    json_of,
    target_of,
)
from crawler.discovery.json_lists import following
from crawler.discovery.json_text import parse_json
from crawler.discovery.own_query import with_own_query
from crawler.discovery.reading import read
from crawler.discovery.tree import parse
from tests.crawler.calling_pages import FORM, JSON, PAGE, only
from tests.crawler.sites import site

# Epoint: the site's names stand in a script of all pages, the call in the list's own.
EPOINT = 'var siteInfo = {"siteGuid":"7eb5-f7f1","projectName":"/EWB","vname":"/gxj"};'
LISTED = "/EWB/rest/lightfrontaction/getgovinfolist"
FIELDS = '{"categorynum": num, "pageIndex": pageIndex, "siteGuid": siteInfo.siteGuid}'
SENT = '{"categorynum": "003001", "pageIndex": %d, "siteGuid": "7eb5-f7f1"}'


def epoint(data: str, more: str = "", called: str = "") -> str:
    url = LISTED.removeprefix("/EWB")
    call = f'$.ajax({{url: siteInfo.projectName + "{url}", type: "post", {more} data: {data}}});'
    return f'{EPOINT} var num = "003001"; function show(pageIndex) {{ {call} }} {called}'


@pytest.mark.parametrize(
    ("script", "body"),
    [
        (
            epoint(f"JSON.stringify({FIELDS})"),
            SENT % 1,
        ),
        (
            epoint(f"JSON.stringify({FIELDS})", called="show(0);"),
            SENT % 0,
        ),
        (
            epoint(f"JSON.stringify({FIELDS.replace(': pageIndex', ': pageIndex - 1')})"),
            SENT % 0,
        ),
        (
            epoint(f'JSON.stringify({{"token": "", "params": {FIELDS}}})'),
            f'{{"params": {SENT % 1}, "token": ""}}',
        ),
    ],
)
def test_parts_of_objects_and_first_numbers_are_known(script: str, body: str) -> None:
    address = only(script)
    assert target_of(address) == f"http://www.x.gov.cn{LISTED}"
    assert body_of(address) == (body, JSON)
    number = '"pageIndex": '
    after = following({"custom": {"total": 99}}, address, listed=9) or ""
    first = int(body.partition(number)[2][0])
    counted = body.replace(f"{number}{first}", f"{number}{first + 1}")
    assert (body_of(after) or ("",))[0] == counted


def test_of_several_objects_the_one_before_the_call_is_sent() -> None:
    script = (
        'function a(){var p = {id: 7}; $.post("/hits.do", p);}'
        'function b(){var p = {cid: 12, page: 1}; $.post("/list.do", p);}'
        "function c(){var p = {cid: 3};}"
    )
    assert body_of(only(script)) == ("cid=12&page=1", FORM)


def test_json_may_go_as_a_field_of_a_form() -> None:
    address = only(epoint(f'{{"params": JSON.stringify({FIELDS})}}', called="show(0);"))
    assert dict(form_of(address) or ()) == {"params": SENT % 0}
    after = following({"custom": {"total": 99}}, address, listed=9) or ""
    assert parse_json(dict(form_of(after) or ())["params"]) == parse_json(SENT % 1)


@pytest.mark.parametrize(
    "script",
    [
        epoint(f"JSON.stringify({FIELDS})").replace("siteInfo.projectName", "other.projectName"),
        epoint(f"JSON.stringify({FIELDS})").replace("siteInfo.siteGuid", "siteInfo.guid"),
        epoint(f"{{a: {FIELDS}}}"),
    ],
)
def test_what_no_object_has_is_not_known(script: str) -> None:
    assert field_calls(parse(f"<script>{script}</script>"), PAGE) == []


def test_parameters_that_an_address_lacks_are_empty() -> None:
    text = "var a = util.getQueryString('cid'), b = util.getQueryString('dept');"
    wanted = 'var a = "12", b = "";'
    assert with_own_query(text, "http://x.cn/list.html?cid=12") == wanted


@pytest.mark.parametrize(
    "whole", ["StlClient.getQueryString()", "window.location.search.substr(1)", "getQueryStr( )"]
)
def test_a_whole_query_may_stand_behind_a_calls_address(whole: str) -> None:
    script = f"""function stlDynamic7(page) {{
        stlClient.post('/api/stl/actions/dynamic?' + {whole}, {{value: 'a1c', page: page}}, show);
    }}
    stlDynamic7(stlGetPage7());"""
    html = f"<html><body><h2>要闻</h2><script>{script}</script></body></html>"
    for query in ("", "?type=2"):
        reading = read(html, f"{PAGE}{query}", site(), expected="list")
        (address,) = (link.url for link, _ in reading.links)
        assert target_of(address) == f"http://www.x.gov.cn/api/stl/actions/dynamic{query}"
        assert body_of(address) == ('{"page": 1, "value": "a1c"}', JSON)


OLDER = """function stlDynamic3(pageNum) {
    var url = "/api/stl/actions/dynamic?" + StlClient.getQueryString();
    var data = {siteId: 7, channelId: 35, isPageRefresh: false, pageUrl: 'a1c0add0'};
    if (pageNum && pageNum > 0) { data.pageNum = pageNum; }
    stlClient.post(url, data, function (err, data) { show(data.html) });
}
stlDynamic3(%s);"""


@pytest.mark.parametrize(("called", "first"), [("0", 0), ("1", 1), ("", 1)])
@pytest.mark.parametrize("how", ["data.pageNum", "data['pageNum']"])
def test_a_pages_number_may_be_added_to_what_is_sent(called: str, first: int, how: str) -> None:
    script = with_own_query((OLDER % called).replace("data.pageNum", how), PAGE)
    sent = {"siteId": 7, "channelId": 35, "isPageRefresh": False, "pageUrl": "a1c0add0"}
    assert json_of(only(script)) == sent | {"pageNum": first}


@pytest.mark.parametrize(
    "script",
    [
        "var data = {id: 7}; $.post('/hits', data); data.page = 2;",
        "data.page = 2; var data = {id: 7}; $.post('/hits', data);",
        "var data = {id: 7}; if (data.page == 2) { $.post('/hits', data); }",
        "var data = {id: 7}; other.data.page = 2; $.post('/hits', data);",
    ],
)
def test_a_number_that_is_added_elsewhere_makes_no_list(script: str) -> None:
    assert field_calls(parse(f"<script>{script}</script>"), PAGE) == []


@pytest.mark.parametrize(
    ("added", "query"),
    [
        ("params()", "b=1"),
        ("getQueryString('a')", "b=1"),
        ("location.search", "b=1"),
        ("getQueryString()", "b='1"),
    ],
)
def test_what_is_no_whole_query_stays(added: str, query: str) -> None:
    text = f"$.post('/list.do?' + {added}, {{page: 1}})"
    assert with_own_query(text, f"{PAGE}?{query}").startswith("$.post('/list.do?' + ")


def test_a_function_may_be_called_without_the_number_that_it_takes() -> None:
    called = 'function load(page) { $.post("/l.do", {cid: 1, page: page}) } load();'
    assert body_of(only(called)) == ("cid=1&page=1", FORM)


def test_what_no_script_reads_stays() -> None:
    text = "getQueryString('cid'); getUrl('cid'); $.get('cid'); document.getElementById('cid')"
    assert with_own_query(text, "http://x.cn/list.html?other=1") == text
    assert with_own_query(text, "http://x.cn/list.html?cid=1;alert") == text
    assert with_own_query(text, "http://x.cn/list.html?cid=1").count('"1"') == 1


WRAPPER = """function ask(url, params, show) {
    $.ajax({url: siteInfo.projectName + url, type: "post", data: {params: JSON.stringify(params)},
            success: function (r) { show(r); }});
}"""
FIXED = f'function ask(params) {{ $.ajax({{url: "{LISTED}", type: "post", data: params}}) }}'
COLUMN = '{categorynum: "003001", pageIndex: 0, siteGuid: siteInfo.siteGuid}'


@pytest.mark.parametrize(
    "called",
    [
        f'ask("{LISTED.removeprefix("/EWB")}", {COLUMN}, function (r) {{ show(r, (1)); }});',
        f'var own = {COLUMN}; ask("{LISTED.removeprefix("/EWB")}", own, show);',
    ],
)
def test_fields_and_address_may_come_in_as_parameters(called: str) -> None:
    """Epoint: one function asks for all lists, and is told which."""
    address = only(f"{EPOINT} {WRAPPER} {called}")
    assert target_of(address) == f"http://www.x.gov.cn{LISTED}"
    fields = parse_json(dict(form_of(address) or ())["params"])
    assert fields == {"categorynum": "003001", "pageIndex": 0, "siteGuid": "7eb5-f7f1"}


def test_a_function_that_is_called_twice_asks_for_two_lists() -> None:
    script = f"{EPOINT} {FIXED} ask({COLUMN}); ask({COLUMN.replace('003001', '003002')});"
    found = field_calls(parse(f"<script>{script}</script>"), PAGE)
    assert [dict(form_of(url) or ())["categorynum"] for url in found] == ["003001", "003002"]


@pytest.mark.parametrize(
    "called",
    [
        "",
        "ask(fields);",
        "ask(fields, ",
        'ask({categorynum: "003001"});',
        "ask({categorynum: unknown, pageIndex: 0});",
        f"other({COLUMN});",
    ],
)
def test_a_parameter_that_nobody_gives_is_not_known(called: str) -> None:
    script = f"<script>{EPOINT} {FIXED} {called}</script>"
    assert field_calls(parse(script), PAGE) == []
