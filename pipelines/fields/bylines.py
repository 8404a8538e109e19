"""Lines and brackets that are nothing but a credit: 本报记者 王丽; （通讯员 罗宏雷）."""

from __future__ import annotations

import re
from functools import lru_cache

from pipelines.fields.folding import REMEMBERED, fold
from pipelines.fields.paths import is_breadcrumb
from pipelines.names import (
    Credit,
    Role,
    credits_of,
    has_prose,
    is_given_name,
    is_name,
    is_office,
    mentions_role,
)

SIGNATURE = re.compile(r"[（(]([^（）()]{2,60})[）)]\s*[。.]?\s*$")
"""What a line ends in, in brackets: who wrote, translated or edited it."""
_SIGNS = re.compile(r"[\s、,，]+")
_PROSE = re.compile(r"[，。！？；!?;]|[\u3400-\u9fff]{14}")
_REPORTERS = re.compile(
    r"\W*[\u3400-\u9fff·-]{0,16}(?:记者|記者)[\s:：]+[\u3400-\u9fff·、 ]{2,20}(?:文\s?/\s?图)?\W*"
)
"""An outlet, its reporters and no more: what stands there are names (甘孜日报全媒体记者 泽央)."""
_EDITORS = re.compile("[编編選]")
"""A sign of every word for an editor: spares nearly all lines the reading."""
_OTHER_LABEL = re.compile(r"^\s*([\u3400-\u9fff]{2,6})\s*[:：]")
LONGEST_BYLINE = 60
"""Characters of a line that is a credit."""


@lru_cache(maxsize=REMEMBERED)
def byline_credits(text: str) -> tuple[Credit, ...]:
    """Return the writers that a line names, if the line is a credit and nothing else."""
    if not 4 <= len(text) <= LONGEST_BYLINE or fold(text).rstrip(" ])").endswith(
        (":", "|")
    ):  # 张三/报
        return ()
    if _PROSE.search(text) or has_prose(text):
        return ()
    if not mentions_role(text) and "/" not in text and "／" not in text:
        return ()
    credits_ = credits_of(text, strict=True)
    if is_breadcrumb(text) or not (
        any(is_name(credit.name) or "·" in credit.name for credit in credits_)
        or (credits_ and _REPORTERS.fullmatch(text))
    ):
        return ()
    writers = tuple(credit for credit in credits_ if credit.role is Role.WRITER)
    if not writers and re.fullmatch(
        r"[\u3400-\u9fff、 ]{2,12}\s?[/／]\s?[\u3400-\u9fff·]{2,12}", text
    ):
        return tuple(credit for credit in credits_ if credit.role is Role.PLAIN)
    return writers if _explained(text, credits_) else ()


def _explained(text: str, people: tuple[Credit, ...]) -> bool:
    """Whether names and role words make up the better part of a line; else it is prose."""
    named = sum(len(credit.name) for credit in people)
    return named > 0 and len(re.sub(r"\s", "", text)) <= 4 * named + 14


def signature_names(inner: str) -> list[str]:
    """Return the writers in a closing bracket: 记者 李铮 张海涛; 姚峰 上海报道; none in prose."""
    label = _OTHER_LABEL.match(inner)
    if label and not mentions_role(label[1]):
        return []  # 原标题：…
    people = credits_of(inner, strict=True)
    writers = [c.name for c in people if c.role is Role.WRITER]
    if writers:
        return writers if _explained(inner, people) else []
    plain = [c.name for c in people if c.role is Role.PLAIN]
    if len("".join(plain)) >= len(_SIGNS.sub("", inner)) - 6:
        return plain
    others = [word for word in _SIGNS.split(inner) if word and word not in plain]
    return plain if all(map(is_office, others)) else []  # 省林业和草原局 王斌


def editors_credited(text: str) -> list[str]:
    """Return the editors in a line that is nothing but a credit: 记者 吴娇颖 编辑 陈晓舒."""
    if not 4 <= len(text) <= LONGEST_BYLINE or not _EDITORS.search(text) or _PROSE.search(text):
        return []
    people = credits_of(text, strict=True)
    editors = [credit.name for credit in people if credit.role is Role.EDITOR]
    are_names = all(is_name(name) or is_given_name(name) for name in editors)
    return editors if are_names and _explained(text, people) else []  # 编辑推荐 热点文章


def editors_signed(text: str) -> list[str]:
    """Return the editors that a line in brackets names, if it names them and says nothing else."""
    people = credits_of(text, strict=True) if SIGNATURE.fullmatch(text) else ()
    return [c.name for c in people if c.role is Role.EDITOR] if _explained(text, people) else []
