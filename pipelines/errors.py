"""What the stages raise on purpose."""

from __future__ import annotations

from archive.errors import GovnewsError


class PipelineError(GovnewsError):
    """Root of what the stages raise."""


class NotAnArticleError(PipelineError):
    """The page holds no article; the message is the reason, short enough to be counted by."""
