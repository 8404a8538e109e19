"""Pagers that write a number into a field and send its form."""

from urllib.parse import quote_plus

import pytest

from crawler.discovery.form_pagers import following
from crawler.discovery.forms import body_of, form_of, target_of
from crawler.discovery.reading import read
from crawler.discovery.tree import parse
from tests.crawler.sites import site

LIST = "http://www.x.gov.cn/xw/list.do"
FIELDS = (
    '<input type="hidden" name="lm" value="3"><input type="text" name="key">'
    '<input type="submit" value="查">'
)


def after(
    script: str, *, method: str = "get", shown: int = 1, link: str | None = None
) -> str | None:
    form = (
        f'<form name="f" id="pageForm" action="list.do" method="{method}">{FIELDS}'
        f'<input type="hidden" id="no" name="pageNo" value="{shown}"></form>'
    )
    link = link or f'<a href="#" onclick="toPage({shown + 1});return false;">下一页</a>'
    return following(parse(f"{form}<script>{script}</script>{link}"), LIST)


@pytest.mark.parametrize(
    "field",
    [
        'document.getElementById("no").value = n',
        '$("#no").val(n)',
        "$(\"input[name='pageNo']\").val(n)",
        "document.f.pageNo.value=n",
        "document.forms[0].pageNo.value=n",
    ],
)
def test_the_field_is_named_in_many_ways(field: str) -> None:
    assert (
        after(f"function toPage(n) {{ {field}; document.f.submit(); }}") == f"{LIST}?lm=3&pageNo=2"
    )


def test_a_form_that_is_posted() -> None:
    address = after(
        "function toPage(n){document.f.pageNo.value=n;document.f.submit();}", method="POST"
    )
    assert address is not None
    assert target_of(address) == LIST
    assert dict(form_of(address) or ()) == {"lm": "3", "pageNo": "2"}


@pytest.mark.parametrize(
    "link",
    [
        """<button onclick="document.f.pageNo.value=2;document.f.submit()">下一页</button>""",
        """<a href="javascript:document.f.pageNo.value='2';document.f.submit();">下一页</a>""",
    ],
)
def test_without_a_function(link: str) -> None:
    assert after("", link=link) == f"{LIST}?lm=3&pageNo=2"


@pytest.mark.parametrize(
    "link",
    [
        """<a href="javascript:void(0)" onclick="toPage(2)">下一页</a>""",
        """<a href="#" onclick="if(check())toPage(2)">下一页</a>""",
        """<a href="#" onclick="hits(2);toPage(2)">下一页</a>""",
    ],
)
def test_the_call_that_sends_the_form_need_not_be_the_first(link: str) -> None:
    script = "function hits(n){}function toPage(n){$('#no').val(n);$('#pageForm').submit();}"
    assert after(script, link=link) == f"{LIST}?lm=3&pageNo=2"


def test_the_form_of_a_page_is_sent_in_its_encoding() -> None:
    page = (
        '<form name="f" action="list.do"><input type="hidden" name="lm" value="要闻">'
        '<input type="hidden" name="pageNo" value="1"></form>'
        """<a onclick="document.f.pageNo.value=2;document.f.submit()">下一页</a>"""
    )
    for encoding, sent in (("gb18030", "%D2%AA%CE%C5"), ("utf-8", "%E8%A6%81%E9%97%BB")):
        reading = read(page, LIST, site(), expected="list", encoding=encoding)
        assert reading.following == f"{LIST}?lm={sent}&pageNo=2"


@pytest.mark.parametrize(
    ("encoding", "sent"),
    [("gb18030", "%D2%AA%CE%C5"), ("utf-8", "%E8%A6%81%E9%97%BB"), ("big5hkscs", "%ADn%BBD")],
)
@pytest.mark.parametrize("name", ["lm", "栏目"])
def test_a_posted_form_is_sent_in_its_pages_encoding(encoding: str, sent: str, name: str) -> None:
    value = "要闻" if encoding != "big5hkscs" else "要聞"
    page = (
        f'<form name="f" action="list.do" method="post"><input type="hidden" name="{name}" '
        f'value="{value}"><input type="hidden" name="pageNo" value="1"></form>'
        """<a onclick="document.f.pageNo.value=2;document.f.submit()">下一页</a>"""
    )
    address = read(page, LIST, site(), expected="list", encoding=encoding).following or ""
    given = quote_plus(name, encoding=encoding, errors="xmlcharrefreplace")
    body, _ = body_of(address) or ("", "")
    assert sorted(body.split("&")) == sorted([f"{given}={sent}", "pageNo=2"])
    assert dict(form_of(address) or ())[name] == value  # the address reads the same in all


def test_a_posted_form_without_chinese_has_one_address_in_all_encodings() -> None:
    plain = after(
        "function toPage(n){document.f.pageNo.value=n;document.f.submit();}", method="POST"
    )
    assert plain is not None
    assert "charset" not in plain


def test_numbers_alone_are_enough() -> None:
    script = "function toPage(n){$('#no').val(n);$('#pageForm').submit();}"
    links = "".join(f'<a onclick="toPage({n})">{n}</a>' for n in (1, 3, 9))
    assert after(script, shown=2, link=links) == f"{LIST}?lm=3&pageNo=3"


@pytest.mark.parametrize(
    ("script", "link"),
    [
        ("function toPage(n){$('#no').val(n);}", None),
        ("function toPage(n){$('#elsewhere').val(n);submit();}", None),
        ("function toPage(n){$('#no').val(n);submit();}", '<a onclick="toPage(1)">上一页</a>'),
        ("function toPage(n){$('#no').val(n);submit();}", '<a onclick="toPage(1)">下一页</a>'),
        ("", None),
    ],
)
def test_no_page_follows(script: str, link: str | None) -> None:
    assert after(script, link=link) is None


def menu(
    *entries: str, script: str = "this.form.submit()", query: str = "", around: str = ""
) -> str | None:
    options = "".join(entries)
    form = f'''<form action="list.do">{FIELDS}<select name="page" onchange="{script}">{options}'''
    return following(parse(f"{form}</select></form>{around}"), f"{LIST}?lm=3{query}")


ENTRIES = ("<option value=1>第1页", "<option value=2>第2页", "<option value=3>第3页")


@pytest.mark.parametrize(
    ("shown", "query", "page"), [(1, "", 2), (2, "", 3), (None, "", 2), (None, "&page=2", 3)]
)
def test_a_menu_of_pages_sends_its_form(shown: int | None, query: str, page: int) -> None:
    """Which page this is its chosen entry says, or the address."""
    entries = list(ENTRIES)
    if shown is not None:
        entries[shown - 1] = entries[shown - 1].replace("<option", "<option selected")
    assert menu(*entries, query=query) == f"{LIST}?lm=3&page={page}"


def test_a_menu_of_pages_counts_from_nought_or_calls_a_function() -> None:
    assert menu("<option value=0>1", "<option value=1>2") == f"{LIST}?lm=3&page=1"
    function = "<script>function turn(){document.forms[0].submit()}</script>"
    assert menu(*ENTRIES, script="turn()", around=function) == f"{LIST}?lm=3&page=2"


@pytest.mark.parametrize(
    ("entries", "script", "query"),
    [
        (ENTRIES, "this.form.submit()", "&page=3"),
        (ENTRIES, "count()", ""),
        (("<option value=2020>2020", "<option value=2019>2019"), "this.form.submit()", ""),
        (("<option value=>全部", *ENTRIES), "this.form.submit()", ""),
        ((), "this.form.submit()", ""),
    ],
)
def test_a_menu_that_turns_no_page(entries: tuple[str, ...], script: str, query: str) -> None:
    assert menu(*entries, script=script, query=query) is None


@pytest.mark.parametrize("name", ["!charset", "!json", "!link"])
def test_a_pages_own_field_does_not_pass_for_one_of_ours(name: str) -> None:
    page = (
        f'<form name="f" action="list.do" method="post"><input type="hidden" name="{name}" '
        'value="bogus"><input type="hidden" name="pageNo" value="1"></form>'
        """<a onclick="document.f.pageNo.value=2;document.f.submit()">下一页</a>"""
    )
    address = read(page, LIST, site(), expected="list").following or ""
    assert form_of(address) == [("pageNo", "2")]
    assert body_of(address) == ("pageNo=2", "application/x-www-form-urlencoded")


@pytest.mark.parametrize("encoding", ["bogus", "base64"])
def test_an_address_in_an_encoding_that_is_none_is_sent_as_scripts_send(encoding: str) -> None:
    body, _ = body_of(f"{LIST}#post:%21charset={encoding}&c=%E8%A6%81") or ("", "")
    assert body == "c=%E8%A6%81"


@pytest.mark.parametrize("name", ["score", "month", "myd"])
def test_a_menu_of_numbers_that_are_no_pages_is_never_sent(name: str) -> None:
    """Of marks that visitors give, to send one is a vote."""
    options = "".join(ENTRIES)
    form = f'<form action="mark.do" method="post"><select name="{name}" onchange="submit()">'
    assert following(parse(f"{form}{options}</select></form>"), LIST) is None
