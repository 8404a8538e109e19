"""Pages that were made to keep a crawl busy cost no more than others of their length."""

import time
from collections.abc import Callable

import pytest

from crawler.discovery import script_pagers
from crawler.discovery.calls import calls
from crawler.discovery.choices import settle_data
from crawler.discovery.entry_links import entry_link
from crawler.discovery.field_calls import field_calls
from crawler.discovery.linking import with_machinery
from crawler.discovery.links import links_of
from crawler.discovery.node_calls import node_calls, shown_nodes
from crawler.discovery.page import Page
from crawler.discovery.pieces import pieces
from crawler.discovery.result import Reading, Shown
from crawler.discovery.script_functions import Functions
from crawler.discovery.scripts import with_addresses
from crawler.discovery.tree import parse

URL = "http://www.x.gov.cn/xw/"
Work = Callable[[], object]


def elements_with_data(size: int) -> Work:
    script = "".join(f"location.href='/p'+$(this).data('k{n}');" for n in range(size // 10))
    tree = parse("".join(f"<b data-k{n}=1>1</b>" for n in range(size // 10)))
    return lambda: settle_data(tree, script)


def openings_of_links(size: int) -> Work:
    return lambda: entry_link("href=" * size)


def links_for_each_call(size: int) -> Work:
    made = "".join("<a href=\"/d/'+o.url+'.html\">" for _ in range(size // 20))
    asked = "".join(f'$.post("/l{n}",{{page:1}});' for n in range(size // 20))
    html = f"<script>{asked}{made}</script>"
    page = Page(parse(html), html, URL)
    return lambda: with_machinery(page, Reading(kind="list", why=""), Shown())


def a_piece_without_end(size: int) -> Work:
    tree = parse(f"<script>$('#l').load(\"{'q' * size}</script>")
    return lambda: list(pieces(tree))


def objects_of_variables(size: int) -> Work:
    script = "".join(f'$.get("/l",v{n});' for n in range(size // 5))
    tree = parse(f"<script>{script}</script>")
    return lambda: field_calls(tree, URL)


def fields_of_components(size: int) -> Work:
    script = "".join(f'$.get("/l",{{a:vm.v{n},page:1}});' for n in range(size // 5))
    tree = parse(f"<script>{script}</script>")
    return lambda: field_calls(tree, URL)


def nodes_that_call(size: int) -> Work:
    nodes = "".join(f"{{name:'栏目{n}',click:'go({n})'}}," for n in range(size // 10))
    tree = parse(f"<script>var z=[{nodes}];function go(n){{mainFrame.src='/l/'+n;}}</script>")
    return lambda: list(node_calls(tree, URL))


def functions_of_a_tree(size: int) -> Work:
    functions = "function(a,b,c){location.href='/l/'+c.id;}" * (size // 50)
    nodes = "{id:1,name:'栏目'}" * (size // 50)
    tree = parse(f"<script>$.fn.zTree.init(t);{functions}{nodes}</script>")
    return lambda: list(shown_nodes(tree, URL))


def names_of_frames(size: int) -> Work:
    functions = Functions(f"function go(n){{{'$a' * size}.src='/l/'+n;}}")
    return lambda: functions.address("go", ["1"])


def fields_of_a_tree(size: int) -> Work:
    fields = "<input id=jdid " * (size // 10)
    tree = f"{URL}module/xxgk/tree.jsp?{'area=&' * (size // 10)}"
    return lambda: calls(f"{fields}funclick('A1')" + "loadDynamic('/module/xxgk/search.jsp?", tree)


def addresses_that_calls_name(size: int) -> Work:
    text = "a='/l';" * (size // 12) + "$.get(a,f);" * (size // 12)
    return lambda: with_addresses(text)


def rows_that_lead_to_one_page(size: int) -> Work:
    tree = parse("<div class=head>" + "<a href=/1.html>1</a>" * (size // 20) + "</div>")
    return lambda: links_of(tree, URL)


def a_menu_without_end(size: int) -> Work:
    tree = parse("<select onchange=go(this)>" + "<option value=/1.html>1" * (size // 20))
    return lambda: links_of(tree, URL)


def names_of_queries(size: int) -> Work:
    tree = parse(f"<script>pager(var count=31, limit=10; '?{'page' * (size // 4)}</script>")
    return lambda: script_pagers.following(tree, URL)


def joined_variables(size: int) -> Work:
    text = "".join(f"a='/l/'+v{n}+'.html';" for n in range(size // 5))
    return lambda: calls(text, URL)


def functions_around_calls(size: int) -> Work:
    functions = "function f(a){" * 5 + "{}" * (size // 8)
    calls_of_lists = '$.post("/l",{page:1});' * (size // 8)
    tree = parse(f"<script>{functions}{calls_of_lists}</script>")
    return lambda: field_calls(tree, URL)


def numbers_of_parameters(size: int) -> Work:
    functions = "function f(p){" * (size // 5)
    calls_of_it = '$.post("/l",{page:p});' * (size // 8)
    tree = parse(f"<script>{functions}{calls_of_it}</script>")
    return lambda: field_calls(tree, URL)


def objects_of_one_name(size: int) -> Work:
    script = "var p={};" * size + '$.post("/l",p);' * (size // 4)
    tree = parse(f"<script>{script}</script>")
    return lambda: field_calls(tree, URL)


@pytest.mark.parametrize(
    "work",
    [
        elements_with_data,
        openings_of_links,
        links_for_each_call,
        a_piece_without_end,
        objects_of_variables,
        fields_of_components,
        addresses_that_calls_name,
        rows_that_lead_to_one_page,
        a_menu_without_end,
        names_of_queries,
        joined_variables,
        nodes_that_call,
        functions_of_a_tree,
        names_of_frames,
        fields_of_a_tree,
        functions_around_calls,
        numbers_of_parameters,
        objects_of_one_name,
    ],
)
def test_twice_the_page_costs_about_twice_the_time(work: Callable[[int], Work]) -> None:
    def seconds(size: int) -> float:
        done, taken = work(size), []
        for _ in range(3):
            began = time.process_time()
            done()
            taken.append(time.process_time() - began)
        return min(taken)

    assert seconds(8000) <= 3 * seconds(4000) + 0.005


def test_an_address_that_calls_name_is_not_written_out_without_end() -> None:
    text = f"a='{'x' * 100_000}';" + "$.get(a,f);" * 10_000
    assert len(with_addresses(text)) <= len(text)


def test_of_several_the_last_that_a_script_names_is_what_an_element_keeps() -> None:
    tree = parse("<b data-a=1 data-b=2 data-c=''>1</b>")
    settle_data(
        tree,
        "location.href='/a'+$(this).data('a');location.href='/b'+$(this).data('b');"
        "location.href='/c'+$(this).data('c');",
    )
    assert [each.get("href") for each in tree.iter("b")] == ["/b2"]


def test_an_addresss_query_may_be_made_of_an_entry() -> None:
    assert entry_link("<a href=\"/show.php?id=' + o.id + '\">") == "/show.php?id={id}"


def test_the_first_value_of_a_variable_is_the_one_it_begins_with() -> None:
    script = "var p={cid:1,page:1};p={cid:2,page:1};$.get('/l',p)"
    assert field_calls(parse(f"<script>{script}</script>"), URL) == [
        "http://www.x.gov.cn/l?cid=1&page=1"
    ]
