"""Lists that show their first rows and leave the others to a script: what follows them."""

from __future__ import annotations

from urllib.parse import unquote_plus

import pytest

from crawler.discovery.reading import read
from crawler.discovery.result import Reading
from crawler.discovery.script_files import with_scripts
from crawler.scripting.page_execution import shown
from tests.crawler.sites import site

HOST = "http://www.x.gov.cn"
URL = f"{HOST}/news/12.html"
ROWS = '<ul id="list">{}</ul>'.format(
    "".join(
        f'<li class="row" data-id="{id_}"><a href="/art/2024/{id_}.html">全县春季农业生产会议召开'
        f"之{id_}</a><i>2024-03-{id_}</i></li>"
        for id_ in (19, 17, 12)
    )
)
ADD = "function(d){$('#list').append(d.html)}"
ADD_ROWS = """function(d){d.list.forEach(function(o){document.getElementById('list')
  .insertAdjacentHTML('beforeend', `<li><a href="/art/${o.id}.html">${o.title}</a></li>`)})}"""
LINK = "#link:/art/{id}.html {title}"


def read_with(below: str, script: str, files: dict[str, str] | None = None) -> Reading:
    """Return the reading of a list with something below its rows, its scripts having run."""
    held = files or {}
    sources = "".join(f'<script src="{path}"></script>' for path in held)
    body = f"{ROWS}{below}<script>{script}</script>{sources}"
    text = f"<html><head><title>要闻</title></head><body>{body}</body></html>"
    first = read(text, URL, site(), expected="list")
    if not first.needs_scripts:
        return first
    mine = {f"{HOST}{path}": script for path, script in held.items()}
    whole = with_scripts(text, mine.values())
    return read(whole, URL, site(), expected="list", shown=shown(text, URL, mine))


def following(below: str, script: str, files: dict[str, str] | None = None) -> str | None:
    found = read_with(below, script, files).following
    return found and unquote_plus(unquote_plus(found)).removeprefix(HOST)


MORE = {
    "a number that its button keeps": (
        '<a id="more" data-page="1" data-cid="3" href="javascript:;">点击加载更多</a>',
        """$("#more").on("click",function(){var t=$(this),p=parseInt(t.data("page"))+1;
        $.getJSON("/more",{cid:t.data("cid"),p:p},ADD)})""",
        "/more?cid=3&p=2",
    ),
    "a counter of its script": (
        '<div class="more" onclick="more()">查看更多</div>',
        "var page=1;function more(){page++;$.post('/more',{page:page,cate:3},ADD)}",
        "/more#post:cate=3&page=2",
    ),
    "a listener on the document": (
        '<button class="load-more">加载更多<i></i></button>',
        """var n=1;$(document).on('click','.load-more',function(){n++;
        $.ajax({url:'/more',data:{pageNo:n,lm:7},success:ADD})})""",
        "/more?pageNo=2&lm=7",
    ),
    "a listener without jQuery": (
        '<span id="m">显示更多 ↓</span>',
        """let p=1;document.querySelector('#m').addEventListener('click',async()=>{
        const r=await fetch(`/api/list?page=${++p}`);const d=await r.json();(ADD_ROWS)(d)})""",
        "/api/list?page=2LINK",
    ),
    "scrolling": (
        '<div style="display:none">加载中...</div>',
        """var page=1;$(window).scroll(function(){
        if($(window).scrollTop()+$(window).height()>=$(document).height()-50){
        page++;$.get('/more',{page:page},ADD)}})""",
        "/more?page=2",
    ),
    "the last row's number": (
        "",
        """window.addEventListener('scroll',function(){
        var e=document.documentElement;if(e.scrollTop+window.innerHeight<e.scrollHeight-200)return;
        var rows=document.querySelectorAll('#list .row'),last=rows[rows.length-1].dataset.id;
        fetch('/api/feed?size=3&lastId='+last).then(r=>r.json()).then(ADD_ROWS)})""",
        "/api/feed?size=3&lastId=12LINK",
    ),
    "the last row's number, by jQuery": (
        '<a class="more">加载更多</a>',
        "$('.more').click(function(){$.get('/more',{max_id:$('.row:last').attr('data-id')},ADD)})",
        "/more?max_id=12",
    ),
    "a cursor that the page holds": (
        '<div id="end" data-cursor="b7f"></div>',
        """new IntersectionObserver(function(seen){if(!seen[0].isIntersecting)return;
        fetch('/api/feed?cursor='+document.getElementById('end').dataset.cursor)
        .then(r=>r.json()).then(ADD_ROWS)}).observe(document.getElementById('end'))""",
        "/api/feed?cursor=b7fLINK",
    ),
    "the number of rows that are there": (
        '<p class="loadmore">点击查看更多</p>',
        """$('.loadmore').click(function(){
        $.get('/more',{offset:$('#list li').length,lm:3},ADD)})""",
        "/more?offset=3&lm=3",
    ),
}


def filled(text: str) -> str:
    return text.replace("ADD_ROWS", ADD_ROWS).replace("ADD", ADD).replace("LINK", LINK)


@pytest.mark.parametrize("name", MORE)
def test_more_rows_are_asked_for_by(name: str) -> None:
    below, script, address = MORE[name]
    assert following(below, filled(script)) == filled(address)


@pytest.mark.parametrize("name", MORE)
def test_what_follows_is_no_list_of_its_own(name: str) -> None:
    """A list is asked for in every run, what follows another one only where that has news."""
    below, script, _ = MORE[name]
    reading = read_with(below, filled(script))
    assert reading.following_by_script
    assert not [link for link, judged in reading.links if judged.declared]


def test_the_script_may_stand_in_a_file() -> None:
    below, script, address = MORE["a listener on the document"]
    assert following(below, "", {"/js/list.js": filled(script)}) == filled(address)


@pytest.mark.parametrize(
    ("below", "script"),
    [
        ("", "$.get('/hits.jsp?id=1',function(d){$('#h').html(d)})"),
        ("", "$(window).scroll(function(){$('#top').show()})"),
        ('<a id="more">更多服务</a>', "$('#more').click(function(){$.get('/q?page=2')})"),
        ('<a class="next">下一页</a>', ""),
        ('<a class="more">加载更多</a>', "$('.more').click(function(){alert('没有了')})"),
        ("", "document.write('<a href=\"/share?u='+location.href+'\">分享</a>')"),
        ("", "for(var y=2026;y>2020;y--)document.write('<a href=/rili/'+y+'>'+y+'</a>')"),
        ('<a class="more">加载更多</a>', "$('.more').click(function(){$.post('/vote',{page:2})})"),
    ],
)
def test_nothing_follows(below: str, script: str) -> None:
    assert following(below, script) is None


PAGERS = {
    "one of two addresses": (
        'onclick="stlJump(2)"',
        (
            "function stlJump(p){if(p<1)return;"
            "location.href=p==1?'/news/12.html':'/news/12_'+p+'.html'}"
        ),
    ),
    "one of three": (
        'href="javascript:turn(2)"',
        "function turn(p){location.href=p<1?'/':p===1?'12.html':`12_${p}.html`}",
    ),
    "the other one first": (
        'onclick="turn(1)"',
        "var cur=1;function turn(d){var p=cur+d;location=p>1?('12_'+p+'.html'):'12.html'}",
    ),
    "a pattern that is filled in": (
        'onclick="turn(2)"',
        "var form='/news/12_{0}.html';function turn(p){location.href=form.replace('{0}',p)}",
    ),
    "a table of addresses": (
        'onclick="turn(1)"',
        "var all=['12.html','12_2.html'];function turn(i){window.location=all[i]}",
    ),
    "a listener": (
        'id="nx"',
        "document.getElementById('nx').onclick=function(){location.href='12_'+(1+1)+'.html'}",
    ),
    "a listener by its class": (
        'class="pg-next"',
        "$('.pg-next').on('click',function(){window.location.href='/news/12_'+2+'.html'})",
    ),
    "a switch": (
        "onclick=\"jump('next')\"",
        (
            "var no=1;function jump(w){switch(w){case 'next':no++;break}"
            "location.href='12_'+no+'.html'}"
        ),
    ),
}


NUMBERS = '<ul class="pg"><li data-p="1">1</li><li data-p="2">2</li><li data-p="3">3</li></ul>'
TURNS = {
    "a listener on what holds the numbers": (
        NUMBERS,
        """document.querySelector('.pg').addEventListener('click',
        e=>{location.href=`12_${e.target.dataset.p}.html`})""",
        "/news/12_2.html",
    ),
    "the page's own path": (
        '<input type="button" value="下一页" onclick="turn(2)">',
        "function turn(n){location.href=location.pathname.replace(/\\.html$/,'_'+n+'.html')}",
        "/news/12_2.html",
    ),
    "the page's own query": (
        '<a class="next" href="javascript:turn(+1)">下页</a>',
        """function turn(d){var q=new URLSearchParams(location.search);
        q.set('page',(+q.get('page')||1)+d);location.search=q.toString()}""",
        "/news/12.html?page=2",
    ),
    "a form's field": (
        (
            '<form action="/l.jsp"><input type="hidden" name="pageNo" value="1"></form>'
            '<a href="javascript:go(2)">下一页</a>'
        ),
        "function go(n){document.forms[0].pageNo.value=n;document.forms[0].submit()}",
        "/l.jsp?pageNo=2",
    ),
    "links that a script writes": (
        '<div id="pages" data-url="/news/12_{p}.html"></div>',
        """$('#pages').each(function(){var u=$(this).data('url');
        for(var i=2;i<5;i++)$(this).append('<a href="'+u.replace('{p}',i)+'">'+i+'</a>')})""",
        "/news/12_2.html",
    ),
    "links that are written as the page is read": (
        "",
        """(function(){var all=3,now=1;for(var i=1;i<=all;i++)document.write("<a href='/news/12"
        +(i>1?"_"+i:"")+".html'>"+i+"</a>")})()""",
        "/news/12_2.html",
    ),
    "a button of Vue": (
        '<p id="app"><button @click="more">加载更多</button></p>',
        """new Vue({el:'#app',data:{page:1},methods:{more(){this.page++;
        axios.get('/q',{params:{page:this.page}}).then(r=>{this.list=r.data.list})}}})""",
        "/q?page=2",
    ),
}


@pytest.mark.parametrize("name", TURNS)
def test_pages_are_turned_by(name: str) -> None:
    below, script, address = TURNS[name]
    assert following(below, script) == address


@pytest.mark.parametrize("tag", ["a", "span", "button"])
@pytest.mark.parametrize("name", PAGERS)
def test_a_pagers_own_function_says_where_it_leads(name: str, tag: str) -> None:
    attributes, script = PAGERS[name]
    if tag != "a":
        attributes = attributes.replace('href="javascript:turn(2)"', 'onclick="turn(2)"')
    below = f'<div class="pager"><{tag} {attributes}>下一页</{tag}></div>'
    assert following(below, script) == "/news/12_2.html"


@pytest.mark.parametrize(
    ("menu", "script"),
    [
        ('<select onchange="jump(this.value)">', "function jump(p){location.href='12_'+p+'.html'}"),
        ('<select id="s">', "$('#s').change(function(){location.href='12_'+this.value+'.html'})"),
        (
            '<select id="s">',
            "document.getElementById('s').onchange=function(){location='12_'+this.value+'.html'}",
        ),
    ],
)
def test_a_choice_of_pages_leads_on(menu: str, script: str) -> None:
    choices = "".join(f'<option value="{n}">第{n}页</option>' for n in (1, 2, 3))
    below = f'<div class="page">{menu}{choices}</select></div>'
    assert following(below, script) == "/news/12_2.html"


@pytest.mark.parametrize("pager", ["", "<a paged=2 href='javascript:;'>下一页</a>"])
def test_a_piece_goes_on_whatever_its_rows_are_named(pager: str) -> None:
    """The script of a page asks for it by its number; its pager has no addresses."""
    asked = f"{HOST}/site/label/8888?labelName=publicInfoList&pageIndex=1&catId=7"
    rows = "".join(
        f"<li><a href='/public/6596221/{n}.html'>全市春季农业生产会议召开</a>2024-03-0{n}</li>"
        for n in range(1, 6)
    )
    piece = f"<ul class=xxgk_navli>{rows}</ul><div class=pagination>{pager}</div>"
    reading = read(piece, asked, site(), expected="list")
    assert reading.following == asked.replace("pageIndex=1", "pageIndex=2")
