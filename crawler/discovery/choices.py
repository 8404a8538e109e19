"""Where a page's script sends readers who choose: an entry of a menu, an element with a number.

``<select onchange="location.href=this.value">``, ``location='list_' + this.value + '.html'``;
``$('.page').click(function () { location.href = '?page=' + $(this).data('page'); })``.
"""

from __future__ import annotations

import re

from crawler.discovery.anchors import ADDRESS
from crawler.discovery.tree import Element

_SENT = (
    r"""(?:\blocation(?:\.href)?\s*=|\bopen\s*\()\s*"""
    r"""(?:(?P<q>["'])(?P<before>[^"']*)(?P=q)\s*\+\s*)?"""
)
_MORE = r"""(?:\s*\+\s*(?P<r>["'])(?P<after>[^"']*)(?P=r))?\s*(?:[;,)}]|$)"""
_CHOSEN = re.compile(
    rf"{_SENT}this\.(?P<what>value|options\[\s*this\.(?:options\.)?selectedIndex\s*\]\.value){_MORE}"
)
# MM_jumpMenu('parent', this, 0): the menu goes to a function, and has addresses to be chosen.
_GIVEN = re.compile(r"\(\s*(?:[^()]*,\s*)?this\s*[,)]")
_OWN_DATA = re.compile(
    rf"""{_SENT}\$\(\s*this\s*\)\.(?:data|attr)\(\s*["'](?P<what>[\w-]+)["']\s*\){_MORE}"""
)


def settle_choices(tree: Element) -> None:
    """Give the entries of menus that send their readers elsewhere their address as ``href``."""
    for menu in tree.iter("select"):
        script = menu.get("onchange") or ""
        sent = _CHOSEN.search(script)
        given = _GIVEN.search(script)
        for choice in menu.iter("option") if sent or given else ():
            value = (choice.get("value") or "").strip()
            if sent and value and value != "#":
                choice.set("href", _address(sent, value))
            elif given and ADDRESS.fullmatch(value):
                choice.set("href", value)


def settle_data(tree: Element, script: str) -> None:
    """Give the elements that keep what a script makes an address of that address as ``href``."""
    made = {
        f"data-{sent['what'].removeprefix('data-')}": sent
        for sent in _OWN_DATA.finditer(script)
        if sent["before"]
    }
    for element in tree.iter() if made else ():
        names = element.keys() if isinstance(element.tag, str) else ()
        sents = [made[name] for name in map(str, names) if name in made and element.get(name)]
        # Of several, what the script does last.
        for sent in sorted(sents, key=re.Match.start)[-1:]:
            value = element.get(f"data-{sent['what'].removeprefix('data-')}") or ""
            element.set("href", _address(sent, value))


def _address(sent: re.Match[str], value: str) -> str:
    return f"{sent['before'] or ''}{value}{sent['after'] or ''}"
