"""Pages of good faith that look like spam: composed against the rules, a row a page."""

import csv
from pathlib import Path

import pytest

from pipelines.despam import despam
from tests.pipelines.despam.test_despam import page

ROWS = list(
    csv.DictReader(
        Path(__file__).with_name("good_faith.tsv").read_text("utf-8").splitlines(),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
)
"""What a rule may mistake it for, headline and text; ¶ parts paragraphs."""


@pytest.mark.parametrize("row", ROWS, ids=[f"{r['kind']}: {r['headline']}" for r in ROWS])
def test_a_page_of_good_faith_keeps_every_word(row: dict[str, str]) -> None:
    paragraphs = row["text"].split("¶")
    article = despam(page(*paragraphs, title=row["headline"])).article
    assert (article.title, article.body) == (row["headline"], "\n".join(paragraphs))
    assert not article.hacked
