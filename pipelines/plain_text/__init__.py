"""Articles as plain text: page furniture, captions, headline and deck told apart without HTML."""

from __future__ import annotations

from pipelines.plain_text.stage import arrange

__all__ = ["arrange"]
