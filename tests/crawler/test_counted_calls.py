"""Which part of what a script asks for is a page's number: what it counts on with."""

from __future__ import annotations

import pytest

from crawler.discovery.forms import entry_link_of, form_of, sent
from crawler.discovery.json_lists import following
from crawler.scripting.page_execution import shown
from tests.crawler.script_pages import HOST, URL, asked, page

ROWS = """function(d){var h='';d.list.forEach(function(o){
  h+="<li><a href='"+o.link+"'>"+o.docTitle+"</a></li>"});$('#l').html(h)}"""
ANSWER = {"list": [{"docTitle": "全市春季农业生产会议召开", "link": "/xw/1.html"}], "all": 1}
NEXT = "<a id=n href='javascript:;'>下一页</a>"


def counting(asks: str, first: int = 1) -> str:
    """Return a page whose script asks once, and with the next number at a click."""
    click = "document.getElementById('n').onclick=function(){i++;load()}"
    return f"var i={first};function load(){{{asks}}} {click};load()"


@pytest.mark.parametrize(
    ("script", "further"),
    [
        (counting(f"$.getJSON('data/'+i+'.json',{ROWS})", 0), "/news/data/1.json"),
        (counting(f"$.getJSON('/d/12/'+i+'.json',{ROWS})"), "/d/12/2.json"),
        (counting(f"$.getJSON('/api?nid=3&pgnum='+i+'&cnt=9',{ROWS})"), "/api?nid=3&pgnum=2&cnt=9"),
        (counting(f"$.getJSON('/api?nid=1&k='+i+'&cnt=9',{ROWS})"), "/api?nid=1&k=2&cnt=9"),
        (counting(f"$.get('/api',{{seite:i,k:1}},{ROWS})", 0), "/api?seite=1&k=1"),
    ],
)
def test_what_counts_on_at_a_click_is_the_pages_number(script: str, further: str) -> None:
    (address,) = shown(page(script, NEXT), URL, {}).asked
    after = following(ANSWER, address, listed=1)
    assert after is not None
    assert after.partition("#")[0] == f"{HOST}{further}"
    again = following(ANSWER, after, listed=1)
    assert again is not None
    assert again != after


def test_what_is_posted_counts_on_as_well() -> None:
    script = counting(f"$.post('/api/rows',{{nid:3,k:i}},{ROWS})")
    (address,) = shown(page(script, NEXT), URL, {}).asked
    after = following(ANSWER, address, listed=1) or ""
    assert sent(form_of(after) or []) == [("k", "2"), ("nid", "3")]
    assert entry_link_of(after) == entry_link_of(address)


@pytest.mark.parametrize(
    "around",
    [
        "<span id=n>图片新闻</span>",  # another column
        "<td id=n>2</td>",  # a day
        "<a id=n href='javascript:;'>换一批</a>",
    ],
)
def test_another_click_counts_no_pages(around: str) -> None:
    script = counting(f"$.getJSON('/api?cat='+i,{ROWS})")
    addresses = shown(page(script, around), URL, {}).asked
    assert all(following(ANSWER, each, listed=1) is None for each in addresses)


def test_numbers_that_do_not_count_on_are_no_pages() -> None:
    script = counting(f"$.getJSON('/api?year='+(i===2026?2026:2025),{ROWS})", 2026)
    addresses = shown(page(script, NEXT), URL, {}).asked
    assert all(following(ANSWER, each, listed=1) is None for each in addresses)


@pytest.mark.parametrize("path", ["/api/vote/", "/news/addlike?n="])
def test_no_votes_are_counted(path: str) -> None:
    assert asked(page(counting(f"$.post('{path}'+i,{{}},{ROWS})"), NEXT)) == []


@pytest.mark.parametrize("path", ["data/7.json?page=1", "javascript/list.json?page=1"])
def test_a_folders_name_is_no_scheme(path: str) -> None:
    (address,) = asked(page(f"$.getJSON('{path}',{ROWS})"))
    assert address.partition("#")[0] == f"/news/{path}"


@pytest.mark.parametrize("value", ["'00'+undefined", "''+NaN", "''+{}", "'x='+undefined"])
def test_what_a_script_miscalculates_is_not_sent(value: str) -> None:
    body = f"contentType:'application/json',data:JSON.stringify({{page:1,category:{value}}})"
    assert asked(page(f"$.ajax({{type:'post',url:'/api/rows',{body},success:{ROWS}}})")) == []
    assert asked(page(f"$.getJSON('/api/list/'+({value})+'?page=1',{ROWS})")) == []


@pytest.mark.parametrize("value", ["BaNaNa", "nullmatch", "Nan"])
def test_words_are_no_mistakes(value: str) -> None:
    assert len(asked(page(f"$.getJSON('/api/list?c={value}&page=1',{ROWS})"))) == 1
