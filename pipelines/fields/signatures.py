"""Credits at the end of a text: brackets, signatures, and who is introduced there."""

from __future__ import annotations

import re
from itertools import pairwise

from pipelines.document import Document
from pipelines.fields.bylines import (
    LONGEST_BYLINE,
    SIGNATURE,
    Byline,
    bracket_byline,
    is_sure_name,
    names_official,
    surely_signs,
)
from pipelines.fields.credit_places import (
    AROUND,
    DAY_ALONE,
    LINES_BELOW,
    SIGNED,
    SIGNERS_BELOW,
    SIGNS,
    Found,
    Place,
    without_offices,
)
from pipelines.fields.wording import alternatives
from pipelines.fields.zones import Zones
from pipelines.names import (
    are_things,
    credits_of,
    evened,
    is_credit,
    is_office,
    mentions_role,
    nobodies,
    titles,
    without_groups,
)
from seeds.vocabulary import table

_MOST_SIGNERS = 4
_LONGEST_PEN_NAME = 3
_BRACKETED = re.compile(r"\s*[（(【\[]([^（）()【】\[\]]{2,60})[）)】\]]\s*[。.]?\s*")
_OFFICE_SIGN = re.compile(r"\s*(?:[:：]|[—-]{1,2})\s*")
"""What parts an office from who signs for it, beside a space: 县妇联：张三."""
_CLOSING = ("）", ")", "】", "]")
_LINES_INTRODUCING = 4
_INTRODUCTION = re.compile(r"[（(【\[]?\s*作者简介\s*[】\]]?\s*[:：]?\s*")
_INTRODUCED = re.compile(rf"{_INTRODUCTION.pattern}([\u3400-\u9fff·、 ]{{2,20}})[，,（(]")
_UNBRACKETED = re.compile(r"[。！？!?][”’」』]?\s*([\u3400-\u9fff·、/:： \u3000]{4,36})$")
"""What a paragraph ends in behind its last sentence: …。 田如瑞 摄影报道."""
_ENDS_OF_PROSE = ("。", "！", "？", "!", "?", "”", "）", ")")
"""How a paragraph ends behind which nothing more stands."""
_STOPS = ("。", "！", "？", "!", "?", "…", "”", "’", "」", "』", ".", "；")
"""What ends a sentence: one name behind less may be a unit (处罚金额（万元）) or a place."""
_LISTED = re.compile(alternatives("honoured"))
"""What a text says of people who are listed below it."""
_SENTENCE = 30
"""Characters of a line that is one all the same."""
_BRACKET = Place("bracket at the end", "signature", "signature")
_BEHIND_PROSE = Place("signature behind the prose", "signature")


def behind_prose(document: Document, zones: Zones) -> Found:
    """Read what stands without a bracket behind the last sentence: …。 田如瑞 摄影报道."""
    for block in reversed(document.blocks[max(zones.last_prose, 0) :]):
        if block.text.endswith(_ENDS_OF_PROSE):
            continue
        match = _UNBRACKETED.search(block.text[-LONGEST_BYLINE - 4 :])
        if match and mentions_role(match[1]) and is_credit(match[1]):
            yield _BEHIND_PROSE, Byline(bracket_byline(match[1]).authors)


def brackets(document: Document, zones: Zones) -> Found:
    """Read the bracket that the prose ends in, or that stands on a line of its own below it.

    …。（记者 何韬 责任编辑 郭兴）; （松花江网编辑 孙桂芳）.
    """
    for block in reversed(document.blocks[max(zones.last_prose, 0) :]):
        tail = block.text[-LONGEST_BYLINE - 4 :]
        if not tail.rstrip(" 。.").endswith(_CLOSING):
            continue
        tail = without_groups(tail)
        match = SIGNATURE.search(tail)
        if match and mentions_role(match[1]):
            yield _BRACKET, bracket_byline(match[1])
            before = tail[: match.start()].rstrip()
            match = SIGNATURE.search(before) if before.endswith(_CLOSING) else None
        if match and match[0][0] in "（(":
            said = bracket_byline(match[1])
            ends = tail[: match.start()].rstrip().endswith(_STOPS)
            is_prose = ends or match.start() == 0 or len(block.text) >= _SENTENCE
            if (is_prose or len(said.authors) > 1) and _are_names(match[1], said):
                yield _BRACKET, said
    for index, line in enumerate(zones.below):
        begins = line.text.startswith(("（", "(", "【", "["))
        match = _BRACKETED.fullmatch(without_groups(line.text)) if begins else None
        if match and mentions_role(match[1]):
            said = bracket_byline(match[1])
            near = index < LINES_BELOW
            yield _BRACKET, said if near else Byline((), said.editors, said.reviewers)


def _are_names(inner: str, said: Byline) -> bool:
    """Tell whether a bracket without a role word names people: （李晟 韦鑫）, not （高速 公路）.

    Beside a sure name a short word may be a pen name: （郭颖 天乐）.
    """
    unsure = [name for name in said.authors if not is_sure_name(name)]
    are_short = all(len(name) <= _LONGEST_PEN_NAME for name in unsure)
    words = [word for word in SIGNS.split(inner) if word]
    others = (word for word in words if not is_office(word))  # （宣传部 李晟）
    if not are_short or any(word in nobodies() for word in others):
        return False
    return not are_things(words)


def signed(document: Document, zones: Zones) -> Found:
    """Read what a text is signed with: 山王镇 毕海燕, or （法院 张海山） behind its container."""
    for text in _signatures(document, zones):
        if mentions_role(text) or names_official(text) or len(text) > LONGEST_BYLINE:
            continue  # 刘水莲 摄; 县长 张三
        signed = SIGNS.split(evened(_office_apart(text)).strip(AROUND))
        bare = [word for word in signed if word]
        words = without_offices(bare)
        if any(word in nobodies() and word.endswith("人") for word in words):
            continue  # 申请人 张三
        relations = tuple(table("people")["signs_as"])
        words = [word for word in words if word not in nobodies() and not word.endswith(relations)]
        if not 0 < len(words) <= _MOST_SIGNERS or not all(map(surely_signs, words)):
            continue
        if not (_BRACKETED.fullmatch(text) and are_things(bare)):
            yield SIGNED, Byline(tuple(words))


def _signatures(document: Document, zones: Zones) -> list[str]:
    """Return the lines in which a text may be signed: its last one, and those below it."""
    texts = _last_lines(document, zones) or _lines_of_signers(document, zones)
    near = [without_groups(line.text) for line in zones.below[:SIGNERS_BELOW]]
    texts += [text for text in near if _BRACKETED.fullmatch(text)]
    if zones.below and zones.below[0].block is None:
        # 教务处 褚晓 signs, where a name alone may be a tag.
        first = near[0]
        is_whose = first != zones.below[0].text or any(map(is_office, SIGNS.split(first)))
        texts += [first] if is_whose else []
    return texts


def _last_lines(document: Document, zones: Zones) -> list[str]:
    """Return the line that ends a text; the day and the office of a letter stand around it."""
    start = zones.last_prose + 1
    if not start or not zones.own.isdisjoint(range(start, len(document.blocks))):
        return []
    lines = [*document.blocks[start:]]
    if len(lines) > 1 and DAY_ALONE.fullmatch(lines[-1].text):
        lines.pop()
    texts = [line.text for line in lines if line.kind not in ("caption", "heading")]
    if len(lines) == len(texts) == 2 and is_office(texts[0]):  # two lines
        return [" ".join(texts)]
    return texts if len(lines) == 1 else []


def _lines_of_signers(document: Document, zones: Zones) -> list[str]:
    """Return the lines that end a text, each with an office and who signs for it, as one.

    Below a text that tells whom it honours or names they are its list.
    """
    if zones.last_prose < 0 or zones.own:
        return []
    texts = [block.text for block in document.blocks[zones.last_prose + 1 :]]
    prose = document.blocks[zones.last_prose].text
    if not 1 < len(texts) <= _MOST_SIGNERS or not prose.endswith(_STOPS):
        return []
    if _LISTED.search(prose) or not all(map(_is_signer, texts)):
        return []
    return [" ".join(texts)]


def _is_signer(text: str) -> bool:
    """Whether a line is an office and one name behind it: 清河县法院 张三."""
    *offices, name = SIGNS.split(evened(text).strip(AROUND)) or [""]
    return bool(offices) and all(map(is_office, offices)) and surely_signs(name)


def _office_apart(text: str) -> str:
    """Return a signature with a space behind its office: 县妇联：张三, but not 法人代表：张三."""
    office = _OFFICE_SIGN.split(text)[0]
    is_apart = is_office(office) and not office.endswith(titles())
    return _OFFICE_SIGN.sub(" ", text) if is_apart else text


def introduced(document: Document) -> Found:
    """Read who is introduced at the end: 作者简介：张三，男，1980年生，省作家协会会员….

    A label of the byline is read as such; this line is prose, however short its name is.
    """
    texts = [block.text for block in document.blocks[-_LINES_INTRODUCING:]]
    for before, text in pairwise(("", *texts)):
        if "作者简介" not in before and "作者简介" not in text:
            continue
        is_behind = _INTRODUCTION.fullmatch(before) is not None
        if match := _INTRODUCED.match(f"{before}{text}" if is_behind else text):
            people = credits_of(match[1], strict=True)
            yield SIGNED, Byline(tuple(credit.name for credit in people))
