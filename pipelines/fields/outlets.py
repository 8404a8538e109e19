"""Names of outlets and offices as values of 来源, without what stands around them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipelines.extract.phrases import is_disclaimer
from pipelines.fields.beside import without_people
from pipelines.fields.folding import REMEMBERED, han_share, key
from pipelines.fields.labels import kinds
from pipelines.fields.paths import CHANNEL_DASH
from pipelines.fields.wording import alternatives, word_list
from pipelines.names import is_office
from seeds.vocabulary import table, words

_LONGEST = 40
_PLACEHOLDER = re.compile(
    r"[\d\W_]*|\d*\s*[人条次](?:参与|评论|跟[贴帖]|浏览|阅读|点击|回复).*"
    rf"|.*{alternatives('no_source')}.*|{alternatives('empty_source')}|.*[<>={{}}].*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*", re.IGNORECASE)
_BRACKET = re.compile(rf"[(（]{alternatives('bracket_roles')}[^()（）]*[)）]?$|[(（]$")
_CUT_BRACKET = re.compile(r"[(（][^()（）]*$")
"""What a cut at a space leaves of a bracket."""
_OPEN_PLACE = re.compile(r"[\u3400-\u9fff][(（][\u3400-\u9fff]{2,12}$")
"""An outlet and, in a bracket, the city where it is made or whose it is: 荆楚网（湖北日报网）."""
_SPACED_DASH = re.compile(r"\s+([-–—·])\s+(?=(?P<next>[\u3400-\u9fff]+))")
"""A dash between two names of one outlet: 开封网 - 开封日报."""
PAGE_BEHIND = re.compile(r"\s*[（(]?第?\s*[A-Z]?\d{1,3}\s*版[）)]?$")
_OWN_WRITER = re.compile(rf"(?<=[\u3400-\u9fff)）]){alternatives('reporter_kinds')}*[记記]者$")
"""湖北日报全媒记者: the outlet's, before a name."""
_NEWS_OF = re.compile(r"(?<=[报報网網社台])[讯訊]$")
"""荆门日报讯, where the outlet says that the news is its own."""
_DOMAIN = re.compile(r"[a-z0-9-]{3,}(?:\.[a-z]{2,4}){1,2}")
"""An outlet that calls itself by its address: chinadaily.com.cn."""
_CHANNEL = re.compile(r"[\u3400-\u9fff]{2,3}")
DECOR = " \t\u3000\xa0|/,，;；。.、:：\"'“”[]【】〔〕〖〗<>-—_·"


@lru_cache(maxsize=REMEMBERED)
def clean_source(value: str) -> str:
    """Return a source without label, brackets, addresses and what follows it; "" if it is none."""
    value = _ADDRESS.sub("", value[: 4 * _LONGEST].split("\t", maxsplit=1)[0])
    value = re.sub(r"^\s*(?:本文|文章|信息|稿件|新闻)?来\s*源\s*[:：于]?\s*", "", value)
    value = _first_words(without_people(_undecorated(_BRACKET.sub("", _undecorated(value)))))
    value = _NEWS_OF.sub("", _OWN_WRITER.sub("", _without_page(_without_tools(_unbalanced(value)))))
    if not value or len(value) > _LONGEST or _PLACEHOLDER.fullmatch(value):
        return ""
    is_label = key(value) in kinds() and value not in table("labels")["labels_or_sources"]
    return "" if is_label else value


def _undecorated(value: str) -> str:
    """Return a value without signs around it; quotation marks around a part of it stay."""
    bare = value.strip(DECOR)
    if bare.count("“") == bare.count("”"):
        return bare
    quoted = f"“{bare}" if "”" in bare else f"{bare}”"
    return quoted if quoted in value else bare


def _first_words(value: str) -> str:
    """Return a value up to the space behind a Chinese word, unless an outlet's name goes on.

    ``求是网 参与互动`` is 求是网; ``China Daily`` and ``新华社 中国政府网`` are whole.
    """
    parts = _SPACED_DASH.sub(_dash_of_outlet, value).split(" ")
    kept = parts[:1]
    for part in parts[1:]:
        is_outlet_too = is_office(part) and han_share(part) == 1 and not is_disclaimer(part)
        if han_share(kept[-1]) and not is_outlet_too:
            break
        kept.append(part)
    return _CUT_BRACKET.sub("", " ".join(kept)) if len(kept) < len(parts) else " ".join(kept)


def _dash_of_outlet(match: re.Match[str]) -> str:
    """Return a dash without its spaces where an outlet or site follows: 开封网 - 开封日报."""
    name = match["next"]
    return match[1] if is_office(name) or name.endswith(word_list("windows")) else match[0]


def _without_tools(value: str) -> str:
    """Return an office without the word of a tool that touches it: 县融媒体中心分享."""
    if not value.endswith(_tools()):
        return value
    offices = (value.removesuffix(word) for word in _tools())
    return next((one for one in offices if one != value and is_office(one)), value)


@cache
def _tools() -> tuple[str, ...]:
    labels = table("labels")
    sources = labels["tools_or_sources"]  # 新华社微博
    return tuple(word for word in labels["tools"] if len(word) > 1 and word not in sources)


def _without_page(value: str) -> str:
    """Return a paper without the page that touches it: 新华每日电讯1版."""
    paper = PAGE_BEHIND.sub("", value)
    return paper if is_office(paper) else value


def _unbalanced(value: str) -> str:
    """Return a value without a bracket that only opens or only closes.

    The closing bracket behind a place, which the bar's reading trims, is put back: 日报(上海).
    """
    for opening, closing in ("()", "（）", "《》", "「」", "“”"):
        if _OPEN_PLACE.search(value) and value.count(opening) == value.count(closing) + 1:
            value += closing
        elif value.count(opening) != value.count(closing):
            value = value.strip(opening + closing)
    return value


def is_outlet(value: str) -> bool:
    """Whether words without a label name an outlet: by their ending, quoted, or known."""
    inner = value.strip("《》")
    if not 1 < len(inner) <= 20 or "|" in inner:  # longer ones are prose
        return False
    quoted = value.startswith("《") and value.endswith("》")
    first = CHANNEL_DASH.split(inner)[0]
    return (
        quoted
        or is_office(inner)
        or is_office(first)
        or first in words("outlets")
        or inner.endswith("报道")
        or _is_channel(inner)
        or _DOMAIN.fullmatch(inner) is not None
    )


def _is_channel(value: str) -> bool:
    """Whether words are a portal's name and a channel's: 腾讯音乐, 新浪娱乐."""
    return value[:2] in words("portals") and _CHANNEL.fullmatch(value[2:]) is not None


def is_press(value: str) -> bool:
    """Whether a line is the name of a newspaper, agency or broadcaster, and no column's."""
    if value in words("outlets"):
        return True
    return len(value) > 2 and value.endswith(word_list("press_endings"))  # 晚报 is a column
