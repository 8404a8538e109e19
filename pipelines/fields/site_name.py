"""Names of sites and columns, and how they hang on to a headline in ``<title>``."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from pipelines.document import Document
from pipelines.fields.folding import REMEMBERED, key
from pipelines.fields.head import Head
from pipelines.fields.paths import names_site
from pipelines.fields.wording import word_list
from seeds.vocabulary import table, words

_SEPARATOR = re.compile(r"\s*(?:_+|-{2,}|—{2,}|\||｜|»|<|>|::)\s*|\s+[-–—·]\s*|\s*[-–—]\s+")
_TIGHT = re.compile(r"[-–—·](?=[^-–—·]*$)")
_SITE_FIRST = re.compile(r"^(?P<site>[\u3400-\u9fff]{4,16})[-–—](?=[^-–—]{6})")
"""A site's name before the headline, with no space around the dash: 某县人民政府-春耕会议召开."""
_HOST = re.compile(r"[a-z0-9.-]+\.(?:cn|com|net|org)(?:\.cn)?", re.IGNORECASE)
LONGEST_TAG = 300
"""Characters of a ``<title>`` that are read."""


def strip_site(title: str, names: frozenset[str] = frozenset()) -> str:
    """Return a ``<title>`` without the site and column names that follow (or precede) the headline.

    ``names``: keys of names that the page gives its site and columns.
    """
    title = title[:LONGEST_TAG]
    separators = list(_SEPARATOR.finditer(title))
    start, end = 0, len(title)
    for separator in reversed(separators):
        right = title[separator.end() : end]
        # Nobody writes an underscore in a headline: what follows the first is the site's.
        if separator.start() and ("_" in title[:end] or is_site_name(right, names)):
            end = separator.start()
        else:
            break
    if (
        separators
        and separators[0].end() < end
        and is_site_name(title[: separators[0].start()], names)
    ):
        start = separators[0].end()
    bare = _without_tight_suffix(title[start:end].strip(), names)
    return _SITE_FIRST.sub(lambda match: "" if names_site(match["site"]) else match[0], bare)


def _without_tight_suffix(title: str, names: frozenset[str]) -> str:
    """Return a title without a site's name behind a dash that has no space around it.

    Before that name may stand, in the same way, a column that the page names elsewhere.
    """
    bare = _before_dash(title, lambda part: is_site_name(part, names))
    return bare if bare == title else _before_dash(bare, lambda part: key(part) in names)


def _before_dash(title: str, is_name: Callable[[str], bool]) -> str:
    tight = _TIGHT.search(title)
    if tight is None or not is_name(title[tight.end() :]):
        return title
    is_long = tight.start() > 3  # 讣告 is as short as columns' names
    return title[: tight.start()].strip() if is_long or names_site(title[tight.end() :]) else title


@lru_cache(maxsize=REMEMBERED)
def is_site_name(text: str, names: frozenset[str] = frozenset()) -> bool:
    """Whether a part of a ``<title>`` names a site or column rather than an event."""
    text = text.strip()
    if not text or key(text) in names or _HOST.fullmatch(text):
        return True
    ends_as_one = text.endswith(words("site_suffixes")) and not text.endswith(word_list("nets"))
    return len(text) <= 24 and ends_as_one  # names are shorter


def site_names(document: Document, head: Head) -> frozenset[str]:
    """Return the keys of the names that the page gives its site and its column."""
    given = [head.metas.get(name, "") for name in table("meta_names")["site"]]
    given.append(document.site.name if document.site else "")
    return frozenset(key(name) for name in given if name)
