"""By how much the numbers of a list's page grow, as its own script says it."""

from __future__ import annotations

from urllib.parse import unquote_plus

import pytest

from crawler.discovery.json_lists import following
from crawler.discovery.steps import page_number, steps_of, written_steps
from crawler.scripting.page_execution import shown
from tests.crawler.script_pages import URL, page

ROWS = """function(r){$.each(r.rows,function(i,o){
  $('#l').append('<a href="/a/'+o.aid+'.html">'+o.bt+'</a>')})}"""
ANSWER = {"list": [{"bt": f"通知{n}", "aid": n} for n in range(9)]}
MORE = "<a id=m>加载更多</a><div id=page></div>"
GROWS = {
    "an offset that a pager makes": (
        f"""var M={{search:function(at){{$.ajax({{url:'/q',type:'post',
          data:JSON.stringify({{pn:at*10,rn:10,condition:[{{equal:'001'}}]}}),
          success:function(r){{var d=JSON.parse(r);({ROWS})(d.result);
          $('#page').pagination({{pageIndex:at,pageSize:10,total:d.result.totalcount}})}}}})}}}};
          M.search(0);
          $('#page').on('pageClicked',function(e,d){{M.search(d.pageIndex)}})""",
        ('"pn": 10', '"pn": 20'),
    ),
    "an offset that rises by the rows of a page": (
        f"""var s=0;function go(){{$.get('/q',{{begin:s,cnt:15}},{ROWS});s+=15}}
          go();$('#m').click(go)""",
        ("begin=15&cnt=15", "begin=30&cnt=15"),
    ),
    "a first row that is one": (
        f"var s=1;function go(){{$.get('/q',{{von:s}},{ROWS});s+=20}}go();$('#m').click(go)",
        ("von=21", "von=41"),
    ),
    "the first row and the last": (
        f"""var p=1;function go(){{$.get('/q',{{a:p*15-14,b:p*15}},{ROWS})}}go();
          $('#m').click(function(){{p++;go()}})""",
        ("a=16&b=30", "a=31&b=45"),
    ),
    "a page's number, and an offset": (
        f"""var p=1;function go(){{$.get('/q',{{nr:p,begin:(p-1)*15}},{ROWS})}}go();
          $('#m').click(function(){{p++;go()}})""",
        ("nr=2&begin=15", "nr=3&begin=30"),
    ),
    "an offset in the path": (
        f"var s=0;function go(){{$.get('/q/7/'+s,{ROWS});s+=20}}go();$('#m').click(go)",
        ("/q/7/20", "/q/7/40"),
    ),
}


@pytest.mark.parametrize("how", GROWS)
def test_a_number_grows_as_the_script_has_it_grow(how: str) -> None:
    script, expected = GROWS[how]
    (address,) = shown(page(script, MORE), URL, {}).asked
    for further in expected:
        address = following(ANSWER, address, listed=9) or ""
        assert further in unquote_plus(unquote_plus(address))


@pytest.mark.parametrize("second", ["7", "3", "x", "500", "-10"])
def test_what_grows_by_no_rows_of_a_page_counts_nothing(second: str) -> None:
    script = f"""var s=2;function go(){{$.get('/q',{{nr:s}},{ROWS});s='{second}'}}go();
      $('#m').click(go)"""
    for address in shown(page(script, MORE), URL, {}).asked:
        assert "%2B" not in address


@pytest.mark.parametrize("written", ["page", "pn*10", "page,start*10", "/1*20"])
def test_steps_are_read_as_they_are_written(written: str) -> None:
    assert written_steps(steps_of(written)) == written


def test_a_name_that_has_no_written_form_tells_nothing() -> None:
    assert written_steps({"a,b": 1}) is None
    assert steps_of("") == {}


def test_a_row_tells_its_page() -> None:
    assert [page_number(*each) for each in ((3, 1), (0, 10), (20, 10), (21, 10))] == [3, 1, 3, 3]
