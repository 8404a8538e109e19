"""Pagers that words turn: a script counts on the page's number in a form, and sends that."""

from __future__ import annotations

import pytest

from crawler.discovery.forms import form_of, sent, target_of
from crawler.discovery.reading import read
from crawler.scripting.page_execution import shown
from tests.crawler.script_pages import HOST
from tests.crawler.sites import site

URL = f"{HOST}/news/list.action?colid=3"
ROWS = "".join(
    f"<li><a href='/art/2026/3/{day}/art_1_{day}.html'>全市春季农业生产会议</a>2026-03-{day}</li>"
    for day in range(10, 14)
)
TURN = """function turnPage(to){var c=parseInt($("#now").val()),m=parseInt($("#all").val());
  if(to=='first')c=1;if(to=='prev'&&c>1)c=c-1;if(to=='next'&&c<m)c=c+1;if(to=='last')c=m;
  $("#now").val(c);SENDS}"""


def page(
    *,
    now: int = 1,
    of: int = 4,
    sends: str = "$('#listForm').submit()",
    action: str = "list.action?colid=3",
    method: str = "post",
    script: str = TURN,
    link: str = "下一页",
) -> str:
    """Return a list in a form, as Struts has it; its keyword is its reader's."""
    links = "".join(
        f"""<a href="#" onclick="turnPage('{to}');return false;">{words}</a>"""
        for to, words in (("first", "首页"), ("prev", "上一页"), ("next", link), ("last", "尾页"))
    )
    return f"""<html><head><title>要闻</title></head><body>
      <form id=listForm method={method} action="{action}">
      <input type=hidden id=now name=page.currPage value={now}>
      <input type=hidden id=all name=page.totalPage value={of}>
      <input type=text name=keyword><input type=button value=查询 onclick="doSearch()">
      <ul>{ROWS}</ul><p>{links}</p></form><script>{script.replace("SENDS", sends)}</script>"""


def turned(text: str) -> tuple[str, dict[str, str]] | None:
    """Return where a page's script turns it, and what it sends; None where it does not."""
    address = shown(text, URL, {}).turned
    return None if address is None else (target_of(address), dict(sent(form_of(address) or [])))


SENDS = [
    "$('#listForm').submit()",
    "$('form').submit()",
    "$('#listForm').trigger('submit')",
    "$('#listForm')[0].submit()",
    "document.listForm.submit()",
    "document.forms[0].submit()",
    "document.forms['listForm'].submit()",
    "document.getElementById('listForm').submit()",
    "listForm.submit()",
    "setTimeout(function(){$('#listForm').submit()},10)",
]


@pytest.mark.parametrize("sends", SENDS)
def test_a_form_is_sent_in_many_ways(sends: str) -> None:
    assert turned(page(sends=sends)) == (URL, {"page.currPage": "2", "page.totalPage": "4"})


@pytest.mark.parametrize("now", [1, 2, 3])
@pytest.mark.parametrize("of", [2, 3, 4])
def test_the_form_says_which_page_is_shown(now: int, of: int) -> None:
    """Nothing follows the last one; that there are as many pages as the next one's number says
    nothing else."""
    found = turned(page(now=now, of=of))
    assert (found[1]["page.currPage"] if found else None) == (str(now + 1) if now < of else None)


def test_the_page_after_is_what_follows() -> None:
    first = read(page(), URL, site(), expected="list")
    assert first.needs_scripts
    reading = read(page(), URL, site(), expected="list", shown=shown(page(), URL, {}))
    assert dict(form_of(reading.following or "") or [])["page.currPage"] == "2"


def test_a_form_that_is_not_posted() -> None:
    text = page(method="get", action="list.action")
    reading = read(text, URL, site(), expected="list", shown=shown(text, URL, {}))
    known = {link.url for link, _ in reading.links} | {reading.following or ""}
    assert f"{HOST}/news/list.action?page.currPage=2&page.totalPage=4" in known


def test_the_number_of_the_first_row_grows_with_the_pages() -> None:
    script = """function turnPage(to){var c=+$('#now').val();if(to!='next')return;
      $('#all').val(c*15);$('#now').val(c+1);SENDS}"""
    assert turned(page(script=script)) == (URL, {"page.currPage": "2", "page.totalPage": "15"})


@pytest.mark.parametrize(
    "changed",
    [
        {"link": "投票"},  # words that turn no page
        {"action": "/vote/add.do"},
        {"action": "/message/save.action"},
        {"script": "function turnPage(to){SENDS}"},  # no number is counted on
        {"script": "function turnPage(to){$('#now').val('news');SENDS}"},
        {"script": "function turnPage(to){$('#elsewhere').val(2);SENDS}"},
    ],
)
def test_what_turns_no_page_is_not_sent(changed: dict[str, str]) -> None:
    text = page(**changed)  # type: ignore[arg-type]  # texts alone
    found = shown(text, URL, {})
    assert (found.turned, found.asked) == (None, ())
