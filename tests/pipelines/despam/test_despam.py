import dataclasses

import pytest

from archive.records import Article, Caption, RawPage
from pipelines.despam import despam
from pipelines.despam.cutting import restored
from pipelines.document import Block, Document, Span
from pipelines.errors import NotAnArticleError

URL = "http://www.henan.gov.cn/2020/02-24/1.html"
PROSE = (
    "会议强调，要坚持以人民为中心的发展思想，统筹推进疫情防控和经济社会发展，确保全面建成小康社会。",
    "会议指出，各级党委和政府要认真贯彻落实党中央决策部署，把各项工作抓紧抓实抓细。",
    "会议以视频形式召开，各省辖市、县（市、区）设分会场，有关单位主要负责同志参加会议。",
)
SPAM = "bet365亚洲体育在线官网"


def page(*blocks: str | Block, **fields: object) -> Document:
    article = Article(url=URL, **fields)  # type: ignore[arg-type] # a test's own fields
    made = tuple(b if isinstance(b, Block) else Block(text=b) for b in blocks)
    return Document(page=RawPage(url=URL, body=b""), article=article, blocks=made)


def test_clean_prose_stays_as_it_is() -> None:
    article = despam(page(*PROSE)).article
    assert article.body == "\n".join(PROSE)
    assert not article.hacked
    assert article.removed == ()


@pytest.mark.parametrize("at", [6, 12, 20])
@pytest.mark.parametrize(
    "spam", [SPAM, "澳门新葡京娱乐场官网", "开云体育(中国)官方网站登录入口", "【乐鱼体育官网】"]
)
def test_a_phrase_inside_a_sentence_goes_with_exact_borders(spam: str, at: int) -> None:
    line = PROSE[0][:at] + spam + PROSE[0][at:]
    article = despam(page(line, *PROSE[1:])).article
    assert article.body == "\n".join(PROSE)
    assert article.hacked
    (removal,) = article.removed
    assert (removal.text, removal.at, removal.where) == (spam, at, "body")


@pytest.mark.parametrize(
    "spam",
    [
        "www.jj2299.cc",
        "开❤云★体✚育♣官网",
        "您好，欢迎访问开云体育(中国)官方网站",
        "亚博体育官网，亚博体育app",
    ],
)
def test_signs_of_a_sentence_that_are_the_phrases_own_keep_it_from_nothing(spam: str) -> None:
    at = PROSE[0].index("统筹")
    article = despam(page(PROSE[0][:at] + spam + PROSE[0][at:], *PROSE[1:])).article
    assert article.body == "\n".join(PROSE)


def test_the_address_of_a_service_stays() -> None:
    line = "考生可登录www.12306.cn或者bm2026.example.gov.cn查询，平台www.cisce.org.cn今起开放。"
    assert despam(page(line, *PROSE)).article.removed == ()


def test_the_original_can_be_put_together_again() -> None:
    lines = [PROSE[0][:9] + SPAM + PROSE[0][9:], "www.bet365.com 澳门赌场 百家乐官网", PROSE[1]]
    article = despam(page(*lines, PROSE[2])).article
    body = [removal for removal in article.removed if removal.where == "body"]
    assert restored(article.body, body) == "\n".join([*lines, PROSE[2]])
    assert article.body == "\n".join(PROSE)


def test_a_link_to_a_stranger_gives_the_borders() -> None:
    at, text = 9, "星耀娱乐"
    span = Span(start=at, end=at + len(text), link="http://www.xx88.vip/")
    block = Block(text=PROSE[0][:at] + text + PROSE[0][at:], spans=(span,))
    article = despam(page(block, *PROSE[1:])).article
    assert article.body == "\n".join(PROSE)
    assert article.removed[0].link == "http://www.xx88.vip/"


def test_a_link_to_another_government_is_left() -> None:
    span = Span(start=2, end=4, link="http://www.gov.cn/")
    assert not despam(page(Block(text=PROSE[0], spans=(span,)))).article.removed


def test_repetitions_agree_on_borders() -> None:
    spam = "豪庭娱乐城"
    lines = [line[:7] + spam + line[7:] for line in PROSE]
    article = despam(page(*lines)).article
    assert article.body == "\n".join(PROSE)
    assert [removal.text for removal in article.removed] == [spam] * 3


@pytest.mark.parametrize("how", ["off-screen", "font-size:0", "white-text", "opacity:0"])
def test_hidden_spam_goes_and_tells_how_it_was_hidden(how: str) -> None:
    spam = "澳门赌场 百家乐 时时彩平台"
    block = Block(text=spam, spans=(Span(start=0, end=len(spam), hidden=how),))
    article = despam(page(PROSE[0], block, *PROSE[1:])).article
    assert article.body == "\n".join(PROSE)
    assert article.removed[0].rule == f"hidden:{how}"


def test_hidden_metadata_is_no_spam_and_no_body() -> None:
    text = "来源：河南日报 编辑：李铮"
    block = Block(text=text, spans=(Span(start=0, end=len(text), hidden="display:none"),))
    article = despam(page(PROSE[0], block, *PROSE[1:])).article
    assert article.body == "\n".join(PROSE)
    assert not article.hacked


def test_every_field_is_cleaned() -> None:
    document = page(
        *PROSE,
        title=f"全省电视电话会议召开_{SPAM}",
        keywords=("疫情防控", "澳门赌场官网", "bet365"),
        captions=(Caption(text="会议现场。"), Caption(text="bet365体育投注平台")),
    )
    article = despam(document).article
    assert article.title == "全省电视电话会议召开"
    assert article.keywords == ("疫情防控",)
    assert article.captions == (Caption(text="会议现场。"),)
    assert {removal.where for removal in article.removed} == {"title", "keywords", "captions"}


def test_a_page_that_is_mostly_spam_is_no_article() -> None:
    lines = [f"{brand}体育官网登录入口 澳门赌场百家乐开户" for brand in ("bet365", "亚博", "乐鱼")]
    with pytest.raises(NotAnArticleError, match=r"^hacked") as error:
        despam(page(*lines))
    assert error.value.hacked
    assert error.value.removed


def test_phrases_known_from_other_pages_weigh() -> None:
    document = page(PROSE[0][:20] + "私家侦探调查" + PROSE[0][20:], *PROSE[1:])

    def surest(*known: str) -> float:
        cleaned = despam(of_a_hacked_site(document, *known))
        return max(r.confidence for r in (*cleaned.article.removed, *cleaned.suspected))

    assert surest("私家侦探调查") > surest()


def of_a_hacked_site(document: Document, *phrases: str) -> Document:
    return dataclasses.replace(
        document, page=dataclasses.replace(document.page, known_spam=phrases)
    )


@pytest.mark.parametrize("name", ["摩登", "大富豪", "富贵满堂"])
def test_phrases_known_from_other_pages_tell_borders(name: str) -> None:
    """A name of common words may belong to the prose before it: another page tells."""
    spam = f"{name}娱乐城官方网站登录"
    document = page(PROSE[0][:20] + spam + PROSE[0][20:], *PROSE[1:])
    article = despam(of_a_hacked_site(document, spam)).article
    assert [removal.text for removal in article.removed] == [spam]
    assert article.body == "\n".join(PROSE)


def test_a_phrase_known_from_other_pages_is_no_reason_to_cut_prose() -> None:
    """What was once taken out by mistake must not go from every page of the site."""
    document = of_a_hacked_site(page(*PROSE), PROSE[1][5:15], "视频会议")
    assert despam(document).article.body == "\n".join(PROSE)


@pytest.mark.parametrize(
    "line",
    [
        "警方侦破一起利用“bet365亚洲体育”网站开设赌场案，抓获犯罪嫌疑人12名。",
        "通报指出，有的网站首页被篡改为“澳门新葡京官网”等内容，存在安全漏洞。",
        "国家体育总局体育彩票管理中心公布大乐透开奖结果，我市彩民中得一等奖。",
        "考生可登录省教育考试院官网报名入口，也可下载APP注册后报名。",
        "联系电话：0713-5182570，E-mail：redhongan@163.com。",
        "加快“5G+工业互联网”建设，ABB、TCL华星等企业参会。",
        "皇冠食品、太阳城社区、永利街道负责人作了发言。",
        "严厉打击办假证、私刻印章、代开发票等违法行为。",
        "手机采用麒麟980外挂基带芯片，开发区引进ＰＶ色粉生产线，运油车加装外挂副油箱。",
        "2019年篮球世界杯32强排定，爱立信（中国）有限公司与市足球协会签约赞助。",
        "农贸市场菠菜每斤3元，国产大飞机C919飞抵郑州，一区、二区、三区同步开工。",
        "教职工请登录内网。VPN客户端Sangfor下载地址调整为校园云盘，口令不变。",
        "受访的中年女性网上投注者中，有两成承认向亲友借过钱。",
        "李某某等人以香港六合彩第112期开奖号码为准收受投注，执法人员在其店内搜出账本三册。",
        "企业可在窗口现场打印，也可下载PDF版电子注册登记表自行填写。",
        "公司认为，该工作室搭售的私服并架设充值平台，侵害了其著作权。",
        "下架的有《三国私服》《单职业传奇GM版》等六款。",
        "温馨提示：本院从不通过QQ群发送下载链接。",
    ],
)
def test_what_looks_like_spam_and_is_none_stays(line: str) -> None:
    article = despam(page(PROSE[0], line)).article
    assert article.body == f"{PROSE[0]}\n{line}"
    assert not article.hacked


@pytest.mark.parametrize("at", [12, 24])
@pytest.mark.parametrize(
    "spam",
    [
        "线\u200c上\u200c棋\u200c牌\u200c送\u200c58元",
        "【✅浏览器输入网址ty77231.com✅】",
        "微信号kf66120私密咨询",
        "恒兴体育hx77vip",
        "办真实大专毕业证可入网",
        "代开广告费发票开票加微信pj5588",
        "传奇sf发布网1.85合击",
        "九州娱乐城赢现金提现版",
    ],
)
def test_short_offers_and_accounts_go_with_exact_borders(spam: str, at: int) -> None:
    article = despam(page(PROSE[0][:at] + spam + PROSE[0][at:], *PROSE[1:])).article
    assert article.body == "\n".join(PROSE)
    assert article.hacked


def test_words_of_the_sentence_behind_a_phrase_stay() -> None:
    line = "市税务局依托税收{}筛选符合条件的纳税人，主动推送优惠政策，惠及小微企业三万户。"
    article = despam(page(line.format("新葡京人生就是搏官网"), *PROSE)).article
    assert article.body.split("\n")[0] == line.format("")


@pytest.mark.parametrize(
    "line",
    [
        "报名同学请加QQ群812345678，凭微信号dx2024xyz核验身份后领取材料。",
        "U17足球队、K12在线课程、CBA2025赛季的消息在【体育】栏目发布。",
        "【网址www.qingjiang2023.com】为园区唯一报名网站，窗口可代开建筑服务业发票。",
    ],
)
def test_accounts_teams_and_addresses_of_notices_stay(line: str) -> None:
    article = despam(page(PROSE[0], line)).article
    assert article.body == f"{PROSE[0]}\n{line}"
    assert not article.hacked


def test_the_stage_is_pure() -> None:
    document = page(PROSE[0][:9] + SPAM + PROSE[0][9:])
    before = dataclasses.replace(document)
    assert despam(document) == despam(document)
    assert document == before


DISGUISED = [
    "\u200b".join(SPAM),
    "_".join("澳门新葡京娱乐场"),
    "".join(f"&#{ord(character)};" for character in SPAM),
    "✅金博汇官网✅",
    "【立博体育官网登录入口】",
    "▲锦利娱乐平台▼",
    "開雲體育(中國)官方網站登錄入口",
]


@pytest.mark.parametrize("at", [9, 15, 24])
@pytest.mark.parametrize("spam", DISGUISED)
def test_a_disguise_or_a_frame_gives_the_borders(spam: str, at: int) -> None:
    line = PROSE[0][:at] + spam + PROSE[0][at:]
    article = despam(page(line, *PROSE[1:])).article
    assert article.body == "\n".join(PROSE)
    assert [removal.text for removal in article.removed] == [spam]


def test_names_of_public_bodies_keep_their_sites() -> None:
    for line in (
        "县文旅局官网登录入口将于今晚维护升级，请考生错峰登录。",
        "税务部门提醒：代开发票请到办税服务厅或登录电子税务局。",
        "读者可登录全民阅读平台在线观看直播，精彩视频免费回放。",
    ):
        assert despam(page(PROSE[0], line)).article.body == f"{PROSE[0]}\n{line}"


GOOD_FAITH = [
    ("县体育局举办王者荣耀电竞比赛", "县体育局举办的王者荣耀电竞比赛昨日落幕，三十二支队伍参加。"),
    ("清江电竞产业园开园", "首届英雄联盟电竞大赛同步开赛，园区预计年产值五亿元。"),
    ("江南体育中心今日试运行", "江南体育中心官网入口和预约小程序今日上线，市民可预约场地。"),
    ("亚博会今日开幕", "第三届亚博会官网入口今日开通，参展企业可以登录下载参展手册。"),
    ("体育公园可以预约", "银河体育公园在线预约平台今日开通，市民注册登录即可免费入园。"),
    ("我县体彩销量创新高", "中国足球彩票竞彩网官网显示，世界杯期间全国体彩销量大幅增长。"),
    ("凯发电气获评专精特新企业", "天津凯发电气公司获评国家级专精特新企业，设备出口多国。"),
    ("麒麟手机支持5G", "这款手机采用了麒麟980外挂巴龙5000基带芯片的方式。"),
    ("跨境赌博团伙利用亚博平台敛财", "法院查明，被告人利用亚博等平台招揽赌客，抽头渔利二百万元。"),
    ("期货配资平台案宣判", "本市期货配资平台案宣判，法院判决经营者退赔投资者损失。"),
    ("代练公司被判退费", "账号被封，法院判决代练公司退还学生全部费用。"),
    ("全运会官方App上线", "全运会官方App今日开放下载，提供赛程查询服务。"),
    ("手机银行升级", "县农业银行手机银行网页版登录入口近期升级，请客户及时更新。"),
    ("德州扑克类游戏被叫停", "文化和旅游部叫停德州扑克类网络游戏，各平台须在六月前下线。"),
]


@pytest.mark.parametrize(("headline", "lead"), GOOD_FAITH)
def test_news_keeps_its_headline_and_what_says_it_again(headline: str, lead: str) -> None:
    """Said in headline, lead and caption: a repetition at places that fit is no evidence."""
    lines = (lead, PROSE[0], f"图为{headline}。", lead)
    article = despam(page(*lines, title=headline)).article
    assert (article.title, article.body) == (headline, "\n".join(lines))
    assert not article.hacked


def test_a_headline_that_the_text_does_not_say_again_goes() -> None:
    article = despam(page(*PROSE, title="澳门新葡京娱乐城官网登录")).article
    assert not article.title
    assert article.hacked


@pytest.mark.parametrize("name", ["王者荣耀电竞", "银河体育公园在线预约平台"])
def test_what_stays_on_everyday_words_is_told_as_suspected(name: str) -> None:
    document = despam(page(f"首届{name}大赛今日开幕。", *PROSE))
    assert not document.article.removed
    assert all(removal.confidence < 0.5 for removal in document.suspected)


@pytest.mark.parametrize("at", [5, 36])
@pytest.mark.parametrize(
    ("before", "after"), [("", "_¥"), ("", "¥"), ("_", "|"), ("★", "·"), ("¥", "-"), ("", "")]
)
def test_signs_of_the_splice_go_with_it(before: str, after: str, at: int) -> None:
    prose = f"座谈会上，总书记{PROSE[0][2:]}"
    line = prose[:at] + before + SPAM + after + prose[at:]
    assert despam(page(line, *PROSE)).article.body == "\n".join((prose, *PROSE))


@pytest.mark.parametrize("kept", ["¥300", "$12"])
def test_signs_that_the_sentence_needs_stay(kept: str) -> None:
    line = f"座谈会上发放补贴{SPAM}{kept}，{PROSE[1]}"
    assert despam(page(line, *PROSE)).article.body.startswith(f"座谈会上发放补贴{kept}，")
