"""Writers in the dateline of a text: 本报讯（记者 张爱虎）, 新华社北京5月19日电（刘艺、杨吉）."""

from __future__ import annotations

import re

from pipelines.fields.folding import key
from pipelines.fields.wording import alternatives
from pipelines.names import Role, credits_of

_HEAD_OF_PROSE = 90
"""Characters of a paragraph in which its dateline ends."""
_OWN = alternatives("own_outlet")
_OUTLET = rf"[\u3400-\u9fff]{{2,8}}{alternatives('outlet_endings')}"
_DAY = r"\d{1,2}月\d{1,2}日"
_NAMES = r"[(（]([\u3400-\u9fff·、 ]{2,24})[)）]"
_CREDIT = re.compile(
    rf"[（(〔【\[]\s*([^（）()〔〕【】\[\]]{{0,16}}?{alternatives('credit_roles')}"
    r"[^（）()〔〕【】\[\]]{2,60})[)）〕】\]]"
)
_BARE = re.compile(
    rf"^(?:{_OWN}|{_OUTLET})?[\u3400-\u9fff]{{0,6}}(?:{_DAY})?(?:讯|电)?\s{{0,4}}[(（]?"
    r"(?:记者|通讯员)[\s:：]{0,3}([\u3400-\u9fff·、 ]{2,20}?)(?:[)）]|报道|\s{1,4})"
)
_BEHIND_DAY = re.compile(
    rf"^[\u3400-\u9fff]{{2,8}}{alternatives('outlet_endings')}?[\u3400-\u9fff]{{0,6}}{_DAY}(?:讯|电|消息)\s?{_NAMES}"
)
"""A bracket of names alone: 新华社北京5月19日电（刘艺、杨吉）."""
_BEHIND_OUTLET = re.compile(rf"^(?:{_OWN}|{_OUTLET})[\u3400-\u9fff]{{0,4}}(?:讯|消息)\s?{_NAMES}")
"""The same without a day, where all of the bracket is names: 本网讯（刘军 邓璐）."""
_PLACE_AND_DAY = re.compile(r"[\u3400-\u9fff]{2}(?:\d{1,2}月)?\d{1,2}日?[電电訊讯]$")
"""What follows the name in a dateline of Taiwan: 中央社記者溫貴香台北21日電."""


def dateline_names(paragraph: str) -> list[str]:
    """Return the writers that the dateline of a paragraph names; none where it has no dateline."""
    match = _dateline(paragraph[:_HEAD_OF_PROSE])
    if match is None:
        return []
    people = credits_of(_PLACE_AND_DAY.sub("", match[1]), strict=True)
    return [credit.name for credit in people if credit.role is not Role.PHOTOGRAPHER]


def _dateline(text: str) -> re.Match[str] | None:
    forms = (_CREDIT.search, _BARE.match, _BEHIND_DAY.match)
    found = next((match for form in forms if (match := form(text))), None)
    if found is None and (bracket := _BEHIND_OUTLET.match(text)):
        names = "".join(credit.name for credit in credits_of(bracket[1], strict=True))
        return bracket if key(names) == key(bracket[1]) else None
    return found
