"""What a line is by its words: the vocabulary of ``page_lines`` as compiled patterns."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import islice

from seeds.scripts import InEitherScript, in_either_script
from seeds.vocabulary import table

_EDGE = " \t|｜丨·•>》<《【】[]（）()「」/／、,，.。:：;；-—_*+»«›‹→←↑↓▲▼■□◆◇●○★☆…!！?？\"“”'"
_EDGE += (
    "\ufffd" + "".join(map(chr, range(0x2190, 0x21A0))) + "".join(map(chr, range(0x2500, 0x2600)))
)
"""Brackets, separators, arrows, box drawing, characters that were lost: no words."""
_DATE = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")
_PERIOD = re.compile(r"\d\s*[日号]?\s*(?:至|到|—|－|~)\s*(?:\d{4}\s*年\s*)?\d{1,2}\s*[月日]")
_DATE_TIME = re.compile(rf"{_DATE.pattern}日?\s*\d{{1,2}}[:：]\d{{2}}")
_TIME = re.compile(r"\b\d{1,2}[:：]\d{2}")
_ENACTED = re.compile(
    r"[（(]?(?:19|20)\d\d年\d{1,2}月\d{1,2}日起?[\u3400-\u9fff\d〔〕《》、]*"
    r"(?:通过|批准|施行|实施|修正|修订|第[\d一二三四五六七八九十百零〇]+号[\u3400-\u9fff]{0,4}(?:公布|发布))[)）]?"
)
"""A day and what was done to a law on it, as it stands above the law's first chapter."""
_PARTS = re.compile(r"[\s|｜丨·•>》<《【】\[\]（）()「」/／、,，:：;；-]+")

_ITEM = re.compile(
    r"[（(]?(?:[一二三四五六七八九十]{1,3}(?:[、.．]|[)）])|\d{1,2}(?:[、.．](?!\d)|[)）]))"
)
"""How a line begins that is an item of the text, whatever label stands in it: 二、发布时间：…."""
_CLAUSE = re.compile(r"[，,。；;]")
_STEP_ARROW = re.compile("[→➔➜➝➞⇒➡]")
"""What joins the steps of a procedure: 扫描车位旁二维码→输入车牌号→支付."""
_STEP_SIGN = re.compile(r"[>＞»›→➔➜➝➞⇒➡]+")
"""The same, and what parts the items of a page's path as well."""
LEAST_STEPS = 3
_FULL_STOPS = ("。", "；", ";")
"""How a sentence ends that is no cry; a heading ends in none of them."""

_REMEMBERED = 4096
"""Lines whose kind is remembered: the pages of a site have most of their lines in common."""
MAX_TOOL_CHARACTERS = 60
MAX_LOOSE_CHARACTERS = 3 * MAX_TOOL_CHARACTERS
"""The same with the white space that parts the tools."""
MAX_HEADING_CHARACTERS = 30
MAX_PROMOTION_CHARACTERS = 120
MAX_AFTER_HEADING = 6
"""Characters after a heading's words: 更多>>, a colon, a bracket."""
MAX_FOOTER_CHARACTERS = 160
MAX_BAR_CHARACTERS = 140
MAX_ANNOUNCING = 40
"""Characters at the end of a line that say that a list follows."""
MAX_DATE_CHARACTERS = 26
MAX_OF_RIGHTS = 400
"""Characters of what a site says of its rights within which it does so."""


@cache
def pattern_of(name: str) -> re.Pattern[str]:
    """Return what a list of ``page_lines.toml`` matches, in either script."""
    return _patterns(name).either


def _finder(name: str, text: str) -> re.Pattern[str]:
    """Return what finds the words of a kind anywhere in ``text``."""
    return _patterns(name).for_text(text)


@cache
def _patterns(name: str) -> InEitherScript:
    return in_either_script("|".join(f"(?:{part})" for part in table("page_lines")[name]))


def bare(text: str) -> str:
    """Return ``text`` without any white space."""
    return "".join(text.split())


@lru_cache(maxsize=_REMEMBERED)
def is_tool(text: str) -> bool:
    """Tell a line of page tools: print, share, font size."""
    if len(text) > MAX_LOOSE_CHARACTERS:
        return not text.strip(_EDGE)
    core = bare(text).strip(_EDGE)
    if not core:
        return True
    if len(core) > MAX_TOOL_CHARACTERS:
        return False
    pattern = _finder("tools", text)
    if pattern.fullmatch(core):
        is_wire = pattern_of("wire_end").fullmatch(text.strip())
        return not (is_wire or _is_errand(core) or is_steps(text))
    parts = [part for part in _PARTS.split(text) if part]
    if len(parts) < 2:
        return False  # the whole line, which has been looked at
    most_others = 2 * len(parts) // 5 if len(parts) > 3 else 0
    others = (part for part in parts if not pattern.fullmatch(part))
    return next(islice(others, most_others, None), None) is None  # prose has too many at once


def is_steps(text: str) -> bool:
    """Tell the steps of a procedure from a page's path, which begins at home or ends in 正文."""
    if not _STEP_ARROW.search(text):
        return False
    parts = (bare(part).strip(_EDGE) for part in _STEP_ARROW.split(text))
    steps = [part for part in parts if part]
    if len(steps) < LEAST_STEPS or begins_breadcrumb(text):
        return False
    return steps[-1] not in table("labels")["leaves"] and not pattern_of("home").fullmatch(steps[0])


def is_sites_name(item: str) -> bool:
    """Tell the name of a site that a path begins with from 登录某县政务服务网 and from 首页."""
    return pattern_of("home").fullmatch(bare(item)) is not None and not item.endswith(("页", "頁"))


def may_be_steps(text: str) -> bool:
    """Tell a path from home that may be steps as well: 首页>政务服务>社保查询; no 当前位置：….

    Where it stands, and whether it is links, tells which of the two it is.
    """
    if _STEP_SIGN.search(text) is None:
        return False
    items = [bare(part).strip(_EDGE) for part in _STEP_SIGN.split(text)]
    is_path = (
        pattern_of("home").fullmatch(items[0]) is None or items[-1] in table("labels")["leaves"]
    )
    return not is_path and len(items) >= LEAST_STEPS and all(items)


def is_promotion(text: str) -> bool:
    """Tell, of a line with a link, an invitation to use another service of the site."""
    return len(text) <= MAX_PROMOTION_CHARACTERS and bool(
        _finder("promotion", text).search(bare(text))
    )


@lru_cache(maxsize=_REMEMBERED)
def is_disclaimer_heading(text: str) -> bool:
    """Tell a heading over what a site says of its rights."""
    core = bare(text).strip(_EDGE)
    return len(core) <= MAX_HEADING_CHARACTERS and bool(
        pattern_of("disclaimer_heading").fullmatch(core)
    )


@lru_cache(maxsize=_REMEMBERED)
def is_related_heading(text: str) -> bool:
    """Tell a heading over links to other articles.

    A line that goes on after the heading's words is an item, not a heading; one that is a clause
    (相关链接已经开通。) is prose.
    """
    if len(text) > MAX_LOOSE_CHARACTERS:
        return False
    core = bare(text)
    match = pattern_of("related").match(core)
    if match is None or len(core) - match.end() > MAX_AFTER_HEADING:
        return False
    return not _CLAUSE.search(core, match.end())


@lru_cache(maxsize=_REMEMBERED)
def labels_other_articles(text: str) -> bool:
    """Tell, of a line with a link, 上一篇：… and 相关新闻：…: a label, and the link behind it."""
    if len(text) > MAX_PROMOTION_CHARACTERS:
        return False
    core = bare(text)
    match = pattern_of("related").match(core)
    behind = core[match.end() - 1 : match.end() + 2] if match else ""
    return "：" in behind or ":" in behind


def names_neighbour(text: str) -> bool:
    """Tell, of a line below a text, 上一篇：没有了 and 下一条：某文, link or none."""
    return pattern_of("neighbour").match(bare(text[:MAX_PROMOTION_CHARACTERS])) is not None


@lru_cache(maxsize=_REMEMBERED)
def is_comment_heading(text: str) -> bool:
    """Tell a heading over what readers wrote; a sentence about it is prose."""
    if len(text) > MAX_HEADING_CHARACTERS or text.endswith(_FULL_STOPS):
        return False
    return bool(pattern_of("comments").match(bare(text)))


@lru_cache(maxsize=_REMEMBERED)
def names_column(text: str) -> bool:
    """Tell a line that is the name of a column and no more: 政府信息公开."""
    return len(text) <= MAX_HEADING_CHARACTERS and bool(
        pattern_of("column").fullmatch(bare(text).strip(_EDGE))
    )


def names_service(text: str) -> bool:
    """Tell a title that is the name of a service of the site: 站内搜索, 县长信箱, 用户注册."""
    return len(text) <= MAX_HEADING_CHARACTERS and bool(
        pattern_of("services").fullmatch(bare(text).strip(_EDGE))
    )


def asks_visitor(sentence: str) -> bool:
    """Tell what a service says of its use (请输入验证码。) from a sentence of an article."""
    return _finder("asks_visitor", sentence).search(sentence) is not None


def tells_news(text: str) -> bool:
    """Tell a text that says that something has just happened: 近日, 今年, 3月14日，."""
    return _finder("tells_news", text).search(bare(text)) is not None


def is_banner(text: str) -> bool:
    """Tell, of a line above a headline, what the site says to its visitor: 今天是2020年3月5日."""
    return len(text) <= MAX_FOOTER_CHARACTERS and bool(pattern_of("banner").match(bare(text)))


def names_organiser(text: str) -> bool:
    """Tell a line that says who held an event or runs the site: 主办单位：县文旅局."""
    return bool(pattern_of("organiser").match(bare(text)))


@lru_cache(maxsize=_REMEMBERED)
def is_label_bar(text: str) -> bool:
    """Tell the line that says when, by whom and where an article was published."""
    if len(text) > MAX_BAR_CHARACTERS or text[0] in "（(" or text[-1] in "。！？；，":
        return False
    if _PERIOD.search(text) or is_item(text) or tells_of_law(text):
        return False  # 公示时间：8月11日至8月17日
    labels = count_labels(text)
    if not _DATE.search(text):
        return labels > 1 and "：" in text.replace(":", "：") and not _is_clauses(text)
    if labels > 0 or len(text) <= MAX_DATE_CHARACTERS:
        return True
    return len(text) <= MAX_TOOL_CHARACTERS and bool(_DATE_TIME.match(text))


def _is_clauses(text: str) -> bool:
    """Tell prose that leads over to a list (…登上热搜，播放量超过2000万。部分网友的评论：)."""
    return "。" in text or (text.count("，") > 1 and text.find("：") in (-1, len(text) - 1))


def is_item(text: str) -> bool:
    """Tell an item of a numbered text: 二、项目名称：…."""
    return _ITEM.match(text) is not None


def tells_of_law(text: str) -> bool:
    """Tell 2020年6月19日 市人民代表大会常务委员会第二十八次会议通过, a line of a law's text."""
    return "年" in text[:6] and _ENACTED.fullmatch(bare(text)) is not None


def count_labels(text: str) -> int:
    """Return how many different labels of a label bar stand in ``text``."""
    return len(set(_finder("label_bar", text).findall(bare(text))))


def has_date(text: str) -> bool:
    """Tell whether a whole date stands in ``text``."""
    return bool(_DATE.search(text))


def has_time(text: str) -> bool:
    """Tell whether a whole date with a time of day stands in ``text``."""
    return has_date(text) and bool(_TIME.search(text))


@lru_cache(maxsize=_REMEMBERED)
def is_footer(text: str) -> bool:
    """Tell a line of the site's foot: rights, licences, contact."""
    if len(text) > MAX_FOOTER_CHARACTERS:
        return False
    core = bare(text)
    if _finder("footer", text).search(core):
        return True
    return pattern_of("footer_whole").fullmatch(core) is not None


@lru_cache(maxsize=_REMEMBERED)
def is_card_row(text: str) -> bool:
    """Tell a row of the card above an official document: it begins with a label, or has several."""
    if len(text) > MAX_FOOTER_CHARACTERS or text[-1] in "。！？；" or is_item(text):
        return False
    core = bare(text)
    labels = _finder("document_card", text)
    return len(set(labels.findall(core))) > 1 or (
        "：" in core.replace(":", "：")[:10] and labels.match(core) is not None
    )


@lru_cache(maxsize=_REMEMBERED)
def begins_breadcrumb(text: str) -> bool:
    """Tell a line that begins as one that says where in the site the page stands.

    Wherever it stands it is no text. ``pipelines.fields.section_paths`` knows paths of arrows, too,
    that are none but above a headline.
    """
    return len(text) <= MAX_BAR_CHARACTERS and bool(pattern_of("breadcrumb").match(bare(text)))


def is_contact(text: str) -> bool:
    """Tell a line of addresses and telephone numbers."""
    return len(text) <= MAX_FOOTER_CHARACTERS and bool(_finder("contact", text).search(bare(text)))


@lru_cache(maxsize=_REMEMBERED)
def is_disclaimer(text: str) -> bool:
    """Tell what a site says about rights and liability, and of accounts and codes to scan."""
    core = bare(text[:200])
    if pattern_of("notice").match(core):
        return speaks_of_rights(text)
    return pattern_of("disclaimer").match(core) is not None and not (
        _is_errand(core) or is_steps(text)
    )


def speaks_of_rights(text: str) -> bool:
    """Tell what a site says of rights and liability from what an article asks to mind.

    Both stand behind 特别提示： and 郑重声明：.
    """
    return _finder("of_rights", text).search(bare(text[:MAX_OF_RIGHTS])) is not None


def names_rights(heading: str) -> bool:
    """Tell a heading that can be over nothing but what a site says of its rights: 版权声明."""
    return pattern_of("rights_heading").fullmatch(bare(heading)) is not None


def _is_errand(core: str) -> bool:
    """Tell a code to scan for what the article is about: 扫描海报二维码即可投递简历.

    So does an account in the clause before: 关注“某县教育”公众号，点击“招生”报名.
    """
    if _finder("means", core).search(core) is None:
        return False
    accounts = [match.end() for match in _finder("account", core).finditer(core)]
    behind = _CLAUSE.search(core, accounts[-1]) if accounts else None
    if accounts and behind is None:
        return False
    return _finder("errand", core).search(core, behind.end() if behind else 0) is not None


@lru_cache(maxsize=_REMEMBERED)
def says_what_to_scan_for(text: str) -> bool:
    """Tell a line that says what is behind a code, which is neither an account nor the page."""
    core = bare(text)
    if pattern_of("scan").fullmatch(core) is None:
        return False
    return not (_finder("scan_of_page", core).search(core) or _finder("account", core).search(core))


def ends_article(text: str) -> bool:
    """Tell a heading over other articles or comments, and what a site says at its foot."""
    return (
        is_comment_heading(text)
        or is_related_heading(text)
        or is_footer(text)
        or is_disclaimer(text)
    )


def announces_list(text: str) -> bool:
    """Tell a line that says that a list follows: 现将优秀教师名单公布如下：."""
    return pattern_of("announcing").fullmatch(bare(text[-MAX_ANNOUNCING:])) is not None


def heads_other_rows(heading: str) -> bool:
    """Tell a heading over links to other articles (推荐新闻) from that of a list's part.

    A numbered one (二、相关文件) is of the text.
    """
    core = bare(heading)
    return not _ITEM.match(core) and _finder("other_rows", core).search(core) is not None


def names_list(headline: str) -> bool:
    """Tell a headline that says what it is over: …名单, …文件汇编."""
    return pattern_of("lists").fullmatch(bare(headline)) is not None


def tells_of_video(text: str) -> bool:
    """Tell a label and what a video shows behind it: 视频简介：…."""
    return pattern_of("video").match(bare(text)) is not None


def is_pager(text: str) -> bool:
    """Tell what leads from one page of a list to the next."""
    return len(text) <= MAX_TOOL_CHARACTERS and bool(_finder("pager", text).search(bare(text)))


def is_leftover(text: str) -> bool:
    """Tell a line that is nothing of the text if it ends it: 相关政策 over no list, 验证码：."""
    return len(text) <= MAX_FOOTER_CHARACTERS and bool(pattern_of("leftover").fullmatch(bare(text)))


def heads_files(text: str) -> bool:
    """Tell what stands before the names of attached files, or nothing: 附件2：, 相关附件下载."""
    return pattern_of("files").fullmatch(bare(text)) is not None


def labels_files(text: str) -> bool:
    """Tell a label of attached files and nothing else: 附件：, 相关附件; not the 2. of a list."""
    return heads_files(text) and any(word in text for word in table("page_lines")["file_labels"])


def is_editor_line(text: str) -> bool:
    """Tell a line that names editors or where the text comes from."""
    return len(text) <= MAX_TOOL_CHARACTERS and bool(pattern_of("editor").match(bare(text)))
