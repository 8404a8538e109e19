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
        self._homes: dict[tuple[str, str], str] = {}

    def meet_home(self, visit: Visit, words: Collection[str]) -> None:
        """Remember what a home page says, before anything else of its site is read."""
        look = _look(visit.site, words)
        if look is not None:
            self._homes.setdefault(look, visit.url)

    def shows_home(self, visit: Visit, reading: Reading) -> bool:
        """Tell whether a page says the same as its site's home page: that is none, either."""
        look = _look(visit.site, reading.words)
        return look is not None and self._homes.get(look, visit.url) != visit.url

    def is_absent(self, visit: Visit, reading: Reading) -> bool:
        """Tell whether a page says that there is nothing at its address.

        Either in words, or by looking just like another page of the site that did not hold its
        article either: two articles never have all their words in common, and the day and the files
        that they show. Application shells have, and what their scripts show nobody knows: such a
        page holds no article that can be read, be there one or not; nor is known what a page shows
        that has no word of its own. Nor does an article look like its site's home page: of a domain
        that is for sale all pages do.
        """
        excused = reading.absent or reading.mended
        if visit.kind != "article":
            return reading.kind == "other" and excused and not visit.was_list
        if visit.listed_title is not None and not lacks_title(reading.words, visit.listed_title):
            return False
        if excused:
            return True
        if visit.listed_title is None or reading.app_shell:
            return False
        return self.shows_home(visit, reading) or self._is_seen(visit, reading)

    def _is_seen(self, visit: Visit, reading: Reading) -> bool:
        """Tell whether another page of the site looked just like this one; remember this one."""
        look = _look(visit.site, reading.words, reading.files)
        return look is not None and self._seen.setdefault(look, visit.url) != visit.url


def _look(site: str, words: Collection[str], files: Collection[str] = ()) -> tuple[str, str] | None:
    """Return by what a page of a site is known again; None of one that says nothing."""
    look = fingerprint(words, files)
    return None if look is None else (site, look)
