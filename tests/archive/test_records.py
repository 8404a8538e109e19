"""Records, and copies of them with other values."""

from __future__ import annotations

import dataclasses

import pytest

from archive.records import Article, Removal, WarcPointer, changed


def test_a_changed_record_is_the_same_but_for_what_was_changed() -> None:
    pointer = WarcPointer(file="a.warc.gz", offset=1, length=2)
    article = Article(url="http://a.gov.cn/1.html", title="通知", body="正文。", warc=pointer)

    new = changed(article, title="公告", authors=("王芳",))

    assert new == dataclasses.replace(article, title="公告", authors=("王芳",))
    assert new.warc is pointer
    assert article.title == "通知", "the old one stays as it was"


def test_records_of_unlike_kinds_are_copied_each_in_its_own_way() -> None:
    removal = Removal(rule="phrase", text="彩票", at=3, where="body")

    assert changed(removal, at=5) == Removal(rule="phrase", text="彩票", at=5, where="body")
    assert changed(WarcPointer(file="a", offset=1, length=2), offset=9).offset == 9


def test_a_field_that_there_is_not_is_refused() -> None:
    with pytest.raises(AttributeError):
        changed(Article(url="http://a.gov.cn/1.html"), headline="通知")  # type: ignore[call-arg]
