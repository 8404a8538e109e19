from __future__ import annotations

from collections import Counter

import pytest
from sqlalchemy import Connection
from starlette.testclient import TestClient

from archive.search import facets as counting
from archive.search.facets import Facets, count_facets
from archive.search.filters import Filters
from archive.web.pages.narrowing import facets
from archive.web.parameters import SearchPageParameters
from tests.archive.web.markup import page, words


def links(counted: Facets, **asked: object) -> dict[str, str]:
    """The query strings that are offered, by their labels."""
    found = facets(SearchPageParameters.model_validate(asked), counted)
    return {choice.label: choice.query_string for facet in found for choice in facet.choices}


def test_years_are_offered_then_the_months_of_one() -> None:
    several = Facets(months=Counter({"2019-12": 1, "2020-01": 2, "2020-02": 3}))
    assert links(several) == {
        "2020": "since=2020-01-01&until=2020-12-31",
        "2019": "since=2019-01-01&until=2019-12-31",
    }
    one = Facets(months=Counter({"2020-01": 2, "2020-02": 3}))
    assert links(one)["2020-02"] == "since=2020-02-01&until=2020-02-29"


def test_a_choice_begins_at_the_first_page_and_keeps_the_rest() -> None:
    counted = Facets(sources=Counter({"新华社": 3}))
    asked = {"q": "疫情", "page": 7, "site": ["henan"], "sort": "newest"}
    offered = links(counted, **asked)
    assert offered["新华社"] == (
        "site=henan&source=%E6%96%B0%E5%8D%8E%E7%A4%BE&q=%E7%96%AB%E6%83%85&sort=newest"
    )
    assert offered["henan"] == "q=%E7%96%AB%E6%83%85&sort=newest"


@pytest.mark.parametrize(
    ("chosen", "below"),
    [
        ("", {"湖北省": 3, "河南省": 1}),
        ("湖北省", {"湖北省/黄冈市": 2}),
        ("湖北省/黄冈市", {"湖北省/黄冈市/红安县": 1}),
    ],
)
def test_regions_are_counted_with_all_that_lies_in_them(chosen: str, below: dict[str, int]) -> None:
    regions = {"湖北省": 1, "湖北省/黄冈市": 1, "湖北省/黄冈市/红安县": 1}
    within = {name: n for name, n in {**regions, "河南省": 1}.items() if name.startswith(chosen)}
    assert Facets(regions=Counter(within)).regions_below(chosen) == below


def test_only_so_many_are_counted_and_the_page_says_so(
    client: TestClient, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "COUNTED", 5)
    counted = count_facets(connection, "天然气", Filters())
    assert (counted.total, counted.complete) == (5, False)
    assert counted.sites == {"henan": 5}
    found = page(client, "/?q=天然气")
    assert words(found.cssselect("#count")[0]) == "More than 5 articles"
    assert "newest 5 answers" in words(found.cssselect("aside")[0])
