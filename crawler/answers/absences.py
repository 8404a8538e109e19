"""Tells soft 404s by what they say, and learns what a site's soft 404 looks like."""

from __future__ import annotations

from collections.abc import Collection

from crawler.discovery.absence import fingerprint, lacks_title
from crawler.discovery.result import Reading
from crawler.frontier.visit import Visit


class Absences:
    """Remembers, for one run, what pages looked like that lacked the title they were linked by."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], str] = {}
        self._homes: set[tuple[str, str]] = set()

    def meet_home(self, visit: Visit, words: Collection[str]) -> None:
        """Remember what a home page says, before anything else of its site is read."""
        if not words:
            return
        look = (visit.site, fingerprint(words))
        self._seen.setdefault(look, visit.url)
        self._homes.add(look)

    def shows_home(self, visit: Visit, reading: Reading) -> bool:
        """Tell whether a page says the same as its site's home page: that is none, either."""
        return (visit.site, fingerprint(reading.words)) in self._homes

    def is_absent(self, visit: Visit, reading: Reading) -> bool:
        """Tell whether a page says that there is nothing at its address.

        Either in words, or by looking just like another page of the site that did not hold its
        article either: two articles never have all their words in common. Application shells
        have, and what their scripts show nobody knows: such a page holds no article that can be
        read, be there one or not. Nor does an article look like its site's home page: of a domain
        that is for sale all pages do.
        """
        excused = reading.absent or reading.mended
        if visit.kind != "article":
            return reading.kind == "other" and excused and not visit.was_list
        if visit.listed_title is not None and not lacks_title(reading.words, visit.listed_title):
            return False
        if not excused and (visit.listed_title is None or reading.app_shell):
            return False
        look = (visit.site, fingerprint(reading.words))
        first = self._seen.setdefault(look, visit.url)
        return excused or first != visit.url
