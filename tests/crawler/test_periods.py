"""Years and months to choose from: all of them are lists, not only the newest."""

from __future__ import annotations

from urllib.parse import unquote_plus

import pytest

from crawler.discovery.reading import read
from crawler.scripting.page_execution import shown
from tests.crawler.script_pages import HOST
from tests.crawler.sites import site

URL = f"{HOST}/arc/index.html"
YEARS = range(2021, 2027)
MONTHS = range(1, 13)
YEAR = "<select id=y>" + "".join(f"<option value={y}>{y}年</option>" for y in YEARS) + "</select>"
MONTH = "<select id=m>" + "".join(f"<option value={m}>{m}月</option>" for m in MONTHS) + "</select>"
GO = "function go(){document.getElementById('f').src='/arc/'+value('y')+'/'+value('m')+'.html'}"
VALUE = "function value(id){return document.getElementById(id).value}"
FRAME = "<iframe id=f name=f src='/arc/2026/12.html'></iframe>"
SHOW_YEAR = "function show(y){document.getElementById('f').src='/arc/'+y+'.html'}"
ROWS = """function(d){$.each(d.rows,function(i,o){
  $('#l').append('<a href="/a/'+o.id+'.html">'+o.title+'</a>')})}"""

ALL_MONTHS = {
    "two menus": (
        f"{YEAR.replace('id=y', 'id=y onchange=go()')}{MONTH.replace('id=m', 'id=m onchange=go()')}"
        f"{FRAME}<script>{VALUE}{GO}</script>"
    ),
    "two menus that jQuery hears": (
        f"{YEAR}{MONTH}{FRAME}<script>$('#y,#m').change(function(){{"
        "$('#f').attr('src','/arc/'+$('#y').val()+'/'+$('#m').val()+'.html')})</script>"
    ),
    "two menus and a button": (
        f"{YEAR}{MONTH}<input type=button value=查看 onclick='go()'>{FRAME}"
        f"<script>{VALUE}{GO}</script>"
    ),
    "years that bring their months": (
        f"""<div id=ys></div><div id=ms></div>{FRAME}<script>var h='';for(var y=2026;y>2020;y--)
        h+='<a href="javascript:months('+y+')">'+y+'年</a>';
        document.getElementById('ys').innerHTML=h;function months(y){{var s='';
        for(var m=1;m<=12;m++)s+='<a href="javascript:show('+y+','+m+')">'+m+'月</a>';
        document.getElementById('ms').innerHTML=s}}function show(y,m){{
        document.getElementById('f').src='/arc/'+y+'/'+m+'.html'}}months(2026)</script>"""
    ),
}
ALL_YEARS = {
    "written links": (
        f"""{FRAME}<script>for(var y=2026;y>2020;y--)document.write('<a href="javascript:show('
        +y+')">'+y+'年</a>');{SHOW_YEAR}</script>"""
    ),
    "a menu that a script fills": (
        f"""<select id=y></select>{FRAME}<script>for(var y=2026;y>2020;y--)
        $('#y').append('<option value="'+y+'">'+y+'年</option>');{SHOW_YEAR}
        $('#y').change(function(){{show($(this).val())}})</script>"""
    ),
    "a menu that is filled one by one": (
        f"""<select id=y onchange='show(this.value)'></select>{FRAME}<script>
        var s=document.getElementById('y');for(var y=2026;y>2020;y--)
        s.options.add(new Option(y+'年',y));{SHOW_YEAR}</script>"""
    ),
    "rows that are clicked": (
        "<ul>"
        + "".join(f"<li onclick='show({y})'>{y}年</li>" for y in YEARS)
        + f"""</ul>{FRAME}<script>function show(y){{
        window.frames['f'].location.href='/arc/'+y+'.html'}}</script>"""
    ),
    "a menu in a frame beside the list's": (
        "<select onchange='go(this.value)'>"
        + "".join(f"<option value={y}>{y}年</option>" for y in YEARS)
        + """</select><script>function go(y){
        parent.document.getElementById('listFrame').src='/arc/'+y+'.html'}</script>"""
    ),
    "a menu in a frame, by the other's name": (
        YEAR
        + """<script>$('#y').change(function(){
        window.parent.frames['right'].location='/arc/'+$(this).val()+'.html'})</script>"""
    ),
    "a menu that a component draws": (
        """<input class=easyui-combobox data-options="valueField:'value',textField:'text',data:["""
        + ",".join(f"{{value:{y},text:'{y}年'}}" for y in YEARS)
        + f"""],onSelect:function(r){{show(r.value)}}">{FRAME}<script>{SHOW_YEAR}</script>"""
    ),
    "plain links": "".join(f"<a href='/arc/{y}.html'>{y}年</a>" for y in YEARS),
}


def lists(body: str) -> set[str]:
    text = f"<html><body>{body}</body></html>"
    found = shown(text, URL, {})
    reading = read(text, URL, site(), expected="list", shown=found)
    named = (link.url for link, judged in reading.links if judged.kind == "list")
    return {unquote_plus(each).removeprefix(HOST).partition("#")[0] for each in named}


@pytest.mark.parametrize("name", ALL_MONTHS)
def test_every_month_of_every_year_is_a_list(name: str) -> None:
    wanted = {f"/arc/{year}/{month}.html" for year in YEARS for month in MONTHS}
    assert wanted - lists(ALL_MONTHS[name]) == set()


@pytest.mark.parametrize("name", ALL_YEARS)
def test_every_year_is_a_list(name: str) -> None:
    """Whatever the addresses look like: ``/arc/2024.html`` is an article's elsewhere."""
    assert {f"/arc/{year}.html" for year in YEARS} - lists(ALL_YEARS[name]) == set()


def test_every_month_is_asked_for() -> None:
    script = f"""function load(){{$.getJSON('/api/rows',{{y:$('#y').val(),m:$('#m').val(),page:1}},
      {ROWS})}}$('#y,#m').change(load);load()"""
    found = lists(f"{YEAR}{MONTH}<ul id=l></ul><script>{script}</script>")
    assert found == {f"/api/rows?y={y}&m={m}&page=1" for y in YEARS for m in MONTHS}


@pytest.mark.parametrize(
    ("method", "listed"), [("get", {f"/arc/list.do?nf={year}" for year in YEARS}), ("post", set())]
)
def test_a_form_shows_each_year_in_a_frame(method: str, listed: set[str]) -> None:
    """The page has no script but what its menu does; what is posted may change something."""
    menu = YEAR.replace("<select id=y>", "<select name=nf onchange='this.form.submit()'>")
    form = (
        f"<form action=/arc/list.do method={method} target=f>{menu}</form><iframe name=f></iframe>"
    )
    assert lists(form) == listed


def test_one_year_alone_is_no_list() -> None:
    links = "<a href='/arc/2024.html'>2024年</a><a href='/a/7.html'>全市春季农业生产会议召开</a>"
    assert lists(links) == set()


def test_menus_that_have_nothing_to_do_with_each_other_are_chosen_one_by_one() -> None:
    sites = "".join(f"<option value=/s/{n}.html>部门{n}网站</option>" for n in range(9))
    menus = f"{YEAR}<select id=s>{sites}</select>"
    script = "$('#y').change(function(){location.href='/arc/'+this.value+'.html'})"
    script += ";$('#s').change(function(){location.href=this.value})"
    assert len(lists(f"{menus}<script>{script}</script>")) <= len(YEARS) + 9


SHOWN_ROWS = "<ul>{}</ul>".format(
    "".join(
        f"<li><a href='/art/2026/12/{day}/art_1_{day}.html'>全市冬季农业生产会议</a>2026-12-{day}"
        for day in range(10, 18)
    )
)


@pytest.mark.parametrize(
    "name",
    sorted(
        ALL_YEARS.keys() - {"plain links", "rows that are clicked", "a menu that a component draws"}
    ),
)
def test_a_page_that_shows_the_newest_rows_has_its_scripts_run_for_the_others(name: str) -> None:
    text = f"<html><body>{SHOWN_ROWS}{ALL_YEARS[name]}</body></html>"
    assert read(text, URL, site(), expected="list").needs_scripts
    assert not read(SHOWN_ROWS, URL, site(), expected="list").needs_scripts
