"""Texts that are nothing but a credit: 本报记者 王丽; （通讯员 罗宏雷 编辑 王芳）; 县城管局 王林.

One reader for every place in which such a text may stand; ``pipelines.fields.credited`` knows the
places. A text that says more than who did what is prose and names nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipelines.fields.folding import REMEMBERED, fold
from pipelines.fields.paths import is_breadcrumb, is_menu_of_columns
from pipelines.fields.wording import alternatives, word_list
from pipelines.names import (
    Credit,
    CreditText,
    Role,
    behind_office,
    credits_of,
    has_prose,
    is_given_name,
    is_name,
    is_office,
    mentions_role,
    officials,
    read_credit,
    reported_from,
    role_pattern,
    signed_by,
    titles,
    without_biography,
)

SIGNATURE = re.compile(r"[（(【\[]([^（）()【】\[\]]{2,60})[）)】\]]\s*[。.]?\s*$")
"""What a line ends in, in brackets: who wrote, translated or edited it."""
LONGEST_BYLINE = 60
"""Characters of a line that is a credit."""
_SIGNS = re.compile(r"[\s、,，]+")
_PROSE = re.compile(r"[，。！？；!?;]")
_QUOTED = re.compile("“[^“”]*”|《[^《》]*》|「[^「」]*」")
_GROUP = re.compile(rf"{alternatives('groups')}(?:记者|記者|通讯员)")
"""Reporters of no outlet: 全国记者."""
_LONG_RUN = re.compile(r"[\u3400-\u9fff]{14}")
"""Of a credit only the role words part such a run: 汉江传媒集团全媒体记者夏玉明."""
_REPORTERS = re.compile(
    r"\W*[\u3400-\u9fff·-]{0,16}(?:记者|記者)[\s:：]+[\u3400-\u9fff·、 ]{2,20}(?:文\s?/\s?图)?\W*"
)
"""An outlet, its reporters and no more: what stands there are names (甘孜日报全媒体记者 泽央)."""
_NAME_AND_OUTLET = re.compile(r"[\u3400-\u9fff、 ]{2,12}\s?[/／]\s?[\u3400-\u9fff·]{2,12}")
_OFFICE_AND_NAME = re.compile(
    r"([\u3400-\u9fff]{3,20}?)\s?[/／（(—-]\s?([\u3400-\u9fff·]{2,8})\s?[）)]?"
)
_OTHER_LABEL = re.compile(r"^\s*([\u3400-\u9fff]{2,6})\s*[:：]")
_SIGNS_OF_LITTLE = 6
"""Characters beside the names of a bracket that may be anything: 姚峰 上海报道."""
_WITH_OTHERS = (Role.EDITOR, Role.REVIEWER, Role.OTHER)
"""Roles beside which a name without one is the writer's: 罗雪 编辑 冉鹏."""


@dataclass(frozen=True, slots=True)
class Byline:
    """Whom a text names that is nothing but a credit."""

    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()

    @property
    def names_any(self) -> bool:
        """Whether it names an author or editor."""
        return bool(self.authors or self.editors)


NOBODY = Byline()


@lru_cache(maxsize=REMEMBERED)
def line_byline(text: str) -> Byline:
    """Return whom a line names, if it is a credit and nothing else; a role word stands in it."""
    if not 4 <= len(text) <= LONGEST_BYLINE or fold(text).rstrip(" ])").endswith(
        (":", "|")
    ):  # 张三/报
        return NOBODY
    if _PROSE.search(text) or not (mentions_role(text) or "/" in text or "／" in text):
        return NOBODY
    if is_breadcrumb(text) or is_menu_of_columns(text) or _tells_of_reporters(text):
        return NOBODY
    if _LONG_RUN.search(role_pattern().sub(" ", text)):
        return NOBODY
    said = read_credit(text, strict=True)
    if not said.people:
        return NOBODY
    return Byline(_writers_of_line(text, said), _edited(text, said), _named(said, Role.REVIEWER))


def _tells_of_reporters(text: str) -> bool:
    """Tell a headline about reporters: “全国记者边疆行”采风活动; “新华视点”记者 is a credit."""
    if _GROUP.search(text):
        return True
    rest = _QUOTED.sub(" ", text)
    return rest != text and mentions_role(text) and not mentions_role(rest)


def _writers_of_line(text: str, said: CreditText) -> tuple[str, ...]:
    sure = any(is_sure_name(credit.name) for credit in said.people)
    if not sure and not (said.people and _REPORTERS.fullmatch(text)):
        return ()
    if has_prose(text):
        return ()
    if writers := _writers(said):
        return writers if _explained(text, said.people) else ()
    if _NAME_AND_OUTLET.fullmatch(text):
        return _named(said, Role.PLAIN)
    return _plain(said) if _names_others(said) else ()


def bracket_byline(inner: str) -> Byline:
    """Return whom a closing bracket names: 记者 李铮 张海涛; 姚峰 上海报道; none in prose."""
    label = _OTHER_LABEL.match(inner)
    if label and not mentions_role(label[1]) and not is_office(label[1]):
        return NOBODY  # 原标题：…
    inner = without_biography(inner)
    said = read_credit(inner, strict=True)
    authors = _writers(said)
    if authors and not _explained(inner, said.people):
        authors = ()
    elif not authors:
        plain = _named(said, Role.PLAIN)
        nearly_all = len("".join(plain)) >= len(_SIGNS.sub("", inner)) - _SIGNS_OF_LITTLE
        authors = plain if nearly_all else _plain(said)
    if not mentions_role(inner):
        authors = signed_by(inner) or authors  # 商务局办公室郗韵
    return Byline(authors, _edited(inner, said), _named(said, Role.REVIEWER))


def words_byline(text: str) -> Byline:
    """Return whom words beside another field name: bare names count, beside offices or none."""
    if not text:
        return NOBODY
    line = line_byline(text)
    if line.authors or _PROSE.search(text) or _LONG_RUN.search(text):
        return line
    said = read_credit(text, strict=True)
    return Byline(_plain(said), line.editors, line.reviewers)


def _writers(said: CreditText) -> tuple[str, ...]:
    """Return the writers, with those who stand before the first role word: 谭鹏、实习生向菲."""
    if not _named(said, Role.WRITER):
        return ()
    roles = (Role.WRITER, Role.PLAIN) if _plain(said) else (Role.WRITER,)
    return tuple(credit.name for credit in said.people if credit.role in roles)


def _plain(said: CreditText) -> tuple[str, ...]:
    """Return the names without a role word, if nothing but names and offices stands there."""
    names = _named(said, Role.PLAIN)
    return names if not said.unread and all(map(is_sure_name, names)) else ()


def _names_others(said: CreditText) -> bool:
    return any(credit.role in _WITH_OTHERS for credit in said.people)


def _edited(text: str, said: CreditText) -> tuple[str, ...]:
    """Return the editors, if all are sure to be names: 编辑推荐 热点文章 names none."""
    editors = _named(said, Role.EDITOR)
    return editors if all(map(is_sure_name, editors)) and _explained(text, said.people) else ()


def _named(said: CreditText, role: Role) -> tuple[str, ...]:
    return tuple(credit.name for credit in said.people if credit.role is role)


def is_sure_name(word: str) -> bool:
    """Whether a word is built like a name, with a family name or without."""
    return is_name(word) or is_given_name(word) or "·" in word


def surely_signs(word: str) -> bool:
    """Whether a word can be nothing but the name of who signs a text."""
    return is_sure_name(word) and credits_of(word, strict=True) == (Credit(word, Role.PLAIN),)


def names_official(text: str) -> bool:
    """Whether words say what office somebody holds: 县长 张三."""
    return any(word.endswith(officials()) for word in _SIGNS.split(text))


@lru_cache(maxsize=REMEMBERED)
def office_signed(value: str) -> tuple[str, str]:
    """Return an office and who signs for it, if a sign or nothing parts them; "" for nobody.

    县教育局/张三, 县教育局（张三）, 县水文站詹天; an outlet has its channel there (人民网-江西).
    """
    match = _OFFICE_AND_NAME.fullmatch(value.strip())
    name = match[2] if match else next(iter(behind_office(value.strip())), "")
    office = match[1] if match else value.strip().removesuffix(name)
    is_place = name.endswith(word_list("place_endings")) or name in reported_from()
    if not name or is_place or office.endswith((*word_list("press_endings"), *titles())):
        return value, ""
    return (office, name) if is_office(office) and surely_signs(name) else (value, "")


def _explained(text: str, people: tuple[Credit, ...]) -> bool:
    """Whether names and role words make up the better part of a line; else it is prose."""
    named = sum(len(credit.name) for credit in people)
    return named > 0 and len(re.sub(r"\s", "", text)) <= 4 * named + 14
