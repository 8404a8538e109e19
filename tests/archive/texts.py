"""Articles of given texts, written past the writer: search knows only rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from archive.models import ArticleRow, ClusterRow
from archive.search import index as search_index
from tests.bench.articles import EMPTY_ROW, NOW

Text = tuple[str, str]
"""Title and body."""

ODD_TEXTS: list[Text] = [
    ("ＧＤＰ同比增长3.5%", "國內生產總值（GDP）达1,234.5亿元，同比增長３．５％。"),
    (
        "Hong'an County News",
        "The COUNTY government's e-mail is news@hongan.gov.cn; call 110 or 119.",
    ),
    ("𠮷野家、𠀀𠀁", "生僻字：𠮷野、龘龘、䶮。\n维吾尔文：شىنجاڭ خەۋەرلىرى。བོད་ཡིག་གསར་འགྱུར།"),
    ('"双胜利"“双统筹”', "<b>加粗</b> &amp; 100% -1 a_b c\\d OR AND NOT * ^ ' -- ; SELECT"),
    ("", "没有标题的文章，正文里有復\u200b工復產。"),
    ("只有标题", ""),
]


def write_texts(connection: Connection, texts: Sequence[Text], *, first: int = 1) -> None:
    """Write articles with rising ids, published a day apart from 2020-01-01 on."""
    rows: list[dict[str, Any]] = []
    for number, (title, body) in enumerate(texts, first):
        day = date.fromordinal(date(2020, 1, 1).toordinal() + number - 1)
        row = {**EMPTY_ROW, "id": number, "url": f"http://texts.example/{number}"}
        row |= {"title": title, "body": body, "cluster_id": number}
        rows.append(row | {"published_at": day.isoformat(), "published_day": day})
    if rows:
        clusters = [{"id": row["id"], "opened_at": NOW} for row in rows]
        connection.execute(insert(ClusterRow), clusters)
        connection.execute(insert(ArticleRow), rows)


def store_texts(connection: Connection, texts: Sequence[Text]) -> None:
    """Write them and index them."""
    write_texts(connection, texts)
    for number in range(1, len(texts) + 1):
        search_index.put(connection, number)


def clear(connection: Connection) -> None:
    """Take all articles out again, from the index as well."""
    for number in connection.scalars(select(ArticleRow.id)).all():
        search_index.delete(connection, number)
    connection.execute(delete(ArticleRow))
    connection.execute(delete(ClusterRow))


def change(connection: Connection, number: int, **fields: Any) -> None:  # noqa: ANN401 - of any type
    """Change an article's row and index it again."""
    connection.execute(update(ArticleRow).where(ArticleRow.id == number).values(fields))
    search_index.put(connection, number)
