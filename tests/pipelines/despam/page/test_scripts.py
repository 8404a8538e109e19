import base64
from urllib.parse import quote

import pytest

from pipelines.despam.page.scripts import links_of, redirects_of, written, written_texts

SPAM = "澳门赌场官网"


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
    assert list(redirects_of(source)) == addresses
