from hypothesis import given
from hypothesis import strategies as st

from pipelines.despam.cutting import Cut, cut, filled, restored, tidied

Field = tuple[list[str], list[list[Cut]]]


@st.composite
def cut_fields(draw: st.DrawFn) -> Field:
    lines = draw(
        st.lists(st.text("会议指出，bet365 。\u200b【】", min_size=1, max_size=30), max_size=6)
    )
    cuts = []
    for line in lines:
        borders = sorted(draw(st.sets(st.integers(0, len(line)), max_size=6)))
        pairs = zip(borders[::2], borders[1::2], strict=False)
        cuts.append([Cut(start, end, "rule", 0.9) for start, end in pairs])
    return lines, cuts


@given(cut_fields())
def test_what_was_cut_can_be_put_back_exactly(field: Field) -> None:
    lines, cuts = field
    clean, removals = cut(lines, cuts, "body")
    assert restored("\n".join(clean), removals) == "\n".join(lines)


@given(cut_fields())
def test_each_removal_is_told_where_it_stood(field: Field) -> None:
    lines, cuts = field
    clean, removals = cut(lines, cuts, "body")
    offsets = [removal.at for removal in removals]
    assert offsets == sorted(offsets)
    assert all(0 <= at <= len("\n".join(clean)) for at in offsets)


def test_a_line_that_is_all_spam_goes_with_its_line_break() -> None:
    clean, removals = cut(["一", "赌场官网", "二"], [[], [Cut(0, 4, "rule", 1.0)], []], "body")
    assert clean == ("一", "二")
    assert [(r.text, r.at) for r in removals] == [("赌场官网\n", 2)]


def test_a_field_that_is_all_spam_is_empty() -> None:
    clean, removals = cut(["赌场"], [[Cut(0, 2, "rule", 1.0)]], "title")
    assert clean == ()
    assert removals[0].text == "赌场"


def grown(line: str, phrase: str) -> str:
    start = line.index(phrase)
    start, end = tidied(line, start, start + len(phrase))
    return line[:start] + line[end:]


def test_borders_take_what_came_with_the_run() -> None:
    assert grown("贯彻 赌场 落实精神", "赌场") == "贯彻落实精神"
    assert grown("贯彻【赌场】落实精神", "赌场") == "贯彻落实精神"
    assert grown("贯彻\u200b赌场落实精神", "赌场") == "贯彻落实精神"
    assert grown("合格答卷。赌场。会议", "赌场") == "合格答卷。会议"
    assert grown("全省会议召开_赌场", "赌场") == "全省会议召开"


def test_borders_leave_the_space_of_a_headline() -> None:
    assert grown("勠力同心 共克赌场时艰", "赌场") == "勠力同心 共克时艰"
    assert grown("勠力同心赌场 共克时艰", "赌场") == "勠力同心 共克时艰"


def gone(line: str, *phrases: str) -> str:
    cuts = [Cut(at, at + len(p), "rule", 0.9) for p in phrases for at in (line.index(p),)]
    return "".join(line[c.start : c.end] for c in filled(line, tuple(cuts)))


def test_a_list_of_which_most_items_are_spam_goes_whole() -> None:
    line = "锦利体育官网 蓝色港湾首页大厅 百家乐技巧"
    assert gone(line, "锦利体育官网", "百家乐技巧") == line
    assert gone(line, "百家乐技巧") == "百家乐技巧"


def test_a_sentence_between_two_phrases_stays() -> None:
    line = "锦利体育官网 会议强调，要坚持 百家乐技巧"
    assert gone(line, "锦利体育官网", "百家乐技巧") == "锦利体育官网百家乐技巧"
    assert gone("勠力同心 百家乐技巧", "百家乐技巧") == "百家乐技巧"


def test_the_second_sign_of_a_splice_goes_also_before_a_number() -> None:
    line = "共投入警力¥某某官网¥420人次"
    start, end = line.index("¥"), line.index("人次")
    assert line[slice(*tidied(line, start, end))] == "¥某某官网¥"
    line = "优惠价某某官网¥420元"
    start, end = line.index("某"), line.index("元")
    assert line[slice(*tidied(line, start, end))] == "某某官网"


def test_a_joining_sign_goes_where_the_run_holds_its_fellow() -> None:
    line = "领导班子·某某官网·走访"
    assert line[slice(*tidied(line, 5, 10))] == "·某某官网·"
    line = "阿依·某某官网古丽"
    assert line[slice(*tidied(line, 3, 7))] == "某某官网"
