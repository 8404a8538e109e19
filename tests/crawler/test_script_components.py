"""Lists of pages that are made of components: React, Vue, and functions that are not there."""

from __future__ import annotations

from urllib.parse import unquote_plus

import pytest

from crawler.scripting.page_execution import shown
from tests.crawler.script_pages import HOST, URL, asked, page, reading_of

_ROWS_OF = "d.items.map(e=>h('li',{key:e.id},h('a',{href:`/a/${e.id}.html`},e.headline)))"
_STATE = "const [page,setPage]=useState(1),[d,setD]=useState({items:[],pages:1});"
_EFFECT = (
    "useEffect(()=>{fetch(`/data/${ch}/page-${page}.json`).then(r=>r.json()).then(setD)},[page]);"
)
_NEXT = "h('button',{onClick:()=>setPage(page+1)},'下一页')"
COMPONENTS = {
    "hooks": (
        f"const {{useState,useEffect,createElement:h}}=React;function App(){{{_STATE}{_EFFECT}"
        f"return h('ul',null,{_ROWS_OF},{_NEXT})}}ReactDOM.render(h(App),document.body)"
    ),
    "a module": (
        "import React, {useState, useEffect, createElement as h} from 'react';\n"
        "import {createRoot} from 'react-dom/client';\n"
        f"export default function App(){{{_STATE}{_EFFECT}return h('ul',null,{_ROWS_OF},{_NEXT})}}"
        "\nReactDOM.createRoot(document.body).render(h(App))"
    ),
    "a function that is not here": (
        f"function App(){{{_STATE}{_EFFECT}return h('ul',null,{_ROWS_OF})}}mount(App)"
    ).replace("useState", "React.useState"),
    "a component for each row": (
        "const {useState,useEffect,createElement:h}=React;"
        "const Row=({e})=>h('a',{href:'/a/'+e.id+'.html'},e.headline);"
        f"function App(){{{_STATE}{_EFFECT}return d.items.map(e=>h(Row,{{e}}))}}"
        "ReactDOM.createRoot(document.body).render(h(App))"
    ),
    "a class": (
        "const h=React.createElement;class App extends React.Component{constructor(p){super(p);"
        "this.state={d:{items:[]}}}componentDidMount(){fetch(`/data/${ch}/page-1.json`)"
        ".then(r=>r.json()).then(d=>this.setState({d}))}render(){const d=this.state.d;return "
        f"h('ul',null,{_ROWS_OF})}}}}ReactDOM.render(h(App),document.body)"
    ),
    "one that a compiler has written": (
        f"function App(){{{_STATE}{_EFFECT}return jsx('ul',{{children:d.items.map(e=>"
        "jsx('a',{href:`/a/${e.id}.html`,children:e.headline}))})}createRoot(document.body)"
        ".render(jsx(App,{}))"
    ),
}


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_of_react_asks_for_its_list(name: str) -> None:
    script = "const ch=document.getElementById('l').dataset.cat;"
    files = {f"{HOST}/app.js": COMPONENTS[name]}
    module = '<script type="module" src="/app.js"></script>'
    text = page(script).replace("</body>", f"{module}</body>")
    assert asked(text, files) == ["/data/12/page-1.json#link:/a/{id}.html {headline}"]


@pytest.mark.parametrize(
    ("script", "link"),
    [
        # What scripts hand to functions that are not here is shown by them.
        ("box('要闻',d.items.slice(0,6).map(e=>`<a href='/a/${e.id}'>${e.t}</a>`))", "/a/{id} {t}"),
        ("show(d.items.map(e=>`<a href='/a/${e.id}'>${e.t}</a>`).join(''))", "/a/{id} {t}"),
        ("d.items.forEach(e=>m('a',{href:'/a/'+e.id},e.t))", "/a/{id} {t}"),
        ("d.items.forEach(e=>c(RouterLink,{props:{to:`/a/${e.id}`}},[e.t]))", "/a/{id} {t}"),
    ],
)
def test_what_is_handed_on_is_shown(script: str, link: str) -> None:
    text = page(f"fetch('/data/news/page-1.json').then(r=>r.json()).then(d=>{{{script}}})")
    assert asked(text) == [f"/data/news/page-1.json#link:{link}"]


_LOADS = "list:[]},mounted(){axios.get('/q?page=1').then(r=>{this.list=r.data.list})}})"


@pytest.mark.parametrize(
    ("around", "script"),
    [
        (
            '<p id="app"><a v-for="o in list" :href="`/a/${o.id}.html`">{{o.t}}</a></p>',
            f"new Vue({{el:'#app',data:{{{_LOADS}",
        ),
        (
            """<p id="app"><a v-for="o in list" :href="'/a/'+o.id+'.html'">{{o.t}}</a></p>""",
            f"new Vue({{el:'#app',data:{{{_LOADS}",
        ),
        (
            '<p x-data="{items:[]}"><a x-bind:href="`/a/${o.id}.html`" x-text="o.t"></a></p>',
            "fetch('/q?page=1').then(r=>r.json()).then(d=>{items=d})",
        ),
    ],
)
def test_a_template_in_the_page_says_how_entries_are_linked(around: str, script: str) -> None:
    lists = [link.url for link, judged in reading_of(page(script, around)).links if judged.declared]
    assert [unquote_plus(each) for each in lists] == [f"{HOST}/q?page=1#link:/a/{{id}}.html"]


_MENU = '<a v-for="o in cols" :href="\'/c/\'+o.code" @click.prevent="go(o.code)">{{o.name}}</a>'
_ENTRIES = (
    '<li v-for="(o, n) in list" :key="n"><router-link :to="{path:\'/d\',query:{id:o.id}}" '
    ':title="o.t"><i>{{o.day}}</i>{{cut(o.t)}}</router-link></li>'
)
_ASKS = (
    "data:{cols:[],list:[]},methods:{cut:t=>t.slice(0,9)},created(){"
    "axios.get('/cols').then(r=>{this.cols=r.data.data});"
    "var t=this;axios.post('/rows',{page:1,cid:3}).then(function(r){t.list=r.data.rows})}"
)


@pytest.mark.parametrize(
    ("around", "script"),
    [
        ("", f"new Vue({{template:`<p>{_MENU}{_ENTRIES}</p>`,{_ASKS}}}).$mount('#app')"),
        (f"<div id=app>{_MENU}{_ENTRIES}</div>", f"new Vue({{el:'#app',{_ASKS}}})"),
        (f"<div id=app>{_MENU}{_ENTRIES}</div>", f"Vue.createApp({{{_ASKS}}}).mount('#app')"),
    ],
)
def test_a_template_makes_the_links_of_each_answer(around: str, script: str) -> None:
    assert asked(page(script, around)) == [
        "/cols#link:/c/{code} {name}",
        '/rows#post:!json={"cid": 3, "page": 1}&!link=/d?id={id} {t}',
    ]


def test_a_template_shows_a_menu_that_its_component_holds() -> None:
    data = "cols:[{code:'tzgg',name:'通知公告'},{code:'gzdt',name:'工作动态'}],links:[]"
    text = page(f"new Vue({{el:'#app',data:{{{data}}}}})", f"<div id=app>{_MENU}</div>")
    found = shown(text, URL, {}).html
    assert '<a href="/c/tzgg">通知公告</a>\n<a href="/c/gzdt">工作动态</a>' in found


@pytest.mark.parametrize(
    "script",
    [
        # What is counted, and what is shown of a site's own state, are no lists.
        "axios.get('/visits').then(r=>{this.n=r.data.n;this.cols=[]})",
        "axios.post('/vote/add',{page:1}).then(r=>{this.cols=r.data})",
        "axios.post('/cols').then(r=>{this.cols=r.data})",
    ],
)
def test_a_template_asks_for_nothing_that_acts_or_lists_nothing(script: str) -> None:
    told = f"el:'#app',data:{{n:0,cols:[]}},created(){{{script}}}"
    assert asked(page(f"new Vue({{{told}}})", f"<div id=app>{{{{n}}}}{_MENU}</div>")) == []


@pytest.mark.parametrize(
    "template",
    [
        '<a v-for="o in" :href="o.u">{{</a><a v-for="x of cols" :href="x.(">{{x.(}}</a>',
        '<a v-for="o in o" :href="o.u"></a><b v-for="p in q"></b><a v-for="q in p" :href="q.u"/>',
        '<a v-for="o in cols" :href="again(o)">{{again(o)}}</a>',
    ],
)
def test_templates_that_are_broken_or_turn_in_circles_end(template: str) -> None:
    again = "again(o){this.cols=[o,o];return '/c/'+o.code}"
    told = f"el:'#app',data:{{cols:[{{code:1}}]}},methods:{{{again}}}"
    script = f"new Vue({{{told}}});$.get('/q?page=1',d=>d.rows.forEach(o=>$('#l').append("
    script += "'<a href=\"/a/'+o.id+'\">'+o.t+'</a>')))"
    assert asked(page(script, f"<div id=app>{template}</div>")) == ["/q?page=1#link:/a/{id} {t}"]
