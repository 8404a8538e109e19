"""Calendars whose days a script looks up in an answer for their month, and answers in XML."""

from __future__ import annotations

import pytest

from crawler.discovery.data_answers import read_data
from crawler.discovery.entry_patterns import filled
from crawler.discovery.months import month_before
from crawler.scripting.page_execution import shown
from tests.crawler.script_pages import HOST, URL, asked, page
from tests.crawler.sites import site

DAYS = """for(var d=1,h='';d<31;d++){var k=ym+J+(d<10?'0'+d:d);
  h+=m[k]?'<td><a href="LINK">'+d+'</a></td>':'<td>'+d+'</td>'}
  document.getElementById('l').innerHTML=h"""
XML = """var x=new XMLHttpRequest();x.open('GET','/html/'+ym+'/period.xml',true);
  x.onload=function(){
  var p=x.responseXML.getElementsByTagName('period'),m={};for(var i=0;i<p.length;i++)
  m[p[i].getElementsByTagName('period_date')[0].firstChild.nodeValue]=
    p[i].getElementsByTagName('front_page')[0].firstChild.nodeValue;DAYS};x.send()"""
CALENDARS = {
    "nodes of XML": (
        f"var ym='2026-11',J='-';{XML}",
        "/html/'+ym+'/'+k.substr(8)+'/'+m[k]+'",
        "/html/2026-11/period.xml",
        "/html/{period_date:0-4}-{period_date:5-7}/{period_date:8}/{front_page} {period_date}",
    ),
    "jQuery": (
        """var ym='202611',J='';$.get('/d/'+ym+'.xml',function(x){var m={};$(x).find('item').each(
          function(){m[$(this).find('day').text()]=1});DAYS},'xml')""",
        "/paper/'+k+'/index.html",
        "/d/202611.xml",
        "/paper/{day:0-4}{day:4-6}{day:6}/index.html {day}",
    ),
    "JSON": (
        """var ym='2026-11',J='-';$.getJSON('/api/issues',{month:ym},function(r){var m={};
          $.each(r.data,function(i,o){m[o.pubdate]=o.id});DAYS})""",
        "/paper/'+k.replace(/-/g,'/')+'/'+m[k]+'.html",
        "/api/issues?month=2026-11",
        "/paper/{pubdate:0-4}/{pubdate:5-7}/{pubdate:8}/{id}.html {pubdate}",
    ),
}


@pytest.mark.parametrize("how", CALENDARS)
def test_a_day_that_is_looked_up_in_an_answer_is_linked(how: str) -> None:
    script, link, address, pattern = CALENDARS[how]
    written = script.replace("DAYS", DAYS.replace("LINK", link))
    assert asked(page(written)) == [f"{address}#link:{pattern}"]


def test_the_days_of_a_month_become_links() -> None:
    script, link, _, _ = CALENDARS["nodes of XML"]
    (month,) = shown(page(script.replace("DAYS", DAYS.replace("LINK", link))), URL, {}).asked
    issues = "".join(
        f"<period><period_date>2026-11-{day}</period_date><front_page>node_1.htm</front_page></period>"
        for day in (26, 27)
    )
    reading = read_data(f"<period_list>{issues}</period_list>", month, site())
    assert reading is not None
    assert [each.url for each, _ in reading.links] == [
        f"{HOST}/html/2026-11/26/node_1.htm",
        f"{HOST}/html/2026-11/27/node_1.htm",
    ]
    assert (reading.following or "").startswith(f"{HOST}/html/2026-10/period.xml#link:")


def test_without_a_month_in_its_address_nothing_is_made_of_a_date() -> None:
    script = """$.getJSON('/api/list',{page:1},function(r){$.each(r.rows,function(i,o){
      $('#l').append('<a href="/a/'+o.date+'/'+o.id+'.html">'+o.bt+'</a>')})})"""
    assert asked(page(script)) == ["/api/list?page=1#link:/a/{date}/{id}.html {bt}"]


def test_what_is_shown_of_a_month_by_itself_is_taken_as_it_is() -> None:
    script = """$.getJSON('/d/202611.json',function(r){$.each(r.rows,function(i,o){
      $('#l').append('<a href="/a/'+o.date+'/'+o.id+'.html">'+o.bt+'</a>')})})"""
    assert asked(page(script)) == ["/d/202611.json#link:/a/{date}/{id}.html {bt}"]


def test_a_pattern_takes_pieces_of_a_part() -> None:
    entry = {"day": "2026-11-27", "id": 7}
    assert filled("/{day:0-4}/{day:5-7}{day:8}/{id}.html", entry) == "/2026/1127/7.html"


@pytest.mark.parametrize(
    ("path", "said", "before"),
    [
        ("/d/202611.xml", "20261127", "/d/202610.xml"),
        ("/data/list_2026-01.json", "2026-01-27", "/data/list_2025-12.json"),
        ("/api/issues?month=2026-11&k=1", "2026-11-27", "/api/issues?month=2026-10&k=1"),
        ("/html/2026/11/period.xml", "2026/11/27", "/html/2026/10/period.xml"),
        ("/d/202611.xml", "2026-10-27", None),
        ("/d/2611.xml", "2611", None),
        ("/a/20261127.json", "20261127", None),
    ],
)
def test_the_month_before_follows_a_month_that_lists_its_days(
    path: str, said: str, before: str | None
) -> None:
    expected = before and f"{HOST}{before}"
    assert month_before(f"{HOST}{path}", [said]) == expected


NODES = {
    "by the name of elements": (
        """var x=new XMLHttpRequest();x.open('GET','/d/list.xml');x.onload=function(){var h='',
          d=x.responseXML.documentElement.getElementsByTagName('doc');
          for(var i=0;i<d.length;i++)h+='<a href="/c/'+d[i].getAttribute('id')+'.htm">'+
          d[i].getElementsByTagName('bt')[0].childNodes[0].nodeValue+'</a>';
          document.getElementById('l').innerHTML=h};x.send()"""
    ),
    "by a parser": (
        """fetch('/d/list.xml').then(r=>r.text()).then(t=>{let h='';
          new DOMParser().parseFromString(t,'text/xml').querySelectorAll('docs > doc').forEach(e=>{
          h+=`<a href="/c/${e.getAttribute('id')}.htm">${e.querySelector('bt').textContent}</a>`});
          document.getElementById('l').innerHTML=h})"""
    ),
}


@pytest.mark.parametrize("how", NODES)
def test_entries_are_read_by_the_nodes_of_xml(how: str) -> None:
    assert asked(page(NODES[how])) == ["/d/list.xml#link:/c/{id}.htm {bt}"]
