"""What tells an advertisement beside its words: who speaks, what is promised, how it is written.

An advertisement names wares, promises several things and gives an account to write to; it is all
short clauses and dear to the model of prose. Who reports, warns, or offers as a public body names
a source, a day, a body, a law; he quotes, and ends his sentences.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache

from pipelines.despam.advertisements.advertising import Signs, signs_of, told_words
from pipelines.despam.language.alphabet import START, is_han, symbols
from pipelines.despam.language.folding import folded_each
from pipelines.despam.language.model import prose_model
from pipelines.despam.language.prose import DEAREST_NATS
from pipelines.despam.shields.warning import weak_guards
from pipelines.despam.words.lexicon import lexicon

QUOTED = re.compile("“[^”]{0,2000}”|「[^」]{0,2000}」|『[^』]{0,2000}』|《[^》]{0,2000}》")
"""No quotation is longer; each of many marks that nothing closes would be followed to the end."""
OFFICIAL = re.compile(
    r"(?:gov|edu|org|mil)\.cn|(?<!\d)(?:12345|96110|12315|110|12306|12329)(?!\d)|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)"
)
"""Addresses and telephones of public bodies, and a landline, which no advertiser of spam has."""
_ACCOUNT = re.compile(
    r"(?:qq|扣扣|微信|薇|威信|v信|加v|v:|vx|wx|wechat|tg|电报|飞机|telegram|skype|@)[^,。;]{0,6}?[a-z0-9][a-z0-9_-]{4,}"
    r"|(?<![0-9])1[3-9]\d{9}(?!\d)"
)
_HOST = re.compile(
    r"(?<![a-z0-9.@-])(?:[a-z0-9-]{1,63}\.)+(?:com|net|cc|vip|top|xyz|bet|app|me|club|win|live|io|shop|icu)(?![a-z0-9])"
)
_REPORTING = re.compile(
    r"记者|经查|据悉|近日|日前|表示|介绍[说,，:]|指出|强调|截至|活动|开展|我[市县区镇乡省院校]|全[市县区省镇]|\d月\d{1,2}日|市民|居民|村民|群众"
    r"|消费者|投资者|考生|同志|单位|部门|街道|社区|依据|根据|应当|规定|请勿|名单|案例|公告|通知|通报"
)
"""Words of reports and of public bodies."""
_CODED = re.compile(r"[\u4e00-\u9fffa-z]\d{3,5}(?:[a-z]{1,3})?(?=[,。!、\s]|$)")
"""A number at the end of a clause that counts nothing: a site's code."""
_CLAUSE = re.compile(r"[^,，;；。！？!?\s]+")
MOST = {"sure": 3, "deeds": 3, "weak": 3, "guard": 3, "weak_guard": 3, "told": 3, "reporting": 5}
"""How many of a kind count."""
ECHO, MOST_ECHO = 2, 3
"""Characters of a name that is said again, and how many such pieces count."""
_MOST_OF_REST: Mapping[str, float] = {
    **{name: float(MOST[name]) for name in ("guard", "weak_guard", "told", "reporting")},
    **dict.fromkeys(("account", "host", "official", "coded", "quoted", "han", "digits"), 1.0),
    "echo": float(MOST_ECHO),
    "clause": math.inf,
    "cost": DEAREST_NATS,
}
"""The highest value of each sign that ``Signs`` do not tell; the least is 0 of all."""


def without_quotations(text: str) -> str:
    """Return a text with what it quotes left out: who quotes an offer makes none."""
    return QUOTED.sub("“”", text)


def paragraph_signs(text: str) -> Mapping[str, float]:
    """Return the signs of a paragraph or sentence by name."""
    folded, offered = folded_each(text), signs_of(text)
    bare, clauses = without_quotations(folded), _CLAUSE.findall(folded)
    known = lexicon()
    counted = {
        "sure": offered.sure,
        "deeds": len(offered.deeds),
        "weak": len(offered.weak),
        "guard": sum(word in folded for word in known.guard),
        "weak_guard": weak_guards(folded),
        "told": sum(word in folded for word in (*told_words("doubted"), *told_words("reported"))),
        "reporting": len(_REPORTING.findall(folded)),
    }
    return {name: float(min(MOST[name], count)) for name, count in counted.items()} | {
        "lures": float(len(offered.lures)),
        "account": float(_ACCOUNT.search(folded) is not None),
        "host": float(_HOST.search(folded) is not None),
        "official": float(OFFICIAL.search(folded) is not None),
        "echo": float(min(MOST_ECHO, _echoes(folded))),
        "coded": float(_CODED.search(folded) is not None),
        "quoted": 1 - len(bare) / max(1, len(folded)),
        "size": math.log(max(1, len(folded))),
        "clause": len(folded) / max(1, len(clauses)) / 10,
        "cost": han_cost(folded),
        "han": share_of_han(folded),
        "digits": sum(map(str.isdigit, folded)) / max(1, len(folded)),
    }


def most_of_signs(text: str, offered: Signs) -> Mapping[str, float]:
    """Return values that no sign of a text exceeds, from what it offers: much quicker."""
    counted = {"sure": offered.sure, "deeds": len(offered.deeds), "weak": len(offered.weak)}
    own = {name: float(min(MOST[name], count)) for name, count in counted.items()}
    size = math.log(max(1, len(text)))
    return {**_MOST_OF_REST, **own, "lures": float(len(offered.lures)), "size": size}


def share_of_han(text: str) -> float:
    """Return which part of the characters of a text is Han."""
    return sum(map(is_han, text)) / max(1, len(text))


@lru_cache(maxsize=1)
def han_cost(folded: str) -> float:
    """Return what a Han character of a text costs prose on average, in nats; asked for twice."""
    costs = zip(folded, prose_model().costs(symbols(folded), START), strict=True)
    found = [min(cost, DEAREST_NATS) for sign, cost in costs if is_han(sign)]
    return sum(found) / max(1, len(found))


def _echoes(folded: str) -> int:
    """Return how many pieces of a text it begins another clause with, or says twice in a clause."""
    starts = {clause[:ECHO] for clause in _CLAUSE.findall(folded) if len(clause) >= ECHO}
    first: dict[str, int] = {}
    again = set()
    for at in range(len(folded) - ECHO + 1):
        piece = folded[at : at + ECHO]
        if piece in starts and at >= first.setdefault(piece, at) + ECHO:
            again.add(piece)
    return len(again)
