"""Pictures strewn over a text together with a phrase: 实施💋老旧电梯更新改造.

People set them where a sentence pauses, beside marks and white space. Between two characters of a
clause they are a disguise of the whole page, where spam stands on it too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.despam.cutting import Cut
from pipelines.despam.lines import BODY, Line, Verdict

RULE = "strewn"
CONFIDENCE = 0.6
LEAST_PLACES = 2
"""Places of a text from which its pictures are strewn."""
_HAN = "\u4e00-\u9fff"
_PICTURE = "(?:[\U0001f300-\U0001faff\u2764\u2665][\ufe0f\u200d]*)"
_STREWN = re.compile(f"(?<=[{_HAN}]){_PICTURE}+(?=[{_HAN}])")


def with_strewn(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return the verdicts with pictures inside of clauses cut, where the body holds spam."""
    pairs = list(zip(lines, verdicts, strict=True))
    if not any(verdict.cuts and line.where == BODY for line, verdict in pairs):
        return list(verdicts)
    strewn = [_strewn(line, verdict) if line.where == BODY else [] for line, verdict in pairs]
    if sum(map(len, strewn)) < LEAST_PLACES:
        return list(verdicts)
    return [verdict.with_whole(cuts) for verdict, cuts in zip(verdicts, strewn, strict=True)]


def _strewn(line: Line, verdict: Verdict) -> list[Cut]:
    places = (match.span() for match in _STREWN.finditer(line.text))
    return [
        Cut(start, end, RULE, CONFIDENCE)
        for start, end in places
        if all(end <= c.start or start >= c.end for c in verdict.cuts)
    ]
