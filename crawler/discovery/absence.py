"""Pages that answer 200 and say that there is nothing: soft 404s."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from seeds.crawling.absence import (
    absence_phrases,
    maintenance_addresses,
    maintenance_phrases,
)
from seeds.crawling.links import link_knowledge

_MOST_LETTERS = 150
"""Letters of running text; an article that speaks of what was deleted has more."""
_SHORTEST_TITLE = 8
"""Characters of a listed title that say which page it is."""
_FILLING = re.compile(r"[\W\d_]+")


def says_absent(pieces: Iterable[str], *, prose_letters: int) -> bool:
    """Tell whether a page's own words, links' left out, say that it is not there."""
    return _says(absence_phrases(), pieces, prose_letters)


def says_mended(pieces: Iterable[str], *, prose_letters: int) -> bool:
    """Tell whether they say that the site is being mended: what it held is there another time."""
    return _says(maintenance_phrases(), pieces, prose_letters)


def is_place_of_mending(url: str) -> bool:
    """Tell the address of the page to which a site sends its readers while it is mended."""
    path = urlsplit(url).path.lower()
    return any(word in path for word in maintenance_addresses())


def _says(phrases: Iterable[str], pieces: Iterable[str], prose_letters: int) -> bool:
    if prose_letters > _MOST_LETTERS:
        return False
    text = "\n".join(pieces).lower()
    return any(phrase in text for phrase in phrases)


def lacks_title(pieces: Iterable[str], listed_title: str | None) -> bool:
    """Tell whether a page does not hold the title under which a list linked it."""
    listed = (listed_title or "").rstrip("…. ")
    title = _FILLING.sub("", listed)
    if len(title) < _SHORTEST_TITLE:
        return False
    text = "".join(pieces)
    # Nearly always it stands there as it was listed, and the page need not be cleaned for it.
    return listed not in text and title not in _FILLING.sub("", text)


def fingerprint(pieces: Iterable[str], files: Iterable[str] = ()) -> str | None:
    """Return what the pages of one template without content have in common.

    Their own words, the days among them, and what they show beside (``Reading.files``): notices may
    be no more than a file, or a picture, and their day. None of a page that says nothing.
    """
    text = "\n".join(pieces)
    words = _FILLING.sub("", text)
    if not words:
        return None
    days = (match[0] for match in link_knowledge().day.finditer(text))
    said = "\n".join((words, *days, *files))
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()
