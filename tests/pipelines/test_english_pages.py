"""English news pages of a dozen layouts: no worse than trafilatura alone."""

from __future__ import annotations

import pytest
from rapidfuzz.distance import LCSseq
from trafilatura import extract as trafilatura_text

from archive.records import Extraction, RawPage
from pipelines.run import process
from tests.pipelines.tables import read_table

TITLE = "City improves business environment for foreign investors"
PARAGRAPHS = """\
The municipal government held a press conference on Friday to present measures that are meant to
improve the business environment for foreign investors.

Officials said that approvals for foreign-invested companies will be handled within three working
days, and that a single window will accept all documents.

“We have listened to companies,” said the deputy mayor, who chaired the conference. “They asked for
clear rules, and they will have them.”

The city attracted 1.2 billion US dollars of foreign investment in the first half of the year, up
8.3 percent year on year, according to the bureau of statistics.

The measures take effect on September 1 and will be reviewed at the end of next year.
""".strip().split("\n\n")
P = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
H1 = f"<h1>{TITLE}</h1>"
BAR = "<div class=info>Updated: 2023-08-11 09:20 | Source: Hekou Daily</div>"
RELATED = "<div class=related><h3>Related stories</h3><ul>" + "".join(
    f"<li><a href=/{i}.html>Mayor meets delegation number {i} from abroad</a></li>"
    for i in range(4)
)
RELATED += "</ul></div>"
LAYOUTS = {
    "article element": f"<article>{H1}{BAR}{P}</article>",
    "anonymous boxes": f"<div>{H1}{BAR}<div>{P}</div></div>",
    "related links inside": f"<article>{H1}{BAR}{P}{RELATED}</article>",
    "related links beside": f"<div>{H1}<div id=content>{P}</div></div>{RELATED}",
    "breadcrumb": f"<div class=path><a href=/>Home</a> &gt; <a href=/n>News</a></div>{H1}{BAR}{P}",
    "table layout": f"<table><tr><td>{H1}{BAR}</td></tr><tr><td>{P}</td></tr></table>",
    "line breaks": f"{H1}{BAR}<div id=zoom>{'<br><br>'.join(PARAGRAPHS)}</div>",
    "figure": f"{H1}<figure><img src=a.jpg><figcaption>A press hall</figcaption></figure>{P}",
    "subheads": f"<article>{H1}{BAR}{P.replace('<p>The', '<h2>Aims</h2><p>The', 1)}</article>",
    "share bar": f"{H1}<ul class=share><li>Facebook</li><li>Twitter</li></ul><div>{P}</div>",
    "editor line": f"<article>{H1}{BAR}{P}<p>Editor: Wang Li</p></article>",
    "comments": f"<article>{H1}{BAR}{P}</article><div id=comments><p>Great news for us!</p></div>",
}
FOOT = "<footer><p>Copyright 2023 Hekou Municipal Government. All rights reserved.</p></footer>"
NAVIGATION = "<nav><a href=/>Home</a><a href=/gov>Government</a><a href=/biz>Business</a></nav>"


def page(layout: str) -> str:
    title = f"<title>{TITLE} - Hekou Government</title>"
    return f"<html lang=en><head>{title}</head><body>{NAVIGATION}{layout}{FOOT}</body></html>"


def likeness(text: str | None) -> float:
    """Return the character F1 of a text with the article's paragraphs."""
    gold, answer = "".join("".join(PARAGRAPHS).split()), "".join((text or "").split())
    return 2 * LCSseq.similarity(gold, answer) / (len(gold) + len(answer))


@pytest.mark.parametrize("name", LAYOUTS)
def test_an_english_page_is_read_as_well_as_by_trafilatura(name: str) -> None:
    html = page(LAYOUTS[name])
    answer = process(RawPage(url="http://www.example.gov.cn/en/1.html", body=html.encode()))
    assert isinstance(answer, Extraction)
    assert answer.article.language == "en"
    assert answer.article.title == TITLE
    assert likeness(answer.article.body) >= likeness(trafilatura_text(html))
    assert likeness(answer.article.body) > 0.97


def credited() -> list[dict[str, str]]:
    """Return composed bars and lines above and below the text, with whom they name."""
    return read_table("credits_english.tsv")


@pytest.mark.parametrize("row", credited(), ids=lambda row: row["bar"] + row["lead"] + row["tail"])
def test_who_is_credited(row: dict[str, str]) -> None:
    path = "<div>Location: <a href=/>Home</a> &gt; <a href=/n>News</a> &gt; Business</div>"
    layout = f"{path}{H1}<div>{row['bar']}</div><div>{row['lead']}{P}</div>{row['tail']}"
    answer = process(RawPage(url="http://www.example.gov.cn/en/1.html", body=page(layout).encode()))
    assert isinstance(answer, Extraction)
    assert answer.article.source == (row["source"] or None)
    assert "、".join(answer.article.authors) == row["authors"]
    assert "、".join(answer.article.editors) == row["editors"]
    assert answer.article.section == ("News", "Business")
