"""Sources of two names with a space between."""

from __future__ import annotations

import pytest

from tests.pipelines.pages import page, read

TITLE = "清河文旅亮相国际设计周"
TWO = "国际交流合作处 清河国际文旅之窗"


def source(*, meta: str = "", line: str = "", script: str = "") -> str | None:
    head = f"<meta name=ContentSource content='{meta}'>" if meta else ""
    bar = f"<h1>{TITLE}</h1><p>2021-07-13 10:11 {line}</p>"
    written = f"<script>{script}</script>" if script else ""
    return read(page(bar + written, head=head)).article.source


def test_a_meta_tag_says_two_names_whole() -> None:
    assert source(meta=TWO) == TWO
    assert source(meta=TWO.replace(" ", "　")) == TWO
    assert source(meta=TWO, line=f"来源：{TWO}") == TWO


@pytest.mark.parametrize(
    "script",
    [
        f'if("{TWO}"!=""){{document.write(\'<span>来源：</span><b>{TWO}</b>\');}}',
        f"var source = '{TWO}';",
    ],
)
def test_a_script_says_it_whole(script: str) -> None:
    assert source(line=f"来源：{TWO}", script=script) == TWO


def test_a_line_alone_does_not() -> None:
    assert source(line=f"来源：{TWO}") == "国际交流合作处"
    assert source(line="来源：清河日报 参与互动") == "清河日报"


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ("清河日报 李思远", "清河日报"),
        ("清河日报 记者王晓明", "清河日报"),
        ("清河日报 责任编辑", "清河日报"),
        ("清河日报 浏览次数", "清河日报"),
        ("清河日报 2021-07-13", "清河日报"),
    ],
)
def test_people_labels_and_days_are_no_second_name(meta: str, expected: str) -> None:
    assert source(meta=meta) == expected


def test_a_line_that_names_the_first_alone_stays_so() -> None:
    assert source(meta=TWO, line="来源：国际交流合作处") == "国际交流合作处"
