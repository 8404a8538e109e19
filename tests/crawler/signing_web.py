"""Sites whose lists are given to signed calls alone: each looks at what is sent as theirs does."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from tests.crawler.county import Answer, article, page

PAGES, ROWS = 4, 3
FRESH_SECONDS = 60
DATA = {"Content-Type": "application/json"}
REFUSED: Answer = (403, {}, "signature")
TITLES = {day: f"县农业农村局第{day}次调度春耕生产工作" for day in range(1, PAGES * ROWS + 1)}

# MD5 as RFC 1321 has it, of a text in ASCII.
MD5 = """function md5(s){var k=[],i,j;for(i=0;i<64;i++)k[i]=Math.abs(Math.sin(i+1))*4294967296|0;
var r=[7,12,17,22,5,9,14,20,4,11,16,23,6,10,15,21],w=[],n=s.length;
for(i=0;i<n;i++)w[i>>2]|=s.charCodeAt(i)<<(i%4*8);w[n>>2]|=128<<(n%4*8);
var l=((n+8>>6)+1)*16;w[l-2]=n*8;for(i=0;i<l;i++)w[i]|=0;
var h=[1732584193,-271733879,-1732584194,271733878];
for(i=0;i<l;i+=16){var a=h[0],b=h[1],c=h[2],d=h[3];for(j=0;j<64;j++){var q=j>>4,f,g;
if(q===0){f=b&c|~b&d;g=j}else if(q===1){f=d&b|~d&c;g=(5*j+1)%16}
else if(q===2){f=b^c^d;g=(3*j+5)%16}else{f=c^(b|~d);g=7*j%16}
var t=d;d=c;c=b;f=a+f+k[j]+w[i+g]|0;b=b+(f<<r[q*4+j%4]|f>>>32-r[q*4+j%4])|0;a=t}
h=[h[0]+a|0,h[1]+b|0,h[2]+c|0,h[3]+d|0]}
return h.map(function(x){var o='';for(var y=0;y<4;y++){var z=x>>>y*8&255;
o+=(z<16?'0':'')+z.toString(16)}
return o}).join('')}"""

ROW = """function(d){var h='';d.data.rows.forEach(function(o){
  h+='<li><a href="/yw/t202003'+(o.id<10?'0'+o.id:o.id)+'_'+o.id+'.html">'+o.title+'</a></li>'});
  $('#l').html(h)}"""
LAYPAGE = """layui.use('laypage',function(){layui.laypage.render({elem:'p',count:12,limit:3,
  jump:function(o,f){if(!f)load(o.curr)}})});"""
CLICK = "var at=1;$('#n').click(function(){load(++at)});"


class Asked(NamedTuple):
    """What came at a server."""

    method: str
    path: str
    fields: dict[str, Any]
    headers: Mapping[str, str]
    """By their names in small letters."""


class SigningSite(NamedTuple):
    """A page's script, and what its server makes of a call for rows or for a token."""

    script: str
    rows: Callable[[Asked], int | None]
    """The page that is asked for; None where the signature is wrong."""
    token: Callable[[Asked], object] = lambda _: None


def digest(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()  # noqa: S324 - as the sites do


def is_fresh(milliseconds: str) -> bool:
    return abs(time.time() - int(milliseconds) / 1000) < FRESH_SECONDS


def _sorted(asked: Asked) -> int | None:
    """Signed over all parameters in their order, a secret at the end; in the headers."""
    text = "&".join(f"{name}={asked.fields[name]}" for name in sorted(asked.fields))
    moment = asked.headers.get("timestamp", "0")
    right = digest(f"{text}&timestamp={moment}&key=pass4county")
    is_right = asked.headers.get("sign") == right and is_fresh(moment)
    return int(asked.fields["pageIndex"]) if is_right else None


SORTED = SigningSite(
    f"""function signed(p){{var t=new Date().getTime(),s=Object.keys(p).sort().map(function(k){{
      return k+'='+p[k]}}).join('&');return {{timestamp:t,
      sign:md5(s+'&timestamp='+t+'&key=pass4county')}}}}
    function load(n){{var p={{channelId:12,pageSize:3,pageIndex:n}};$.ajax({{url:'/api/rows',
      type:'post',data:p,headers:signed(p),success:{ROW}}})}} load(1);{LAYPAGE}""",
    _sorted,
)


def _check(asked: Asked) -> int | None:
    """Signed under a name that nobody knows, with a word of chance, and no moment."""
    told = dict(asked.fields)
    check = told.pop("vv", "")
    text = "".join(f"&{name}={told[name]}" for name in sorted(told))
    return int(told["pn"]) if check == digest(f"testkey{text}") else None


CHECKED = SigningSite(
    f"""function chance(n){{var r='';for(var i=0;i<n;i++)r+=Math.ceil(Math.random()*35);return r}}
    function load(n){{var p={{cid:3,pn:n,c:chance(6)}},s='',k;
      for(k of Object.keys(p).sort())s+='&'+k+'='+p[k];
      p.vv=md5('testkey'+s);$.get('/api/rows',p,{ROW})}} load(1);{CLICK}""",
    _check,
)


def _bearer(asked: Asked) -> int | None:
    token, moment = "anon." + "7f" * 20, asked.headers.get("x-ts", "0")
    is_right = (
        asked.headers.get("authorization") == f"Bearer {token}"
        and asked.headers.get("x-sign") == digest(f"{token}{moment}")
        and is_fresh(moment)
    )
    return int(asked.fields["page"]) if is_right else None


def _anonymous(asked: Asked) -> object:
    is_right = asked.method == "POST" and asked.fields == {"client": "portal"}
    return {"access_token": "anon." + "7f" * 20} if is_right else None


BEARER = SigningSite(
    """let token;async function load(n){
      if(!token)token=(await(await fetch('/oauth/token',{method:'POST',
        body:JSON.stringify({client:'portal'})})).json()).access_token;
      const t=Date.now(),d=await(await fetch('/api/rows?page='+n,{headers:{'X-Ts':t,
        Authorization:'Bearer '+token,'X-Sign':md5(token+t)}})).json();"""
    f"""({ROW})(d)}} load(1);{CLICK}""",
    _bearer,
    _anonymous,
)


class _Once:
    """Tokens that are taken once."""

    def __init__(self) -> None:
        self.given: set[str] = set()
        self.count = 0

    def give(self, _: Asked) -> object:
        self.count += 1
        token = digest(str(self.count))
        self.given.add(token)
        return {"code": 200, "data": {"token": token}}

    def take(self, asked: Asked) -> int | None:
        token = asked.fields.get("token", "")
        right = digest(f"page={asked.fields['page']}&token={token}")
        if token not in self.given or asked.fields.get("sign") != right:
            return None
        self.given.remove(token)
        return int(asked.fields["page"])


def once() -> SigningSite:
    tokens = _Once()
    return SigningSite(
        f"""function load(n){{$.getJSON('/auth/getToken.do?_='+Date.now(),function(r){{
          var q='page='+n+'&token='+r.data.token;
          $.getJSON('/api/rows?'+q+'&sign='+md5(q),{ROW})}})}} load(1);{CLICK}""",
        tokens.take,
        tokens.give,
    )


def answering(site: SigningSite, seen: list[str], elsewhere: str = "") -> Callable[[Asked], Answer]:
    """Return what answers as a site does; what is asked for beside pages is noted in ``seen``."""
    script = site.script.replace("'/api/rows", f"'{elsewhere}/api/rows")
    column = f"""<h2>工作动态</h2><ul id="l"></ul><div id="p"></div>
      <a id="n" href="javascript:;">下一页</a>
      <script src="/js/md5.min.js"></script><script>{script}</script>"""

    def answer(asked: Asked) -> Answer:
        if asked.path == "/api/rows":
            number = site.rows(asked)
            seen.append(f"rows {number}")
            return REFUSED if number is None else (200, DATA, _rows(number))
        told = site.token(asked) if asked.path.startswith(("/oauth/", "/auth/")) else None
        if told is not None:
            seen.append("token")
            return 200, DATA, json.dumps(told)
        if asked.path == "/js/md5.min.js":
            return 200, {"Content-Type": "text/javascript"}, MD5
        if asked.path == "/gzdt/":
            return 200, {}, page("工作动态", column)
        is_news = asked.path.startswith("/yw/")
        day = int(asked.path.rpartition("_")[2].removesuffix(".html")) if is_news else 0
        return (200, {}, article(TITLES[day], day)) if day in TITLES else (404, {}, "")

    return answer


def _rows(number: int) -> str:
    days = [day for day in TITLES if (day - 1) // ROWS == number - 1]
    rows = [{"id": day, "title": TITLES[day]} for day in days]
    return json.dumps({"code": 200, "data": {"rows": rows, "total": len(TITLES)}})


@contextmanager
def signing(answer: Callable[[Asked], Answer]) -> Iterator[str]:
    """Answer each call as ``answer`` says; give the site's address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def _answer(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            parts = urlsplit(self.path)
            body = json.loads(sent) if sent.startswith("{") else dict(parse_qsl(sent))
            fields = {**dict(parse_qsl(parts.query)), **body}
            told = {name.lower(): value for name, value in self.headers.items()}
            status, headers, text = answer(Asked(self.command, parts.path, fields, told))
            self.send_response(status)
            for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
