import pytest
from lxml.html import document_fromstring

from archive.records import Article, RawPage
from pipelines.despam.page.outside import page_spam
from pipelines.despam.page.sight import in_sight
from pipelines.document import Block, Document, Span
from pipelines.extract.head import elements_of

URL = "http://www.henan.gov.cn/1.html"


def found(html: str, *hidden: Block) -> list[tuple[str, str]]:
    tree = document_fromstring(html)
    document = Document(
        page=RawPage(url=URL, body=b""),
        article=Article(url=URL),
        tree=tree,
        elements=elements_of(tree),
        hidden=hidden,
    )
    return [(removal.rule, removal.text) for removal in page_spam(document)]


def test_a_hijacked_title_and_keywords() -> None:
    html = '<title>澳门赌场_百家乐官网</title><meta name="Keywords" content="时时彩平台"><p>正文'
    assert [rule for rule, _ in found(html)] == ["metadata", "metadata"]


def test_hidden_lines_that_are_spam() -> None:
    text = "澳门新葡京娱乐场官网"
    block = Block(text=text, spans=(Span(start=0, end=len(text), hidden="display:none"),))
    assert found("<p>正文", block) == [("hidden:display:none", text)]


@pytest.mark.parametrize(
    "text", ["来源：中国新闻网 编辑：陈海峰", "Dictionary for readers", "A clash of opinions"]
)
def test_hidden_metadata_is_left_alone(text: str) -> None:
    block = Block(text=text, spans=(Span(start=0, end=len(text), hidden="display:none"),))
    assert found("<p>正文", block) == []


def test_links_to_strangers_wherever_they_stand() -> None:
    html = '<p>正文<div><a href="http://xx88.vip/">bet365亚洲体育官网</a></div>'
    assert found(html) == [("link", "bet365亚洲体育官网")]


def test_ordinary_links_and_titles() -> None:
    html = (
        "<title>全省电视电话会议召开_河南省人民政府</title>"
        '<a href="http://www.people.com.cn/">人民网</a><a href="https://www.huawei.com/">华为官网</a>'
        '<a href="/login">用户登录</a><a href="http://app.example.com/">手机客户端下载</a>'
    )
    assert found(html) == []


def test_what_a_script_writes() -> None:
    html = "<p>正文<script>document.write('<a href=x>澳门赌场官网登录</a>')</script>"
    assert found(html) == [("script", "澳门赌场官网登录")]


def test_a_text_for_readers_of_screens_alone_is_left_out_of_the_body() -> None:
    text = "本页面支持读屏软件，按Alt+1进入无障碍浏览"
    for way in ("clip", "no-size"):
        told = Block(text=text, spans=(Span(start=0, end=len(text), hidden=way),))
        prose = Block(text="会议强调，要坚持人民至上、生命至上，落实落细安全生产责任制。")
        assert in_sight((prose, told), URL) == (prose,)


def test_what_a_script_writes_encoded_needs_one_word_of_spam() -> None:
    spam = "强效催情粉"
    codes = "".join(f"\\u{ord(sign):04x}" for sign in spam)
    assert found(f'<p>正文<script>document.write("{codes}")</script>') == [("script", spam)]
    assert found(f'<p>正文<script>document.write("{spam}")</script>') == []
    menu = "".join(f"\\u{ord(sign):04x}" for sign in "体育娱乐")
    assert found(f'<p>正文<script>document.write("{menu}")</script>') == []


@pytest.mark.parametrize(
    ("source", "is_spam"),
    [
        ("https://js.qy8866.vip/tj.js", True),
        ("//kk9911.top/a.js", True),
        ("/js/qy8866.js", False),
        ("https://js.users.51.la/1.js", False),
        ("https://hm.baidu.com/hm.js?1", False),
        ("https://cdn.example.top/a.js", False),
    ],
)
def test_a_script_from_an_address_of_such_sites(source: str, is_spam: bool) -> None:
    assert bool(found(f'<p>正文<script src="{source}"></script>')) is is_spam


@pytest.mark.parametrize(
    ("says", "rules"),
    [
        ("金沙会棋牌官网", ["around"]),
        ("某地金沙会棋牌官网登录页", ["around"]),
        ("省体育局棋牌大赛现场", []),
        ("福利彩票开奖现场", []),
        ("棋牌官网", []),
        ("二维码 官网 下载", []),
    ],
)
def test_what_pictures_say_instead_of_themselves(says: str, rules: list[str]) -> None:
    for name in ("alt", "title"):
        assert [rule for rule, _ in found(f'<p>正文<img src=a.jpg {name}="{says}">')] == rules


@pytest.mark.parametrize(
    ("says", "rules"),
    [
        ("鑫彩体育买球app", ["around"]),
        ("澳门平特一肖论坛", ["around"]),
        ("竞彩足球", []),
        ("体彩中心竞彩足球买球app", []),
    ],
)
def test_a_picture_says_what_its_page_says_nothing_of(says: str, rules: list[str]) -> None:
    assert [rule for rule, _ in found(f'<p>正文<img src=a.jpg alt="{says}">')] == rules


@pytest.mark.parametrize(
    ("address", "is_spam"),
    [("http://a.fp136.icu/", True), ("http://www.heyang.com/", False)],
)
def test_a_link_to_such_an_address_needs_no_word_that_names_spam(
    address: str, is_spam: bool
) -> None:
    assert bool(found(f'<p>正文<a href="{address}">皇廷会真人</a>')) is is_spam


@pytest.mark.parametrize(
    ("address", "is_spam"), [("http://lhkj.tk/a", True), ("http://www.moe.gov.cn/a", False)]
)
def test_a_paragraph_that_is_a_link_and_an_offer(address: str, is_spam: bool) -> None:
    offer = (
        "专业办理各大院校毕业证、学位证、资格证,学信网可查,急速出证,不成功不收费,咨询V信:bz88660。"
    )
    rules = [rule for rule, _ in found(f'<p>正文<p><a href="{address}">{offer}</a>')]
    assert rules == (["link"] if is_spam else [])


@pytest.mark.parametrize(
    ("script", "is_spam"),
    [
        (
            'document.write(\'<div style="display:none"><a href="http://x.top/">{}</a></div>\')',
            True,
        ),
        ("document.write('<a href=\"http://www.henan.gov.cn/\">{}</a>')", False),
        ("if(/baidu/.test(document.referrer)){{location.href='http://x.top/'}}//{}", True),
        (
            "if(/baidu/.test(document.referrer)){{location.href='http://m.henan.gov.cn/'}}//{}",
            False,
        ),
    ],
)
def test_scripts_that_write_links_or_send_visitors_away(script: str, is_spam: bool) -> None:
    written = script.format("网赌黑平台曝光、澳盈娱乐场")
    assert bool(found(f"<p>正文<script>{written}</script>")) is is_spam
