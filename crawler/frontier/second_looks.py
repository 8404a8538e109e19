"""Links that were left alone for what they said, and say more elsewhere.

A home page's short headline, a picture, or the "3" of a slide show tells nothing of the page
behind it; the same address in its column's list, with a headline and a day, does.
"""

from __future__ import annotations

from collections.abc import Iterable

from archive.ledger import Ledger, Outcome, Page
from crawler.answers.outcomes import DATA_OF_PAGE
from crawler.discovery.links import Link
from crawler.discovery.scoring import Judgement, is_left_for_its_words
from crawler.frontier.visit import Visit
from crawler.running.clock import now


class SecondLooks:
    """What was left alone for its words, in this run or an earlier one."""

    def __init__(self, ledger: Ledger, *, run_id: int) -> None:
        self._ledger = ledger
        self._run_id = run_id
        self._left: set[str] = set()

    def leave(self, url: str, reason: str) -> None:
        """Take note of a link that this run leaves alone."""
        if is_left_for_its_words(reason):
            self._left.add(url)

    def says_more(self, link: Link, judged: Judgement) -> bool:
        """Tell whether a link that this run has left alone now looks like more than that, once."""
        if judged.kind == "other" or link.url not in self._left:
            return False
        self._left.discard(link.url)
        return True

    def readmitted(self, visits: Iterable[Visit]) -> frozenset[str]:
        """Make due those that the ledger has as left alone; return their addresses.

        And lists that it only has as what an article's page asked for.
        """
        wanted = {visit.url: visit.kind for visit in visits}
        if not wanted:
            return frozenset()
        due = [
            Outcome(url=url, state="discovered", kind=wanted[url], due_at=now())
            for url, page in self._ledger.known(list(wanted)).items()
            if _was_left_for_its_words(page) or (wanted[url] == "list" and _was_data(page))
        ]
        if due:
            self._ledger.record(due, run_id=self._run_id, now=now())
        return frozenset(each.url for each in due)


def _was_left_for_its_words(page: Page) -> bool:
    return page.state == "excluded" and is_left_for_its_words(page.reason or "")


def _was_data(page: Page) -> bool:
    return page.kind == "other" and (page.reason or "").startswith(DATA_OF_PAGE)
