"""A credit taken apart at its role words: 新华社记者 / 张三 通讯员 / 李四 摄."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from pipelines.names.lexicon import HAN_ONLY, Role, is_office, reported_from, role_pattern, roles
from pipelines.names.spacing import FOLD
from pipelines.names.words import WORD_BREAK, names_in

_TAIL = re.compile(r"发自.*$|\s+in\s+[A-Z][a-z].*$|(?:\S{0,6})(?:[报報][道导導]|[报報][讯訊])$")
_OTHER_LABEL = re.compile(r"(?<![\u3400-\u9fff])([\u3400-\u9fff]{2,8})\s?:(?=\s*[\u3400-\u9fff])")
"""What says that somebody did another thing, or what somebody is."""
_REMEMBERED = 4096
"""Lines whose reading is remembered: several fields ask for the same ones."""


@lru_cache(maxsize=_REMEMBERED)
def mentions_role(text: str) -> bool:
    """Whether a role word (记者, 文/图, 摄 …) stands in the text; cheaper than reading it."""
    return role_pattern().search(text.translate(FOLD)) is not None


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two role words, and the role word before it."""

    role: Role
    text: str
    closes: bool
    """The role word is a suffix: it says what the people before it did."""
    glued: bool
    """No separator before the role word: what stands there is an outlet (新华社记者)."""
    word: str
    """The role word before it."""


def pieces_of(text: str) -> list[Piece]:
    """Return what stands before, between and behind the role words of a text."""
    pieces, start, role, closes, glued, word = [], 0, Role.PLAIN, False, False, ""
    for match in role_pattern().finditer(text):
        pieces.append(Piece(role, text[start : match.start()], closes, glued, word))
        role = _role_of(match)
        rest = text[match.end() :].lstrip()
        closes = match["tail"] is not None or not rest or rest[0] in ")]】。"
        glued = match.start() > 0 and HAN_ONLY.fullmatch(text[match.start() - 1]) is not None
        start, word = match.end(), match[0]
    pieces.append(Piece(role, text[start:], closes, glued, word))
    return pieces


def by_label(piece: Piece) -> list[Piece]:
    """Return a piece in parts where a label that is no role stands in it: 发言人:张扬.

    Whom an office names is no such part: 急诊科:鲁一鸣.
    """
    match = _OTHER_LABEL.search(piece.text) if ":" in piece.text else None
    if match is None or is_office(match[1]):
        return [piece]
    before = replace(piece, text=piece.text[: match.start()])
    behind = Piece(Role.OTHER, piece.text[match.end() :], closes=False, glued=False, word=match[1])
    return [before, *by_label(behind)]


def _role_of(match: re.Match[str]) -> Role:
    if match["both"] is not None:
        return Role.WRITER
    return roles()[(match["long"] or match["head"] or match["tail"]).lower()]


def words_of(piece: Piece, *, before: Piece | None) -> list[str]:
    """Return the words of a piece, without the outlet that is glued to the next role word.

    What stands between two role words without any gap is a name: 记者孙朝军通讯员.
    """
    words = [word.strip(" .·-—_") for word in WORD_BREAK.split(_TAIL.sub("", piece.text))]
    if before is not None and before.glued and not before.closes and words:
        is_between = piece.word != "" and HAN_ONLY.fullmatch(piece.text.strip()) is not None
        if not (is_between and names_in(words[-1], strict=True)):
            del words[-_parts_of_outlet(piece.text) :]
    if before is not None and before.word.endswith("报道") and words[-1:] != words[:1]:
        words = words[:-1] if words[-1] in reported_from() else words
    return [word for word in words if word]


def _parts_of_outlet(text: str) -> int:
    """Return how many words are the outlet that ends a text: two in 石榴云/新疆日报."""
    last = text.rsplit(maxsplit=1)[-1] if text.split() else ""
    return 2 if re.fullmatch(r"[\u3400-\u9fff]{2,6}/[\u3400-\u9fff]{3,8}", last) else 1
