"""Who made a text, from the credit that says so: 新闻客户端记者 梁臻 摄; (文/图 刘玺东 易赛楠)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pipelines.names.beside_offices import behind_label, behind_office
from pipelines.names.biographies import readable
from pipelines.names.lexicon import (
    HAN_ONLY,
    Role,
    is_office,
    occupations,
    role_pattern,
    words_and_names,
)
from pipelines.names.pieces import Piece, by_label, mentions_role, pieces_of, words_of
from pipelines.names.posts import is_post
from pipelines.names.runs import LONGEST_NAME, is_by_sound, is_given_name
from pipelines.names.spacing import FOLD, evened
from pipelines.names.words import WORD_BREAK, all_short, cut_word, names_in, read_words

_COLONS = (":", "/", "|")
_LONGEST_CREDIT = 200
"""Characters; a longer string is none."""
_OUTLET_DASH = re.compile(r"[·-]")
_NO_NAME = re.compile(r"[^\w·]+")
_REMEMBERED = 4096
"""Lines whose reading is remembered: several fields ask for the same ones."""


@dataclass(frozen=True, slots=True)
class Credit:
    """One person and what he or she did."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class CreditText:
    """What a text says as a credit."""

    people: tuple[Credit, ...]
    unread: tuple[str, ...]
    """Words that are neither names, role words nor offices: a text with some is more than that."""


def split(text: str, *, without_editors: bool = False) -> tuple[str, ...]:
    """Return the people whom a label's value or a byline names, in order.

    Role words, outlets and offices are left out, and so are those who took the pictures.
    """
    kept = {Role.PLAIN, Role.WRITER} | (set() if without_editors else {Role.EDITOR})
    return _unique(credit.name for credit in credits_of(text) if credit.role in kept)


def split_labelled(value: str, *, without_editors: bool = False) -> tuple[str, ...]:
    """Return the people whom the value of a label names; a word that is a name is one here."""
    alone = value.strip()
    if alone in words_and_names():
        return (alone,)
    return split(value, without_editors=without_editors)


def credits_of(text: str, *, strict: bool = False) -> tuple[Credit, ...]:
    """Return every person in a credit with the role; ``strict`` wants a known family name.

    Strict reading is for text that nobody labelled; a labelled value may hold a pen name.
    """
    return read_credit(text, strict=strict).people


def names_writer(text: str) -> bool:
    """Whether a credit says of somebody with a known family name that he or she wrote."""
    # Nobody is a writer without a word that says so; to look for names takes ten times as long.
    told = any(piece.role is Role.WRITER for piece in pieces_of(readable(text)))
    return told and any(credit.role is Role.WRITER for credit in credits_of(text, strict=True))


@lru_cache(maxsize=_REMEMBERED)
def read_credit(text: str, *, strict: bool = False) -> CreditText:
    """Return the people of a credit as ``credits_of`` does, with the words that are no credit."""
    if len(text) > _LONGEST_CREDIT:
        return CreditText((), (text,))
    pieces = [part for piece in pieces_of(readable(text)) for part in by_label(piece)]
    found: list[Credit] = []
    unread: list[str] = []
    role = Role.PLAIN
    for index, piece in enumerate(pieces):
        follows = pieces[index + 1] if index + 1 < len(pieces) else None
        words = words_of(piece, before=follows)
        read = read_words(words, strict=strict and (role is Role.PLAIN or not all_short(words)))
        if strict and len(pieces) == 1:  # no role vouches for 县法院关于
            read = [(word, own if own != behind_office(word) else ()) for word, own in read]
        if follows is not None and follows.closes:
            read = [(word, own or behind_office(word)) for word, own in read]  # 德育处盛婷婷供稿
        if piece.word.endswith("作者"):
            read = [(word, own or behind_label(word)) for word, own in read]  # 作者为县长韩雪
        names = [name for _, names in read for name in names]
        unread.extend(word for word, own in read if not (own or _is_of_office(word)))
        # 梁臻 摄 after 记者: the suffix says what the credit is for.
        closed = follows is not None and follows.closes and not _is_outlets_own(follows, words)
        found.extend(Credit(name, follows.role if follows and closed else role) for name in names)
        if not (role is Role.PHOTOGRAPHER and piece.text.strip() in _COLONS):
            role = _next_role(role, follows, named=bool(names))  # 摄影：记者 杨洋
    if _all_photographed(pieces):
        found = [Credit(credit.name, Role.PHOTOGRAPHER) for credit in found]
    return CreditText(tuple(found), tuple(unread))


def _is_of_office(word: str) -> bool:
    """Whether a word is an office, or two names of an outlet: 齐鲁晚报·齐鲁壹点."""
    return any(map(is_office, _OUTLET_DASH.split(word)))


def _is_outlets_own(follows: Piece, words: list[str]) -> bool:
    """Whether a word says what an outlet did, not the people before: 李玉友 某某日报新媒体出品."""
    if follows.role not in (Role.OTHER, Role.REVIEWER) or not follows.glued or len(words) < 2:
        return False
    return len(words[-1]) > LONGEST_NAME


def _all_photographed(pieces: list[Piece]) -> bool:
    """Whether the credit is one of a picture: 记者 梅占国 特约通讯员 郑战波 摄."""
    *before, last = pieces
    return (
        last.role is Role.PHOTOGRAPHER
        and last.closes
        and all(piece.role is Role.PLAIN or piece.word.endswith(occupations()) for piece in before)
    )


def _next_role(role: Role, follows: Piece | None, *, named: bool) -> Role:
    """Return the role of the people behind a role word.

    图/广州日报记者 苏韵桦: the reporter of an outlet does what stands before the outlet.
    """
    if follows is None or follows.closes:
        return Role.PLAIN
    if role is Role.PHOTOGRAPHER and follows.glued and not named:
        return role
    return follows.role


def is_credit(text: str) -> bool:
    """Whether a text is role words and names and nothing else: 记者 李祖文、通讯员周海燕."""
    told = "".join(credit.name for credit in credits_of(text, strict=True))
    return told != "" and told == _NO_NAME.sub("", role_pattern().sub("", text))


def has_prose(text: str) -> bool:
    """Whether a word among people is longer than names are: 记者 王红 走访农贸市场 is none."""
    return any(
        len(word) > LONGEST_NAME and HAN_ONLY.fullmatch(word) and not _is_of_credit(word)
        for word in text.split()
    )


def _is_of_credit(word: str) -> bool:
    is_alone = is_given_name(word) or is_by_sound(word)
    return bool(is_alone or is_office(word) or mentions_role(word) or cut_word(word))


def names_reporter(text: str) -> bool:
    """Whether a credit says whose reporter somebody is: 深圳特区报首席记者 甘霖 is no source."""
    match = role_pattern().search(text.translate(FOLD))
    touched = match is not None and HAN_ONLY.fullmatch(text[: match.start()][-1:]) is not None
    return match is not None and touched and match[0].endswith(("记者", "記者"))


def signed_by(text: str) -> tuple[str, ...]:
    """Return the people of a text that is names and offices alone: 县法院韩雪 县检察院 雷洋.

    Where no role says so, only such a text is sure to name somebody behind an office.
    """
    found: list[str] = []
    for word in WORD_BREAK.split(evened(text).strip(" 。.")):
        own = names_in(word, strict=True)
        if word and not (own or is_office(word) or is_post(word)):
            return ()
        found.extend(own)
    return _unique(found)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
