"""Breadcrumbs that a label, arrows or 正文 make known: 当前位置：首页 > 新闻 > 正文."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.records import Candidate
from pipelines.extract.phrases import is_steps
from pipelines.fields.folding import key
from pipelines.fields.head import Head
from pipelines.fields.paths import (
    ARROWS,
    HOME,
    LONGEST_ITEM,
    MOST_ITEMS,
    after_label,
    arrow_items,
    arrows_only,
    ends_in_arrow,
    is_glued,
    leaves,
    may_have_arrow,
    names_site,
    split_path,
)
from pipelines.fields.weighing import candidate
from pipelines.fields.zones import Zones

_LINES_AT_FOOT = 6


def labelled(zones: Zones) -> Iterator[Candidate]:
    """Read what stands behind 当前位置, or below it."""
    for index, line in enumerate(zones.above):
        rest = after_label(line.text)
        if rest is None:
            continue
        if not rest:
            rest = _following(zones, index)
        items = split_path(rest)
        if items and not (is_glued(items) or HOME.fullmatch(" ".join(items))):
            yield candidate("section", " > ".join(items), "label-above", "after 当前位置")


def _following(zones: Zones, index: int) -> str:
    """Return the breadcrumb that begins on the line after its label."""
    rest: list[str] = []
    for line in zones.above[index + 1 : index + 2 * MOST_ITEMS]:
        if len(line.text) > LONGEST_ITEM or line.bar.is_bar or key(line.text) in leaves():
            break
        rest.append(line.text)
        if len(rest) > 1 and not any(ARROWS.search(part) for part in rest[-2:]):
            rest = rest[:-1]
            break
    return " ".join(rest)


def arrowed(zones: Zones) -> Iterator[Candidate]:
    """Read lines whose items arrows part, home before them or not."""
    for line in zones.above:
        items = arrow_items(line.text)
        if len(items) > 1 and (line.block is None or not is_steps(line.text)):
            home = bool(HOME.search(items[0]))
            why = "home and arrows" if home else "arrows"
            yield candidate("section", " > ".join(items), "byline", why, 60 if home else 50)


def split_over_lines(zones: Zones) -> Iterator[Candidate]:
    """Read a path whose items stand on lines of their own, each with its arrow."""
    run: list[str] = []
    for line in (*(line.text for line in zones.above), ""):
        text = arrows_only(line).strip() if may_have_arrow(line) else ""
        if text and len(text) <= LONGEST_ITEM and (ARROWS.match(text) or ends_in_arrow(text)):
            run.append(ARROWS.sub("", text))
            continue
        items = [item for item in run if item]
        if len(items) > 1:
            yield candidate("section", " > ".join(items), "byline", "arrows line by line", 48)
        run = []


def ending_in_leaf(zones: Zones, head: Head) -> Iterator[Candidate]:
    """Read 首页, 基金资讯, 资讯正文 on lines of their own, from home or the site's name on."""
    texts = [line.text for line in zones.above]
    for index, text in enumerate(texts):
        if text not in leaves() and not (text.endswith("正文") and len(text) <= 6):  # 资讯正文
            continue
        for start in range(index - 1, max(index - 5, -1), -1):
            if len(texts[start]) > 12 or zones.above[start].bar.is_bar:  # columns have short names
                break
            if HOME.search(texts[start]) or key(head.title).endswith(key(texts[start])):
                yield candidate(
                    "section",
                    " > ".join(texts[start + 1 : index]),
                    "byline",
                    "lines up to 正文",
                    45,
                )
                break


def at_the_foot(footer: Sequence[str]) -> Iterator[Candidate]:
    """Read a path that old pages have below all else: 人民网>>时政>>各地要闻."""
    for text in footer[-_LINES_AT_FOOT:]:
        items = arrow_items(text)
        if items and (HOME.fullmatch(items[0]) or names_site(items[0])):
            yield candidate("section", " > ".join(items), "table", "arrows at the foot", 12)
