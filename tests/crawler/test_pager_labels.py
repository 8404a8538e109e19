"""Pagers of labels without an address, drawn by a page's script: one after the other is a page."""

from __future__ import annotations

import json

import pytest

from crawler.discovery.forms import form_of, sent
from crawler.discovery.json_lists import following
from crawler.discovery.reading import read
from crawler.scripting.page_execution import shown, signed
from tests.crawler.script_pages import HOST, URL, page, reading_of
from tests.crawler.sites import site

ROWS = """function(r){var h='';$.each(r.list,function(i,o){
  h+='<li><a href="/xw/'+o.id+'.html">'+o.title+'</a></li>'});$('#l').html(h);DRAW}"""
ANSWER = {
    "list": [{"id": 7, "title": "全市春季农业生产会议召开"}],
    "totalPage": 3, "pageCount": 3, "count": 30,
}  # fmt: skip
PLACE = "<div class='fenye' id='pg'></div>"

# As a county's media centre, a bureau of emergency management and a district draw theirs.
ASKED = {
    "numbers that one listener hears": (
        f"""function draw(at,all){{var s='';
          for(var i=1;i<=all;i++)s+='<a href="javascript:;" class="'
          +(i==at?'on':'')+'" data-page="'+i+'">'+i+'</a>';$('.fenye').html(s)}}
        function load(n){{$.ajax({{url:'/api/list',data:{{cid:7,ye:n}},success:{
            ROWS.replace("DRAW", "draw(n,r.totalPage)")
        }}})}}
        $('.fenye').on('click','a',function(){{load($(this).data('page'))}});load(1)""",
        "/api/list?cid=7&ye=2",
    ),
    "numbers that listen one by one": (
        f"""function draw(all){{var s='';
          for(var i=1;i<=all;i++)s+='<span data-page="'+i+'">'+i+'</span>';
          document.querySelector('.fenye').innerHTML=s;
          document.querySelectorAll('.fenye span').forEach(function(e){{
            e.onclick=function(){{load(e.getAttribute('data-page'))}}}})}}
        function load(n){{fetch('/api/list?cid=7&ye='+n).then(r=>r.json()).then({
            ROWS.replace("DRAW", "draw(r.pageCount)")
        })}} load(1)""",
        "/api/list?cid=7&ye=2",
    ),
    "numbers that a script makes element by element": (
        f"""var all=4,box=document.getElementById('pg');for(let i=1;i<=all;i++){{
          const a=document.createElement('a');a.href='javascript:;';a.textContent=i;
          a.dataset.page=i;
          a.addEventListener('click',function(){{load(this.dataset.page)}});box.appendChild(a)}}
        function load(n){{fetch('/data/xw_'+n+'.json').then(r=>r.json()).then({
            ROWS.replace("DRAW", "")
        })}} load(1)""",
        "/data/xw_2.json",
    ),
    "numbers that keep what they turn to": (
        f"""function load(n){{$.getJSON('/api/list?c=7&nth='+n,{
            ROWS.replace(
                "DRAW",
                "$('#pg').empty();for(var i=1;i<=r.count/10;i++)$('<a>'+i+'</a>').data('p',i)"
                ".click(function(){load($(this).data('p'))}).appendTo('#pg')",
            )
        })}} load(1)""",
        "/api/list?c=7&nth=2",
    ),
    "from nought": (
        f"""function draw(all){{var s='';
          for(var i=1;i<=all;i++)s+='<a onclick="go('+i+')">'+i+'</a>';
          $('#pg').html(s)}} function go(n){{load(n-1)}}
        function load(n){{$.getJSON('/api/list?c=7&nth='+n,{
            ROWS.replace("DRAW", "draw(r.totalPage)")
        })}} load(0)""",
        "/api/list?c=7&nth=1",
    ),
}


@pytest.mark.parametrize("name", ASKED)
def test_the_number_on_a_label_is_the_pages(name: str) -> None:
    script, second = ASKED[name]
    (address,) = shown(page(script, PLACE), URL, {}).asked
    after = following(ANSWER, address, listed=1)
    assert after is not None
    assert after.partition("#")[0] == f"{HOST}{second}"
    listed = read(json.dumps(ANSWER), address, site(), expected="list")
    assert [link.url for link, _ in listed.links] == [f"{HOST}/xw/7.html"]


def test_what_is_posted_may_be_counted_by_labels_alone() -> None:
    draw = """var s='';for(var i=1;i<=Math.ceil(r.count/10);i++)
      s+='<a onclick="go('+i+')">'+i+'</a>';$('#pg').html(s)"""
    script = (
        f"function go(n){{$.post('/rest/rows',{{cid:7,ye:n}},{ROWS.replace('DRAW', draw)})}}go(1)"
    )
    (address,) = shown(page(script, PLACE), URL, {}).asked
    after = following(ANSWER, address, listed=1) or ""
    assert sent(form_of(after) or []) == [("cid", "7"), ("ye", "2")]


def test_signed_pages_are_turned_by_labels() -> None:
    script = f"""function draw(all){{var s='';
          for(var i=1;i<=all;i++)s+='<a data-page='+i+'>'+i+'</a>';
      $('#pg').html(s);$('#pg a').click(function(){{load($(this).attr('data-page'))}})}}
      function load(n){{$.ajax({{url:'/api/list?ye='+n,headers:{{'X-Sign':'k'+n}},success:{
        ROWS.replace("DRAW", "draw(r.totalPage)")
    }}})}} load(1)"""
    for number in (1, 2, 5):
        text = page(script, PLACE)
        (call,) = signed(text, URL, {}, number=number, now=1_796_103_909.0).calls
        assert call.url == f"{HOST}/api/list?ye={number}"


NEWS = "<ul><li><a href='/xw/7.html'>全市春季农业生产会议召开</a>2026-03-01</li></ul>"
FORM = """<form id=q METHOD action='/list.do'><input type=hidden name=lm value=4>
  <input type=hidden name=ye id=ye value=1></form>"""
DRAWN = """var totalPage=6,s='';
  for(var i=1;i<=totalPage;i++)s+='<a href="javascript:goPage('+i+')">'
  +i+'</a>';document.getElementById('pg').innerHTML=s;"""
GONE_TO = {
    "files": (
        DRAWN + "function goPage(n){location.href=n==1?'index.html':'index_'+(n-1)+'.html'}",
        "/news/index_1.html",
    ),
    "a form": (
        DRAWN + "function goPage(n){document.getElementById('ye').value=n;"
        "document.getElementById('q').submit()}",
        "/list.do?lm=4&ye=2",
    ),
}


@pytest.mark.parametrize("name", GONE_TO)
def test_a_label_may_lead_to_a_page(name: str) -> None:
    script, second = GONE_TO[name]
    reading = reading_of(page(script, NEWS + FORM.replace("METHOD", "method=get") + PLACE))
    known = {link.url for link, _ in reading.links} | {reading.following or ""}
    assert f"{HOST}{second}" in known


def test_a_form_that_is_posted_takes_the_number_of_the_label() -> None:
    text = page(GONE_TO["a form"][0], NEWS + FORM.replace("METHOD", "method=post") + PLACE)
    found = shown(text, URL, {})
    assert sent(form_of(found.turned or "") or []) == [("lm", "4"), ("ye", "2")]


@pytest.mark.parametrize(
    "around",
    [
        "<table><tr><td id=a>1</td><td id=b>2</td></tr></table>",  # days
        "<ul><li id=a>要闻</li><li id=b>公告</li></ul>",
    ],
)
def test_another_number_counts_no_pages(around: str) -> None:
    script = f"""function load(n){{$.getJSON('/api/list?of='+n,{ROWS.replace("DRAW", "")})}}
      $('#a').click(function(){{load(1)}});$('#b').click(function(){{load(2)}});load(1)"""
    addresses = shown(page(script, around), URL, {}).asked
    assert all(following({"list": ANSWER["list"]}, each, listed=1) is None for each in addresses)


# --- zPager ---------------------------------------------------------------------------------------
BOX = "<div id=pager class='pager clearfix'></div>"
SHOW = """function(rows){var h='';$.each(rows,function(i,o){
  h+='<li><a href="/xw/'+o.id+'.html">'+o.title+'</a></li>'});$('#l').html(h)}"""
CALLED = {
    "asks itself": (
        f"$('#pager').zPager({{htmlBox:$('#l'),pageData:20,url:'/xw/web?lm=3',dataRender:{SHOW}}})",
        "/xw/web?lm=3&page=2",
    ),
    "calls the page's function": (
        f"""$('#pager').zPager({{totalData:70,pageData:10,ajaxSetData:false}});
        function currentPage(n){{
          $.getJSON('/xw/list',{{lm:3,xh:n}},function(r){{({SHOW})(r.list)}})}}""",
        "/xw/list?lm=3&xh=2",
    ),
    "once it is told how many": (
        f"""$.get('/xw/count',function(n){{
          $('#pager').zPager({{totalData:parseInt(n),ajaxSetData:false}})}});
        function currentPage(n){{
          $.getJSON('/xw/list',{{lm:3,xh:n}},function(r){{({SHOW})(r.list)}})}}""",
        "/xw/list?lm=3&xh=2",
    ),
}
PLUGIN = """(function($){var own={start:function(o){var told=$.extend({},$.fn.zPager.defaults,o);
  return $(this).each(function(k,v){own.page($(v),told,told.current)})},
  page:function(box,o,at){if(o.ajaxSetData){var d=own.ask(o.url,at);o.totalData=d.total;
    if(d.rows.length>0)o.dataRender(d.rows)}var s='';
    for(var i=1;i<=Math.min(8,Math.ceil(o.totalData/o.pageData));i++)
      s+='<a page-id="'+i+'">'+i+'</a>';
    box.html(s);$.each(box.find('a'),function(){var a=$(this);
      a.on('click',function(){own.page(box,o,a.attr('page-id'))})})},
  ask:function(url,at){var d={total:0,rows:[]};$.ajax({url:url,data:{page:at},async:false,
    success:function(r){if(r.total){d.total=r.total;d.rows=r.rows}}});return d}};
  $.fn.extend({zPager:function(){return own.start.apply(this,arguments)}});
  $.fn.zPager.defaults={totalData:10,pageData:5,current:1,ajaxSetData:true}})(jQuery);"""


@pytest.mark.parametrize("name", CALLED)
def test_zpager_turns_pages(name: str) -> None:
    script, second = CALLED[name]
    address = next(each for each in shown(page(script, BOX), URL, {}).asked if "count" not in each)
    after = following({**ANSWER, "total": 40}, address, listed=1) or ""
    assert after.partition("#")[0] == f"{HOST}{second}"


def test_the_plugin_itself_may_be_there() -> None:
    (address,) = shown(page(PLUGIN + CALLED["asks itself"][0], BOX), URL, {}).asked
    listed = read(json.dumps({"rows": ANSWER["list"]}), address, site(), expected="list")
    assert [link.url for link, _ in listed.links] == [f"{HOST}/xw/7.html"]


@pytest.mark.parametrize(
    ("script", "second"),
    [
        (
            """$('#pager').zPager({totalData:70,pageData:10,ajaxSetData:false});
            function currentPage(n,turned){
            if(turned)location.replace('list.jsp?page='+n+'&lm=4')}""",
            "/news/list.jsp?page=2&lm=4",
        ),
        (
            """$('#pager').zPager({current:1,totalData:70,pageData:10});
            $('#pager a').click(function(){
            $('#ye').attr('value',$(this).attr('page-id'));$('#q').submit()})""",
            "/list.do?lm=4&ye=2",
        ),
    ],
)
def test_zpager_leads_on(script: str, second: str) -> None:
    reading = reading_of(page(script, NEWS + FORM.replace("METHOD", "method=get") + BOX))
    known = {link.url for link, _ in reading.links} | {reading.following or ""}
    assert f"{HOST}{second}" in known
