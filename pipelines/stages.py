"""The stages in their order: one list for the crawl, ``extract``, ``import`` and ``reextract``."""

from __future__ import annotations

from pipelines.data import refuse_data
from pipelines.dates import dates
from pipelines.decode import decode
from pipelines.dedup import dedup
from pipelines.despam import despam
from pipelines.document import Stage
from pipelines.extract import extract
from pipelines.fields import fields
from pipelines.fingerprint import fingerprint

STAGES: tuple[tuple[str, Stage], ...] = (
    ("decode", decode),
    ("data", refuse_data),
    ("extract", extract),
    ("fields", fields),
    ("dates", dates),
    ("despam", despam),
    ("fingerprint", fingerprint),
    ("dedup", dedup),
)
