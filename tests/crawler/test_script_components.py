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


_HTTP = """var http=axios.create({baseURL:'/api/cms',timeout:10000});
  http.interceptors.response.use(function(r){return r.data.data;});"""
_COLUMNS = """created:function(){var me=this;http.get('/column/list').then(function(d){
  me.columns=d;me.pick(d[0].id);});},"""
_METHODS = """data:function(){return{columns:[],list:[],cid:0,no:1,more:false};},
  methods:{pick:function(id){this.cid=id;this.no=1;this.list=[];this.load();},
  next:function(){this.no++;this.load();},load:function(){var me=this;
  http.post('/article/page',{columnId:me.cid,pageNo:me.no}).then(function(d){
  me.list=me.list.concat(d.records);me.more=d.current<d.pages;});}}"""
_SHOWS = """template:'<div><li v-for="c in columns"><a @click="pick(c.id)">{{c.name}}</a></li>'+
  '<li v-for="n in list"><a :href="\\'/detail/\\'+n.id">{{n.headline}}</a></li>'+
  '<div v-if="more" @click="next">点击加载更多</div></div>',"""
_DRAWS = """render:function(){var _vm=this,_h=_vm.$createElement,_c=_vm._self._c||_h;
  return _c('ul',_vm._l(_vm.list,function(n){return _c('li',[_c('a',{attrs:{href:'/detail/'+n.id}},
  [_c('b',[_vm._v(_vm._s(n.headline))])])])}))},"""
_LIST = f"var List={{{_SHOWS}{_COLUMNS}{_METHODS}}};"
ROOTS = {
    "a function that chooses": (
        f"{_LIST}new Vue({{el:'#app',render:function(h){{"
        "return h(location.pathname.indexOf('/detail/')===0?{}:List)}})"
    ),
    "a template with its tag": (
        f"{_LIST}var App={{components:{{NewsList:List}},template:'<main><news-list/></main>'}};"
        "new Vue({render:h=>h(App)}).$mount('#app')"
    ),
    "a tag that all templates know": (
        f"{_LIST}Vue.component('news-list',List);"
        "new Vue({el:'#app',template:'<main><news-list></news-list></main>'})"
    ),
    "what a compiler has made of a template": (
        f"var List={{{_DRAWS}{_COLUMNS}{_METHODS}}};new Vue({{render:h=>h(List)}}).$mount('#app')"
    ),
}


@pytest.mark.parametrize("name", ROOTS)
def test_a_component_within_another_asks_for_its_lists(name: str) -> None:
    text = page("", '<div id="app"></div><script src="/app.js"></script>')
    files = {f"{HOST}/app.js": f"(function(){{{_HTTP}{ROOTS[name]}}})();"}
    (address,) = asked(text, files)
    called, _, listed = address.partition("#link:lists:")
    assert called == "/api/cms/column/list"
    sent = '#post:!json={"columnId": "{id}", "pageNo": 1}&!link=/detail/{id} {headline}'
    assert unquote_plus(unquote_plus(listed)) == f"{HOST}/api/cms/article/page{sent}"


def test_a_component_is_told_what_stands_in_its_tag() -> None:
    script = """var Rows={props:['channel'],template:'<a v-for="n in list" :href="n.u">{{n.t}}</a>',
      data:()=>({list:[]}),mounted(){var me=this;
      axios.get('/q?page=1&ch='+me.channel+'&of='+me.siteId).then(r=>{me.list=r.data})}};
      new Vue({el:'#app',data:{own:7},components:{Rows},
      template:'<div><Rows :channel="own" site-id="s1"/></div>'})"""
    text = page(script, '<div id="app"></div>')
    assert asked(text) == ["/q?page=1&ch=7&of=s1#link:{u} {t}"]
