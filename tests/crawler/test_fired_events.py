"""Events that a script fires itself, and what is asked for in turn when an answer has come."""

from __future__ import annotations

import pytest

from crawler.discovery import column_lists
from crawler.discovery.data_answers import read_data
from crawler.discovery.forms import entry_link_of, target_of
from crawler.scripting.page_execution import shown
from tests.crawler.script_pages import HOST, ROW, ROW_LINK, URL, asked, page
from tests.crawler.sites import site

ISSUES = """function issue(y,f){$.get('/gb/'+y+'/'+f,function(x){var h='';
  $(x).find('doc').each(function(){
    h+='<li><a href="/gb/'+y+'/c_'+$(this).attr('id')+'.htm">';
    h+=$(this).find('title').text()+'</a></li>';});$('#l').html(h);},'xml');}
function year(y){$.ajax({url:'/gb/'+y+'.xml',dataType:'xml',success:function(x){
  $(x).find('issue').each(function(){
    $('#issues').append('<li data-file="'+$(this).attr('file')+'">'+$(this).attr('no')+'</li>');});
  FIRED}});}
"""
"""The issues of a year's gazettes, and what one of them holds."""
YEAR = '<select id="year"><option>2026</option><option>2025</option></select><ul id="issues"></ul>'
LISTED = "#link:lists:{host}/gb/{year}/{{file}}#link:/gb/{year}/c_{{id}}.htm {{title}}"
OPENED = "$('#issues').on('click','li',function(){issue(2026,$(this).data('file'))});"
FIRED = {
    "the first of some": (
        "$('#issues li').click(function(){issue(y,$(this).attr('data-file'))}).first().click();",
        "",
    ),
    "one by its place": (
        "$('#issues li').on('click',function(){issue(y,this.dataset.file)}).eq(0).click();",
        "",
    ),
    "of what has been found within": (
        (
            "$('#issues').find('li').click(function(){$(this).addClass('on').siblings()"
            ".removeClass('on');issue(y,$(this).attr('data-file'))}).first().click();"
        ),
        "",
    ),
    "by a selector": ("$('#issues li:first').trigger('click');", OPENED),
    "by an event": ("$('#issues li:eq(0)').trigger($.Event('click'));", OPENED),
    "of an element": ("document.querySelector('#issues li').click();", OPENED),
    "that an element sends": (
        "document.querySelector('#issues li').dispatchEvent(new Event('click'));",
        (
            "document.getElementById('issues').addEventListener('click',"
            "function(e){issue(2026,e.target.getAttribute('data-file'))});"
        ),
    ),
    "that rises to the document": (
        "document.querySelector('#issues > li').click();",
        "document.addEventListener('click',e=>issue(2026,e.target.dataset.file));",
    ),
}


@pytest.mark.parametrize("how", FIRED)
def test_what_a_fired_click_asks_for_is_asked_of_each_entry(how: str) -> None:
    fired, before = FIRED[how]
    script = f"{before}{ISSUES.replace('FIRED', fired)}year(2026)"
    told = LISTED.format(host=HOST, year=2026)
    assert asked(page(script, YEAR)) == [f"/gb/2026.xml{told}"]


CHANGED = {
    "change": "$('#year').change(function(){list($(this).val())}).change();",
    "trigger": "$('#year').on('change',function(){list(this.value)}).trigger('change');",
    "a window's": "$(window).on('hashchange',function(){list(2026)}).trigger('hashchange');",
    "several at once": "$('#year').on({change:function(){list(2026)}}).change();",
    "a tab": (
        "$('#tabs a').on('shown.bs.tab',function(e){list($(e.target).data('y'))})"
        ".first().tab('show');"
    ),
    "its own code": "$('#own').click();",
    "a later click": "setTimeout(function(){document.getElementById('own').click()},100);",
}


@pytest.mark.parametrize("how", CHANGED)
def test_what_a_script_fires_is_as_if_nobody_clicked(how: str) -> None:
    around = f"{YEAR}<ul id='tabs'><a data-y='2026'>2026</a></ul><p id='own' onclick='list(2026)'>"
    script = f"function list(y){{$.getJSON('/q/'+y+'/data',{ROW})}}{CHANGED[how]}"
    assert asked(page(script, around))[0].startswith("/q/2026/data#link:/show/{id}.html")


def test_columns_in_xml_lead_to_their_lists() -> None:
    (year,) = shown(
        page(f"{ISSUES.replace('FIRED', FIRED['by a selector'][0])}{OPENED}year(2026)"), URL, {}
    ).asked
    reading = read_data('<issues><issue no="2" file="gb02.xml"/></issues>', year, site())
    assert reading is not None
    assert [target_of(link.url) for link, _ in reading.links] == [f"{HOST}/gb/2026/gb02.xml"]


def test_a_chain_of_three_leads_from_a_dictionary_to_columns_to_a_list() -> None:
    script = f"""$.get('/dict',function(d){{$.get('/columns',{{code:d.data[0].code}},function(r){{
      $.each(r.rows,function(i,o){{$('<li>').appendTo('#l').click(function(){{list(o.id)}});}});
      list(r.rows[0].id);}});}});
    function list(id){{$.get('/list',{{cid:id,page:1}},{ROW});}}"""
    (dictionary,) = shown(page(script), URL, {}).asked
    (columns,) = column_lists.lists({"data": [{"code": "A1"}]}, dictionary)
    assert target_of(columns) == f"{HOST}/columns?code=A1"
    lists = column_lists.lists({"rows": [{"id": 7}, {"id": 8}]}, columns)
    assert [target_of(each) for each in lists] == [
        f"{HOST}/list?cid=7&page=1",
        f"{HOST}/list?cid=8&page=1",
    ]
    assert entry_link_of(lists[0]) == ROW_LINK


def test_a_fourth_call_is_not_followed() -> None:
    script = f"""$.get('/a',function(a){{$.get('/b',{{a:a[0].x}},function(b){{
      $.get('/c',{{b:b[0].y}},function(c){{$.get('/list',{{c:c[0].z,page:1}},{ROW});}});}});}});"""
    assert not asked(page(script))


def test_what_a_click_opens_of_an_entry_is_no_list() -> None:
    script = """$.get('/news',function(r){$.each(r,function(i,o){
      $('#l').append('<li data-id="'+o.id+'">'+o.bt+'</li>')});});
    $('#l').on('click','li',function(){$.get('/detail/'+$(this).data('id'),function(d){
      $('#x').html(d.content);
      $.each(d.files,function(i,f){$('#x').append('<a href="'+f.url+'">'+f.name+'</a>')});});});"""
    assert not [each for each in asked(page(script)) if "lists" in each]


def test_a_vote_is_not_cast_by_a_script_that_clicks() -> None:
    script = "$('#own').click();$('#own').trigger('click');"
    around = "<p id='own' onclick=\"dianzan(1)\">赞</p>"
    script += "function dianzan(n){$.get('/x/'+n,function(d){$('#l').html('<a href='+d.url+'>')})}"
    assert not asked(page(script, around))


def test_events_that_fire_each_other_come_to_an_end() -> None:
    script = f"""$('#year').change(function(){{$('#l').click()}});
    $('#l').click(function(){{$('#year').change()}});$('#l').click();$.get('/q',{{page:1}},{ROW})"""
    assert asked(page(script, YEAR))
