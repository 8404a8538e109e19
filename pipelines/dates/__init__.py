"""When an article was published: reading of dates, and the stage that weighs what a page says.

``parse(text, context)`` reads one string; ``dates(document)`` is the stage.
"""

from __future__ import annotations

from archive.records import CHINA
from pipelines.dates.context import Context
from pipelines.dates.moment import Moment, Precision
from pipelines.dates.parse import parse
from pipelines.dates.stage import dates

__all__ = [
    "CHINA",
    "Context",
    "Moment",
    "Precision",
    "dates",
    "parse",
]
