"""What reprints do to a text, one change or several on top of each other."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import opencc

SPAM = ("90分钟足球网_bet36亚洲体育¥在线官网", "澳门新葡京娱乐场官方入口", "必威betway体育登录")
_LEADS = (
    "记者从有关部门获悉，相关工作正在有序展开，各项部署逐一落到实处。",
    "本网讯 近日，一场专题部署会明确了下一阶段的重点任务和时间安排。",
    "日前召开的专题会议传来消息，多项举措将陆续推出，社会各界十分关注。",
)
_TITLES = ("聚焦：{}有新进展", "{}（图）", "本地要闻丨{}", "权威发布：一图看懂{}")
_HANZI = "〇一二三四五六七八九"
_FULL_WIDTH = str.maketrans("0123456789%()", "０１２３４５６７８９％（）")
_NUMBER = re.compile(r"(?<![\d.])\d{1,2}(?=[年月日个项名人家次])")


@dataclass(frozen=True, slots=True)
class Text:
    """What a copyist has before him."""

    title: str
    body: str


Change = Callable[[Text, random.Random], Text]


def lead_rewritten(text: Text, draw: random.Random) -> Text:
    """Write another first sentence."""
    return replace(text, body=draw.choice(_LEADS) + "".join(_sentences(text.body)[1:]))


def dateline(text: Text, draw: random.Random) -> Text:
    """Begin with outlet, day and reporter, which the text had not."""
    month, day = draw.randint(1, 12), draw.randint(1, 28)
    line = draw.choice(("本报{}月{}日讯（记者 王晓东）", "新华网武汉{}月{}日电（通讯员 周敏）"))
    return replace(text, body=line.format(month, day) + text.body)


def cut(share: float) -> Change:
    """Keep the beginning."""

    def change(text: Text, draw: random.Random) -> Text:  # noqa: ARG001 - the shape of a change
        return replace(text, body=text.body[: int(len(text.body) * share)])

    return change


def excerpt(share: float) -> Change:
    """Keep a stretch from the midst."""

    def change(text: Text, draw: random.Random) -> Text:
        length = int(len(text.body) * share)
        at = draw.randrange(len(text.body) - length + 1)
        return replace(text, body=text.body[at : at + length])

    return change


def paragraph_dropped(text: Text, draw: random.Random) -> Text:
    """Leave a paragraph out, where there are several."""
    paragraphs = text.body.split("\n")
    if len(paragraphs) > 1:
        paragraphs.pop(draw.randrange(len(paragraphs)))
    return replace(text, body="\n".join(paragraphs))


def characters_changed(share: float) -> Change:
    """Put other characters of the text in the place of some."""

    def change(text: Text, draw: random.Random) -> Text:
        others = re.sub(r"\W", "", text.body)
        body = "".join(
            draw.choice(others) if char.isalnum() and draw.random() < share else char
            for char in text.body
        )
        return replace(text, body=body)

    return change


def corrected(text: Text, draw: random.Random) -> Text:
    """Put one number right, or one character where there is no number."""
    numbers = list(re.finditer(r"\d+(?:\.\d+)?", text.body)) or list(re.finditer(r"\w", text.body))
    found = draw.choice(numbers)
    right = str(draw.randint(1, 99)) if found[0].isdigit() else draw.choice("的在与及")
    return replace(text, body=text.body[: found.start()] + right + text.body[found.end() :])


def traditional(text: Text, draw: random.Random) -> Text:
    """Write Traditional characters, by one of three standards."""
    converter = _converter(draw.choice(("s2t", "s2tw", "s2hk")))
    return Text(converter.convert(text.title), converter.convert(text.body))


@cache
def _converter(name: str) -> opencc.OpenCC:
    return opencc.OpenCC(name)


def spam_spliced(text: Text, draw: random.Random) -> Text:
    """Put one phrase into the text at four places, over up to three characters."""
    phrase, body = draw.choice(SPAM), text.body
    for _ in range(4):
        at = draw.randrange(len(body))
        body = body[:at] + phrase + body[at + draw.randrange(4) :]
    return replace(text, body=body)


def furniture_added(text: Text, draw: random.Random) -> Text:
    """Put what stands around an article into it."""
    posted = f"2020-0{draw.randint(1, 9)}-1{draw.randint(0, 9)}"
    body = (
        f"首页 > 新闻中心 > 本地要闻\n"
        f"发布时间：{posted} 来源：本网 浏览次数：{draw.randint(10, 9999)}\n"
        f"{text.body}\n责任编辑：谢天\n打印本页 关闭窗口\n"
        "主办：某某县人民政府 承办：某某县融媒体中心\n版权所有 未经同意不得复制或镜像"
    )
    return replace(text, body=body)


def title_changed(text: Text, draw: random.Random) -> Text:
    """Write around the headline, or write another."""
    line = draw.choice((*_TITLES, "各地各部门扎实推进重点工作"))
    return replace(text, title=line.format(text.title[: draw.randint(6, 30)]))


def numbers_in_hanzi(text: Text, draw: random.Random) -> Text:  # noqa: ARG001 - the shape of a change
    """Write small numbers as newspapers do: 24日 is 二十四日."""
    return replace(text, body=_NUMBER.sub(lambda found: _in_hanzi(int(found[0])), text.body))


def _in_hanzi(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return _HANZI[ones]
    return (_HANZI[tens] if tens > 1 else "") + "十" + (_HANZI[ones] if ones else "")


def full_width(text: Text, draw: random.Random) -> Text:  # noqa: ARG001 - the shape of a change
    """Write figures and brackets as wide as hanzi."""
    return Text(text.title.translate(_FULL_WIDTH), text.body.translate(_FULL_WIDTH))


def from_elsewhere(text: Text, draw: random.Random) -> Text:  # noqa: ARG001 - the shape of a change
    """Name the place, the day and the year that people on the spot do not name."""
    said = {"我市": "黄冈市", "全市": "黄冈市", "今年": "2020年", "昨日": "24日", "我县": "红安县"}
    body = text.body
    for here, there in said.items():
        body = body.replace(here, there)
    return replace(text, body=body)


def _sentences(body: str) -> list[str]:
    return re.split(r"(?<=[。！？])", body)


CHANGES: dict[str, tuple[Change, ...]] = {
    "lead rewritten": (lead_rewritten,),
    "cut to 70 %": (cut(0.7),),
    "cut to 50 %": (cut(0.5),),
    "cut to 30 %": (cut(0.3),),
    "paragraph dropped": (paragraph_dropped,),
    "title changed": (title_changed,),
    "2 % changed": (characters_changed(0.02),),
    "5 % changed": (characters_changed(0.05),),
    "Traditional": (traditional,),
    "spam spliced": (spam_spliced,),
    "furniture added": (furniture_added,),
    "dateline": (dateline, title_changed),
    "excerpt of 40 %": (excerpt(0.4),),
    "number corrected": (corrected,),
    "numbers in hanzi": (numbers_in_hanzi,),
    "from elsewhere, full width": (from_elsewhere, full_width),
    "cut, spliced, retitled": (cut(0.5), spam_spliced, title_changed),
    "cut, framed, Traditional": (cut(0.5), furniture_added, title_changed, traditional),
    "garbled and cut": (characters_changed(0.05), cut(0.6)),
    "all at once": (lead_rewritten, cut(0.5), spam_spliced, furniture_added, traditional),
}
"""Name of a kind of copy to what is done, in order."""

OF_FORMS: dict[str, tuple[Change, ...]] = {
    "title changed": (title_changed,),
    "dateline": (dateline,),
    "furniture added": (furniture_added,),
    "Traditional": (traditional,),
    "full width": (full_width,),
    "2 % changed": (characters_changed(0.02),),
    "numbers in hanzi": (numbers_in_hanzi,),
    "spam spliced": (spam_spliced,),
}
"""What is done to bulletins and notices, which are too short to be cut."""
