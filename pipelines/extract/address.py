"""What a page's own address says of it, by the forms that the crawler knows too."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from seeds.crawling.data import data_knowledge
from seeds.crawling.links import Shape, link_knowledge

_SURE = 2
"""Weight of a form (``seeds/crawling/links.toml``) that tells its kind without other signs."""
_FURTHER_PAGE = re.compile(r"_\d{1,2}\.\w+$")
"""How the name of a list's second page ends: gfxwj_2.html."""


def is_article_address(url: str) -> bool:
    """Tell the address of one document: t20200224_97.shtml, info/1016/19830.htm."""
    shape = _shape(url)
    if any(one.pattern.search(shape) for one in link_knowledge().never):
        return False
    article, listed = _weights(shape)
    return article >= _SURE and article > listed


def is_list_address(url: str) -> bool:
    """Tell the address of a list: a folder, its index, a further page of it."""
    shape = _shape(url)
    article, listed = _weights(shape)
    if listed > article and (listed >= _SURE or "." not in shape):
        return True
    return not article and (_FURTHER_PAGE.search(shape) is not None or _names_a_page(url))


def _names_a_page(url: str) -> bool:
    """Whether the query numbers a list's page; a letter alone may number an article (``?p=12``)."""
    names = (name for name, _ in parse_qsl(urlsplit(url).query) if len(name) > 1)
    return any(map(data_knowledge().is_list_number, names))


def _shape(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path or '/'}?{parts.query}".removesuffix("?").lower()


def _weights(shape: str) -> tuple[int, int]:
    known = link_knowledge()
    return _weight(known.article, shape), _weight(known.list, shape)


def _weight(shapes: tuple[Shape, ...], shape: str) -> int:
    """Return the weight of the heaviest form; ``shapes``: the heaviest first."""
    return next((one.weight for one in shapes if one.pattern.search(shape)), 0)
