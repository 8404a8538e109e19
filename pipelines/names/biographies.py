"""What stands in a credit and is no name: works, places, who the author is: 张三，系省作协会员."""

from __future__ import annotations

import re
from functools import cache

from pipelines.names.lexicon import titles
from pipelines.names.pieces import mentions_role
from pipelines.names.runs import is_name
from pipelines.names.spacing import evened
from seeds.vocabulary import table

_QUOTED = re.compile(r"《[^《》]{1,40}》")
_PLACE_OF_REPORT = re.compile(r"[/／][\u3400-\u9fff]{2,6}?[报報][道导導]")
"""What stands behind the name in Taiwan: 記者巫其倫／台北報導, 記者林宸誼／即時報導."""
_GIVEN_OUT = re.compile(r"[\u3400-\u9fff]{1,6}发\s?[(（][^()（）]{0,20}[摄攝][)）]")
"""Whose picture it is: 新华社发（李斌 摄）."""
_AUTHOR_IS = re.compile(r"^\W*(?:本文)?作者(?:分别|均)?[系为]")
"""What comes behind it is whose he or she is, and may end in the name: 作者系省社科院张三."""
_FROM_WHERE = re.compile(r"(?<=[\u3400-\u9fff]{2})[(\[【]([\u3400-\u9fff]{2,8})(?:[)\]】]|$)")


def readable(text: str) -> str:
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
