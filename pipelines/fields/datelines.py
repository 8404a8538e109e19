"""Writers in the dateline of a text: 本报讯（记者 张爱虎）, 新华社北京5月19日电（刘艺、杨吉）."""

from __future__ import annotations

import re
from itertools import takewhile

from pipelines.fields.wording import alternatives
from pipelines.names import (
    Role,
    are_things,
    credits_of,
    is_credit,
    mentions_role,
    read_credit,
    roles,
    signed_by,
)

_HEAD_OF_PROSE = 90
"""Characters of a paragraph in which its dateline ends."""
_OWN = alternatives("own_outlet")
_OUTLET = rf"[\u3400-\u9fffA-Za-z0-9+＋·/／、-]{{2,16}}{alternatives('outlet_endings')}"
_DAY = r"\d{1,2}月\d{1,2}日"
_NAMES = r"[(（]([\u3400-\u9fff·、 ]{2,24})[)）]"
_CREDIT = re.compile(
    rf"[（(〔【\[]\s*([^（）()〔〕【】\[\]]{{0,16}}?{alternatives('credit_roles')}"
    r"[^（）()〔〕【】\[\]]{2,60})[)）〕】\]]"
)
_BARE = re.compile(
    rf"^(?:{_OWN}|{_OUTLET})?(?:(?!记者|通讯员)[\u3400-\u9fff]){{0,6}}(?:{_DAY})?(?:讯|电)?\s{{0,4}}[(（]?"
    r"((?:记者|通讯员)[\s:：/／]{0,3}[\u3400-\u9fff·、 ]{2,20}?)(?:[)）]|报道|[:：]|(\s{1,4}))"
)
_BEHIND_DAY = re.compile(
    rf"^[\u3400-\u9fff]{{2,8}}{alternatives('outlet_endings')}?[\u3400-\u9fff]{{0,6}}{_DAY}(?:讯|电|消息)\s?{_NAMES}"
)
"""A bracket of names alone: 新华社北京5月19日电（刘艺、杨吉）."""
_BEHIND_OUTLET = re.compile(
    rf"^(?:(?:{_OWN}|{_OUTLET})[\u3400-\u9fff]{{0,4}}(?:讯|消息)|[\u3400-\u9fff]{{2,8}}讯)[:：]?\s{{0,2}}"
    r"[(（]([\u3400-\u9fff·、/／ \u3000]{2,30})[)）]"
)
"""The same without a day, where all of the bracket is a credit: 本网讯（县水利局 刘军 文/图）."""
_REPORTED = re.compile(
    rf"^(?:{_OWN}|[\u3400-\u9fffA-Za-z0-9/／·-]{{0,16}}?{alternatives('outlet_endings')})"
    r"(?:(?:讯|消息|电)[\s，,]{0,4}|[\s，,]{1,4})([\u3400-\u9fff·、 ]{2,40}?)\s?(?:摄影|图文)?报道"
    r"(?![\u3400-\u9fff])"
)
"""Names and roles without brackets: 秦楚网讯 特约记者 杨洪霞 通讯员 王文勤 报道：."""
_LEADING = re.compile(r"^\s*[（(【](?:\S{0,4}讯[:：]\s?)?([^（）()【】]{2,40})[）)】]")
"""A bracket of names and roles before the first word: (赖珊盛 林晓军 文/图) 5月17日上午，…."""
_WIRED = re.compile(r"[讯訊电電]\s*$")
"""Who sent the report stands behind it: a photographer too, where nobody else is named."""
_ENDS_CREDIT = re.compile("(?:摄影|图文)?报道")
"""What touches the last name: 记者 李强 通讯员 汪秀红报道：."""
_PLACE_AND_DAY = re.compile(r"[\u3400-\u9fff]{2}(?:\d{1,2}月)?\d{1,2}日?[電电訊讯]$")
"""What follows the name in a dateline of Taiwan: 中央社記者溫貴香台北21日電."""


def dateline_names(paragraph: str) -> list[str]:
    """Return the writers that the dateline of a paragraph names; none where it has no dateline."""
    match = _dateline(paragraph[:_HEAD_OF_PROSE])
    if match is None:
        return []
    credited = match[1]
    if match.re is _BARE and match[2]:
        credited += _further_credit(paragraph[match.end() : _HEAD_OF_PROSE])
    credited = _PLACE_AND_DAY.sub("", credited)
    people = credits_of(credited, strict=True)
    if not mentions_role(credited):
        return list(signed_by(credited) or (c.name for c in people if c.role is Role.PLAIN))
    writers = [credit.name for credit in people if credit.role in (Role.PLAIN, Role.WRITER)]
    if writers or not _WIRED.search(paragraph[: match.start()]):
        return writers
    return [credit.name for credit in people if credit.role is Role.PHOTOGRAPHER]


def _further_credit(text: str) -> str:
    """Return the words at the start of a text that go on with a credit: 李强 通讯员 汪秀红."""
    said = _ENDS_CREDIT.split(text)[0].split()
    words = takewhile(lambda word: word in roles() or is_credit(word), said)
    return "".join(f" {word}" for word in words)


def _is_credit(text: str) -> bool:
    """Whether a text is names, roles and offices and nothing else: 县水利局 刘军 文/图."""
    said = read_credit(text, strict=True)
    wrote = any(credit.role in (Role.PLAIN, Role.WRITER) for credit in said.people)
    return bool(signed_by(text)) or (wrote and not said.unread)


_SIGNS_OF_CREDIT = re.compile(r"[（(〔【\[]|记者|通讯员|报道")
"""One of these is in every dateline that names somebody."""


def _dateline(text: str) -> re.Match[str] | None:
    if not _SIGNS_OF_CREDIT.search(text):
        return None
    forms = (_CREDIT.search, _BARE.match, _BEHIND_DAY.match)
    found = next((match for form in forms if (match := form(text))), None)
    if (reported := _REPORTED.match(text)) and is_credit(reported[1]):
        return reported
    if found is None and (leading := _LEADING.match(text)) and _is_credit(leading[1]):
        return None if are_things(leading[1].split()) else leading  # （高速 公路）
    if found is None and (bracket := _BEHIND_OUTLET.match(text)):
        return bracket if _is_credit(bracket[1]) else None
    return found
