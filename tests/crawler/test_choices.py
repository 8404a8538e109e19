"""Menus of choices, and elements that keep what a script makes an address of."""

import pytest

from crawler.discovery.clicks import settle_clicks
from crawler.discovery.links import links_of
from crawler.discovery.paging import following_list_page
from crawler.discovery.tree import parse

LIST = "http://www.x.gov.cn/xw/list_1.html"


def urls(html: str) -> list[str]:
    tree = parse(html)
    settle_clicks(tree)
    return [link.url for link in links_of(tree, LIST)]


@pytest.mark.parametrize(
    ("script", "value"),
    [
        ("location.href=this.value", "/zhen/baihe/"),
        ("if(this.value)window.open(this.value)", "/zhen/baihe/"),
        ("window.location=this.options[this.selectedIndex].value;", "/zhen/baihe/"),
        ("location.href='/zhen/'+this.value+'/'", "baihe"),
        ("MM_jumpMenu('parent',this,0)", "/zhen/baihe/"),
        ("jump(this)", "/zhen/baihe/"),
    ],
)
def test_choices_of_a_menu_are_links(script: str, value: str) -> None:
    html = (
        f"<select onchange=\"{script}\"><option>--请选择--<option value='{value}'>白河镇</select>"
    )
    assert urls(html) == ["http://www.x.gov.cn/zhen/baihe/"]


@pytest.mark.parametrize("script", ["check(this.value)", "this.form.submit()", ""])
def test_other_choices_are_none(script: str) -> None:
    assert urls(f"<select onchange='{script}'><option value='/a/'>甲</select>") == []


def test_what_goes_to_a_function_must_be_an_address() -> None:
    html = "<select onchange='sort(this)'><option value=12>甲<option value=time>乙</select>"
    assert urls(html) == []


def test_a_choice_of_numbers_is_a_pager() -> None:
    tree = parse(
        "<select onchange=\"location.href='list_'+this.value+'.html'\">"
        "<option value=1>第1页<option value=2>第2页<option value=3>第3页</select>"
    )
    settle_clicks(tree)
    assert following_list_page(tree, "", LIST) == "http://www.x.gov.cn/xw/list_2.html"


@pytest.mark.parametrize("get", [".data('page')", ".attr('data-page')"])
def test_what_an_element_keeps_for_a_script(get: str) -> None:
    script = f"<script>$('.p').click(function(){{location.href='?page='+$(this){get};}});</script>"
    links = "<a href='javascript:;' data-page=2>2</a><a href='#' data-id=9>赞</a>"
    assert urls(script + links) == ["http://www.x.gov.cn/xw/list_1.html?page=2"]


def test_rows_may_keep_their_address_without_a_click() -> None:
    assert urls("<li data-href='/xw/7.html'><p>全市春季农业生产现场推进会召开</p></li>") == [
        "http://www.x.gov.cn/xw/7.html"
    ]
