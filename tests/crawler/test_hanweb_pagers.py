"""Where lists of Hanweb's plugin jpage go on, and those of others that use it."""

import json

import pytest

from crawler.discovery import hanweb, json_lists, numbered_calls
from crawler.discovery.calls import calls
from crawler.discovery.forms import form_of, target_of
from crawler.discovery.json_text import parse_json
from crawler.discovery.paging import following_list_page
from crawler.discovery.tree import parse
from tests.crawler.paging import HOST, after

PROXY = "/module/web/jpage/dataproxy.jsp"

RECORD = "<record><![CDATA[<li><a href='/art/2020/2/24/art_1_2.html'>甲</a></li>]]></record>"


def test_hanweb_goes_on_by_the_next_group_and_then_by_number() -> None:
    group = f'<nextgroup><![CDATA[<a href="{PROXY}?page=1&columnid=12"></a>]]></nextgroup>'
    page = f'<script type="text/xml"><datastore>{group}{RECORD}</datastore></script>'
    assert after("/col/col12/index.html", page) == f"{PROXY}?page=1&columnid=12"
    quoted = (
        f"<nextgroup><![CDATA[<a href=\"{PROXY}?page=1&path='/'&columnid=12\"></a>]]></nextgroup>"
    )
    assert after("/col/col12/", quoted) == f"{PROXY}?page=1&path=%27/%27&columnid=12"
    answer = f"<datastore><recordset>{RECORD}</recordset></datastore>"
    assert after(f"{PROXY}?page=1&columnid=12", answer) == f"{PROXY}?page=2&columnid=12"
    total = f"<datastore><totalpage>2</totalpage>{RECORD}</datastore>"
    assert after(f"{PROXY}?page=2&columnid=12", total) is None
    assert after(f"{PROXY}?page=3&columnid=12", "<datastore></datastore>") is None


def test_hanweb_islands_may_be_in_capitals() -> None:
    group = f"<NEXTGROUP><![CDATA[<A HREF='{PROXY}?page=1&columnid=12'></A>]]></NEXTGROUP>"
    page = f"<DATASTORE>{group}<RECORDSET>{RECORD.replace('record>', 'RECORD>')}</RECORDSET>"
    assert after("/col/col12/index.html", page) == f"{PROXY}?page=1&columnid=12"
    assert len(hanweb.records(page)) == 1


def test_hanweb_goes_on_by_a_form_where_its_script_says_so() -> None:
    script = (
        "$('#u').jpage({totalRecord: 65, perPage: 20, proxyUrl: '" + PROXY + "', "
        "params: 'col=1&appid=1&webid=39&columnid=61490&unitid=247686&permissiontype=0'})"
    )
    page = f"<script>{script}</script><datastore>{RECORD * 2}</datastore>"
    address = following_list_page(parse(page), page, f"{HOST}/col/col61490/index.html")
    assert address is not None
    assert target_of(address) == f"{HOST}{PROXY}?startrecord=3&endrecord=62&perpage=20"
    form = dict(form_of(address) or [])
    assert (form["col"], form["columnid"], form["unitid"]) == ("1", "61490", "247686")
    answer = f"<datastore><totalrecord>65</totalrecord>{RECORD * 60}</datastore>"
    following = following_list_page(parse(answer), answer, address)
    assert following is not None
    assert "startrecord=63" in target_of(following)
    assert form_of(following) == form_of(address)
    last = f"<datastore><totalrecord>65</totalrecord>{RECORD * 3}</datastore>"
    assert following_list_page(parse(last), last, following) is None


MESSAGES = "/TrueCMS/messageController/getMessage.do"


def jpage_page(total: int, *, store: str = "initData", proxy: str = MESSAGES) -> str:
    return (
        f"<script>var initData = '{store}'; $('#l').jpage({{dataStore: initData, "
        f"totalRecord: {total}, proxyUrl: '{proxy}', perPage: 10, groupSize: 3, "
        "ajaxParam: {columnId: 'a-1', type: 2}}); $('#m').jpage({totalRecord: 1});</script>"
    )


@pytest.mark.parametrize(
    ("page", "query"),
    [
        # The page holds the first group, or as many records as its own script has.
        (jpage_page(70), "?startrecord=31&endrecord=60&perpage=10&columnId=a-1&type=2"),
        (
            jpage_page(70, store=f"<datastore>{RECORD * 20}"),
            "?startrecord=21&endrecord=50&perpage=10&columnId=a-1&type=2",
        ),
        (jpage_page(30), None),
        (jpage_page(70).replace("perPage: 10", ""), None),
        ("<script>$('#l').jpage({effect: 'random'})</script>", None),
    ],
)
def test_the_plugin_jpage_of_other_systems(page: str, query: str | None) -> None:
    assert after("/sfgw/gzdt/gzdt.html", page) == (query and MESSAGES + query)


def test_records_of_the_plugin_jpage_are_counted_on() -> None:
    asked = f"{HOST}{MESSAGES}?startrecord=31&endrecord=60&perpage=10&columnId=a-1"
    told = "<datastore><totalrecord>70</totalrecord>"
    answer = parse_json(json.dumps({"result": f"{told}{RECORD * 30}</datastore>"}))
    following = json_lists.following(answer, asked, listed=30)
    assert following == asked.replace("=31&", "=61&").replace("=60&", "=90&")
    last = {"result": f"{told}{RECORD * 10}</datastore>"}
    assert json_lists.following(last, following or "", listed=10) is None
    assert json_lists.following({"result": ""}, asked, listed=0) is None


SEARCH = "/module/xxgk/search.jsp"
TREE = r"""<form name=f><input type="hidden" id="divid" value="div4">
<input type="hidden" id="jdid" name="jdid" value="12"></form><script>d = new dTree('d');
d.add(4,3,0,'<a onclick="funclick(\'A01\',\'createdatetime:0,orderid:0\');">领导简介</a>');
d.add(9,3,0,'<a onclick="funclick(\'A20\',\'createdatetime:0,orderid:0\');">人事任免</a>');
d.add(10,3,0,'<a onclick="funclick(\'A21\');">规范性文件</a>');</script>"""


def test_the_tree_of_a_directory_of_information_leads_to_the_list_of_each_column() -> None:
    tree = f"{HOST}/module/xxgk/tree.jsp?standardXxgk=1&area=1137A&divid=div4"
    asked = f"{HOST}{SEARCH}?standardXxgk=1&isAllList=1&divid=div4&infotypeId="
    along = "&jdid=12&area=1137A&sortfield="
    assert calls(TREE, tree) == [
        f"{asked}A20{along}createdatetime:0,orderid:0&currpage=1",
        f"{asked}A21{along}&currpage=1",
    ]
    assert calls(TREE, f"{HOST}/module/tree.jsp?area=1137A") == []


@pytest.mark.parametrize(("query", "column"), [("?number=A20", "A20"), ("", "")])
def test_a_page_that_loads_a_list_of_information(query: str, column: str) -> None:
    page = (
        "<script>loadDynamic('/module/xxgk/search.jsp?standardXxgk=1&infotypeId='+a+'&vc_title='"
        "+encodeURI(b)+'&vc_number='+encodeURI(c)+'&area=1137A','div4','0','0','950','12','','');"
        "</script>"
    )
    assert calls(page, f"{HOST}/col/col13/index.html{query}") == [
        f"{HOST}{SEARCH}?isAllList=1&divid=div4&infotypeId={column}&jdid=12&area=1137A&currpage=1"
    ]


@pytest.mark.parametrize(
    ("click", "number"),
    [
        (f"""onclick="funGoPage('{SEARCH}',2)">下一页""", 2),
        (f"""href="javascript:funGoPage('{SEARCH}',2);">下一页&gt;""", 2),
        (f"""onclick="turn('{HOST}{SEARCH}', '2')">下一页""", 2),
        (f"""onclick="funGoPage('{SEARCH}',1)">下一页""", None),
        ("""onclick="funGoPage('/module/other.jsp',2)">下一页""", None),
        (f"""onclick="funGoPage('{SEARCH}',2)">末页""", None),
    ],
)
def test_a_pager_may_tell_a_function_the_lists_own_path_and_a_number(
    click: str, number: int | None
) -> None:
    list_of = f"{HOST}{SEARCH}?infotypeId=A20&area=1137A&currpage="
    following = numbered_calls.following(parse(f"<a {click}</a>"), f"{list_of}1")
    assert following == (number and f"{list_of}{number}")
    assert numbered_calls.following(parse(f"<a {click}</a>"), f"{HOST}{SEARCH}") is None
