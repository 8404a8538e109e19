"""News that fills a form, as data: ``bulletins*.toml`` hold the forms, this fills them.

Written apart from ``tests.bench.templates``, with other words, lengths and kinds of facts, so that
rules which only know those templates show it.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

_BLANK = re.compile(r"\{([^{}]+)\}")
_RANGE = re.compile(r"(-?\d+)(?:\.(\d+))?-(\d+)(?:\.(\d+))?")
_ROWS = (3, 8)
"""Lines of an issue's list, fewest and most."""
_FIRST_DAY = date(1990, 3, 1)
_OF_THE_ISSUE = ("date", "year")
"""Kinds of facts that no two issues have in common; an issue is of a day, or of a year."""

_FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN = "建国志强海波晓东雪梅文斌玉兰德胜春生立新秀英永刚家豪子涵雨桐俊杰宏伟淑芬"
_PLACE = "安宁康平永新兴华清泉龙凤石桥金银河口双江白云黄岩柳林青山高丰长乐东湖"
_TRADE = ("建筑工程", "农业发展", "生物科技", "机械制造", "水务投资", "新材料", "电子商务", "食品")
_OFFICES = (
    *("住房和城乡建设局", "卫生健康局", "人力资源和社会保障局", "市场监督管理局", "林业局"),
    *("生态环境局", "退役军人事务局", "医疗保障局", "信访局", "乡村振兴局", "城市管理局"),
)
_PROJECTS = (
    *("农村生活污水治理", "道路黑化", "幼儿园新建", "河道综合整治", "光伏发电", "冷链物流园"),
    *("标准厂房", "养老服务中心", "人饮安全巩固提升", "年产五万吨饲料", "棚户区配套设施"),
)
_PROVINCES = (
    "云南省",
    "四川省",
    "湖北省",
    "浙江省",
    "甘肃省",
    "河北省",
    "广西壮族自治区",
    "青海省",
)
_FOODS = ("粳米", "五花肉", "草鱼", "白菜", "鸡蛋", "豆油", "苹果", "西红柿", "牛肉", "面粉")


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of a form."""

    form: str
    title: str
    body: str
    facts: dict[tuple[str, int], str]
    """What was filled in, by kind and by how many of that kind came before."""


@dataclass(frozen=True, slots=True)
class Form:
    """A title and a body with blanks, and the line that its list repeats, if it has one."""

    name: str
    title: str
    body: str
    row: str | None = None

    def issues(self, draw: random.Random, count: int) -> list[Issue]:
        """Return issues of consecutive days. Their facts are new, or half those of the day before.

        Any two differ in two facts at least: one alone may be a correction.
        """
        made: list[Issue] = []
        last: Issue | None = None
        while len(made) < count:
            last = self.issue(draw, len(made), like=last, kept=draw.choice((0.0, 0.5)))
            if all(_changed_facts(last, other) > 1 for other in made):
                made.append(last)
        return made

    def issue(
        self, draw: random.Random, number: int, *, like: Issue | None = None, kept: float = 0.0
    ) -> Issue:
        """Fill in the facts of one day; a share ``kept`` of them, never dates, from ``like``."""
        filler = _Filler(draw, number, like.facts if like else {}, kept)
        title = filler.fill(self.title)
        return Issue(self.name, title, filler.fill(self._lines(draw)), filler.facts)

    def _lines(self, draw: random.Random) -> str:
        rows = "\n".join([self.row or ""] * draw.randint(*_ROWS))
        return self.body.strip().replace("{rows}", rows)


def _changed_facts(one: Issue, other: Issue) -> int:
    places = one.facts.keys() | other.facts.keys()
    return sum(one.facts.get(place) != other.facts.get(place) for place in places)


def forms() -> list[Form]:
    """Return the forms that the rules were set with."""
    return _read("bulletins.toml")


def unseen_forms() -> list[Form]:
    """Return forms that were written when the rules stood, to score them alone."""
    return _read("bulletins_unseen.toml")


def _read(name: str) -> list[Form]:
    data = tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return [Form(**form) for form in data["form"]]


class _Filler:
    """Fills blanks of one issue."""

    def __init__(
        self, draw: random.Random, number: int, old: dict[tuple[str, int], str], kept: float
    ) -> None:
        self.facts: dict[tuple[str, int], str] = {}
        self._draw = draw
        self._number = number
        self._old = old
        self._kept = kept
        self._met: Counter[str] = Counter()
        self._said: dict[str, str] = {}
        self._kinds: dict[str, Callable[[], str]] = {
            "person": lambda: draw.choice(_FAMILY) + self._some(_GIVEN, 1, 2),
            "county": lambda: self._some(_PLACE, 1, 2) + draw.choice("县县区市"),
            "city": lambda: self._some(_PLACE, 2, 2) + "市",
            "town": lambda: self._some(_PLACE, 1, 2) + draw.choice(("镇", "乡", "街道")),
            "village": lambda: self._some(_PLACE, 2, 2),
            "road": lambda: self._some(_PLACE, 2, 2) + draw.choice(("路", "大道", "街")),
            "river": lambda: self._some(_PLACE, 1, 1) + draw.choice(("江", "河", "溪")),
            "company": lambda: self._some(_PLACE + _GIVEN, 2, 3) + draw.choice(_TRADE),
            "phone": lambda: f"0{draw.randint(310, 999)}-{draw.randint(2_000_000, 8_999_999)}",
            "province": lambda: draw.choice(_PROVINCES),
            "office": lambda: draw.choice(_OFFICES),
            "project": lambda: draw.choice(_PROJECTS),
            "food": lambda: draw.choice(_FOODS),
        }

    def fill(self, text: str) -> str:
        """Return a text with a fact in the place of each blank."""
        return _BLANK.sub(lambda blank: self._remembered(blank[1]), text)

    def _remembered(self, blank: str) -> str:
        kind, _, name = blank.partition("#")
        if name in self._said:
            return self._said[name]
        place = (kind, self._met[kind])
        self._met[kind] += 1
        stays = not kind.startswith(_OF_THE_ISSUE) and self._draw.random() < self._kept
        fact = self._old[place] if stays and place in self._old else self._fact(kind)
        self.facts[place] = fact
        if name:
            self._said[name] = fact
        return fact

    def _fact(self, kind: str) -> str:
        if kind in self._kinds:
            return self._kinds[kind]()
        if kind == "year":
            return str(_FIRST_DAY.year + self._number)
        if kind.startswith("date"):
            on = _FIRST_DAY + timedelta(self._number + int(kind.removeprefix("date") or 0))
            return f"{on.month}月{on.day}日"
        if numbers := _RANGE.fullmatch(kind):
            return self._drawn(*numbers.groups())
        return self._draw.choice(kind.split("|"))

    def _drawn(self, low: str, low_cents: str | None, high: str, high_cents: str | None) -> str:
        if low_cents is None or high_cents is None:
            return str(self._draw.randint(int(low), int(high)))
        places = len(low_cents)
        number = self._draw.uniform(float(f"{low}.{low_cents}"), float(f"{high}.{high_cents}"))
        return f"{number:.{places}f}"

    def _some(self, characters: str, fewest: int, most: int) -> str:
        return "".join(self._draw.choices(characters, k=self._draw.randint(fewest, most)))
