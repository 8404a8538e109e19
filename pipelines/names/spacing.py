"""Credits without what sets their words apart: 耿  磊, 周 莉莉, 文 李明 图 王芳."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipelines.names.lexicon import compound_surnames, roles, surname_ranks
from seeds.vocabulary import table

FOLD = str.maketrans("　\xa0（）：，；／｜丨︱┃│∣［］•・‧∙●▪〖〗", "  ():,;/||||||[]······[]")
"""Signs as they are compared, half width."""
_REMEMBERED = 4096
"""Lines whose reading is remembered: the same stand on many pages of a site."""
_LETTER_SPACED = re.compile(
    r"(?<![\u3400-\u9fff])(?![文图]\s{1,3}[\u3400-\u9fff]\s)([\u3400-\u9fff])\s{1,3}([\u3400-\u9fff])"
    r"(?=[^\u3400-\u9fff]|$|(?:摄影|图文)?报道|摄影?(?![\u3400-\u9fff]))"
)
_THREE_SPACED = re.compile(
    r"(?<![\u3400-\u9fff])(?<![\u3400-\u9fff]\s)(?![文图摄编])([\u3400-\u9fff])\s{1,3}([\u3400-\u9fff])"
    r"\s{1,3}(?![文图摄编])([\u3400-\u9fff])(?![\u3400-\u9fff])(?!\s{1,3}[\u3400-\u9fff](?![\u3400-\u9fff]))"
)
"""Just three letters apart are one name: 周 莉 莉."""
_GROUP_SIGNS = re.compile(r"[班段队部组]|[初高][一二三]")
"""A sign of every numbered group: spares most lines the costlier pattern."""
_GIVEN_ALONE = re.compile(r"[\u3400-\u9fff]{2}(?![\u3400-\u9fff])")
_WHO = r"\s{1,3}[\u3400-\u9fff]{2,16}(?:\s{1,3}[\u3400-\u9fff]{2,4})?"
"""A name, or an outlet's reporter and the name."""
_WORDS_AND_PICTURES = re.compile(
    rf"^\W*[文图]{_WHO}(?:\s{{1,3}}(?:[文图摄]|编辑|责编|摄影|审核){_WHO})+\W*$"
)
"""Each word before its name: 文 李明 图 王芳, where 李明 文 王芳 图 has them behind."""
_IN_BRACKETS = re.compile(r"(?<=[\u3400-\u9fff])\(([文图摄])(?:\)|$)")
"""What each did, in a bracket of its own behind the name: 郑玮（文） 苏弼坤（图）."""
_TOUCHING = re.compile(
    r"(?<![\u3400-\u9fff])([\u3400-\u9fff]{2,4})文\s?/\s?([\u3400-\u9fff]{2,4})图(?![\u3400-\u9fff])"
)
"""What each did, touching the names: 郑玮文/苏弼坤图."""
_BEFORE_LAST = re.compile(r"(?<=\s)图\s+([\u3400-\u9fff])([\u3400-\u9fff]{1,2})$")
"""Where a name ends the credit, its role stands before it: 通讯员 李明 图 王芳."""
_BEFORE_NAME = re.compile(r"(?<![\u3400-\u9fff])([文图摄])\s+")


@lru_cache(maxsize=_REMEMBERED)
def evened(text: str) -> str:
    """Return a credit with half-width signs, names in one piece and each role where it is read."""
    spaced = without_groups(text.translate(FOLD))
    spaced = _TOUCHING.sub(r"\1/文 \2/图", _IN_BRACKETS.sub(r" \1 ", spaced))
    if len(spaced.split(maxsplit=1)) < 2:
        return spaced  # all that follows needs a gap between two words
    spaced = _THREE_SPACED.sub(_three_together, spaced)
    spaced = _LETTER_SPACED.sub(r"\1\2", spaced)
    spaced = _family_apart().sub(r"\1", spaced)
    if _WORDS_AND_PICTURES.match(spaced):
        spaced = _BEFORE_NAME.sub(r"\1/", spaced)
    return _BEFORE_LAST.sub(_before_name, spaced)


def _before_name(match: re.Match[str]) -> str:
    """Return the word for pictures with a sign that parts it from the name behind it."""
    return f"图/{match[1]}{match[2]}" if match[1] in surname_ranks() else match[0]


def without_groups(text: str) -> str:
    """Return a text without the numbered groups that people belong to: 高一（12）班."""
    return _group_pattern().sub(" ", text) if _GROUP_SIGNS.search(text) else text


def _three_together(match: re.Match[str]) -> str:
    """Return three letters as one name: 周 莉 莉; but 高 晨 of 高 晨 赵 一诺 is one by itself."""
    following = match.string[match.end() :].lstrip()
    goes_on = match[3] in surname_ranks() and _GIVEN_ALONE.match(following) is not None
    if goes_on and following[0] not in surname_ranks():
        return f"{match[1]}{match[2]} {match[3]}"
    return match[1] + match[2] + match[3]


@cache
def _group_pattern() -> re.Pattern[str]:
    """Return the pattern of a numbered group that somebody belongs to: 高一（12）班."""
    return re.compile(table("people")["numbered_groups"])


@cache
def _family_apart() -> re.Pattern[str]:
    """Return the pattern of a family name and the space behind it: 周 莉莉, 司马 光.

    A family name alone is nobody; but 文 may say who wrote, and a role may follow a name.
    """
    single = "".join(surname_ranks().keys() - roles().keys())
    families = "|".join([f"[{single}]", *sorted(compound_surnames())])
    role = "|".join(map(re.escape, sorted(roles())))
    given = rf"(?!{role})[\u3400-\u9fff]{{1,2}}(?![\u3400-\u9fff])"
    return re.compile(rf"(?<![\u3400-\u9fff])({families})\s{{1,3}}(?={given})")
