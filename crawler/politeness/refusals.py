"""A request that we ourselves do not send, and why."""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest


class RefusedError(IgnoreRequest):
    """A rule keeps us from a page: robots.txt, the site's border, a host at rest."""

    def __init__(self, reason: str, *, passing: bool = False) -> None:
        """Keep the reason; ``passing``: an error, not a rule, and perhaps over in the next run."""
        super().__init__(reason)
        self.reason = reason
        self.passing = passing


class HostRestsError(RefusedError):
    """The request's host is asked nothing more in this run."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, passing=True)


class RunEndsError(IgnoreRequest):
    """The run ends before the request's turn came: its page is the next run's."""
