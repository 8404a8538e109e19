"""What the stages raise on purpose."""

from __future__ import annotations

from archive.errors import GovnewsError, UsageError
from archive.records import Removal


class PipelineError(GovnewsError):
    """Root of what the stages raise."""


class NotAnArticleError(PipelineError):
    """The page holds no article; the message is the reason, short enough to be counted by."""

    def __init__(
        self, reason: str, *, hacked: bool = False, removed: tuple[Removal, ...] = ()
    ) -> None:
        super().__init__(reason)
        self.hacked = hacked
        self.removed = removed


class StageError(PipelineError):
    """A stage broke on a page: a fault of ours, with the page's own exception as its cause."""


class InputError(UsageError):
    """A file, folder or manifest that was to be read is missing or malformed."""


class NoPagesError(GovnewsError):
    """What was to be read holds no page."""


class NoProcessError(PipelineError):
    """No process can be begun; says why and what to do."""
