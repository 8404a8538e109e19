"""Scripts of pages that mean ill, or act: nothing is done for them, and nothing is lost by them."""

from __future__ import annotations

import json
from contextlib import suppress
from time import process_time

import pytest

from crawler.discovery.tree import parse
from crawler.scripting.asked import addresses_of
from crawler.scripting.elements import Selected
from crawler.scripting.engine import RunAwayError, SpoiltError
from crawler.scripting.noted_calls import Noted
from crawler.scripting.page_execution import shown
from crawler.scripting.signed_calls import Signed
from tests.crawler.script_pages import URL, asked, page


@pytest.mark.parametrize("script", ["for(;;){}", "var s='';for(;;)s=s+'x'", "__host=0;for(;;);"])
def test_a_script_without_an_end_is_stopped(script: str) -> None:
    with pytest.raises(RunAwayError):
        shown(page(script), URL, {})


def test_a_run_with_other_answers_that_does_not_end_leaves_what_the_first_has_told() -> None:
    row = "if(!o.url)for(;;){} document.write('<a href=\"'+o.url+'\">'+o.title+'</a>')"
    script = f"$.get('/q?page=1',function(d){{d.rows.forEach(function(o){{{row}}})}})"
    assert asked(page(script)) == ["/q?page=1#link:{url} {title}"]


@pytest.mark.parametrize(
    "script",
    [
        "function f(){f()}f()",
        "async function f(){for(;;)await null}f()",
        "function f(){setTimeout(f);$.get('/q?page='+Math.random(),f)}f()",
        "function A(){return React.createElement(A)}React.createElement(A)",
        "function A(){return [1,2,3].map(()=>React.createElement(A))}React.createElement(A)",
        "function A(){const [n,s]=useState(0);useEffect(()=>s(n+1))}createRoot().render(A)",
        "onscroll=function f(){addEventListener('scroll',f);$.get('/q?page='+Math.random())}",
        "JSON.parse=JSON.stringify=Object.prototype.toString=null;Array.prototype.push=null",
        "__settle=__told=__is=function(){return '[]'}",
        "throw 1",
        "broken(",
    ],
)
def test_a_hostile_script_only_harms_itself(script: str) -> None:
    with suppress(SpoiltError):
        shown(page(script), URL, {})


def test_a_broken_script_leaves_the_others_alone() -> None:
    text = page("broken(", "<script>document.write('<a href=\"/tzgg/\">通知公告</a>')</script>")
    assert shown(text, URL, {}).html == '<a href="/tzgg/">通知公告</a>'


def test_there_is_no_way_out() -> None:
    text = page("document.write('<'+[typeof require,typeof process,typeof Deno,typeof std].join())")
    assert "object" not in shown(text, URL, {}).html


@pytest.mark.parametrize("name", ["!json", "!charset", "!link", "!anything"])
def test_a_page_sends_no_field_that_would_pass_for_ours(name: str) -> None:
    assert asked(page(f"$.post('/q',{{'{name}':'[1,',page:1}})")) == ["/q#post:page=1"]


CLICKED = """function dianzan(id){$.post('/news/dz.do',{id:id,page:1},done)}
function tijiao(){$.post('/tj',{page:1},done)} function del(id){location.href='/x?id='+id}
function see(id){$.get('/see?id='+id,done)} function done(d){$('#l').html(d.t)}"""


@pytest.mark.parametrize("code", ["dianzan(12)", "return tijiao()", "del(3)", "see(4)"])
@pytest.mark.parametrize("way", ['<a {}="{}">', '<div {}="{}">', '<a href="javascript:{1}">'])
def test_a_click_that_does_something_is_not_made(way: str, code: str) -> None:
    found = shown(page(CLICKED, way.format("onclick", code)), URL, {})
    assert (found.html, found.asked) == ("", ())


def test_a_button_for_a_deed_is_not_pressed() -> None:
    script = "$('.dianzan').click(function(){location.href='/x?id=3'})"
    assert shown(page(script, '<a class="dianzan">赞</a>'), URL, {}).html == ""
    assert shown(page(script, '<a class="dianzan-no">赞</a>'), URL, {}).html == ""
    linked = script.replace("dianzan", "zixun")
    assert "/x?id=3" in shown(page(linked, '<a class="zixun">资讯</a>'), URL, {}).html


def test_a_tab_is_no_deed() -> None:
    tab = """<ul class="newsTab"><li onclick="$(this).addClass('on');see(4)">通知</li></ul>"""
    assert asked(page(CLICKED, tab)) == ["/see?id=4"]


@pytest.mark.parametrize(
    "path",
    [
        "/county/news/list", "/statistics/q", "/leadership/list", "/association/q",
        "/jurisdiction/q", "/vip/q", "/address/q", "/delivery/q", "/visitor/q", "/ip/news",
    ],
)  # fmt: skip
def test_honest_names_are_lists(path: str) -> None:
    assert asked(page(f"$.get('{path}',{{page:1}})")) == [f"{path}?page=1"]


@pytest.mark.parametrize(
    "script",
    [
        "$.post('/q',{page:1,t:new Date().getTime(),_:1,rnd:Math.random()})",
        "$.post('/q',{page:1,ts:Date.now(),nocache:+new Date})",
    ],
)
def test_a_moment_makes_no_other_list(script: str) -> None:
    assert asked(page(script)) == ["/q#post:page=1"]


def test_chance_and_the_clock_are_the_same_for_the_whole_day() -> None:
    script = "var d=new Date;$.get('/q',{page:1,k:Math.random(),h:d.getHours(),s:''+d%864e5})"
    assert asked(page(script)) == ["/q?page=1&k=0.5&h=0&s=0"]
    named = "$.get('/q',{page:1,y:new Date(2024,2,5).getMonth(),i:new Date instanceof Date})"
    assert asked(page(named)) == ["/q?page=1&y=2&i=true"]


def test_a_script_that_waits_for_the_clock_comes_to_an_end() -> None:
    script = "var t=Date.now();while(Date.now()-t<3000);$.get('/q?page=1')"
    assert asked(page(script)) == ["/q?page=1"]


@pytest.mark.parametrize(
    "piece", ["<a".ljust(7), "<a>", "<a href='Ω", "<a title='", "</a", "<" * 3, "<a>Ω<"]
)
def test_what_scripts_write_is_read_in_time_as_long_as_it_is(piece: str) -> None:
    def seconds(times: int) -> float:
        told = {"written": [("Ω" + piece * times)[:20_000]] * 20}
        calls = [{"url": "/q?page=1", "method": "GET", **told}]
        began = process_time()
        addresses_of(Noted.read({"calls": calls}), URL, Signed(), lambda _: Noted())
        return process_time() - began

    few, many = min(seconds(500) for _ in range(3)), min(seconds(2_000) for _ in range(3))
    assert many < 10 * few + 0.05


@pytest.mark.parametrize(
    ("sent", "address"),
    [
        ("{page:1,a:'\\ud800'}", "/q#post:a=\ufffd&page=1"),
        ('\'{"page":1,"a":"\\\\ud800"}\'', '/q#post:!json={"a": "\ufffd", "page": 1}'),
    ],
)
def test_half_a_character_loses_no_page(sent: str, address: str) -> None:
    assert asked(page(f"$.post('/q',{sent})")) == [address]


@pytest.mark.parametrize("deep", ["'['.repeat(200000)", "'{\"a\":'.repeat(50000)"])
def test_a_field_without_a_bottom_loses_no_page(deep: str) -> None:
    assert asked(page(f"$.post('/q',{deep});$.get('/p?page=1')")) == ["/p?page=1"]


@pytest.mark.parametrize(
    "selector", ["li ~ li", "li:nth-child(2n)", "ul:has(li)", "a b c d e f g h", "[a=" + "b" * 300]
)
def test_selectors_that_look_at_all_beside_each_are_not_answered(selector: str) -> None:
    assert Selected(parse("<ul><li>一</li><li>二</li></ul>")).by(selector) == "[]"


def test_scripts_are_told_of_so_many_elements_and_so_much_of_each() -> None:
    selected = Selected(parse("<div>" * 60 + f"<p class='a b'>{'字' * 9_000}"))
    told = [json.loads(selected.by(f"div, #x{number}")) for number in range(50)]
    assert sum(map(len, told)) == 2_000
    assert {len(each["text"]) for each in told[0]} == {4_000}
    assert len(json.loads(Selected(parse("<p class='a b'>")).by("p[class~=a]"))) == 1
