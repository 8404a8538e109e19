"""What the fields stage leaves unread: no screen refuses what the full reading takes."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipelines.dates import Context
from pipelines.dates.numerals import DASHES, one_zero
from pipelines.dates.reading import readings
from pipelines.fields import bars, datelines, marks, paths, signatures, trim, zones
from pipelines.fields.folding import fold, key
from pipelines.names import Role, credits_of, names_writer, role_pattern, roles, spacing

DATES = (
    "2020-02-24,2020年2月24日,二〇二〇年二月廿四日,15:28,02-24,24/02/2020,Feb 24 2020,20200224,"
    "24 ſep 2020,十一月 6th 2009,02日14:25,109/02/24,2020 02 /24,２０２０．２．２４,2020\\2\\24"
)
LABELS = "来源,作者,責任編輯,来  源,供稿/摄影,By Li Wei in Wuhan,关键词,字体"
WORDS = "首页,新闻,新闻中心,县融媒体中心,新华社北京2月24日电,本报讯,报道,楼主,张三,周 莉莉"
SIGNS = ":：﹕∶︰|｜丨/／[【](（)）>＞﹥»→▶》《、·•。！？”… \u3000\xa0\t\u2003\n\x1f།"
PIECES = (
    *(word for words in (DATES, LABELS, WORDS, "::,->,站,编辑部,小") for word in words.split(",")),
    *SIGNS,
    *DASHES,
    *sorted(roles()),
)
lines = st.lists(st.sampled_from(PIECES) | st.characters(codec="utf-8"), max_size=8).map("".join)
many = settings(max_examples=400, deadline=None)


@many
@given(lines)
@example("小记者 李明 文/圖 BY Li")
def test_roles_begin_with_what_is_looked_for(line: str) -> None:
    screened = role_pattern()
    assert screened.pattern.startswith("(?=[")
    whole = re.compile(screened.pattern.partition("])")[2], re.IGNORECASE)
    found, all_there = (
        [(one.span(), one.lastgroup) for one in pattern.finditer(line)]
        for pattern in (screened, whole)
    )
    assert found == all_there


@many
@given(lines)
@example("记 者 王丽")
@example("文 李明 图 王芳")
def test_who_wrote_is_known_without_the_names(line: str) -> None:
    wrote = any(credit.role is Role.WRITER for credit in credits_of(line, strict=True))
    assert names_writer(line) == wrote


@many
@given(lines)
@example(" 周莉莉 ")
def test_credits_of_one_word_have_no_gaps_to_close(line: str) -> None:
    word = "".join(line.split())
    for padded in (word, f" {word} "):
        assert not spacing._THREE_SPACED.search(padded)
        assert not spacing._LETTER_SPACED.search(padded)
        assert not spacing._family_apart().search(padded)
        assert not spacing._WORDS_AND_PICTURES.match(padded)
        assert not spacing._BEFORE_LAST.search(padded)


@many
@given(lines)
@example("20200224")
@example("2020—02—24")
@example("Mon Feb 24 15:28:07 CST 2020")
def test_dates_have_the_signs_that_are_looked_for(line: str) -> None:
    folded = fold(line)
    near = Context(near=bars._ANY_DATE.near)
    if readings(one_zero(folded), near):
        assert bars._DATE_SIGN.search(folded)
        assert bars._DATE_SIGNS.search(folded)


@many
@given(lines)
@example("来源 新华社")
@example("By Li Wei")
def test_labels_are_parted_by_the_signs_that_are_looked_for(line: str) -> None:
    folded = fold(line)
    if marks._parted_marks(folded):
        assert marks._PARTING.search(folded)


@many
@given(lines)
@example("来源：")
@example("责任编辑∶　【")
def test_lines_that_end_in_a_label_end_in_its_sign(line: str) -> None:
    if fold(line).rstrip(" [(").endswith((":", "|")):
        assert line.endswith(zones._OPEN_ENDS)


@many
@given(lines)
@example("首页：：新闻")
@example("首页﹥新闻")
def test_arrows_have_the_signs_that_are_looked_for(line: str) -> None:
    if paths.ARROWS.search(fold(line)) or paths.ARROWS.search(paths.arrows_only(line)):
        assert paths.may_have_arrow(line)


@many
@given(lines)
@example("新闻|图片|视频|专题")
def test_menus_are_words_and_what_parts_them(line: str) -> None:
    words = paths._BETWEEN_WORDS.split(fold(line).strip(" |/·-"))
    if all(map(paths._MENU_WORD.fullmatch, words)):
        assert paths._WORDS_ALONE.fullmatch(fold(line))


@many
@given(lines)
@example("本报讯（记者 王芳）")
@example("秦楚网讯 特约记者 杨洪霞 通讯员 王文勤 报道：")
def test_datelines_have_the_signs_that_are_looked_for(line: str) -> None:
    forms = (
        datelines._CREDIT.search,
        datelines._BARE.match,
        datelines._BEHIND_DAY.match,
        datelines._REPORTED.match,
        datelines._LEADING.match,
        datelines._BEHIND_OUTLET.match,
    )
    if any(form(line) for form in forms):
        assert datelines._SIGNS_OF_CREDIT.search(line)


@many
@given(lines, st.sampled_from(signatures._ENDS_OF_PROSE))
def test_nothing_signs_behind_the_end_of_a_sentence(line: str, end: str) -> None:
    assert not signatures._UNBRACKETED.search(f"{line}。张三 李四{end}")


@many
@given(st.characters(codec="utf-8"), lines)
@example("一", "\u3099")
@example("1", "\u20e3")
def test_keys_begin_as_their_lines_do(first: str, rest: str) -> None:
    if trim._FIRST_STAYS.match(first):
        assert key(first + rest)[0] == first


@many
@given(lines)
def test_keys_have_no_line_breaks(line: str) -> None:
    assert "\n" not in key(line)
