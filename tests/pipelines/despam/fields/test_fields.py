import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.records import Article, Candidate, RawPage
from pipelines.despam.cutting import restored
from pipelines.despam.stage import despam
from pipelines.document import Document
from pipelines.extract.head import elements_of
from pipelines.extract.parsing import parse
from tests.pipelines.despam.test_despam import PROSE, URL, page

SPAM_TITLE = "ayx爱游戏赞助意甲-爱游戏(中国)官方网站"
TRUE_TITLE = "全县安全生产工作会议召开"


def titled(title: str, *others: str, **fields: object) -> Document:
    document = page(*PROSE, title=title, **fields)
    readings = [(title, True), *((other, False) for other in others)]
    candidates = tuple(
        Candidate(field="title", value=value, kind="h1", weight=90.0 - n, won=won)
        for n, (value, won) in enumerate(readings)
    )
    object.__setattr__(document, "candidates", candidates)
    return document


def test_a_true_reading_takes_the_place_of_a_spam_headline() -> None:
    article = despam(titled(SPAM_TITLE, "ayx爱游戏赞助意甲", TRUE_TITLE)).article
    assert article.title == TRUE_TITLE
    assert [(one.where, one.text) for one in article.removed] == [("page", SPAM_TITLE)]


def test_half_of_a_spam_headline_is_no_headline() -> None:
    article = despam(titled(SPAM_TITLE, "ayx爱游戏赞助意甲")).article
    assert article.title is None
    assert article.hacked


PIECES = st.sampled_from(
    [TRUE_TITLE, SPAM_TITLE, "bet365官网", "_澳门赌场", "【永乐6688.cσm】", "清江", "：", "召开"]
)


@given(st.lists(PIECES, min_size=1, max_size=4).map("".join), st.lists(PIECES, max_size=2))
def test_the_headline_can_be_put_together_again(title: str, others: list[str]) -> None:
    article = despam(titled(title, *others)).article
    removed = [one for one in article.removed if one.where == "title"]
    again = restored(article.title or "", removed)
    assert again == title or (again in others and not removed)


@pytest.mark.parametrize(
    ("title", "suffix"),
    [
        ("茶农阿婆们的直播课", "_永兴真人视讯·在线投注"),
        ("一片白茶 摘掉“空壳村”帽子", "-太原论文代发微信"),
    ],
)
def test_the_last_word_of_a_headline_stays_before_what_was_appended(
    title: str, suffix: str
) -> None:
    article = despam(titled(title + suffix)).article
    assert article.title == title
    assert restored(article.title, article.removed) == title + suffix


@pytest.mark.parametrize("offer", ["（澳门新皇家网址）", "(永盛娱乐网址)", "（富豪国际官网）"])
def test_an_entrance_in_round_brackets_behind_a_headline_goes(offer: str) -> None:
    article = despam(titled(TRUE_TITLE + offer)).article
    assert article.title == TRUE_TITLE
    assert restored(article.title, article.removed) == TRUE_TITLE + offer


@pytest.mark.parametrize(
    "addition",
    ["（附报名网址）", "（县人民政府网站）", "（江南体育中心官网）", "（皇冠小区）", "（官网）"],
)
def test_other_additions_in_round_brackets_stay(addition: str) -> None:
    article = despam(titled(TRUE_TITLE + addition)).article
    assert (article.title, article.hacked) == (TRUE_TITLE + addition, False)


@pytest.mark.parametrize("frame", ["【永乐6688.com】", "【永乐6688.cσm】", "「www.ty66.vip」"])
def test_an_address_framed_before_a_headline_goes(frame: str) -> None:
    for title in (frame + TRUE_TITLE, TRUE_TITLE + frame):
        article = despam(titled(title)).article
        assert article.title == TRUE_TITLE
        assert restored(article.title, article.removed) == title


@pytest.mark.parametrize(
    "title",
    [
        "【people.com.cn】" + TRUE_TITLE,
        "【henan.gov.cn】" + TRUE_TITLE,
        "【要闻】" + TRUE_TITLE,
        TRUE_TITLE + "（www.cunchao-league.cn）",
    ],
)
def test_frames_of_governments_and_outlets_stay(title: str) -> None:
    assert despam(titled(title)).article.title == title


@pytest.mark.parametrize(
    "spam", ["-永乐ty6体育官网登录", "_bet365体育官网", " 开云体育app下载", "|bet365体育app"]
)
def test_the_outlet_before_spam_stays(spam: str) -> None:
    article = despam(page(*PROSE, source="清江日报" + spam)).article
    assert article.source == "清江日报"
    assert restored(article.source, article.removed) == "清江日报" + spam


@pytest.mark.parametrize(
    "source", ["清江日报-清江日报客户端", "新华社-新华社官网", "红网-时刻新闻app"]
)
def test_an_outlet_and_its_own_site_stay(source: str) -> None:
    assert despam(page(*PROSE, source=source)).article.source == source


def test_keywords_of_a_hijacked_page_must_show_that_they_are_its_own() -> None:
    keywords = ("政务公开", "永乐66", "欧美特黄", "清江县", "管家婆", "澳门赌场官网", "疫情防控")
    article = despam(page(*PROSE, keywords=keywords)).article
    assert article.keywords == ("政务公开", "清江县", "疫情防控")
    gone = [one for one in article.removed if one.where == "keywords"]
    assert restored("\n".join(article.keywords), gone) == "\n".join(keywords)


def test_strange_keywords_of_a_page_that_is_not_hijacked_stay() -> None:
    keywords = ("管家婆", "禅文化", "ERP")
    assert despam(page(*PROSE, keywords=keywords)).article.keywords == keywords


def trail(link: str, name: str = "永乐66官网") -> Article:
    html = f'<p><a href="/">首页</a> &gt; <a href="{link}">{name}</a> &gt; <a>要闻</a>'
    tree = parse(html)
    article = Article(url=URL, section=(name, "要闻"))
    blocks = page(*PROSE).blocks
    raw = RawPage(url=URL, body=b"")
    made = Document(page=raw, article=article, blocks=blocks, tree=tree, elements=elements_of(tree))
    return despam(made).article


def test_a_stranger_in_the_breadcrumb_goes() -> None:
    assert trail("http://yl66.cc").section == ("要闻",)


def test_a_column_of_the_own_site_stays() -> None:
    assert trail("http://www.henan.gov.cn/xw/").section == ("永乐66官网", "要闻")


def test_a_column_of_a_portal_on_another_host_stays() -> None:
    assert trail("http://ent.example.com/", "综艺娱乐").section == ("综艺娱乐", "要闻")


@pytest.mark.parametrize(
    "body", ["交通运输局", "县妇联", "县人民医院", "黄柏乡", "横山村委会", "清江日报"]
)
@pytest.mark.parametrize("spam", ["鼎尊国际娱乐官网", "九游娱乐,九游体育", "乐鱼体育官方网页版"])
def test_a_body_stays_before_spam_run_together_with_it(body: str, spam: str) -> None:
    article = despam(page(*PROSE, source=body + spam)).article
    assert article.source == body
    assert restored(article.source, article.removed) == body + spam


@pytest.mark.parametrize("spam", ["永利娱乐日报官网", "鼎尊国际娱乐官网"])
def test_a_source_that_is_all_spam_goes(spam: str) -> None:
    assert despam(page(*PROSE, source=spam)).article.source is None


@pytest.mark.parametrize("title", ["县医院卒中中心通过认证", "我县油茶产业迈向新台阶"])
def test_the_first_words_behind_a_separator_stay(title: str) -> None:
    assert despam(titled("三亿体育官方网址_" + title)).article.title == title
