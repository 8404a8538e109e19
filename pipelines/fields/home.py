"""Which words of a page lead to the home page of the whole site."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urljoin

from pipelines.document import Element
from pipelines.fields.folding import key

_HOME_PAGE = re.compile(
    r"(?:https?:)?//(?:www\.[^/]+|[^./]+\.(?:com|cn|net|org|(?:com|gov|org|net)\.cn))/?(?:index\.\w+)?$",
    re.IGNORECASE,
)


def links_home(links: Iterable[Element], words: str, url: str) -> bool:
    """Whether one of the links with these words leads to the home page of the whole site.

    That is the root of ``www.`` or of a bare domain; news.ifeng.com/ is a column.
    """
    wanted = key(words)
    return any(
        _is_home_page(url, link.get("href", ""))
        for link in links
        if link.text and key(link.text) == wanted
    )


def _is_home_page(url: str, href: str) -> bool:
    try:
        return _HOME_PAGE.match(urljoin(url, href)) is not None
    except ValueError:  # an address that is none, such as http://[
        return False
