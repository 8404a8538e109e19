"""People in credits: runs, letter-spaced names, roles, offices that are no people."""

from __future__ import annotations

import pytest

from pipelines.names import Role, credits_of, cut_run, is_name, is_office, split


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("记者 王国锋", ("王国锋",)),
        ("记者张杰廖玉蓉", ("张杰", "廖玉蓉")),
        ("记者 李铮 张海涛 冯芸", ("李铮", "张海涛", "冯芸")),
        ("記者巫其倫／台北報導", ("巫其倫",)),
        ("聯合報 記者林宸誼／即時報導", ("林宸誼",)),
        ("記者羅森陳國華", ("羅森", "陳國華")),
        ("本报记者  耿  磊  李卓尔", ("耿磊", "李卓尔")),
        ("通讯员：牟秀颖 刘相如", ("牟秀颖", "刘相如")),
        ("通讯员辛志向 记者王建高", ("辛志向", "王建高")),
        ("记者周慧敏、张格、蔡馨逸", ("周慧敏", "张格", "蔡馨逸")),
        ("文/图 刘玺东 易赛楠", ("刘玺东", "易赛楠")),
        ("顶端新闻·河南商报记者马俊峰/文受访者供图", ("马俊峰",)),
        ("整合 新华日报·交汇点记者 徐睿翔", ("徐睿翔",)),
        ("《棱镜》作者 周纯", ("周纯",)),
        ("观察者网专栏作者 王文", ("王文",)),
        ("石佳/中国青年报", ("石佳",)),
        ("姚峰 上海报道", ("姚峰",)),
        ("本报记者罗科苏盈发自北京", ("罗科", "苏盈")),
        ("欧阳修文司马光", ("欧阳修文", "司马光")),
        ("阿卜杜拉·买买提 王力", ("阿卜杜拉·买买提", "王力")),
        ("阿卜杜拉•买买提", ("阿卜杜拉·买买提",)),
        ("杨倩_NF4425", ("杨倩",)),
        ("韩保林 PK155", ("韩保林",)),
        ("Demi Xia", ("Demi Xia",)),
        ("茉莉", ("茉莉",)),  # a labelled value may be a pen name
        ("张三等", ("张三",)),
        ("周 莉莉", ("周莉莉",)),
        ("记者 黄 小明 通讯员 司马 光", ("黄小明", "司马光")),
        ("周 莉 莉", ("周莉莉",)),
        ("文 王 芳", ("王芳",)),
        ("李 国强、王 磊", ("李国强", "王磊")),
    ],
)
def test_people(text: str, names: tuple[str, ...]) -> None:
    assert split(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "",
        "HN666",
        "系统管理员",
        "德清县发改局",
        "医技药剂党支部、药剂科供稿",
        "新华社",
        "卫健委",  # 卫 is a family name
        "昨天",  # where accounts show the day beside their name
        "网络整理",
        "本报编辑部",
        "浙江新闻客户端记者 梁臻 摄",
        "摄影/张艳",
        "会议指出，" * 60,
    ],
)
def test_nobody(text: str) -> None:
    assert split(text) == ()


def test_roles() -> None:
    found = credits_of("记者 张三 文 李四 摄 编辑/苏芳 校对：王五")
    assert [(credit.name, credit.role) for credit in found] == [
        ("张三", Role.WRITER),
        ("李四", Role.PHOTOGRAPHER),
        ("苏芳", Role.EDITOR),
        ("王五", Role.OTHER),
    ]


def test_strict_reading_wants_a_known_family_name() -> None:
    assert credits_of("魑皇", strict=True) == ()
    assert [credit.name for credit in credits_of("郭颖 天乐", strict=True)] == ["郭颖", "天乐"]
    assert [credit.name for credit in credits_of("记者 天乐", strict=True)] == ["天乐"]


@pytest.mark.parametrize(
    ("run", "names"),
    [
        ("张杰廖玉蓉", ("张杰", "廖玉蓉")),
        ("陈静林晓东", ("陈静", "林晓东")),
        ("王丽", ("王丽",)),
        ("诸葛亮", ("诸葛亮",)),
        ("上海", None),
        ("报道组", None),
    ],
)
def test_runs(run: str, names: tuple[str, ...] | None) -> None:
    assert cut_run(run) == names


def test_names_and_offices() -> None:
    assert is_name("李会")
    assert not is_office("李会")
    assert is_office("文化局")
    assert not is_office("李九州")
    assert is_office("中国广州发布")
