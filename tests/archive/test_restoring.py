"""Words that spam had overwritten come back from clean copies, and from nowhere else."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from archive import Archive
from archive.cli import main
from archive.database.engine import connect
from archive.database.schema import upgrade
from archive.reading.restoring import Copy, with_words
from archive.records import Article, Extraction, Removal
from archive.writing.writer import Writer
from tests.archive.samples import NOW, OTHER_BODY, URL, extraction, judge

SPAM = "90分钟足球网_bet36亚洲体育"
CLEAN = (
    "中央政治局常委会召开会议，习近平总书记主持会议并发表重要讲话。\n"
    "会议强调，各级党委要切实担负起责任，把人民群众生命安全和身体健康放在第一位。\n"
    "省委书记在分会场指出，要在习近平总书记的指挥下，打赢疫情防控这场硬仗。"
)


def hacked(*overwritten: tuple[int, str], body: str = CLEAN, url: str = URL) -> Article:
    """Return what is left of a body when spam has replaced words: (offset, word) in rising order.

    Their records stand where the words stood.
    """
    left, removed, lost = body, [], 0
    for at, word in overwritten:
        assert body.startswith(word, at)
        left = left[: at - lost] + left[at - lost + len(word) :]
        removed.append(Removal(rule="test", text=SPAM, at=at - lost, where="body"))
        lost += len(word)
    return Article(url=url, body=left, removed=tuple(removed), hacked=bool(removed))


def copy(body: str = CLEAN, url: str = "http://copy.gov.cn/1") -> Copy:
    return Copy.of(Article(url=url, body=body))


SPLICED_ELSEWHERE = Copy.of(hacked((CLEAN.index("生命"), "生命"), url="http://c.gov.cn/"))
FIRST, SECOND = CLEAN.index("习近平"), CLEAN.rindex("习近平")
TWICE = ((FIRST, "习近平"), (SECOND, "习近平"))


def test_words_come_back_with_their_origin() -> None:
    found = with_words(hacked(*TWICE), [copy()])
    assert found.body == CLEAN
    assert [(r.at, r.text, r.origin) for r in found.restored] == [
        (FIRST, "习近平", "http://copy.gov.cn/1"),
        (SECOND, "习近平", "http://copy.gov.cn/1"),
    ]
    assert [removal.at for removal in found.removed] == [FIRST, SECOND]


def test_a_splice_that_overwrote_nothing_leaves_the_text_alone() -> None:
    spliced = hacked((FIRST, ""))
    assert with_words(spliced, [copy()]) == spliced


@pytest.mark.parametrize(
    ("copies", "why"),
    [
        ([], "no copy"),
        ([copy(OTHER_BODY)], "another text"),
        ([copy(), copy(CLEAN.replace("习近平", "李某某"))], "copies disagree"),
        ([copy(CLEAN.replace("习近平", SPAM))], "the copy carries the spam itself"),
        ([copy(CLEAN.replace("习近平", f"更多{SPAM}点击"))], "the copy carries more of it"),
        ([Copy.of(hacked(*TWICE, url="http://b.gov.cn/"))], "the copy was hacked there too"),
        ([copy(CLEAN + "\n" + CLEAN)], "the place is there twice"),
        ([copy(CLEAN.replace("习近平", "\n"))], "the copy has a new paragraph there"),
        ([copy(CLEAN.replace("习近平", "某" * 60))], "too much stands between"),
        ([copy(CLEAN.replace("习近平", "千亿体育qy88vip"))], "another site's name"),
        ([copy(CLEAN.replace("习近平", "认准yl234.cc"))], "the copy carries an address"),
        ([copy(CLEAN.replace("习近平", "新❤葡❤京"))], "the copy carries disguised words"),
        ([copy(CLEAN.replace("习近平", "彩_神"))], "the copy carries disguised words"),
        ([SPLICED_ELSEWHERE], "no copy is clean"),
        ([copy(CLEAN.replace("习近平", "李某某")), SPLICED_ELSEWHERE], "a hacked copy disagrees"),
    ],
)
def test_nothing_is_guessed(copies: list[Copy], why: str) -> None:
    article = hacked(*TWICE)
    assert with_words(article, copies) == article, why


@pytest.mark.parametrize(
    "word",
    ["5G", "2026", "A级景区", "○二六", "120㎡", "36.5℃", "3.5%", "阿依·古丽", "1~3岁", "“三农”"],
)
def test_words_of_many_kinds_come_back(word: str) -> None:
    whole = CLEAN.replace("习近平", word)
    article = hacked((whole.index(word), word), (whole.rindex(word), word), body=whole)
    assert with_words(article, [copy(whole)]).body == whole


def test_a_hacked_copy_seconds_a_clean_one_and_is_not_named() -> None:
    found = with_words(hacked(*TWICE), [SPLICED_ELSEWHERE, copy()])
    assert (found.body, {one.origin for one in found.restored}) == (CLEAN, {"http://copy.gov.cn/1"})


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (CLEAN.replace("，", ","), "half-width commas"),
        (CLEAN.replace("\n", "\n　　"), "indents"),
        (CLEAN.replace("\n", ""), "other paragraphs"),
        (CLEAN.replace("中央政治局常委会", "近日，中央政治局常委会"), "another lead"),
        (CLEAN.replace("切实担负起责任", "担责"), "an edit elsewhere"),
    ],
)
def test_what_copies_change_does_not_hide_the_words(body: str, why: str) -> None:
    assert with_words(hacked(*TWICE), [copy(body)]).body == CLEAN, why


@given(st.data())
def test_restoring_a_clean_copy_gives_what_was_there_or_nothing_else(data: st.DataObject) -> None:
    starts = sorted(data.draw(st.sets(st.integers(0, len(CLEAN) - 6), min_size=1, max_size=4)))
    starts = [at for n, at in enumerate(starts) if not n or at - starts[n - 1] > 6]
    words = [(at, CLEAN[at : at + data.draw(st.integers(0, 5))]) for at in starts]
    article = hacked(*words)
    found = with_words(article, [copy()])
    plain = found.body
    for one in reversed(found.restored):
        assert plain[one.at : one.at + len(one.text)] == one.text
        plain = plain[: one.at] + plain[one.at + len(one.text) :]
    assert plain == article.body
    assert {one.text for one in found.restored} <= {word.strip() for _, word in words}


# --- through the archive --------------------------------------------------------------------------


@pytest.fixture
def writer(archive_address: str) -> Iterator[Writer]:
    engine = connect(archive_address)
    upgrade(engine)
    yield Writer(engine, judge)
    engine.dispose()


def page(article: Article) -> Extraction:
    return extraction(article.url, article.body, removed=article.removed, hacked=article.hacked)


def test_the_cluster_knows_and_only_who_asks_is_told(archive_address: str, writer: Writer) -> None:
    stored = writer.store(page(hacked(*TWICE)), now=NOW)
    writer.store(extraction("http://copy.gov.cn/1", CLEAN), now=NOW)
    with Archive(archive_address) as archive:
        as_stored, whole = archive.get(URL), archive.get(URL, restore=True)
        assert as_stored is not None
        assert whole is not None
        assert (as_stored.restored, as_stored.body) == ((), hacked(*TWICE).body)
        assert whole.body == CLEAN
        assert next(archive.articles(restore=True)) == whole
    record = whole.to_dict()
    assert record["restored"][0] == {"at": FIRST, "text": "习近平", "from": "http://copy.gov.cn/1"}
    for command in (["show", str(stored.article_id), "--format", "jsonl"], ["export"]):
        result = CliRunner().invoke(main, [*command, "--restore", "--archive", archive_address])
        assert json.loads(result.stdout.splitlines()[0]) == record
        plain = CliRunner().invoke(main, [*command, "--archive", archive_address])
        assert json.loads(plain.stdout.splitlines()[0]) == as_stored.to_dict()


def test_the_version_before_the_hack_knows(archive_address: str, writer: Writer) -> None:
    writer.store(extraction(URL, CLEAN), now=NOW)
    writer.store(page(hacked(*TWICE)), now=NOW + timedelta(days=1))
    with Archive(archive_address) as archive:
        whole = archive.get(URL, restore=True)
    assert whole is not None
    assert (whole.version, whole.body, whole.restored[0].origin) == (2, CLEAN, URL)


def test_what_is_only_suspected_in_a_copy_is_not_put_into_another(
    archive_address: str, writer: Writer
) -> None:
    writer.store(page(hacked(*TWICE)), now=NOW)
    odd = extraction("http://copy.gov.cn/1", CLEAN.replace("习近平", "张某"))
    doubt = Removal(rule="test", text="张某", at=FIRST, where="body", confidence=0.4)
    writer.store(dataclasses.replace(odd, suspected=(doubt,)), now=NOW)
    with Archive(archive_address) as archive:
        found = archive.get(URL, restore=True)
    assert found is not None
    assert found.restored == ()
