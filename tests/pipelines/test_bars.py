"""Information bars, in the forms that real sites write them."""

from __future__ import annotations

import pytest

from pipelines.fields.bars import read_bar
from tests.pipelines.tables import read_table


def specimens() -> list[tuple[str, dict[str, str]]]:
    """Lines of ``bars.tsv`` with what they say of source, author and editor."""
    rows = read_table("bars.tsv")
    fields = ("source", "author", "editor")
    return [(row["line"], {name: row[name] for name in fields if row[name]}) for row in rows]


def entries(line: str) -> dict[str, str]:
    wanted = ("source", "author", "editor")
    return {e.kind: e.value for e in read_bar(line).entries if e.kind in wanted and e.value}


@pytest.mark.parametrize(("line", "expected"), specimens())
def test_labels(line: str, expected: dict[str, str]) -> None:
    assert entries(line) == expected


def test_words_beside_the_date() -> None:
    assert read_bar("2019-09-26 10:56:28 证券时报网").after_date == "证券时报网"
    assert read_bar("中国网 2019-11-25 10:37:31").before_date == "中国网"
    assert (
        read_bar("http://www.sina.net 2005年03月21日 11:21 《理财周刊》").after_date
        == "《理财周刊》"
    )


def test_what_is_dated() -> None:
    assert read_bar("2022年02月12日 星期六").dated
    assert not read_bar("2005年9月 (1)").dated  # an archive's link
    assert not read_bar("今天是2020年3月5日 星期四").dated


def test_prose_is_no_bar() -> None:
    prose = "记者：您怎么看这个问题？" + "会议指出，要加强领导。" * 20
    assert not read_bar(prose).is_bar
