"""Pages that list nothing by themselves, and what their scripts ask for."""

from __future__ import annotations

from urllib.parse import unquote_plus

from crawler.discovery.reading import read
from crawler.discovery.result import Reading
from crawler.discovery.script_files import with_scripts
from crawler.scripting.page_execution import shown
from tests.crawler.sites import site

HOST = "http://www.x.gov.cn"
URL = f"{HOST}/news/list.html?id=7"
ROW = """function(res){var h='';for(var i=0;i<res.data.list.length;i++){var o=res.data.list[i];
  h+='<li><a href="/show/'+o.id+'.html" title="'+o.bt+'">';
  h+=o.bt.substring(0,20)+'</a><i>'+o.day+'</i></li>';}
  $('#l').html(h);}"""
"""What a page does with the answer: rows of links."""
ROW_LINK = "/show/{id}.html {bt}"


def page(script: str, around: str = "") -> str:
    body = f'<div id="l" data-cat="12"></div>{around}<script>{script}</script>'
    return f"<html><head><title>新闻</title></head><body>{body}</body></html>"


def asked(text: str, files: dict[str, str] | None = None) -> list[str]:
    """Return what a page's scripts ask for, as one would write it."""
    found = shown(text, URL, files or {}).asked
    return [unquote_plus(unquote_plus(each)).removeprefix(HOST) for each in found]


def reading_of(text: str) -> Reading:
    """Return a page's reading, its scripts having run where it needs them."""
    first = read(text, URL, site(), expected="list")
    if not first.needs_scripts:
        return first
    return read(with_scripts(text, ()), URL, site(), expected="list", shown=shown(text, URL, {}))
