"""How what scripts send is written: arrays and nested objects, by each library's way."""

from __future__ import annotations

import json

import pytest

from crawler.discovery.counted_up import counted_up
from crawler.discovery.data_answers import read_data
from crawler.discovery.forms import body_of, by_name, form_address, json_address
from crawler.scripting.form_fields import BRACKETS, COMMA, INDICES, REPEAT, flat
from tests.crawler.script_pages import HOST, ROW, asked, page
from tests.crawler.sites import site

FIELDS = {"page": 1, "a": ["x", "y"], "o": {"b": [{"c": [1, None]}]}}
WRITTEN = {
    BRACKETS: "page=1&a[]=x&a[]=y&o[b][0][c][]=1&o[b][0][c][]=",
    REPEAT: "page=1&a=x&a=y&o[b][c]=1&o[b][c]=",
    INDICES: "page=1&a[0]=x&a[1]=y&o[b][0][c][0]=1&o[b][0][c][1]=",
}


@pytest.mark.parametrize("arrays", WRITTEN)
def test_arrays_are_written_as_each_library_does(arrays: str) -> None:
    assert "&".join(f"{name}={value}" for name, value in flat(FIELDS, arrays)) == WRITTEN[arrays]


def test_an_array_may_be_one_text() -> None:
    assert list(flat({"a": [1, 2]}, COMMA)) == [("a", "1,2")]


def test_names_that_would_pass_for_ours_are_not_sent() -> None:
    assert not list(flat({"!json": 1, "!link": ["x"]}, BRACKETS))


D = "{page:1,c:['x','y']}"
WAYS = {
    "jQuery": (f"$.post('/q',{D},ROW)", "/q#post:c[]=x&c[]=y&page=1"),
    "jQuery, traditional": (
        f"$.ajax({{url:'/q',type:'post',traditional:true,data:{D},success:ROW}})",
        "/q#post:c=x&c=y&page=1",
    ),
    "jQuery, set up": (
        f"$.ajaxSetup({{traditional:true}});$.get('/q',{D},ROW)",
        "/q?page=1&c=x&c=y",
    ),
    "jQuery.ajaxSettings": (
        f"$.ajaxSettings.traditional=true;$.get('/q',{D},ROW)",
        "/q?page=1&c=x&c=y",
    ),
    "jQuery.param": (f"$.get('/q?'+$.param({D}),ROW)", "/q?page=1&c[]=x&c[]=y"),
    "a form's pairs": (
        "var f=$('#f').serializeArray();f.push({name:'page',value:1});$.post('/q',f,ROW)",
        "/q#post:lm=5&page=1",
    ),
    "FormData by jQuery": (
        "var f=new FormData();f.append('page',1);$.ajax({url:'/q',type:'post',data:f,success:ROW})",
        "/q#post:page=1",
    ),
    "FormData by an old request": (
        (
            "var f=new FormData();f.append('page',1);f.append('c','x');f.append('c','y');"
            "var x=new XMLHttpRequest();x.open('POST','/q');"
            "x.onload=function(){(ROW)(JSON.parse(x.responseText))};x.send(f)"
        ),
        "/q#post:c=x&c=y&page=1",
    ),
    "URLSearchParams": (
        (
            "const p=new URLSearchParams([['page','1'],['c','x']]);p.append('c','y');"
            "fetch('/q',{method:'POST',body:p}).then(r=>r.json()).then(ROW)"
        ),
        "/q#post:c=x&c=y&page=1",
    ),
    "axios": (f"axios.get('/q',{{params:{D}}}).then(r=>(ROW)(r.data))", "/q?page=1&c[]=x&c[]=y"),
    "axios with qs": (
        f"axios.post('/q',Qs.stringify({D})).then(r=>(ROW)(r.data))",
        "/q#post:c[0]=x&c[1]=y&page=1",
    ),
    "axios with a serializer": (
        (
            f"axios.get('/q',{{params:{D},paramsSerializer:p=>"
            "qs.stringify(p,{arrayFormat:'repeat'})}).then(r=>(ROW)(r.data))"
        ),
        "/q?page=1&c=x&c=y",
    ),
    "axios without indexes": (
        (
            f"axios.get('/q',{{params:{D},paramsSerializer:{{indexes:null}}}})"
            ".then(r=>(ROW)(r.data))"
        ),
        "/q?page=1&c=x&c=y",
    ),
    "axios that transforms": (
        (
            "axios.defaults.transformRequest=[d=>Qs.stringify(d,{indices:false})];"
            f"axios.post('/q',{D}).then(r=>(ROW)(r.data))"
        ),
        "/q#post:c=x&c=y&page=1",
    ),
    "axios told that it is a form": (
        (
            f"axios({{method:'post',url:'/q',data:{D},headers:{{'Content-Type':"
            "'application/x-www-form-urlencoded'}}).then(r=>(ROW)(r.data))"
        ),
        "/q#post:c[]=x&c[]=y&page=1",
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_call_is_sent_as_its_library_sends_it(way: str) -> None:
    script, address = WAYS[way]
    around = '<form id="f"><input name="lm" value="5"></form>'
    (found,) = asked(page(script.replace("ROW", ROW), around))
    assert found.partition("&!link")[0].partition("#link")[0] == address


def test_a_field_that_is_sent_twice_stays_so_on_the_next_page() -> None:
    fields = by_name([("c", "x"), ("page", "1"), ("c", "y")])
    number, following = counted_up(form_address(f"{HOST}/q", fields), 10)
    assert number == 1
    sent = body_of(following)
    assert sent is not None
    assert sent[0] == "c=x&c=y&page=2"


def test_what_is_no_number_is_sent_as_it_is() -> None:
    fields = {"all": True, "none": None, "sorts": [{"by": "day"}], "f": {"page": 1, "x": False}}
    sent = body_of(counted_up(json_address(f"{HOST}/q", fields), 10)[1])
    assert sent is not None
    assert json.loads(sent[0]) == {**fields, "f": {"page": 2, "x": False}}


def test_json_within_a_json_field_keeps_its_writing_on_the_next_page() -> None:
    inner = json.dumps({"page": 1, "codes": ["a"]})
    address = form_address(f"{HOST}/q", {"p": json.dumps({"q": inner})})
    sent = body_of(counted_up(address, 10)[1])
    assert sent is not None
    assert "%5C%22page%5C%22%3A2" in sent[0]


GIVEN = """function(r){$.each(r.data,function(i,o){LINK;
  $('#l').append('<a href="'+l+'">'+o.bt+'</a>')})}"""
LINKS = {
    "JSON within an entry": (
        "var u=JSON.parse(o.urls),l=u.pc||u.common",
        "{urls.pc}|{urls.common}",
    ),
    "one of two": ("var l=o.url||o.wburl", "{url}|{wburl}"),
    "one alone": ("var l=o.url", "{url}"),
}


@pytest.mark.parametrize("how", LINKS)
def test_the_other_address_of_an_entry_is_told(how: str) -> None:
    code, pattern = LINKS[how]
    (found,) = asked(page(f"$.get('/q',{{page:1}},{GIVEN.replace('LINK', code)})"))
    assert found == f"/q?page=1#link:{pattern} {{bt}}"


ROWS = [
    {"bt": f"关于第{n}号文件的通知", "urls": json.dumps({"common": f"/a/{n}.html"})} for n in (1, 2)
]
ANSWERS = {
    "texts within rows": json.dumps({"data": {"rows": ROWS}}),
    "rows within a text": json.dumps({"data": {"rows": json.dumps(ROWS)}}),
    "a service of ASP.NET": json.dumps({"d": json.dumps({"t": json.dumps(ROWS)})}),
    "its XML": f'<?xml version="1.0"?><string xmlns="http://t.org/">{json.dumps(ROWS)}</string>',
    "XML within JSON": json.dumps(
        {
            "xml": "<docs>"
            + "".join(f"<doc><bt>通知{n}</bt><url>/a/{n}.html</url></doc>" for n in (1, 2))
            + "</docs>"
        }
    ),
    "HTML within JSON within JSON": json.dumps(
        {"d": json.dumps({"html": "".join(f"<a href='/a/{n}.html'>通知</a>" for n in (1, 2))})}
    ),
}


@pytest.mark.parametrize("how", ANSWERS)
def test_rows_are_found_within_texts(how: str) -> None:
    url = f"{HOST}/q#link:{{urls.pc}}|{{urls.common}} {{bt}}".replace(" ", "%20")
    reading = read_data(ANSWERS[how], url, site())
    assert reading is not None
    assert [link.url for link, _ in reading.links] == [f"{HOST}/a/1.html", f"{HOST}/a/2.html"]


def test_a_headline_in_brackets_is_a_text() -> None:
    rows = [{"title": "[2026]", "url": "/a/1.html"}, {"title": "[1,2]", "url": "/a/2.html"}]
    reading = read_data(json.dumps({"rows": rows}), f"{HOST}/q", site())
    assert reading is not None
    assert [link.text for link, _ in reading.links] == ["[2026]", "[1,2]"]
