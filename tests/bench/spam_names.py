"""Names of gambling sites drawn by chance, so that nobody who wrote a rule chose them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from string import ascii_lowercase
from typing import ClassVar

_ONSETS = (
    "b",
    "d",
    "f",
    "g",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "w",
    "x",
    "y",
    "z",
    "ch",
    "sh",
    "zh",
)
_RIMES = (
    "a",
    "e",
    "i",
    "o",
    "u",
    "ai",
    "ao",
    "ei",
    "en",
    "in",
    "ing",
    "ong",
    "ou",
    "ua",
    "iu",
    "et",
    "or",
)
_TAILS = ("", "", "bet", "win", "game", "sport", "88", "365", "8", "vip", "28")
_CHARACTERS = (
    "博金鼎盛豪华利来凯龙星云海天宏恒达信通万亿富贵吉祥胜赢彩乐宝鑫盈泰瑞峰飞虎狮鹰鲸"
    "鱼象马皇冠爵王将帝尊圣神魔幻影雷火风雨雪山川江河湖东南西北中美英德法意大小新老长"
    "安平和世元开创联合众聚汇优尚品立伟明耀辉光大同九八六七三五百千"
)
_EVERYDAY = (
    "摩登",
    "时代",
    "未来",
    "无限",
    "先锋",
    "经典",
    "传说",
    "彩虹",
    "月亮",
    "太阳",
    "城堡",
    "公爵",
    "骑士",
    "海盗",
    "黄金",
    "钻石",
    "白银",
    "大地",
    "阳光",
    "天空",
    "宇宙",
    "环球",
    "东方",
    "西部",
    "梦幻",
    "欢乐",
    "幸运",
    "财富",
    "至尊",
    "王朝",
    "帝国",
    "联盟",
    "俱乐部",
    "大师",
    "英雄",
    "飞跃",
    "超越",
    "蓝海",
    "绿洲",
    "火箭",
    "闪电",
    "奇迹",
    "巅峰",
    "荣耀",
    "华夏",
)
"""Words of everyday language: such names are hard to tell from the sentence around them."""


def drawn_name(rng: random.Random) -> str:
    """Return a name: Latin with or without a number, Han characters, an everyday word."""
    kind = rng.random()
    if kind < 0.3:
        body = "".join(rng.choice(_ONSETS) + rng.choice(_RIMES) for _ in range(rng.choice((1, 2))))
        name = body + rng.choice(_TAILS)
        return name.upper() if rng.random() < 0.2 else name
    if kind < 0.4:
        return rng.choice("abcdghjkmpqwxyz") * rng.choice((1, 2)) + str(rng.randrange(6, 999))
    if kind < 0.8:
        return "".join(rng.sample(_CHARACTERS, rng.choice((2, 2, 3, 4))))
    return rng.choice(_EVERYDAY)


class InventedNames:
    """Draws names for the author half, otherwise than those of the unseen half are drawn.

    ``parts``: lists of characters, syllables, ends and kinds; ``everyday``: words of prose, of
    which names are made too.
    """

    def __init__(self, parts: Mapping[str, Sequence[str]], everyday: Sequence[str]) -> None:
        self._characters = "".join(parts["characters"])
        self._parts = parts
        self._everyday = everyday

    def draw(self, rng: random.Random) -> str:
        """Return a name."""
        (kind,) = rng.choices(tuple(self._KINDS), tuple(self._KINDS.values()))
        return str(kind(self, rng))

    def _latin(self, rng: random.Random) -> str:
        name = rng.choice((self._spoken, self._spoken, self._letters, self._numbered))(rng)
        return rng.choice((name, name, name, name.upper(), name.capitalize()))

    def _spoken(self, rng: random.Random) -> str:
        syllables = rng.choices(self._parts["syllables"], k=rng.choice((1, 2, 2, 3)))
        end = rng.choice(("", "", rng.choice(self._parts["ends"]), str(rng.randrange(1, 1000))))
        return "".join(syllables) + end

    def _letters(self, rng: random.Random) -> str:
        name = "".join(rng.choices(ascii_lowercase, k=rng.choice((1, 2, 2, 3, 3, 4, 5, 6, 8, 10))))
        end = rng.choice(("", str(rng.randrange(1, 10000)), rng.choice(self._parts["ends"])))
        return name + (end or (str(rng.randrange(1, 100)) if len(name) == 1 else ""))

    def _numbered(self, rng: random.Random) -> str:
        return str(rng.randrange(1, 10000)) + rng.choice(("", rng.choice(self._parts["ends"])))

    def _han(self, rng: random.Random) -> str:
        return "".join(rng.choices(self._characters, k=rng.choice((2, 2, 2, 3, 3, 4))))

    def _with_number(self, rng: random.Random) -> str:
        return rng.choice(self._characters) + str(rng.randrange(1, 1000))

    def _word(self, rng: random.Random) -> str:
        return rng.choice(self._everyday)

    def _word_and_more(self, rng: random.Random) -> str:
        more = (rng.choice(self._characters), self._word(rng), rng.choice(self._parts["kinds"]))
        return self._word(rng) + rng.choice(more)

    _KINDS: ClassVar[Mapping[Callable[[InventedNames, random.Random], str], float]] = {
        _latin: 0.3,
        _han: 0.35,
        _with_number: 0.05,
        _word: 0.17,
        _word_and_more: 0.13,
    }
