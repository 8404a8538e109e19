"""Headlines and bodies of government news, made up of clauses: varied, dated, without meaning."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime

from tests.bench.templates import OFFICES, person

_ACTS = (
    *(
        "召开",
        "部署",
        "推进",
        "启动",
        "开展",
        "组织",
        "举办",
        "加快",
        "深化",
        "督导",
        "调研",
        "检查",
    ),
    *("完善", "落实", "强化", "安排", "研究", "通报", "总结", "谋划"),
)
_MATTERS = (
    *("春季农业生产", "森林防火", "安全生产专项整治", "河湖长制", "重点项目建设", "营商环境优化"),
    *("老旧小区改造", "农村人居环境整治", "基层医疗服务", "义务教育均衡发展", "防汛抗旱准备"),
    *("食品药品安全", "历史文化遗产保护", "乡村产业振兴", "政务公开", "交通秩序整治"),
    *("生态环境保护", "就业援助", "企业复工复产", "高标准农田建设", "科技特派员服务"),
    *(
        "社区养老服务",
        "粮食收购",
        "燃气安全排查",
        "招商引资",
        "全民健身",
        "普法宣传",
        "水库移民后期扶持",
    ),
)
_FORMS = (
    "工作会议",
    "专题培训",
    "现场推进会",
    "专项行动",
    "调度会",
    "宣传活动",
    "经验交流会",
    "志愿服务",
)
_WHO = (
    "干部群众",
    "企业负责人",
    "村民代表",
    "志愿者",
    "技术人员",
    "社区工作者",
    "一线职工",
    "农户",
)
_DOES = (
    *("深入田间地头了解情况", "逐项核对任务清单", "现场讲解有关政策", "认真听取意见建议"),
    *("实地查看工程进度", "走访慰问困难家庭", "逐户登记基本信息", "发放宣传资料"),
    *("对发现的问题当场提出整改要求", "详细询问设施运行情况", "与工作人员亲切交谈"),
)
_WANTS = (
    *(
        "要提高思想认识，压实工作责任",
        "要坚持问题导向，补齐短板弱项",
        "要加强统筹协调，形成工作合力",
    ),
    *(
        "要把好质量关口，确保按期完成",
        "要严格执行有关规定，守住安全底线",
        "要创新方式方法，提升服务水平",
    ),
    *(
        "要加强监测预警，做好值班值守",
        "要总结推广经验，巩固已有成果",
        "要广泛宣传发动，引导群众参与",
    ),
)
_RESULTS = (
    *("已完成总工程量的百分之{n}", "受益群众达到{n}户", "累计投入资金{n}万元", "培训人员{n}人次"),
    *("发放资料{n}余份", "排查隐患{n}处，均已整改到位", "新建道路{n}公里", "解决具体问题{n}件"),
)
_ENDS = (
    "有关单位负责人参加活动。",
    "下一步，当地将继续跟踪问效，推动各项措施落地见效。",
    "会议以视频形式召开，各乡镇设分会场。",
    "截至目前，各项工作正在有序推进之中。",
)


class Prose:
    """Writes articles; the same seed writes the same ones, and no headline twice."""

    def __init__(self, seed: str) -> None:
        self._draw = random.Random(seed)
        self._used: set[str] = set()

    def headline(self, place: str) -> str:
        """Return a headline of 12 to 30 characters."""
        while True:
            draw = self._draw
            title = (
                f"{place}{draw.choice(('', draw.choice(OFFICES)))}{draw.choice(_ACTS)}"
                f"{draw.choice(_MATTERS)}{draw.choice(('', draw.choice(_FORMS)))}"
            )
            if title not in self._used:
                self._used.add(title)
                return title

    def paragraphs(self, place: str, when: datetime, *, count: int) -> tuple[str, ...]:
        """Return ``count`` paragraphs of two to four sentences."""
        first = f"{when.month}月{when.day}日，{place}{self._draw.choice(OFFICES)}{self._event()}。"
        rest = ["".join(self._sentences()) for _ in range(count)]
        rest[0] = first + rest[0]
        rest[-1] += self._draw.choice(_ENDS)
        return tuple(rest)

    def name(self) -> str:
        """Return a person's name."""
        return person(self._draw)

    def number(self, low: int, high: int) -> int:
        """Return a number from ``low`` to ``high``."""
        return self._draw.randint(low, high)

    def pick(self, *of: str) -> str:
        """Return one of some words."""
        return self._draw.choice(of)

    def _event(self) -> str:
        draw = self._draw
        return f"{draw.choice(_ACTS)}{draw.choice(_MATTERS)}{draw.choice(_FORMS)}"

    def _sentences(self) -> Iterator[str]:
        draw = self._draw
        for _ in range(draw.randint(2, 4)):
            yield draw.choice((self._scene, self._demand, self._figure))()

    def _scene(self) -> str:
        draw = self._draw
        return f"在{draw.choice(_MATTERS)}现场，{draw.choice(_WHO)}{draw.choice(_DOES)}，{draw.choice(_DOES)}。"

    def _demand(self) -> str:
        draw = self._draw
        return f"{person(draw)}强调，{draw.choice(_WANTS)}；{draw.choice(_WANTS)}，推动{draw.choice(_MATTERS)}取得实效。"

    def _figure(self) -> str:
        draw = self._draw
        result = draw.choice(_RESULTS).format(n=draw.randint(2, 9800))
        return f"据介绍，今年以来该地围绕{draw.choice(_MATTERS)}精心组织，{result}。"
