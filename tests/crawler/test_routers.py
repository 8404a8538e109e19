"""Single-page sites with a router: each address shows a component, which asks for its rows."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote_plus

import pytest

from crawler.discovery.reading import read
from crawler.scripting.page_execution import shown
from tests.crawler.county import SENTENCES, Answer, catalogue
from tests.crawler.crawls import Crawl
from tests.crawler.script_pages import HOST
from tests.crawler.signing_web import DATA, Asked, signing
from tests.crawler.sites import site

HOME = f"{HOST}/"
SHELL = """<html><head><title>某县融媒</title></head><body>{}<div id=app></div>
  <script>{}</script></body></html>"""
MENU = """{template:'<nav><router-link v-for="c in all" :to="\\'/list/\\'+c.id">'
  +'{{c.name}}</router-link></nav>',
  data(){return{all:[]}},created(){axios.get('/api/columns').then(r=>{this.all=r.data.data})}}"""
LIST = """{template:'<ul><li v-for="x in rows">'
  +'<router-link :to="\\'/detail/\\'+x.id">{{x.title}}</router-link></li></ul>',
  data(){return{rows:[]}},created(){this.go(1)},methods:{go(n){axios.get('/api/list',
  {params:{cid:this.$route.params.cid,page:n}}).then(r=>{this.rows=r.data.rows})}}}"""
DETAIL = """{template:'<div v-html="a.content"></div>',data(){return{a:{}}},created(){
  axios.get('/api/article',{params:{id:this.$route.params.id}}).then(r=>{this.a=r.data})}}"""
ROUTES = f"""[{{path:'/',component:{MENU}}},{{path:'/list/:cid',component:()=>({LIST})}},
  {{path:'/detail/:id(\\\\d+)',component:{DETAIL}}}]"""
MADE = {
    "Vue 3, history": (
        "Vue.createApp({}).use(VueRouter.createRouter({history:VueRouter.createWebHistory(),"
        "routes:ROUTES})).mount('#app')"
    ),
    "Vue 2, history": (
        "Vue.use(VueRouter);"
        "new Vue({el:'#app',router:new VueRouter({mode:'history',routes:ROUTES})})"
    ),
    "Vue 2, hash": "new Vue({el:'#app',router:new VueRouter({routes:ROUTES})})",
}
COLUMNS = json.dumps({"data": [{"id": 11, "name": "要闻"}, {"id": 12, "name": "公告"}]})
ROWS = json.dumps({"rows": [{"id": 1142, "title": "全县春季农业生产会议召开"}]})


def asked(text: str, url: str) -> list[str]:
    found = shown(text, url, {}).asked
    return [unquote_plus(unquote_plus(each)).removeprefix(HOST) for each in found]


@pytest.mark.parametrize("name", MADE)
def test_the_columns_of_a_menu_are_asked_for_where_their_routes_lead(name: str) -> None:
    text = SHELL.format("", MADE[name].replace("ROUTES", ROUTES))
    (columns,) = shown(text, HOME, {}).asked
    lists = [link.url for link, _ in read(COLUMNS, columns, site(), expected="list").links]
    first = f"{HOST}/api/list?cid=11&page=1"
    assert [each.partition("#")[0] for each in lists] == [first, first.replace("11", "12")]
    rows = [link.url for link, _ in read(ROWS, lists[0], site(), expected="list").links]
    assert rows == ([] if "hash" in name else [f"{HOST}/detail/1142"])


@pytest.mark.parametrize("name", [each for each in MADE if "history" in each])
def test_an_address_shows_its_own_component(name: str) -> None:
    text = SHELL.format("", MADE[name].replace("ROUTES", ROUTES))
    assert asked(text, f"{HOST}/list/12") == ["/api/list?cid=12&page=1#link:/detail/{id} {title}"]
    assert shown(text, f"{HOST}/detail/1142", {}).document == f"{HOST}/api/article?id=1142"
    assert asked(text, f"{HOST}/nowhere/1") == []


def test_routes_stand_within_each_other_and_know_the_query() -> None:
    rows = LIST.replace("'/detail/\\\\'+x.id", "x").replace("$route.params.cid", "$route.query.col")
    routes = f"""[{{path:'/news',component:{{template:'<router-view/>'}},
      children:[{{path:'list',component:{rows}}}]}}]"""
    text = SHELL.format("", MADE["Vue 2, history"].replace("ROUTES", routes))
    (found,) = asked(text, f"{HOST}/news/list?col=7")
    assert found.partition("#")[0] == "/api/list?cid=7&page=1"


def test_a_menu_of_fragments_is_gone_through() -> None:
    """With a router, and with what a site has written itself."""
    menu = "".join(f'<a href="#/list/{number}">栏目</a>' for number in (1, 2, 3))
    own = """function show(){var at=/^#!?\\/list\\/(\\d+)/.exec(location.hash||'#/list/1');
      if(at)$.getJSON('/api/list',{cid:at[1],page:1},function(r){$('#app').html(r.html)})}
      window.addEventListener('hashchange',show);show()"""
    wanted = [f"/api/list?cid={number}&page=1" for number in (1, 2, 3)]
    assert [each.partition("#")[0] for each in asked(SHELL.format(menu, own), HOME)] == wanted
    routed = SHELL.format(menu, MADE["Vue 2, hash"].replace("ROUTES", ROUTES))
    assert [each for each in asked(routed, HOME) if "columns" not in each] == wanted


def test_routes_without_an_end_are_opened_so_often() -> None:
    """Each page leads to the next one."""
    each = """{template:'<router-link v-for="x in all" :to="\\'/p/\\'+x">1</router-link>',
      data(){return{all:[]}},created(){this.all=[Number(this.$route.params.n||0)+1];$.get('/api?page='+this.all[0])}}"""
    routes = f"[{{path:'/',component:{each}}},{{path:'/p/:n',component:{each}}}]"
    text = SHELL.format("", MADE["Vue 2, hash"].replace("ROUTES", routes))
    assert len(asked(text, HOME)) <= 20


TITLES = {number: f"县农业农村局第{number}次调度春耕生产工作" for number in range(1101, 1109)}


def answer(asked: Asked) -> Answer:
    """Answer as a county's media centre does: one page for all addresses, and what it asks for."""
    query = {name: int(value) for name, value in asked.fields.items()}
    if asked.path == "/api/columns":
        return 200, DATA, COLUMNS
    if asked.path == "/api/list":
        of_column = [number for number in TITLES if number % 2 == query["cid"] % 2]
        some = of_column[(query["page"] - 1) * 2 : query["page"] * 2]
        rows = [{"id": number, "title": TITLES[number]} for number in some]
        return 200, DATA, json.dumps({"rows": rows, "total": len(of_column), "totalPage": 2})
    if asked.path == "/api/article":
        prose = "".join(f"<p>{each}</p>" for each in (TITLES[query["id"]] + "。", *SENTENCES))
        told = {"title": TITLES[query["id"]], "content": prose, "publishTime": "2026-03-01 09:00"}
        return 200, DATA, json.dumps(told)
    is_file = asked.path.endswith((".txt", ".xml", ".ico"))
    shell = SHELL.format("", MADE["Vue 3, history"].replace("ROUTES", ROUTES))
    return (404, {}, "") if is_file else (200, {}, shell)


def test_a_site_with_routes_is_crawled_from_its_home_page(tmp_path: Path) -> None:
    with signing(answer) as address:
        crawl = Crawl(catalogue(address), tmp_path)
        crawl.run()
        found = {url.removeprefix(address): title for url, title in crawl.articles().items()}
        assert found == {f"/detail/{number}": title for number, title in TITLES.items()}
