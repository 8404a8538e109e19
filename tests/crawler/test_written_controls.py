"""Controls that scripts write, and rows that they hold and do not show at once."""

from __future__ import annotations

import pytest

from crawler.scripting.page_execution import shown
from tests.crawler.script_pages import ROW, URL, asked, page, reading_of

HELD = 20
ROWS = "var docs=[" + ",".join(f'{{u:"/xw/{n}.html",t:"会议{n}"}}' for n in range(HELD)) + "];"
ROW_OF = '"<li><a href=\'"+docs[i].u+"\'>"+docs[i].t+"</a></li>"'
PAGER = f"""{ROWS}function show(n){{var h='';
  for(var i=n*6;i<docs.length&&i<n*6+6;i++)h+={ROW_OF};$('#l').html(h);
  var b='';for(var j=0;j<docs.length/6;j++)b+="<a href='javascript:show("+j+")'>"+(j+1)+"</a>";
  $('#pg').html(b)}}show(0)"""
MORE = f"""{ROWS}var at=0;function more(){{
  for(var k=0;k<6&&at<docs.length;k++){{var i=at++;$('#l').append({ROW_OF})}}}}
  $('#more').click(more);more()"""


def rows_of(script: str, around: str = "") -> int:
    """Return how many articles a page's reading links, its scripts having run."""
    return sum("/xw/" in link.url for link, _ in reading_of(page(script, around)).links)


@pytest.mark.parametrize(
    ("script", "around"),
    [
        (PAGER, "<div id=pg></div>"),
        (PAGER.replace("javascript:show(", "#' onclick='show("), "<div id=pg></div>"),
        (MORE, "<div id=more>查看更多</div>"),
        (MORE, "<a id=more href='javascript:;'>下一页</a>"),
    ],
)
def test_all_rows_that_a_script_holds_are_found(script: str, around: str) -> None:
    assert rows_of(script, around) == HELD


def test_what_turns_no_pages_is_clicked_once() -> None:
    calendar = """var m=1;function later(){m++;
      $('#l').html("<td><a href='/day/"+m+".html'>"+m+"</a></td>")}$('#next').click(later)"""
    html = shown(page(calendar, "<a id=next href='javascript:;'>下个月</a>"), URL, {}).html
    assert html.count("/day/") == 1


def test_rows_without_an_end_end() -> None:
    endless = """var n=0;function more(){n++;
      $('#l').append("<li><a href='/xw/"+n+".html'>会议</a></li>")}$('#more').click(more);more()"""
    assert 2 < rows_of(endless, "<div id=more>查看更多</div>") < 40


@pytest.mark.parametrize("code", ["vote(3)", "dianzan(3)", "delNews(3)"])
def test_written_controls_that_act_are_left_alone(code: str) -> None:
    name = code.partition("(")[0]
    script = f"""function {name}(n){{$.get('/api/x?page='+n)}}
      $('#l').html("<a href='javascript:{code}'>好</a>")"""
    assert asked(page(script)) == []


CATEGORIES = """var cur;[{n:'002001',t:'交易公告'},{n:'002002',t:'政策解读'}].forEach(function(c){
  $("<a href='javascript:void(0)' class='cat' data-num='"+c.n+"'>"+c.t+"</a>").appendTo('#tree')});
  $('#tree').on('click','.cat',function(){cur=$(this).data('num');load(0)});"""
LOAD = f"""function load(n){{$.ajax({{type:'post',url:'/rest/getList',
  contentType:'application/json',data:JSON.stringify({{cat:cur,pageIndex:n}}),success:{ROW}}})}}"""


@pytest.mark.parametrize("container", ["tree", "l"])
def test_rows_that_a_script_makes_are_clicked_one_by_one(container: str) -> None:
    script = CATEGORIES.replace("#tree", f"#{container}") + LOAD
    found = asked(page(script, "<div id=tree></div>"))
    assert ['"002001"' in each for each in found] == [True, False]
    assert ['"002002"' in each for each in found] == [False, True]


def test_numbers_of_elements_are_as_jquery_reads_them() -> None:
    numbers = "'&a='+$('#a').data('n')+'&b='+(1+$('#b').data('n'))"
    script = f"$.getJSON('/api/list?page=1'+{numbers},{ROW})"
    (address,) = asked(page(script, "<i id=a data-n=002></i><i id=b data-n=2></i>"))
    assert "a=002&b=3" in address


def test_votes_that_a_script_makes_are_not_clicked() -> None:
    script = CATEGORIES.replace("class='cat'", "class='cat zan'") + LOAD
    assert asked(page(script, "<div id=tree></div>")) == []


def test_rows_made_one_by_one_leave_room_for_other_questions() -> None:
    script = f"""for(var i=0;i<450;i++)$('<li><a href="/a/'+i+'.html">x</a></li>').appendTo('#l');
      $.getJSON('/api/list?page=1&of='+$('#c').data('of'),{ROW})"""
    (address,) = asked(page(script, "<i id=c data-of=7></i>"))
    assert "of=7" in address
