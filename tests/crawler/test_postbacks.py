"""ASP.NET pagers post the page back."""

from crawler.discovery import postbacks
from crawler.discovery.forms import body_of, form_of, sent, target_of
from crawler.discovery.tree import parse

URL = "http://www.x.gov.cn/NewsList.aspx?cid=3"


def page(pager: str, state: str = "/wEPa") -> str:
    return (
        '<form action="./NewsList.aspx?cid=3">'
        f'<input type="hidden" name="__VIEWSTATE" value="{state}">'
        '<input type="hidden" name="__EVENTTARGET" value=""><input name="keyword" value="x">'
        f"{pager}</form>"
    )


def link(target: str, argument: str, words: str) -> str:
    return f"""<a href="javascript:__doPostBack('{target}','{argument}')">{words}</a>"""


def test_the_next_page_is_the_form_and_what_the_link_adds() -> None:
    found = postbacks.following(parse(page(link("Pager1", "2", "下一页"))), URL)
    assert found is not None
    address, state = found
    assert target_of(address) == URL
    assert dict(form_of(address) or ()) == {"__EVENTTARGET": "Pager1", "__EVENTARGUMENT": "2"}
    assert state == (("__VIEWSTATE", "/wEPa"),)
    assert postbacks.is_postback(address)
    assert not postbacks.is_postback(URL)


def test_a_form_is_posted_in_its_pages_encoding_with_its_hidden_fields() -> None:
    html = parse(page(link("Pager1", "2", "下一页"), state="要闻€"))
    for encoding, told in (
        ("gb18030", "%D2%AA%CE%C5%A2%E3"),
        ("big5", "%ADn%26%2338395%3B%26%238364%3B"),
    ):
        found = postbacks.following(html, URL, encoding)
        assert found is not None
        body, _ = body_of(*found) or ("", "")
        assert f"__VIEWSTATE={told}&" in body
        assert "charset" not in body


def test_numbers_alone_are_enough() -> None:
    pager = "<span>1</span>" + link("Grid", "Page$2", "2") + link("Grid", "Page$3", "3")
    second = postbacks.following(parse(page(pager)), URL)
    assert second is not None
    pager = link("Grid", "Page$1", "1") + "<span>2</span>" + link("Grid", "Page$3", "3")
    third = postbacks.following(parse(page(pager)), second[0])
    assert third is not None
    assert dict(form_of(third[0]) or ())["__EVENTARGUMENT"] == "Page$3"


def test_pages_behind_one_nameless_link_have_addresses_of_their_own() -> None:
    html = parse(page(link("lnkNext", "", "下一页")))
    second = postbacks.following(html, URL)
    assert second is not None
    third = postbacks.following(html, second[0])
    assert third is not None
    assert second[0] != third[0]
    assert sent(form_of(second[0]) or []) == sent(form_of(third[0]) or [])


def test_the_last_page_has_none_after_it() -> None:
    last = '<a disabled="disabled">下一页</a>' + link("Pager1", "1", "1") + "<span>2</span>"
    second = postbacks.following(parse(page(link("Pager1", "2", "下一页"))), URL)
    assert second is not None
    assert postbacks.following(parse(page(last)), second[0]) is None
    assert postbacks.following(parse("<a href='/x'>下一页</a>"), URL) is None


def test_a_pages_own_fields_do_not_pass_for_ours() -> None:
    own = '<input type="hidden" name="!charset" value="bogus">'
    found = postbacks.following(parse(page(own + link("Pager1", "2", "下一页"))), URL)
    assert found is not None
    assert found[1] == (("__VIEWSTATE", "/wEPa"),)
    button = '<input type="submit" name="!charset" value="下一页">'
    assert postbacks.following(parse(page(button)), URL) is None


def years(chosen: str, *, posts: bool = True) -> str:
    """Return a menu of years, the newest first, that posts itself back."""
    entries = "".join(
        f'<option value="{value}"{" selected" if value == chosen else ""}>{words}</option>'
        for value, words in (
            ("", "全部"),
            ("2026", "2026年"),
            ("2025", "2025年"),
            ("2024", "2024年"),
        )
    )
    code = r"javascript:setTimeout('__doPostBack(\'ddlYear\',\'\')', 0)" if posts else ""
    return f'<select name="ddlYear" onchange="{code}">{entries}</select>'


def following_fields(html: str, url: str = URL) -> tuple[dict[str, str], dict[str, str]]:
    found = postbacks.following(parse(html), url)
    return (dict(form_of(found[0]) or ()), dict(found[1])) if found else ({}, {})


def test_what_is_chosen_in_a_menu_goes_along() -> None:
    unit = '<select name="unit"><option value="7">甲</option><option selected>乙</option></select>'
    fields, state = following_fields(page(years("2025") + unit + link("Pager1", "2", "2")))
    assert fields == {"__EVENTTARGET": "Pager1", "__EVENTARGUMENT": "2", "ddlYear": "2025"}
    assert state == {"__VIEWSTATE": "/wEPa", "unit": "乙"}


def test_the_year_before_follows_the_last_page_of_a_year() -> None:
    last = link("Pager1", "1", "1") + "<span>2</span>"
    second = postbacks.following(parse(page(years("2026") + link("Pager1", "2", "2"))), URL)
    assert second is not None
    html = page(years("2026") + last)
    before = {"__EVENTTARGET": "ddlYear", "__EVENTARGUMENT": "", "ddlYear": "2025"}
    assert following_fields(html, second[0])[0] == before
    found = postbacks.following(parse(html), second[0])
    assert found is not None
    assert postbacks.is_postback(found[0])
    assert following_fields(page(years("2025") + link("Pager1", "2", "2")), found[0])[0] == {
        "__EVENTTARGET": "Pager1",
        "__EVENTARGUMENT": "2",
        "ddlYear": "2025",
    }


def test_no_year_follows_the_oldest_nor_all_nor_a_menu_that_only_waits() -> None:
    for menu in (years("2024"), years(""), years("2026", posts=False)):
        assert following_fields(page(menu)) == ({}, {})
