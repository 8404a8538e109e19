"""Everything of an article but body and date: candidates collected in one walk, then weighed."""

from __future__ import annotations

from pipelines.fields.stage import fields

__all__ = ["fields"]
