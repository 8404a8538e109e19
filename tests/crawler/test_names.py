"""Names of departments and leaders are no headlines; what they did is one."""

import pytest

from crawler.discovery.links import Link, links_of
from crawler.discovery.names import is_name
from crawler.discovery.tree import parse


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
        *("红安县新增三个便民服务中心", "两男子酒后大闹公安局", "老旧小区建起养老服务中心"),
        *("我市再添一家国家级工程技术研究中心", "小学生写信表扬交警大队"),
        *("他把会议室搬进村委会办公室", "村民心中的好书记王建国", "最美乡镇书记王建国"),
    ],
)
def test_headlines(text: str) -> None:
    assert not named(text)


@pytest.mark.parametrize(
    "url",
    [
        "http://www.x.gov.cn/art/2020/2/24/art_12_345.html",
        "http://www.x.gov.cn/xw/202002/t20200224_97.html",
        "http://www.x.gov.cn/info/1016/19830.htm",
    ],
)
def test_an_articles_address_beats_the_words(url: str) -> None:
    assert not is_name(Link(url=url, text="县人民政府办公室"))


def test_a_row_of_a_dated_list_is_no_name() -> None:
    rows = "".join(
        f'<li><a href="/a/{n}.html">{words}</a> {day}</li>'
        for n, (words, day) in enumerate(
            [("甲", "2020-02-24"), ("县人民政府办公室", ""), ("乙", "2020-02-23")]
        )
    )
    alone, among = (
        links_of(parse(f"<ul>{html}</ul>"), "http://www.x.gov.cn/")
        for html in ('<li><a href="/a/1.html">县人民政府办公室</a></li>', rows)
    )
    assert [is_name(link) for link in (*alone, *among)] == [True, False, False, False]
