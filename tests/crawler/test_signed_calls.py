"""Calls that scripts sign: what is sent is what the script makes of the moment, and no more."""

from __future__ import annotations

import pytest

from crawler.discovery.page import page_of
from crawler.discovery.reading import read
from crawler.discovery.result import SignedCall
from crawler.discovery.script_files import script_files
from crawler.scripting.page_execution import shown, signed
from tests.crawler.script_pages import HOST, ROW, URL, page
from tests.crawler.sites import site

NOW = 1_796_103_909.25
MOMENT = 1_796_103_909_250
SIGN = "function sign(s){return 'k'+s}"
NEXT = "<a id=n href='javascript:;'>下一页</a>"
TURN = "var n=1;function load(n){CALL}load(1);$('#n').click(function(){n++;load(n)});"
HEADER = {"X-Ts": str(MOMENT), "X-Sign": f"k{MOMENT}"}

HEADERS = {
    "jQuery's, before it sends": f"""$.ajax({{url:'/api/rows?pageNo='+n,success:{ROW},
      beforeSend:function(x){{var t=Date.now();x.setRequestHeader('X-Ts',t);
      x.setRequestHeader('X-Sign',sign(t))}}}})""",
    "jQuery's": f"""var t=Date.now();$.ajax({{url:'/api/rows?pageNo='+n,success:{ROW},
      headers:{{'X-Ts':t,'X-Sign':sign(t)}}}})""",
    "jQuery's, set up": f"""$.ajaxSetup({{beforeSend:function(x){{var t=Date.now();
      x.setRequestHeader('X-Ts',t);x.setRequestHeader('X-Sign',sign(t))}}}});
      $.getJSON('/api/rows?pageNo='+n,{ROW})""",
    "an interceptor's": f"""var a=axios.create();a.interceptors.request.use(function(c){{
      var t=Date.now();c.headers['X-Ts']=t;c.headers['X-Sign']=sign(t);return c}});
      a.get('/api/rows?pageNo='+n).then(function(r){{({ROW})(r.data)}})""",
    "fetch's": f"""var t=Date.now();fetch('/api/rows?pageNo='+n,{{headers:{{'X-Ts':t,
      'X-Sign':sign(t)}}}}).then(r=>r.json()).then({ROW})""",
    "a request's own": f"""var t=Date.now(),x=new XMLHttpRequest();
      x.open('GET','/api/rows?pageNo='+n);x.setRequestHeader('X-Ts',t);
      x.setRequestHeader('X-Sign',sign(t));x.onload=function(){{
      ({ROW})(JSON.parse(x.responseText))}};x.send()""",
}


def calls(call: str, number: int = 1, around: str = NEXT) -> list[SignedCall]:
    text = page(SIGN + TURN.replace("CALL", call), around)
    return signed(text, URL, {}, number=number, now=NOW).calls


@pytest.mark.parametrize("name", HEADERS)
@pytest.mark.parametrize("number", [1, 2, 7, 300])
def test_headers_are_sent_as_scripts_set_them(name: str, number: int) -> None:
    (call,) = calls(HEADERS[name], number)
    sent = {header.lower(): value for header, value in call.headers.items()}
    assert sent == {header.lower(): value for header, value in HEADER.items()}
    assert call.url == f"{HOST}/api/rows?pageNo={number}"
    assert call.address.partition("#")[0] == call.url


def test_a_parameter_is_signed_for_each_page_and_no_part_of_what_the_call_is_known_by() -> None:
    call = f"""var t=Date.now();
      $.getJSON('/api/rows?pageNo='+n+'&ts='+t+'&sign='+sign(n+'.'+t),{ROW})"""
    for number in (1, 2, 3):
        (found,) = calls(call, number)
        assert found.url.endswith(f"pageNo={number}&ts={MOMENT}&sign=k{number}.{MOMENT}")
        assert found.address.partition("#")[0] == f"{HOST}/api/rows?pageNo={number}"


def test_what_is_posted_is_sent_as_it_is_signed() -> None:
    call = f"""var d={{pageNo:n,ts:Date.now()}};d.sign=sign(d.ts);
      $.ajax({{type:'post',url:'/api/rows',data:d,success:{ROW}}})"""
    (found,) = calls(call, 2)
    assert found.method == "POST"
    assert found.body == f"pageNo=2&ts={MOMENT}&sign=k{MOMENT}"
    as_json = call.replace("data:d", "contentType:'application/json',data:JSON.stringify(d)")
    (found,) = calls(as_json, 2)
    assert found.headers == {"Content-Type": "application/json"}
    assert found.body == f'{{"pageNo":2,"ts":{MOMENT},"sign":"k{MOMENT}"}}'


@pytest.mark.parametrize(
    "headers",
    [
        "{'Cookie':'a=1'}",
        "{'Host':'elsewhere.gov.cn'}",
        "{'User-Agent':'Mozilla/5.0'}",
        "{'Referer':'http://elsewhere.gov.cn/'}",
        "{'X-Requested-With':'XMLHttpRequest'}",
        "{'X-A':'1\\r\\nX-B: 2'}",
        "{'X A':'1'}",
        "{'X-A':''}",
        "{'X-A':localStorage.getItem('token')}",
    ],
)
def test_what_no_script_may_set_is_not_sent(headers: str) -> None:
    call = f"$.ajax({{url:'/api/rows?pageNo='+n,success:{ROW},headers:{headers}}})"
    assert calls(call) == []
    assert len(shown(page(TURN.replace("CALL", call), NEXT), URL, {}).asked) == 1


@pytest.mark.parametrize(
    "host",
    [
        "http://www.x.gov.cn:80@elsewhere.cn",
        "http://www.x.gov.cn@elsewhere.cn",
        "http://a:b@www.x.gov.cn",
        "//u@www.x.gov.cn",
    ],
)
def test_nobody_is_asked_behind_the_name_of_a_user(host: str) -> None:
    call = f"""$.ajax({{url:'{host}/api/rows?pageNo='+n,success:{ROW},headers:{{'X-Sign':'a'}}}})"""
    assert calls(call) == []


def test_what_another_browser_would_take_for_a_host_is_what_is_looked_at() -> None:
    call = f"""$.ajax({{url:'http://elsewhere.cn\\\\@www.x.gov.cn/api/rows?pageNo='+n,
      success:{ROW},headers:{{'X-Sign':'a'}}}})"""
    assert not [each for each in calls(call) if "elsewhere" not in each.url.split("/")[2]]


@pytest.mark.parametrize("path", ["/vote.do", "/api/dianzan", "/user/login"])
def test_what_acts_is_not_asked_for_however_it_is_signed(path: str) -> None:
    call = f"$.ajax({{type:'post',url:'{path}',data:{{pageNo:n}},headers:{{'X-Sign':'a'}}}})"
    assert calls(call) == []


def test_a_page_that_signs_is_a_list_and_its_calls_have_no_address() -> None:
    text = page(SIGN + TURN.replace("CALL", HEADERS["jQuery's"]), NEXT)
    first = read(text, URL, site(), expected="list")
    assert first.needs_scripts
    found = shown(text, URL, {})
    assert found.asked == ()
    reading = read(text, URL, site(), expected="list", shown=found)
    assert (reading.kind, reading.signed) == ("list", True)
    assert not [link for link, judged in reading.links if judged.declared]


def test_what_signs_is_fetched_though_it_is_a_library() -> None:
    names = ("/js/md5.min.js", "/lib/crypto-js.js", "/js/jquery.min.js", "/js/rows.js")
    text = "".join(f"<script src={name}></script>" for name in names)
    assert script_files(page_of(text, URL), site()) == tuple(
        f"{HOST}{name}" for name in names if "jquery" not in name
    )


def test_a_pager_may_be_drawn_of_what_an_answer_counts() -> None:
    """The script writes a link for each page, with no address."""
    call = """$.ajax({url:'/api/rows',data:{cid:3,seite:n},headers:{'X-Sign':sign(n)},
      success:function(r){var h='',s='';for(var i=0;i<r.rows.length;i++)
      h+='<a href="/d/'+r.rows[i].id+'.html">'+r.rows[i].title+'</a>';$('#l').html(h);
      for(var p=1;p<=Math.ceil(r.total/8);p++)s+='<a href="javascript:load('+p+')">'+p+'</a>';
      $('#pg').html(s)}})"""
    for number in (1, 2, 5):
        (found,) = calls(call, number, "<div id=pg></div>")
        assert found.url == f"{HOST}/api/rows?cid=3&seite={number}"


def test_a_component_is_turned_by_what_its_template_says() -> None:
    call = """axios.post('/api/rows',{cid:3,pageNum:n},{headers:{'X-Sign':sign(n)}})
      .then(r=>{this.rows=r.data.rows;this.page=n})"""
    script = f"""new Vue({{el:'#a',data:{{rows:[],page:1}},mounted(){{this.go(1)}},
      methods:{{go(n){{{call}}}}}}})"""
    around = """<div id=a><a v-for="x in rows" :href="'/d/'+x.id+'.html'">{{x.title}}</a>
      <a href="javascript:;" @click="go(page+1)">下一页</a></div>"""
    for number in (1, 2, 4):
        (found,) = signed(page(SIGN + script, around), URL, {}, number=number, now=NOW).calls
        assert found.body == f'{{"cid": 3, "pageNum": {number}}}'
        assert found.headers["X-Sign"] == f"k{number}"
