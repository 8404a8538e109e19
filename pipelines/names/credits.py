"""Who made a text, from the credit that says so: 新闻客户端记者 梁臻 摄; (文/图 刘玺东 易赛楠)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from pipelines.names.lexicon import (
    HAN_ONLY,
    Role,
    compound_surnames,
    departments,
    is_account,
    is_office,
    is_surely_surname,
    like_names,
    nobodies,
    occupations,
    offices_begin,
    officials,
    reported_from,
    role_pattern,
    roles,
    titles,
    words_and_names,
)
from pipelines.names.posts import before_post, is_post
from pipelines.names.runs import cut_run, is_by_sound, is_given_name, is_name
from pipelines.names.spacing import FOLD, evened
from seeds.vocabulary import table

_LETTERS = "\u0400-\u04ff\u0600-\u06ff\u0f00-\u0fff\u1800-\u18af\uac00-\ud7af"
"""Of scripts whose names are of several words: Cyrillic, Arabic, Tibetan, Mongolian, Hangul."""
_WORD_BREAK = re.compile(
    r"[、,;/|&()\[\]【】:<>《》“”\"*。■□◆◇●○▲△★☆◎▶►،]+"
    rf"|(?<![A-Za-z.{_LETTERS}])\s+|\s+(?![A-Za-z{_LETTERS}])|\s+and\s+(?=[A-Z])"
    r"|(?<=[\u3400-\u9fff])[-—–_]+(?=[\u3400-\u9fff])"
)
_QUOTED = re.compile(r"《[^《》]{1,40}》")
_TAIL = re.compile(r"发自.*$|\s+in\s+[A-Z][a-z].*$|(?:\S{0,6})(?:[报報][道导導]|[报報][讯訊])$")
_PLACE_OF_REPORT = re.compile(r"[/／][\u3400-\u9fff]{2,6}?[报報][道导導]")
"""What stands behind the name in Taiwan: 記者巫其倫／台北報導, 記者林宸誼／即時報導."""
_COLONS = (":", "/", "|")
_GIVEN_OUT = re.compile(r"[\u3400-\u9fff]{1,6}发\s?[(（][^()（）]{0,20}[摄攝][)）]")
"""Whose picture it is: 新华社发（李斌 摄）."""
_OUTLET_DASH = re.compile(r"[·-]")
_AND = re.compile(r"([\u3400-\u9fff]{2,4})[和与及]([\u3400-\u9fff]{2,4})")
_OTHER_LABEL = re.compile(r"(?<![\u3400-\u9fff])([\u3400-\u9fff]{2,8})\s?:(?=\s*[\u3400-\u9fff])")
"""What says that somebody did another thing, or what somebody is."""
_AUTHOR_IS = re.compile(r"^\W*(?:本文)?作者(?:分别|均)?[系为]")
"""What comes behind it is whose he or she is, and may end in the name: 作者系省社科院张三."""
_FROM_WHERE = re.compile(r"(?<=[\u3400-\u9fff]{2})[(\[【]([\u3400-\u9fff]{2,8})(?:[)\]】]|$)")
_STAFF_CODE = re.compile(r"[_\s]*(?:[A-Z]{1,4}\d{1,8}|\(?\d{2,12}\)?)$")
_DOMAIN = re.compile(r"\.(?:com|cn|net|org|gov)\b", re.IGNORECASE)
_NAME_IN_LETTERS = re.compile(rf"[{_LETTERS}][{_LETTERS}.'’ -]{{1,39}}")
_LATIN_NAME = re.compile(r"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f.'’ -]{1,39}")
_ETHNIC = re.compile(r"[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8}){1,3}")
_NO_NAME = re.compile(r"[^\w·]+")
_REMEMBERED = 4096
"""Lines whose reading is remembered: several fields ask for the same ones."""
_LENGTHS = (3, 2, 4, 5, 6, 7)
"""Characters of a name that touches the office before it, the likeliest first."""
_LONGEST_NAME, _LONGEST_CREDIT = 4, 200
"""Characters; a longer string is none."""
_SHORTEST_TITLED = 8
"""Characters of a name, an office and a post, together."""


@dataclass(frozen=True, slots=True)
class Credit:
    """One person and what he or she did."""

    name: str
    role: Role


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


@dataclass(frozen=True, slots=True)
class CreditText:
    """What a text says as a credit."""

    people: tuple[Credit, ...]
    unread: tuple[str, ...]
    """Words that are neither names, role words nor offices: a text with some is more than that."""


def credits_of(text: str, *, strict: bool = False) -> tuple[Credit, ...]:
    """Return every person in a credit with the role; ``strict`` wants a known family name.

    Strict reading is for text that nobody labelled; a labelled value may hold a pen name.
    """
    return read_credit(text, strict=strict).people


def names_writer(text: str) -> bool:
    """Whether a credit says of somebody with a known family name that he or she wrote."""
    # Nobody is a writer without a word that says so; to look for names takes ten times as long.
    told = any(piece.role is Role.WRITER for piece in _pieces(_readable(text)))
    return told and any(credit.role is Role.WRITER for credit in credits_of(text, strict=True))


@lru_cache(maxsize=_REMEMBERED)
def read_credit(text: str, *, strict: bool = False) -> CreditText:
    """Return the people of a credit as ``credits_of`` does, with the words that are no credit."""
    if len(text) > _LONGEST_CREDIT:
        return CreditText((), (text,))
    pieces = [part for piece in _pieces(_readable(text)) for part in _by_label(piece)]
    found: list[Credit] = []
    unread: list[str] = []
    role = Role.PLAIN
    for index, piece in enumerate(pieces):
        follows = pieces[index + 1] if index + 1 < len(pieces) else None
        words = _words(piece, before=follows)
        read = _read(words, strict=strict and (role is Role.PLAIN or not _all_short(words)))
        if strict and len(pieces) == 1:  # no role vouches for 县法院关于
            read = [(word, own if own != behind_office(word) else ()) for word, own in read]
        if follows is not None and follows.closes:
            read = [(word, own or behind_office(word)) for word, own in read]  # 德育处盛婷婷供稿
        if piece.word.endswith("作者"):
            read = [(word, own or _behind_label(word)) for word, own in read]  # 作者为县长韩雪
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


def _readable(text: str) -> str:
    """Return a credit without what is no name in it: works, places, who the author is."""
    for other in (_QUOTED, _PLACE_OF_REPORT, _GIVEN_OUT):
        text = other.sub(" ", text)
    text = without_biography(evened(_AUTHOR_IS.sub("作者 ", text)))
    return _FROM_WHERE.sub(_unless_name, text)


def _unless_name(match: re.Match[str]) -> str:
    """Return the bracket behind a name if it holds a name or a role: not 李四（土家族）."""
    inside = match[1]
    return match[0] if is_name(inside) or mentions_role(inside) else " "


def without_biography(text: str) -> str:
    """Return a credit up to the words about its author: 张三，系省作家协会会员；原载…."""
    match = _behind_sign().search(text)
    if match is None and ("系" in text or "为" in text):
        match = _touching_name().match(text)
    return text[: match.start(match.lastgroup or 0)] if match else text


@cache
def _behind_sign() -> re.Pattern[str]:
    begins = "|".join(table("people")["biography"])
    return re.compile(rf"(?<=[\u3400-\u9fff]{{2}})(?P<rest>[，,；;、\s]\s*(?:{begins}).*)$")


@cache
def _touching_name() -> re.Pattern[str]:
    """Return what finds the words that touch a name: 张三系省作家协会会员, but not 金融系统."""
    author, names = r"\W*(?:本文)?作者[\s:：]*", r"(?!作者)[\u3400-\u9fff·、 ]{2,12}?"
    titled = "|".join(titles())
    return re.compile(
        rf"(?:{author})?{names}(?P<is>(?:均|分别)?系(?![统列数])[\u3400-\u9fff]{{5}}.*)"
        rf"|{author}{names}(?P<serves>为.*(?:{titled})\W*$)"
    )


def _is_of_office(word: str) -> bool:
    """Whether a word is an office, or two names of an outlet: 齐鲁晚报·齐鲁壹点."""
    return any(map(is_office, _OUTLET_DASH.split(word)))


def _all_photographed(pieces: list[_Piece]) -> bool:
    """Whether the credit is one of a picture: 记者 梅占国 特约通讯员 郑战波 摄."""
    *before, last = pieces
    return (
        last.role is Role.PHOTOGRAPHER
        and last.closes
        and all(piece.role is Role.PLAIN or piece.word.endswith(occupations()) for piece in before)
    )


def _next_role(role: Role, follows: _Piece | None, *, named: bool) -> Role:
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
        len(word) > _LONGEST_NAME and HAN_ONLY.fullmatch(word) and not _is_of_credit(word)
        for word in text.split()
    )


def _is_of_credit(word: str) -> bool:
    is_alone = is_given_name(word) or is_by_sound(word)
    return bool(is_alone or is_office(word) or mentions_role(word) or _cut(word))


def names_reporter(text: str) -> bool:
    """Whether a credit says whose reporter somebody is: 深圳特区报首席记者 甘霖 is no source."""
    match = role_pattern().search(text.translate(FOLD))
    touched = match is not None and HAN_ONLY.fullmatch(text[: match.start()][-1:]) is not None
    return match is not None and touched and match[0].endswith(("记者", "記者"))


@lru_cache(maxsize=_REMEMBERED)
def mentions_role(text: str) -> bool:
    """Whether a role word (记者, 文/图, 摄 …) stands in the text; cheaper than reading it."""
    return role_pattern().search(text.translate(FOLD)) is not None


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two role words, and the role word before it."""

    role: Role
    text: str
    closes: bool
    """The role word is a suffix: it says what the people before it did."""
    glued: bool
    """No separator before the role word: what stands there is an outlet (新华社记者)."""
    word: str
    """The role word before it."""


def _pieces(text: str) -> list[_Piece]:
    pieces, start, role, closes, glued, word = [], 0, Role.PLAIN, False, False, ""
    for match in role_pattern().finditer(text):
        pieces.append(_Piece(role, text[start : match.start()], closes, glued, word))
        role = _role_of(match)
        rest = text[match.end() :].lstrip()
        closes = match["tail"] is not None or not rest or rest[0] in ")]】。"
        glued = match.start() > 0 and HAN_ONLY.fullmatch(text[match.start() - 1]) is not None
        start, word = match.end(), match[0]
    pieces.append(_Piece(role, text[start:], closes, glued, word))
    return pieces


def _by_label(piece: _Piece) -> list[_Piece]:
    """Return a piece in parts where a label that is no role stands in it: 发言人:张扬.

    Whom an office names is no such part: 急诊科:鲁一鸣.
    """
    match = _OTHER_LABEL.search(piece.text) if ":" in piece.text else None
    if match is None or is_office(match[1]):
        return [piece]
    before = replace(piece, text=piece.text[: match.start()])
    behind = _Piece(Role.OTHER, piece.text[match.end() :], closes=False, glued=False, word=match[1])
    return [before, *_by_label(behind)]


def _role_of(match: re.Match[str]) -> Role:
    if match["both"] is not None:
        return Role.WRITER
    return roles()[(match["long"] or match["head"] or match["tail"]).lower()]


def _is_outlets_own(follows: _Piece, words: list[str]) -> bool:
    """Whether a word says what an outlet did, not the people before: 李玉友 某某日报新媒体出品."""
    if follows.role not in (Role.OTHER, Role.REVIEWER) or not follows.glued or len(words) < 2:
        return False
    return len(words[-1]) > _LONGEST_NAME


def _words(piece: _Piece, *, before: _Piece | None) -> list[str]:
    """Return the words of a piece, without the outlet that is glued to the next role word.

    What stands between two role words without any gap is a name: 记者孙朝军通讯员.
    """
    words = [word.strip(" .·-—_") for word in _WORD_BREAK.split(_TAIL.sub("", piece.text))]
    if before is not None and before.glued and not before.closes and words:
        is_between = piece.word != "" and HAN_ONLY.fullmatch(piece.text.strip()) is not None
        if not (is_between and _names_in(words[-1], strict=True)):
            del words[-_parts_of_outlet(piece.text) :]
    if before is not None and before.word.endswith("报道") and words[-1:] != words[:1]:
        words = words[:-1] if words[-1] in reported_from() else words
    return [word for word in words if word]


def _parts_of_outlet(text: str) -> int:
    """Return how many words are the outlet that ends a text: two in 石榴云/新疆日报."""
    last = text.rsplit(maxsplit=1)[-1] if text.split() else ""
    return 2 if re.fullmatch(r"[\u3400-\u9fff]{2,6}/[\u3400-\u9fff]{3,8}", last) else 1


def _all_short(words: list[str]) -> bool:
    """Whether no word is longer than a name: longer ones are prose or offices."""
    return all(len(word) <= _LONGEST_NAME or _is_longer_name(word) for word in words)


def _is_longer_name(word: str) -> bool:
    return is_given_name(word) or is_by_sound(word) or _ETHNIC.fullmatch(word) is not None


def _read(words: list[str], *, strict: bool) -> list[tuple[str, tuple[str, ...]]]:
    """Return each word with its names; one known family name vouches for its short neighbours."""
    known = [_names_in(word, strict=True) for word in words]
    if strict and not any(known):
        return [(word, ()) for word in words]
    lenient = not strict or _all_short(words)
    return [
        (word, sure or (_names_in(word, strict=False) if lenient else ()))
        for word, sure in zip(words, known, strict=True)
    ]


def _names_in(word: str, *, strict: bool) -> tuple[str, ...]:
    """Return the names that one word holds: none, one, or a run of them."""
    word = _STAFF_CODE.sub("", word).removesuffix("等").strip(" _")
    if len(word) < 2 or word.lower() in nobodies():  # one character
        return ()
    if is_office(word) or is_post(word):
        return () if strict else _named_before(before_post(word))
    if _ETHNIC.fullmatch(word):
        word = _without_office(word)
        return () if any(map(is_office, word.split("·"))) else (word,)
    if HAN_ONLY.fullmatch(word):
        return _han_names(word, strict=strict)
    if strict or _DOMAIN.search(word):
        return ()
    return (word,) if _LATIN_NAME.fullmatch(word) or _NAME_IN_LETTERS.fullmatch(word) else ()


def _named_before(who: str) -> tuple[str, ...]:
    """Return the name that stands before a post, behind an office or none: 刘洋 of 刘洋法官."""
    if is_office(who):
        return ()
    return (who,) if who and _may_sign(who) else behind_office(who)


def _han_names(word: str, *, strict: bool) -> tuple[str, ...]:
    if is_by_sound(word) and not is_given_name(word):
        return () if strict else (word,)  # a name, or a place: 祖丽胡马尔, 乌鲁木齐
    if is_given_name(word):
        return behind_office(word) or (word,)
    cut = _two_joined(word) or _cut(word) or (() if strict else _behind_label(word))
    if cut or strict or len(word) > _LONGEST_NAME:
        return cut
    return () if is_account(word) else (word,)


def _cut(word: str) -> tuple[str, ...]:
    """Return the names of a run, or the one behind an office: 刘集镇孔祥东 is one person."""
    names = cut_run(word) or ()
    if any(map(is_post, names)):  # 高级农艺师王小明
        return behind_office(word)
    if not names or names[0].endswith(offices_begin()):
        return behind_office(word) or names
    return names


def _without_office(word: str) -> str:
    """Return a name with dots without the office that touches it: 县水利局努尔兰·哈孜."""
    ends = range(word.index("·") - 2, _LONGEST_NAME - 2, -1)
    return next((word[end:] for end in ends if is_office(word[:end])), word)


def _two_joined(word: str) -> tuple[str, ...]:
    """Return the names on either side of an "and": 张三和李四, but not 李和平."""
    match = _AND.fullmatch(word)
    return (match[1], match[2]) if match and is_name(match[1]) and is_name(match[2]) else ()


def behind_office(word: str) -> tuple[str, ...]:
    """Return the name that follows an office without a gap: 武汉大学历史学院郭伦."""
    is_short = len(word) <= _LONGEST_NAME and word[:2] not in departments()
    if is_short or is_office(word):
        return ()
    for length in _LENGTHS:
        name = word[-length:]
        office = word[:-length]
        if _may_sign(name) and (is_office(office) or is_post(office)):
            return () if office.endswith(officials()) else (name,)
    return ()


def _behind_label(word: str) -> tuple[str, ...]:
    """Return the names beside an office or post without any gap: 县电视台黎永强莫雄.

    Only a label makes sure that they are names and no words, and that an official wrote.
    """
    for length in _LENGTHS[:2]:
        if word[:-length].endswith(officials()) and _may_sign(word[-length:]):
            return (word[-length:],)
    for end in range(2, len(word) - _LONGEST_NAME + 1):
        names = cut_run(word[end:]) if is_office(word[:end]) else None
        if names and len(names) > 1 and all(map(_may_sign, names)):
            return names
    return _before_office(word)


def _before_office(word: str) -> tuple[str, ...]:
    """Return the name before an office and a post: 方敏 of 方敏北京大学经济学院教授.

    A place that begins the office, or the state, says where the name ends.
    """
    who = before_post(word) if len(word) >= _SHORTEST_TITLED else ""
    for length in _LENGTHS[:2]:
        name, office = who[:length], who[length:]
        if office.startswith(_places()) and is_office(office) and _may_sign(name):
            return (name,)
    return ()


@cache
def _places() -> tuple[str, ...]:
    return (*table("labels")["provinces"], *table("people")["offices_of_state"])


def _may_sign(word: str) -> bool:
    """Whether what touches an office may be a name, and is no word: 县法院关于."""
    if is_given_name(word):
        return True
    is_known = is_surely_surname(word[0]) or word[:2] in compound_surnames()
    return is_known and is_name(word) and word[:2] not in like_names() and word not in nobodies()


def signed_by(text: str) -> tuple[str, ...]:
    """Return the people of a text that is names and offices alone: 县法院韩雪 县检察院 雷洋.

    Where no role says so, only such a text is sure to name somebody behind an office.
    """
    found: list[str] = []
    for word in _WORD_BREAK.split(evened(text).strip(" 。.")):
        own = _names_in(word, strict=True)
        if word and not (own or is_office(word) or is_post(word)):
            return ()
        found.extend(own)
    return _unique(found)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
