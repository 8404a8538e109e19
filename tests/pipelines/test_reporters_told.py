"""Headlines about reporters are no credits; brackets of bare names at the end are."""

from __future__ import annotations

import pytest

from tests.pipelines.pages import PROSE, page, read

TITLE = "下清河灌区工程重要节点全面开工"
BAR = f"<h1>{TITLE}</h1><p>2024-10-17 08:03 来源：清河日报</p>"


def authors(text: str = "", *, below: str = "") -> tuple[str, ...]:
    prose = PROSE.removesuffix("</p>") + text + "</p>"
    return read(page(BAR, below, prose=prose)).article.authors


@pytest.mark.parametrize(
    "headline",
    [
        "“壮美清河——全国记者边疆行”采风活动走进百色",
        "全国记者边疆行",
        "大型采访报道活动“百名记者看清河”启动",
        "《通讯员之友》创刊",
        "中外记者团走进清河",
        "随行记者 边疆行",
    ],
)
def test_a_headline_about_reporters_names_nobody(headline: str) -> None:
    related = f"<h3>相关新闻</h3><ul><li><a href='/a.html'>{headline}</a></li></ul>"
    assert authors(below=related) == ()
    assert authors(below=f"<p>{headline}</p>") == ()
    assert authors("（李晟 韦鑫）", below=related) == ("李晟", "韦鑫")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("“新华视点”记者 张扬 李思远", ("张扬", "李思远")),
        ("《清河日报》记者 张扬", ("张扬",)),
        ("清河日报全媒体记者 张扬", ("张扬",)),
    ],
)
def test_a_credit_with_a_quoted_outlet_is_one(line: str, names: tuple[str, ...]) -> None:
    assert authors(below=f"<p>{line}</p>") == names


@pytest.mark.parametrize(
    ("bracket", "names"),
    [
        ("（李晟 韦鑫）", ("李晟", "韦鑫")),
        ("<span>（李晟　韦鑫）</span>", ("李晟", "韦鑫")),
        ("（李晟、韦鑫、欧阳建国）", ("李晟", "韦鑫", "欧阳建国")),
        ("(李晟 韦鑫)", ("李晟", "韦鑫")),
        # what is no list of names
        ("（清河 百色）", ()),
        ("（图片 文字）", ()),
        ("（单位 万元）", ()),
        ("（上接 一版）", ()),
        ("（完 待续）", ()),
        ("（李晟 韦鑫 灌区工程）", ()),
        ("（方案 任务 程序）", ()),
        ("（水利局 农业局）", ()),
    ],
)
def test_bare_names_sign_in_a_bracket_where_all_are_names(
    bracket: str, names: tuple[str, ...]
) -> None:
    assert authors(bracket) == names
