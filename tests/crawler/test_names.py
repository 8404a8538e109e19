"""Names of departments and leaders are no headlines; what they did is one."""

import pytest

from crawler.discovery.links import Link
from crawler.discovery.names import is_name


def named(text: str, date: str | None = None) -> bool:
    return is_name(Link(url="http://www.x.gov.cn/1.html", text=text, date=date))


@pytest.mark.parametrize(
    "text",
    [
        *("县人力资源和社会保障局", "市场监督管理局（知识产权局）", "国家发展和改革委员会"),
        *("某某经济技术开发区管理委员会", "县退役军人事务管理局", "某县人民政府办公室"),
        *("王建国 县委副书记、县人民政府县长", "县委常委、常务副县长 李晓梅", "欧阳修：副县长"),
        "县政府办公室主任、党组书记刘洋",
    ],
)
def test_names_alone(text: str) -> None:
    assert named(text)
    assert not named(text, "2020-02-24")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "县委书记张三走访县水利局",
            "市领导慰问县公安局",
            "我县成立行政审批局",
            "副县长王五赴县医院调研",
        ),
        *("张伟任县公安局局长", "县长李四致辞", "镇长开讲", "国务院任命教育部副部长"),
        *("某县审计局关于财政收支的公告", "全市春季农业生产现场推进会召开", ""),
    ],
)
def test_headlines(text: str) -> None:
    assert not named(text)
