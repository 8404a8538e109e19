"""The body as a reader sees it: text that the page hides and that is no spam is left out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from pipelines.despam.page.within import SURE, is_put_within
from pipelines.despam.runs.alone import is_hidden_spam
from pipelines.despam.runs.deciding import REMOVED_FROM
from pipelines.document import Block, Span

Range = tuple[int, int]


def in_sight(blocks: Iterable[Block], page_url: str) -> tuple[Block, ...]:
    """Return the blocks without what their page surely hides, unless that is most of them.

    Hidden spam stays, to be judged and told. Most of an article may be hidden until a script
    opens it: then nothing is taken away.
    """
    blocks = tuple(blocks)
    if not any(span.hidden for block in blocks for span in block.spans):
        return blocks
    hidden = [_hidden(block, page_url) for block in blocks]
    size = sum(len(block.text) for block in blocks)
    if sum(end - start for ranges in hidden for start, end in ranges) * 2 > size:
        return blocks
    left = (_without(block, ranges) for block, ranges in zip(blocks, hidden, strict=True))
    return tuple(block for block in left if block.text.strip())


def _hidden(block: Block, page_url: str) -> list[Range]:
    """Return the pieces of a block that are surely hidden and no spam, in order."""
    return [
        (span.start, span.end)
        for span in sorted(block.spans, key=lambda span: span.start)
        if span.hidden in SURE
        and not is_put_within(block.text, span)
        and is_hidden_spam(block.text[span.start : span.end], span, page_url) < REMOVED_FROM
    ]


def _without(block: Block, ranges: Sequence[Range]) -> Block:
    """Return the block without the ranges, its other spans moved up."""
    if not ranges:
        return block
    kept = [
        dataclasses.replace(span, start=_moved(span.start, ranges), end=_moved(span.end, ranges))
        for span in block.spans
        if (span.start, span.end) not in ranges
    ]
    text = block.text
    for start, end in reversed(ranges):
        text = text[:start] + text[end:]
    return dataclasses.replace(block, text=text, spans=_not_empty(kept))


def _moved(offset: int, ranges: Sequence[Range]) -> int:
    """Return where an offset lies once the ranges are gone."""
    return offset - sum(max(0, min(end, offset) - start) for start, end in ranges)


def _not_empty(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(span for span in spans if span.end > span.start)
