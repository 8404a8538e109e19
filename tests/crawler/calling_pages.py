"""A page whose script asks for one list, and the address that is read out of the call."""

from __future__ import annotations

from crawler.discovery.field_calls import field_calls
from crawler.discovery.tree import parse

PAGE = "http://www.x.gov.cn/xw/list.html"
FORM, JSON = "application/x-www-form-urlencoded", "application/json;charset=UTF-8"
FIELD = '<input id="k">'


def only(script: str) -> str:
    """Return the address of the one list that a page's script asks for."""
    (address,) = field_calls(parse(f"{FIELD}<script>{script}</script>"), PAGE)
    return address
