"""Pages of each CMS family: recognised, and narrowed to the container of the body."""

from __future__ import annotations

import pytest

from pipelines.extract.hiding import hidden_names
from pipelines.extract.parsing import parse
from pipelines.extract.walk import walk
from tests.pipelines.html import PARAGRAPHS, TITLE, extracted, layout, texts

BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
SIDEBAR = "".join(f"<div class=t><p>{text}（摘要）</p></div>" for text in PARAGRAPHS * 2)
"""Prose of other articles, more of it than the article has."""

PAGES = {
    "trs": f"<div class='TRS_Editor'><style>.TRS_Editor P{{margin:0}}</style>{BODY}</div>",
    "hanweb": "<!--<$[标题]>begin--><h2>标题</h2><!--<$[标题]>end--><!--<$[信息来源]>begin-->市府办"
    f"<!--<$[信息来源]>end--><div><!--<$[信息内容]>begin-->{BODY}<!--<$[信息内容]>end--></div>",
    "ucap": f"<UCAPCONTENT>{BODY}</UCAPCONTENT><div id='cmspro_appendixs'></div>",
    "nfcms": f"<script>var NFCMS_SITE_ID = 7;</script><div class='news_cont_d_wrap'>{BODY}</div>",
    "vsb": f"<form name='_newscontent_fromname'><div id='vsb_content_12'>{BODY}</div></form>",
    "webplus": f"<h1 class='arti_title'>{TITLE}</h1><div class='wp_articlecontent'>{BODY}</div>",
    "founder": "<!--enpproperty <date>2016-10-31 09:28:27.0</date><author>郭某</author>"
    "<title>头条</title><introtitle></introtitle><nodename>本地时政</nodename>/enpproperty-->"
    f"<div><!--enpcontent-->{BODY}<!--/enpcontent--></div>",
    "dedecms": f"<script src='/plus/count.php?aid=1'></script><div class='arc-body'>{BODY}</div>",
    "phpcms": f"<script src='/api.php?op=count&id=1'></script><div id='Artibody'>{BODY}</div>",
    "people": f"<div id='rwb_zw' class='box_con'>{BODY}</div>",
    "xinhuanet": f"<div class='h-title'>{TITLE}</div><div id='p-detail'>{BODY}</div>",
    "chinanews": "<div id='BaiduSpider' style='display:none'>2020-02-24</div>"
    f"<div class='left_zw'>{BODY}</div>",
    "cqnews": f"<link href='http://images.cqnews.net/a.css'><div id='main_text'>{BODY}</div>",
    "easysite": f"<div id='easysiteText' class='easysite-news-text'>{BODY}</div>",
}


@pytest.mark.parametrize("name", PAGES)
def test_container_holds_the_body_and_nothing_else(name: str) -> None:
    document = extracted(layout(PAGES[name], below=SIDEBAR))
    assert document.family == name
    assert document.notes["extract"].endswith(f"family {name}")
    assert texts(document) == PARAGRAPHS


def test_family_that_has_nothing_to_say_of_the_page_is_not_looked_for() -> None:
    script = "<script src='/e/public/ViewClick/?classid=1&id=2'></script>"
    document = extracted(layout(f"{script}<div>{BODY}</div>"))
    assert document.family is None
    assert texts(document) == PARAGRAPHS


def test_container_of_one_family_on_the_page_of_another_is_not_believed() -> None:
    scripts = "<script src='/e/public/ViewClick/'></script><script src='/e/data/js/a.js'></script>"
    lead = "导语一句，说得长一些，让人以为它就是正文的样子，其实不是。"
    teaser = f"<div class='TRS_Editor'><p>{lead}</p></div>"
    document = extracted(layout(f"{scripts}{teaser}<div>{BODY}</div>"))
    assert document.family == "empirecms"


def test_comment_of_several_words_is_known_however_it_is_spaced() -> None:
    tree = parse("<p>一</p><!-- begin\n  content --><p>二</p><!-- begin of a menu --><p>三</p>")
    page = walk(tree, hidden_names([]), frozenset({"begin content"}))
    assert page.comments == [("begin content", 1)]


def test_fields_in_comments_are_read_before_comments_go() -> None:
    hanweb = extracted(layout(PAGES["hanweb"])).markers
    assert hanweb == {"title": "标题", "source": "市府办"}
    founder = extracted(layout(PAGES["founder"])).markers
    assert founder == {
        "title": "头条",
        "published_at": "2016-10-31 09:28:27.0",
        "authors": "郭某",
        "section": "本地时政",
    }


def test_container_with_a_teaser_only_is_not_believed() -> None:
    html = layout(f"<div class='TRS_Editor'><p>导语一句。</p></div><div>{BODY}</div>")
    assert texts(extracted(html))[-4:] == PARAGRAPHS


def test_empty_container_gives_way_to_the_general_region() -> None:
    html = layout(f"<div class='TRS_Editor'></div><div>{BODY}</div>")
    assert texts(extracted(html)) == PARAGRAPHS
