"""The entries that ship with the program."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import seeds
from seeds.catalogue import Site, load_catalogue

SEEDS = Path(seeds.__file__).parent


@pytest.fixture(scope="module")
def sites() -> dict[str, Site]:
    return {site.id: site for site in load_catalogue(SEEDS)}


def test_portals_and_ministries_are_complete(sites: dict[str, Site]) -> None:
    of_file = Counter(Path(site.origin_file).stem for site in sites.values())
    assert (of_file["national"], of_file["provinces"], of_file["ministries"]) == (1, 31, 20)


def test_the_31_provinces_of_the_mainland_are_each_there_once(sites: dict[str, Site]) -> None:
    portals = [site for site in sites.values() if site.level == "province"]
    assert len({site.region_code for site in portals}) == len({site.region for site in portals})
    assert len({site.region_code for site in portals}) == 31


def test_the_sites_of_the_seed_documents_are_there(sites: dict[str, Site]) -> None:
    ids = ("zjnews", "henandaily", "longquanyi", "cqnews", "redhongan")
    codes = [sites[site_id].region_code for site_id in ids]
    assert codes == ["330000", "410000", "510112", "500000", "421122"]


def test_no_two_sites_begin_at_one_address(sites: dict[str, Site]) -> None:
    addresses = Counter(url for site in sites.values() for url in site.start_urls)
    assert {url: n for url, n in addresses.items() if n > 1} == {}


def test_levels_and_codes_agree(sites: dict[str, Site]) -> None:
    for site in sites.values():
        assert bool(site.region) == bool(site.region_code), site.id
        if site.level == "province":
            assert site.region_code.endswith("0000"), site.id
        if site.level == "county":
            assert not site.region_code.endswith("00"), site.id


def test_regions_of_one_province_share_its_name_and_prefix(sites: dict[str, Site]) -> None:
    names = {
        site.region_code[:2]: site.region for site in sites.values() if site.level == "province"
    }
    for site in sites.values():
        if site.region_code:
            assert site.region.split("/")[0] == names[site.region_code[:2]], site.id
