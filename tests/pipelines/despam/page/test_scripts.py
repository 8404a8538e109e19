import base64
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.despam.page import scripts
from pipelines.despam.page.scripts import SHOWS, WRITES, Script, joined, lines_of, links_of

SPAM = "澳门赌场官网"


def written(source: str) -> list[str]:
    return [text for text, _ in Script(source).written()]


def written_texts(source: str) -> list[str]:
    return lines_of(written(source))


@pytest.mark.parametrize(
    "source",
    [
        f"document.write('<a href=\"http://x.com/\">{SPAM}</a>')",
        f'document.title = "{SPAM}";',
        "document.write(unescape('" + "".join(f"%u{ord(c):04X}" for c in SPAM) + "'))",
        "document.write('" + "".join(f"\\u{ord(c):04x}" for c in SPAM) + "')",
        "document.write(String.fromCharCode(" + ",".join(str(ord(c)) for c in SPAM) + "))",
        f"document.write(atob('{base64.b64encode(SPAM.encode()).decode()}'))",
        "document.write('" + "".join(f"&#{ord(c)};" for c in SPAM) + "')",
        "document.write('" + "".join(f"&#x{ord(c):x};" for c in SPAM) + "')",
        "document.write(decodeURIComponent('" + quote(SPAM) + "'))",
    ],
)
def test_what_a_script_writes_is_read_without_running_it(source: str) -> None:
    assert written_texts(source) == [SPAM]


@pytest.mark.parametrize("code", ["9" * 5000, "0" * 5000, "099", "0x" + "f" * 5000])
def test_characters_that_there_are_not_are_left_out(code: str) -> None:
    codes = ",".join([*(str(ord(c)) for c in SPAM), code])
    assert written_texts(f"document.write(String.fromCharCode({codes}))")[0].startswith(SPAM)


def test_scripts_that_write_nothing_are_left_alone() -> None:
    assert written_texts(f"var name = '{SPAM}';") == []
    assert written_texts("document.write('<script src=\"/count.js\"></script>')") == []


def test_empty_literals_do_not_shift_what_is_taken_for_one() -> None:
    assert written_texts(f'var a = "", b = \'\'; document.write("{SPAM}" + a + b)') == [SPAM]


def coded(script: str) -> str:
    return base64.b64encode(quote(script).encode()).decode()


@pytest.mark.parametrize(
    "source",
    [
        f"document.write('<a href=\"http://x.cc/\">{SPAM}</a>')",
        "eval(decodeURIComponent(atob('"
        + coded(f"document.write('<a href=\"http://x.cc/\">{SPAM}</a>')")
        + "')))",
    ],
)
def test_links_that_a_script_writes_are_read_also_where_eval_would_run_it(source: str) -> None:
    assert list(links_of(written(source))) == [(SPAM, "http://x.cc/")]


@pytest.mark.parametrize(
    ("source", "addresses"),
    [
        (
            "var s=document.referrer;if(/baidu|sogou/i.test(s)){location.href='http://a.x1.icu/'}",
            ["http://a.x1.icu/"],
        ),
        (
            "if(document.referrer.indexOf('so.com')>0){window.location.replace(\"//x.top/a\")}",
            ["//x.top/a"],
        ),
        ("if(/Android/.test(navigator.userAgent)){location.href='http://m.x.com/'}", []),
        ("var s=document.referrer;location.href='http://www.x.com/'", []),
        ("var bp=document.createElement('script');bp.src='//push.zhanzhang.baidu.com/push.js'", []),
    ],
)
def test_where_a_script_sends_those_who_come_from_a_search_engine(
    source: str, addresses: list[str]
) -> None:
    assert Script(source).redirects() == addresses


WORDS = tuple(word for word, _ in (*WRITES, *SHOWS))
PARTS = (
    *WORDS,
    *("write(", "writeln", "title", "referrer", "location.href=", "baidu", "'//a.vip/'", "join"),
    *("['a','b','c']", '["中","国","人"].join', "fromCharCode(20013,22269,20154)", "&#20013;"),
    *(
        "\\u4e2d",
        "\\x64",
        "%u4e2d",
        "%E4%B8%AD",
        "QUJDREVGR0hJSktMTU5P",
        SPAM,
        "\ud800",
        "ev",
        "al",
    ),
    *" =.()[]+,;\n\"'`\\",
)
SOURCES = st.lists(st.sampled_from(PARTS), max_size=24).map("".join)


@given(SOURCES)
def test_one_pass_finds_the_ways_of_a_script(source: str) -> None:
    for ways in (WRITES, SHOWS):
        assert Script(source).has_any(ways) == any(way.search(source) for _, way in ways)


@given(SOURCES)
def test_lists_are_joined_wherever_they_are(source: str) -> None:
    """What is not searched for lists holds none."""
    found = joined(source)
    assert found == joined(f"{source}\njoin").removesuffix("\njoin")


@given(SOURCES)
def test_a_script_sends_to_what_it_holds_where_it_asks_for_engines(source: str) -> None:
    asks = "referrer" in source and "baidu" in source
    assert Script(source).redirects() == (scripts.SENDS.findall(source) if asks else [])


def test_what_the_source_shows_is_not_encoded() -> None:
    source = "document.write('国内'); document.write('\\u4e2d' + '\\u56fd')"
    assert Script(source).written() == (("国内", False), ("中国", True))
    assert Script("document.write('国内', '100 % Kapok')").written() == (
        ("国内", False),
        ("100 % Kapok", False),
    )
