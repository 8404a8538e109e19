"""Lines of a text that look like an article's label bar and say when something takes place.

时间：2024年8月30日 stands in the text of a notice as it stands below headlines; a tender has
several such lines, as the posts of a thread have bars.
"""

from __future__ import annotations

import re
from functools import cache

from pipelines.extract import phrases
from pipelines.extract.lines import Page
from seeds.vocabulary import table

_LINES_BESIDE = 2
"""Lines above and below one that says when, in which place or matter stand."""
_LINES_ANNOUNCED = 3
"""Lines below one that announces a list (具体安排如下：) in which the list says when."""
_WHEN = re.compile(r"([\u3400-\u9fff]{0,18}(?:时间|日期|時間))[:：]")
"""How a line begins that says when: 时间：…, 招标公告发布时间：…."""
_OWN = re.compile("^(?:本|此|该)?(?:文章|文|信息|稿件|新闻|网页|页面|内容|资料|[帖贴]子?)(?=.{3})")
"""What stands before such a label and is the article itself: 本文发布时间：…."""
_DAY_ALONE = re.compile(
    r"[\u3400-\u9fff\s]{2,12}[:：]\s*(?:(?:19|20)\d\d|\d{1,2}月\d{1,2}日)[\d\s年月日时分秒号上中下午晨晚间:：./（）()星期一二三四五六日天-]*"
)
"""A label, and a day with or without its time."""
_LONGEST_LABEL = 8
"""Characters of what calls the time of an event."""


def dates_event(page: Page, index: int) -> bool:
    """Whether a line with a date is an item of the text that says when: place or matter beside it.

    A line that says anything else of an article (来源, 点击) is a bar whatever stands beside it.
    """
    text = page.lines[index].text
    label = _label_of_time(text)
    if not 0 < len(label) <= _LONGEST_LABEL or phrases.count_labels(text) > 1:
        return False
    beside = [
        *page.lines[max(0, index - _LINES_BESIDE) : index],
        *page.lines[index + 1 : index + 1 + _LINES_BESIDE],
    ]
    above = page.lines[max(0, index - _LINES_ANNOUNCED) : index]
    return any(
        phrases.pattern_of("beside_time").match(phrases.bare(line.text)) for line in beside
    ) or any(phrases.announces_list(line.text) for line in above)


def dates_other(text: str) -> bool:
    """Tell a line that begins with when another thing is or was: 招标公告发布时间：2024-04-01."""
    label = _OWN.sub("", _label_of_time(text))
    return bool(label) and label not in _of_articles()


def is_day_alone(text: str) -> bool:
    """Tell a label of publication with its day and nothing else: 时间：2024年3月20日上午9:00."""
    label = _label_of_time(text)
    return label in table("date_labels")["publication"] and _DAY_ALONE.fullmatch(text) is not None


def dates_change(text: str) -> bool:
    """Tell a bar that begins with when its page was last changed: 更新时间：2024-04-01."""
    return _label_of_time(text) in table("date_labels")["updated"]


def is_post_bar(text: str) -> bool:
    """Tell the bar of a post in a thread, which says to the minute when somebody posted it.

    A tender says to the minute when bids are due and opened, a chronicle when things happened.
    """
    if not (phrases.has_time(text) and phrases.is_label_bar(text)):
        return False
    return phrases.pattern_of("posted").search(text) is not None


def _label_of_time(text: str) -> str:
    match = _WHEN.match(phrases.bare(text[: phrases.MAX_BAR_CHARACTERS]))
    return match[1] if match else ""


@cache
def _of_articles() -> frozenset[str]:
    """Return what the day of publication, or of the last change, is called."""
    groups = table("date_labels")
    return frozenset(label for name in ("publication", "updated") for label in groups[name])
