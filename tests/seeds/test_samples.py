from __future__ import annotations

import itertools
from typing import Any
from urllib.robotparser import RobotFileParser

import pytest

from crawler.demo.sample_sites import SAMPLES
from seeds.catalogue import load_catalogue
from tests.seeds import samples
from tests.seeds.samples import BASE, DOCUMENTS, EXPECTED, SITES, folded

ARTICLES = [pytest.param(s, a, id=f"{s}{a['path']}") for s, a in samples.articles()]
DOCUMENT_PAGES = [pytest.param(s, a, id=s) for s, a in samples.articles() if a["document"]]
EVERY_SITE = pytest.mark.parametrize("site", sorted(SITES))


def test_catalogue_names_the_sites_that_are_served() -> None:
    sites = load_catalogue(SAMPLES / "catalogue.toml")
    assert {site.id for site in sites} == set(SITES) == set(EXPECTED["sites"])
    assert {site.delay_seconds for site in sites} == {0.05}


def test_default_catalogue_leaves_the_samples_out() -> None:
    addresses = [url for site in load_catalogue(SAMPLES.parent) for url in site.start_urls]
    assert not [url for url in addresses if "127.0.0.1" in url]


@EVERY_SITE
def test_every_page_is_in_the_encoding_of_its_site(site: str) -> None:
    pages = list(samples.pages(SITES[site]))
    assert len(pages) > 20
    for path in pages:
        assert "\ufffd" not in samples.read(site, path)


def test_henan_declares_gb2312_but_holds_what_only_gb18030_has() -> None:
    page = next(a for s, a in samples.articles() if s == "henan" and a["document"])
    path = SITES["henan"].file_for(page["path"])
    assert path is not None
    raw = path.read_bytes()
    assert b"charset=gb2312" in raw
    for narrow in ("utf-8", "gb2312", "gbk"):
        with pytest.raises(UnicodeDecodeError):
            raw.decode(narrow)


def test_hongan_is_gb2312_under_a_header_that_says_utf_8() -> None:
    page = next(a for s, a in samples.articles() if s == "hongan" and a["document"])
    path = SITES["hongan"].file_for(page["path"])
    assert path is not None
    assert "utf-8" in SITES["hongan"].content_type(path)
    assert folded(page["title"]) in folded(path.read_bytes().decode("gb2312"))


@EVERY_SITE
def test_every_internal_link_leads_to_a_file_or_is_listed_as_missing(site: str) -> None:
    dead = set()
    for path in samples.pages(SITES[site]):
        links = samples.internal(samples.links(path, samples.read(site, path)))
        dead |= {link for link in links if SITES[site].file_for(link) is None}
    assert dead == set(EXPECTED["sites"][site]["missing"])


@EVERY_SITE
def test_list_pages_lead_from_the_home_page_to_every_article(site: str) -> None:
    expected = EXPECTED["sites"][site]
    found, waiting, read = set(), ["/"], set[str]()
    while waiting:
        path = waiting.pop()
        read.add(path)
        found |= samples.internal(samples.links(path, samples.read(site, path)))
        waiting = sorted(found & set(expected["list_pages"]) - read)
    assert set(expected["list_pages"]) <= read
    assert {article["path"] for article in expected["articles"]} <= found


@EVERY_SITE
def test_main_column_has_articles_that_only_its_further_pages_list(site: str) -> None:
    expected = EXPECTED["sites"][site]
    first, second = expected["list_pages"][:2]
    on = [
        samples.internal(samples.links(path, samples.read(site, path))) for path in (first, second)
    ]
    assert {a["path"] for a in expected["articles"]} & (on[1] - on[0])


@EVERY_SITE
def test_pages_are_each_an_article_or_said_to_be_none(site: str) -> None:
    expected = EXPECTED["sites"][site]
    told = [a["path"] for a in expected["articles"]] + [*expected["aliases"]]
    told += [*expected["not_articles"], *expected["disallowed"]]
    told_files = {SITES[site].file_for(path) for path in told}
    assert None not in told_files
    assert {SITES[site].file_for(path) for path in samples.pages(SITES[site])} <= told_files


@EVERY_SITE
def test_robots_txt_forbids_what_is_expected_to_be_left(site: str) -> None:
    robots = RobotFileParser()
    robots.parse(samples.read(site, "/robots.txt").splitlines())
    expected = EXPECTED["sites"][site]
    assert all(not robots.can_fetch("govnews", BASE + path) for path in expected["disallowed"])
    wanted = [a["path"] for a in expected["articles"]] + expected["list_pages"]
    assert all(robots.can_fetch("govnews", BASE + path) for path in wanted)
    assert any(path.startswith("/private/") for path in expected["disallowed"])


@EVERY_SITE
def test_traps_for_crawlers_are_there(site: str) -> None:
    text = "".join(samples.read(site, path) for path in samples.pages(SITES[site]))
    assert "javascript:" in text
    assert "mailto:" in text
    assert ".gov.cn" in text
    assert "【视频】" in text or "视频" in text


@pytest.mark.parametrize(("site", "article"), ARTICLES)
def test_page_shows_every_field_that_is_expected_of_it(site: str, article: dict[str, Any]) -> None:
    shown = samples.shown(samples.read(site, article["path"]))
    for line in [*samples.restored(article).split("\n"), *article["body_optional"]]:
        assert folded(line) in shown
    names = [*article["authors"], *article["editors"], *article["section"], *article["subtitles"]]
    for text in [article["title"], article["source"] or "", article["sentence"], *names]:
        assert folded(text) in shown
    assert article["sentence"] in article["body"]


@pytest.mark.parametrize(("site", "article"), ARTICLES)
def test_day_stands_on_the_page_or_in_its_address(site: str, article: dict[str, Any]) -> None:
    day = article["published_at"][:10]
    shown = folded(samples.read(site, article["path"]))
    assert day in shown or day[:7] + "/" + day[8:] in article["path"]


@pytest.mark.parametrize(("site", "article"), ARTICLES)
def test_files_and_pictures_are_what_their_names_say(site: str, article: dict[str, Any]) -> None:
    magic = {".doc": b"{\\rtf1", ".pdf": b"%PDF-1.4", ".jpg": b"\xff\xd8\xff"}
    for name in [a["path"] for a in article["attachments"]] + article["images"]:
        file = SITES[site].file_for(name)
        assert file is not None
        assert file.read_bytes().startswith(magic[file.suffix])


@pytest.mark.parametrize(("site", "page"), DOCUMENT_PAGES)
def test_body_on_the_page_equals_the_text_document(site: str, page: dict[str, Any]) -> None:
    text = EXPECTED["documents"][page["document"]]["text"]
    assert EXPECTED["documents"][page["document"]]["site"] == site
    assert folded(samples.restored(page)) == folded(samples.restored(text))
    assert [folded(line) for line in page["subtitles"]] == [folded(s) for s in text["subtitles"]]
    assert [folded(c["text"]) for c in page["captions"]] == [
        folded(c["text"]) for c in text["captions"]
    ]


@pytest.mark.parametrize("name", sorted(EXPECTED["documents"]))
def test_text_document_holds_what_is_expected_of_it(name: str) -> None:
    document = folded((DOCUMENTS / name).read_text(encoding="utf-8"))
    text = EXPECTED["documents"][name]["text"]
    assert folded(samples.restored(text)) in document
    fields = [text["title"] or "", text["source"] or "", *text["authors"], *text["subtitles"]]
    assert all(folded(field) in document for field in fields)


def test_henan_has_four_removals_and_they_give_the_text_back() -> None:
    page = next(a for s, a in samples.articles() if s == "henan" and a["document"])
    assert len(page["removed"]) == 4
    assert "bet36" not in page["body"]
    assert samples.restored(page).count("90分钟足球网_bet36亚洲体育¥在线官网") == 4


def test_made_up_articles_are_neither_stubs_nor_copies_unless_reprints() -> None:
    made_up = [a for _, a in samples.articles() if not a["document"]]
    assert len(made_up) >= 50
    assert all(200 <= len(a["body"]) <= 900 for a in made_up)
    for one, other in itertools.combinations(made_up, 2):
        alike = _shared(one["body"], other["body"])
        if one["reprint"] and one["reprint"] == other["reprint"]:
            assert alike > 0.95
            assert one["title"] != other["title"]
        else:
            assert alike < 0.05


def test_sentences_tell_articles_apart() -> None:
    bodies = [(a["path"], a["reprint"], a["body"]) for _, a in samples.articles()]
    for _, article in samples.articles():
        holders = [(path, mark) for path, mark, body in bodies if article["sentence"] in body]
        others = [mark for path, mark in holders if path != article["path"]]
        assert all(mark and mark == article["reprint"] for mark in others)


def _shared(one: str, other: str) -> float:
    """Jaccard of the 5-grams of two bodies."""
    grams = [
        {text[i : i + 5] for i in range(len(text) - 4)} for text in (folded(one), folded(other))
    ]
    return len(grams[0] & grams[1]) / len(grams[0] | grams[1])
