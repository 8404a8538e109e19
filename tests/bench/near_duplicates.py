"""Labelled near-duplicates: what reprints do to a text, and news that only looks like a reprint."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import opencc

from tests.bench.templates import TEMPLATES

Change = Callable[[str, random.Random], str]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text, the event that it reports, and how it came about."""

    body: str
    event: str
    """Articles of one event are the same text; all others are different articles."""
    kind: str


def reprints(bodies: Iterator[str], draw: random.Random) -> Iterator[Labelled]:
    """Give each text as it is, and once in a changed form, the kinds of change in turn."""
    changes = list(CHANGES.items())
    for number, body in enumerate(bodies):
        kind, change = changes[number % len(changes)]
        yield Labelled(body, f"article {number}", "original")
        yield Labelled(change(body, draw), f"article {number}", kind)


def template_news(each: int, draw: random.Random) -> Iterator[Labelled]:
    """Give ``each`` issues of every template: the same words, other facts."""
    for name, template in TEMPLATES.items():
        for issue in range(each):
            yield Labelled(template(draw, issue), f"{name} {issue}", f"template: {name}")


def _lead_rewritten(body: str, draw: random.Random) -> str:
    sentences = _sentences(body)
    leads = (
        "记者从有关部门获悉,相关工作正在有序展开,各项部署逐一落到实处。",
        "本网讯 近日,一场专题部署会明确了下一阶段的重点任务和时间安排。",
        "日前召开的专题会议传来消息,多项举措将陆续推出,社会各界十分关注。",
    )
    return draw.choice(leads) + "".join(sentences[1:])


def _cut(share: float) -> Change:
    def change(body: str, draw: random.Random) -> str:  # noqa: ARG001 - the shape of a change
        return body[: int(len(body) * share)]

    return change


def _paragraph_dropped(body: str, draw: random.Random) -> str:
    paragraphs = body.split("\n")
    if len(paragraphs) > 1:
        paragraphs.pop(draw.randrange(len(paragraphs)))
    return "\n".join(paragraphs)


def _characters_changed(share: float) -> Change:
    def change(body: str, draw: random.Random) -> str:
        others = re.sub(r"\W", "", body)
        return "".join(
            draw.choice(others) if char.isalnum() and draw.random() < share else char
            for char in body
        )

    return change


def _traditional(body: str, draw: random.Random) -> str:  # noqa: ARG001 - the shape of a change
    return str(_to_traditional().convert(body))


@cache
def _to_traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def _spam_spliced(body: str, draw: random.Random) -> str:
    phrase = draw.choice(
        ("90分钟足球网_bet36亚洲体育¥在线官网", "澳门新葡京娱乐场官方入口", "必威betway体育登录")
    )
    for _ in range(4):
        at = draw.randrange(len(body))
        body = body[:at] + phrase + body[at + draw.randrange(4) :]
    return body


def _furniture_added(body: str, draw: random.Random) -> str:
    posted = f"2020-0{draw.randint(1, 9)}-1{draw.randint(0, 9)}"
    return (
        f"首页 > 新闻中心 > 本地要闻\n"
        f"发布时间:{posted} 来源:本网 浏览次数:{draw.randint(10, 9999)}\n"
        f"{body}\n责任编辑:谢天\n打印本页 关闭窗口\n主办:某某县人民政府 承办:某某县融媒体中心\n"
        "版权所有 未经同意不得复制或镜像"
    )


def _title_changed(body: str, draw: random.Random) -> str:  # noqa: ARG001 - the body stays
    return body


SPAM = ("90分钟足球网_bet36亚洲体育¥在线官网", "澳门新葡京娱乐场官方入口", "必威betway体育登录")
CHANGES: dict[str, Change] = {
    "lead rewritten": _lead_rewritten,
    "cut to 70 %": _cut(0.7),
    "cut to 50 %": _cut(0.5),
    "cut to 30 %": _cut(0.3),
    "paragraph dropped": _paragraph_dropped,
    "title changed": _title_changed,
    "2 % changed": _characters_changed(0.02),
    "5 % changed": _characters_changed(0.05),
    "Traditional": _traditional,
    "spam spliced": _spam_spliced,
    "furniture added": _furniture_added,
}


def _sentences(body: str) -> list[str]:
    return re.split(r"(?<=[。！？])", body)
