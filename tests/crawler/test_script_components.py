"""Lists of pages that are made of components: React, Vue, and functions that are not there."""

from __future__ import annotations

from urllib.parse import unquote_plus

import pytest

from tests.crawler.script_pages import HOST, asked, page, reading_of

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
