"""One reading of the headline, and what every reading must be."""

from __future__ import annotations

import re

from archive.records import Candidate
from pipelines.fields.folding import key
from pipelines.fields.weighing import candidate
from pipelines.fields.wording import alternatives

_BASE = {
    "family": 64,
    "meta": 55,
    "h1": 48,
    "json-ld": 45,
    "open-graph": 42,
    "title": 40,
    "label": 38,
    "list-page": 35,
    "h2": 30,
    "h3": 24,
    "h4": 20,
    "h5": 18,
    "box": 40,
    "line": 22,
    "first-line": 26,
    "early-line": 10,
}
"""Weight of each kind before it is compared with the others."""
LONGEST = 120
SHORTEST = 4
"""Characters of a headline that the ``<title>`` repeats; that it repeats fewer is chance."""
_TRAILING = re.compile(r"[\s_|–—-]+$|\s*[(（]页\s*\d+[)）]$")
_LEADING = re.compile(rf"^\s*{alternatives('headline_labels')}\s*[:：]\s*")


def reading(value: str, kind: str, why: str) -> Candidate:
    """Return a reading without label and separators, with the weight of its kind."""
    value = _LEADING.sub("", _TRAILING.sub("", " ".join(value.split())))
    return candidate("title", value, kind, why, _BASE[kind])


def is_possible(value: str) -> bool:
    """Tell whether a text may be a headline at all."""
    folded = key(value)
    return 1 <= len(folded) <= LONGEST and len(value) <= 2 * LONGEST and "原标题" not in value
