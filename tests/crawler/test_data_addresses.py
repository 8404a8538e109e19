"""Where the data of articles stands: what the scripts of a page ask for, and show."""

from __future__ import annotations

import asyncio

import pytest

from crawler.answers.data_addresses import DataAddresses
from crawler.answers.page_tools import PageTools
from crawler.scripting.page_execution import shown
from tests.crawler.data_web import DATA, SHELL, Web, empty, read
from tests.crawler.script_pages import HOST

SHOW = "function(j){document.getElementById('app').innerHTML='<h1>'+j.data.title+'</h1>'}"
JSON = "then(function(r){return r.json()})"


POSTED = (
    "fetch('/api/detail',{method:'POST',body:JSON.stringify({newsId:'1142'}),"
    f"headers:{{'Content-Type':'application/json'}}}}).{JSON}.then({SHOW})"
)


def document(script: str, path: str) -> str | None:
    """Return what a page's script asks for of the document that its address names."""
    found = shown(SHELL.format(f"<script>{script}</script>"), HOST + path, {}).document
    return None if found is None else found.removeprefix(HOST)


@pytest.mark.parametrize(
    ("script", "path", "asked"),
    [
        (
            f"var m=location.pathname.split('/');fetch('/api/news/'+m[2]).{JSON}.then({SHOW})",
            "/p/1142",
            "/api/news/1142",
        ),
        (f"$.get('/api/detail',{{id:getUrlParam('id')}},{SHOW})", "/d?id=57", "/api/detail?id=57"),
        (
            POSTED,
            "/d?id=1142",
            "/api/detail#post:%21json=%7B%22newsId%22%3A+%221142%22%7D",
        ),
        (f"$.get('/api/hits?id=1142',{SHOW})", "/p/1142", None),
        (f"$.get('/api/vote/1142',{SHOW})", "/p/1142", None),
        (f"$.get('/api/news/7',{SHOW})", "/p/1142", None),
        (f"$.get('/api/related?newsId=1142&page=1',{SHOW})", "/p/1142", None),
        (f"$.get('/api/latest?pageNo=1&num=20',{SHOW})", "/p/20", None),
        (f"$.get('/api/news/11420',{SHOW})", "/p/1142", None),
        ("$.get('/api/news/1142')", "/p/1142", None),
        (f"$.get('/api/news/about',{SHOW})", "/p/about", None),
    ],
)
def test_what_a_page_shows_of_its_document(script: str, path: str, asked: str | None) -> None:
    assert document(script, path) == asked


def test_the_scripts_of_one_page_tell_where_the_data_of_all_is() -> None:
    web = Web()
    items = read(web, "/p/1142", "/p/1145")
    assert [(item.page.url, item.page.body) for item in items] == [
        (f"{HOST}/p/{number}", DATA.encode()) for number in (1142, 1145)
    ]
    assert web.asked == [f"{HOST}/api/news/{number}" for number in (1142, 1145)]
    assert web.run == [f"{HOST}/p/1142"]
    assert {(one.kind, one.state) for one in web.recorded} == {("other", "fetched")}
    assert web.recorded[0].reason == f"data of a page: {HOST}/p/1142"


def test_a_document_of_one_digit_is_asked_for_as_those_of_longer_numbers() -> None:
    web = Web()

    async def one_after_the_other() -> list[str | None]:
        addresses = DataAddresses(PageTools(web, web, web))  # type: ignore[arg-type]
        return [await addresses.of(*empty(path)) for path in ("/p/5", "/p/1142", "/p/5", "/q/5")]

    data = [f"{HOST}/api/news/{number}" for number in (1142, 5)]
    assert asyncio.run(one_after_the_other()) == [None, *data, None]
    assert web.run == [f"{HOST}/p/1142"]


def test_scripts_that_ask_for_nothing_are_not_run_for_ever() -> None:
    web = Web(asks=False)
    assert read(web, *(f"/p/{number}" for number in range(100, 110)), "/p/about") == []
    assert (len(web.run), web.asked) == (3, [])
    many = [f"/{'x' * letters}/{number}" for letters in range(1, 9) for number in (100, 101)]
    assert read(web, *many) == []
    assert 3 + 12 <= len(web.run) < 3 + 12 + 8


def test_a_page_does_not_wait_for_the_script_files_of_pages_of_another_form() -> None:
    web = Web()

    async def both() -> tuple[str | None, bool, str | None]:
        addresses = DataAddresses(PageTools(web, web, web))  # type: ignore[arg-type]
        web.files_come.clear()
        slow = asyncio.create_task(addresses.of(*empty("/slow/1142")))
        await asyncio.sleep(0)
        quick = await asyncio.wait_for(addresses.of(*empty("/p/1142")), timeout=5)
        waits = not slow.done()
        web.files_come.set()
        return quick, waits, await slow

    address = f"{HOST}/api/news/1142"
    assert asyncio.run(both()) == (address, True, address)
