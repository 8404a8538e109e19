"""Arguments of a crawl are read and refused before anything is opened."""

from pathlib import Path

import pytest

from archive.errors import UsageError
from crawler.running.arguments import plan_from, unknown_site

SITES = """
[[site]]
id = "a"
name = "甲"
start_urls = ["http://a.gov.cn/"]
[[site]]
id = "b"
name = "乙"
start_urls = ["http://b.gov.cn/"]
[[site]]
id = "c"
name = "丙"
start_urls = ["http://c.gov.cn/"]
enabled = false
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> str:
    file = tmp_path / "sites.toml"
    file.write_text(SITES, encoding="utf-8")
    return str(file)


def test_without_arguments_every_enabled_site_is_crawled(catalogue: str) -> None:
    plan = plan_from({"catalogue": catalogue})
    assert [site.id for site in plan.sites] == ["a", "b"]
    assert (plan.shard, plan.since) == (None, None)


def test_sites_can_be_named(catalogue: str) -> None:
    assert [s.id for s in plan_from({"catalogue": catalogue, "sites": " b ,a"}).sites] == ["a", "b"]


def test_shards_share_the_sites_without_rest(catalogue: str) -> None:
    shards = [plan_from({"catalogue": catalogue, "shard": f"{i}/3"}) for i in (1, 2, 3)]
    assert sorted(site.id for plan in shards for site in plan.sites) == ["a", "b"]
    assert shards[1].shard == (2, 3)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("sites", "x", "no site 'x'; `govnews sites list` has their ids"),
        ("catalogue", "", "catalogue= is empty"),
        ("sites", "c", "enabled = false"),
        ("sites", ",", "no site is left"),
        ("shard", "0/3", "write I/N"),
        ("shard", "4/3", "write I/N"),
        ("shard", "1", "write I/N"),
        ("since", "2020-2-1", "YYYY-MM-DD"),
        ("since", "2020-02-30", "YYYY-MM-DD"),
        ("catalogue", "/no/such/folder", "no such file"),
        ("depth", "3", "no argument 'depth'"),
    ],
)
def test_mistakes_are_one_line(catalogue: str, name: str, value: str, told: str) -> None:
    with pytest.raises(UsageError, match=told) as error:
        plan_from({"catalogue": catalogue, name: value})
    assert "\n" not in str(error.value)


def test_an_id_that_is_nearly_right_is_told_its_like() -> None:
    told = unknown_site("redhongna", ["redhongan", "henan"])
    assert told == "the catalogue has no site 'redhongna'; did you mean redhongan?"
