"""Lists of sites that look at the signature of each call: all their pages are had."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.models import PageRow
from crawler.scripting.page_execution import shown, signed
from tests.crawler.county import Answer, catalogue
from tests.crawler.crawls import Crawl
from tests.crawler.script_pages import HOST, ROW, URL, page
from tests.crawler.signing_web import (
    BEARER,
    CHECKED,
    DATA,
    MD5,
    PAGES,
    SORTED,
    TITLES,
    Asked,
    SigningSite,
    answering,
    once,
    signing,
)
from tests.crawler.signing_web import ROW as SHOWN

NOW = 1_796_103_909.25
ALL = [f"rows {number}" for number in range(1, PAGES + 1)]


@pytest.mark.parametrize(
    ("site", "asked"),
    [
        (SORTED, ALL),
        (CHECKED, ALL),
        (BEARER, ["token", *ALL]),
        (once(), [each for number in ALL for each in ("token", number)]),
    ],
    ids=["sorted parameters, in headers", "an unknown name, by chance", "a token", "one for each"],
)
def test_each_page_is_asked_for_as_its_script_signs_it(
    tmp_path: Path, site: SigningSite, asked: list[str]
) -> None:
    seen: list[str] = []
    with signing(answering(site, seen)) as address:
        start = catalogue(address).replace(f"{address}/", f"{address}/gzdt/")
        crawl = Crawl(start, tmp_path)
        crawl.run()
        assert sorted(crawl.articles().values(), key=str) == sorted(TITLES.values())
        # The last page but one is no end: the one behind it is, and says what it says.
        assert seen[: len(asked)] == asked
        assert len(seen) <= len(asked) + 2


def test_a_token_goes_to_no_other_host(tmp_path: Path) -> None:
    """Though the other one is the site's as well, and the page's script would send it there."""
    seen: list[str] = []
    other: list[str] = []
    with (
        signing(answering(BEARER, other)) as sister,
        signing(answering(BEARER, seen, elsewhere=sister)) as address,
    ):
        hosts = f'["{address[7:]}", "{sister[7:]}"]'
        start = catalogue(address).replace(f"{address}/", f"{address}/gzdt/")
        crawl = Crawl(f"{start}allowed_domains = {hosts}\n", tmp_path)
        crawl.run()
        assert [each for each in other if each.startswith("rows")] == []


def crawled(folder: Path, answer: Callable[[Asked], Answer]) -> dict[str, str | None]:
    """Crawl a site's list; return the ledger, path to reason."""
    with signing(answer) as address:
        start = catalogue(address).replace(f"{address}/", f"{address}/gzdt/")
        crawl = Crawl(start, folder)
        crawl.run()
        with crawl.archive() as engine, engine.connect() as connection:
            rows = connection.execute(select(PageRow.url, PageRow.reason)).all()
    return {row.url.removeprefix(address).partition("#")[0]: row.reason for row in rows}


def test_a_token_that_robots_may_not_have_is_not_asked_for(tmp_path: Path) -> None:
    seen: list[str] = []
    plain = answering(BEARER, seen)

    def answer(asked: Asked) -> Answer:
        if asked.path == "/robots.txt":
            return 200, {"Content-Type": "text/plain"}, "User-agent: *\nDisallow: /oauth/\n"
        return plain(asked)

    reasons = crawled(tmp_path, answer)
    assert seen == []
    assert (reasons["/oauth/token"] or "").startswith("robots.txt")
    assert reasons["/gzdt/"] == "a script's list, read to page 0"


def test_a_signed_call_that_is_sent_on_is_not_followed(tmp_path: Path) -> None:
    """A browser would take its headers along to another page of the host, none of ours does."""
    seen: list[str] = []
    plain = answering(SORTED, seen)

    def answer(asked: Asked) -> Answer:
        if asked.path == "/api/rows":
            return 302, {"Location": "/elsewhere/rows"}, ""
        seen.append(asked.path)
        return plain(asked)

    assert crawled(tmp_path, answer)["/api/rows"] == "HTTP 302"
    assert "/elsewhere/rows" not in seen


def test_a_refusal_that_came_as_data_is_no_end_of_a_list(tmp_path: Path) -> None:
    seen: list[str] = []
    plain = answering(SORTED, seen)

    def answer(asked: Asked) -> Answer:
        if asked.fields.get("pageIndex") == "3":
            return 200, DATA, '{"code": 401, "msg": "签名已过期"}'
        return plain(asked)

    assert crawled(tmp_path, answer)["/gzdt/"] == "a script's list, read to page 2"


CALL = f"""$.ajax({{url:'AT/api/rows?pageNo='+n,success:{ROW},headers:{{HEADER}}}})"""
TURN = "var n=1;function load(n){CALL}load(1);$('#n').click(function(){n++;load(n)});"
NEXT = "<a id=n href='javascript:;'>下一页</a>"


@pytest.mark.parametrize(
    ("header", "at", "sent"),
    [
        ("'Authorization':'Bearer a1'", "", True),
        ("'Authorization':'Bearer a1'", "http://api.x.gov.cn", False),
        ("'X-Access-Token':'a1'", "//api.x.gov.cn", False),
        ("'X-Sign':md5('a1')", "http://api.x.gov.cn", True),
    ],
)
def test_what_carries_a_token_stays_with_its_page(header: str, at: str, *, sent: bool) -> None:
    call = CALL.replace("AT", at).replace("HEADER", header)
    text = page(MD5 + TURN.replace("CALL", call), NEXT)
    assert bool(signed(text, URL, {}, number=1, now=NOW).calls) is sent


NEEDS = f"""$.ajax({{url:'AT',type:'TYPE',data:SENT,success:function(r){{
  $.ajax({{url:'/api/rows?pageNo=1',headers:{{'X-Token':r.token}},success:{ROW}}})}}}})"""


@pytest.mark.parametrize(
    ("at", "kind", "data", "asked"),
    [
        ("/api/token", "get", "{}", True),
        ("/api/config.do", "get", "{}", True),
        ("/api/token", "post", "{client:'portal'}", True),
        ("/api/config.do", "post", "{}", False),
        ("/login.do", "get", "{}", False),
        ("/sso/token", "get", "{}", False),
        ("/api/token", "post", "{username:'a',password:'b'}", False),
        ("/api/token?account=a", "get", "{}", False),
        ("http://api.x.gov.cn/api/token", "get", "{}", False),
        ("/api/token?pageNo=1", "get", "{}", False),
        ("/auth/sendCode.do", "post", "{}", False),
        ("/guest/book.do", "post", "{}", False),
        ("/qiandao/sign.do", "post", "{}", False),
        ("/key/reset", "post", "{}", False),
    ],
)
def test_what_is_needed_is_asked_for_where_anybody_may(
    at: str, kind: str, data: str, *, asked: bool
) -> None:
    script = NEEDS.replace("AT", at).replace("TYPE", kind).replace("SENT", data)
    needs = signed(page(script), URL, {}, number=1, now=NOW).needs
    assert [need.call.url.partition("?")[0] for need in needs] == [f"{HOST}{at}"] * asked


@pytest.mark.parametrize(("scheme", "asked"), [("http", False), ("https", True)])
def test_a_token_of_an_encrypted_page_is_asked_for_as_browsers_would(
    scheme: str, *, asked: bool
) -> None:
    at = f"{scheme}://www.x.gov.cn/api/token"
    script = NEEDS.replace("AT", at).replace("TYPE", "get").replace("SENT", "{}")
    encrypted = URL.replace("http://", "https://")
    needs = signed(page(script), encrypted, {}, number=1, now=NOW).needs
    assert [need.call.url for need in needs] == [at] * asked


def test_an_answer_is_given_to_the_scripts_as_it_came() -> None:
    script = NEEDS.replace("AT", "/api/token").replace("TYPE", "get").replace("SENT", "{}")
    (need,) = signed(page(script), URL, {}, number=1, now=NOW).needs
    known = {need.key: '{"token": "t-1"}'}
    signing_ = signed(page(script), URL, {}, number=1, now=NOW, known=known)
    assert signing_.needs == []
    assert [call.headers for call in signing_.calls] == [{"X-Token": "t-1"}]
    assert shown(page(script), URL, {}).signed


@pytest.mark.parametrize(
    "read",
    [
        "$.get('/token',function(t){go(t)})",
        "$.ajax({url:'/token',dataType:'text',success:go})",
        "fetch('/token').then(r=>r.text()).then(go)",
        "axios.get('/token').then(r=>go(r.data))",
        "x=new XMLHttpRequest();x.open('GET','/token');x.onload=()=>go(x.responseText);x.send()",
    ],
)
def test_a_token_may_be_a_plain_text(read: str) -> None:
    script = f"""function go(t){{$.ajax({{url:'/api/rows?pageNo=1',headers:{{'X-Sign':md5(t)}},
      success:{ROW}}})}} {read}"""
    text = page(MD5 + script)
    (need,) = signed(text, URL, {}, number=1, now=NOW).needs
    (call,) = signed(text, URL, {}, number=1, now=NOW, known={need.key: "abc"}).calls
    assert call.headers == {"X-Sign": "900150983cd24fb0d6963f7d28e17f72"}


@pytest.mark.parametrize(
    ("script", "is_signed"),
    [
        # A column's number of thirty-two digits, and two columns of a home page.
        ("$.get('/q?page=1&channel=0123456789abcdef0123456789abcdef',ROW)", False),
        (
            "['a1','b2'].forEach(function(c){$.get('/q',{page:1,channel:md5(c)},ROW)})",
            False,
        ),
        ("$.get('/q',{page:1,k:md5('secret')},ROW)", False),
        ("$.get('/q',{page:1,k:md5('secret'+Date.now())},ROW)", True),
        ("[1,2].forEach(function(p){$.get('/q',{page:p,k:md5('secret'+p)},ROW)})", True),
        ("[1,2].forEach(function(p){$.get('/q',{page:p,day:20200301+p},ROW)})", False),
        ("$.get('/q',{page:1,k:btoa('secret'+Date.now())},ROW)", True),
    ],
)
def test_a_signature_is_what_changes_and_looks_like_one(script: str, *, is_signed: bool) -> None:
    text = page(MD5 + script.replace("ROW", ROW))
    assert shown(text, URL, {}).signed is is_signed


LOAD = f"""function load(p){{$.getJSON('/api/rows',{{page:p,token:tk}},function(d){{({SHOWN})(d);
  $('#p').html('<a href="javascript:load('+(p+1)+')">下一页</a>')}})}}"""
LATER = "$.getJSON('/auth/gettoken',function(t){GIVEN;load(1)})"
NESTED = """$.getJSON('/auth/gettoken',function(t){
  $.getJSON('/api/rows',{page:1,token:t.token},SHOWN)})""".replace("SHOWN", SHOWN)


@pytest.mark.parametrize(
    ("script", "token"),
    [
        (f"var tk='abc';{LOAD}load(1)", "abc"),
        (f"var tk='abc';{LOAD}{LATER.replace('GIVEN', '')}", "abc"),
        (f"var tk='abc';{LOAD}load(1)".replace("rows',{", "rows?token=abc',{"), "abc"),
        (f"var tk='';{LOAD}load(1)", ""),
        (f"var tk='';{LOAD}{LATER.replace('GIVEN', 'tk=t.token')}", "T-81"),
        (NESTED, "T-81"),
    ],
    ids=["constant", "constant, later", "in the address", "empty", "by callback", "nested"],
)
def test_a_list_that_takes_a_token_is_read_to_its_end(
    tmp_path: Path, script: str, token: str
) -> None:
    def rows(asked: Asked) -> int | None:
        return int(asked.fields["page"]) if asked.fields.get("token", "") == token else None

    with signing(answering(SigningSite(script, rows, lambda _: {"token": "T-81"}), [])) as address:
        start = catalogue(address).replace(f"{address}/", f"{address}/gzdt/")
        crawl = Crawl(start, tmp_path)
        crawl.run()
        assert sorted(crawl.articles().values(), key=str) == sorted(TITLES.values())


def test_a_token_that_may_not_be_asked_for_makes_no_signed_call() -> None:
    script = NESTED.replace("/auth/", "http://api.x.gov.cn/auth/")
    found = shown(page(script), URL, {})
    assert not found.signed
    assert len(found.asked) == 1
