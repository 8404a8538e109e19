"""The files of CMS families, and what a mistake in one says."""

from __future__ import annotations

import tomllib

import pytest

from seeds.families import Family, load_families, parse_family
from seeds.knowledge import KnowledgeError

REQUIRED = {
    "trs", "hanweb", "ucap", "nfcms", "vsb", "webplus", "founder", "dedecms", "empirecms",
    "phpcms", "people", "xinhuanet", "chinanews", "cqnews", "easysite",
}  # fmt: skip


def test_families_that_chinese_sites_run_on_are_there() -> None:
    assert {family.name for family in load_families()} >= REQUIRED


@pytest.mark.parametrize("family", load_families(), ids=lambda family: str(family.name))
def test_family_can_be_recognised(family: Family) -> None:
    assert family.elements or family.comments or family.texts
    names = (*family.elements, *family.containers, *family.remove)
    assert all(name == name.lower() for name in names), "names on a page are compared in lower case"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("containers = []", "title is missing"),
        ("title = 'x'\ncontainer = []", "unknown key 'container'"),
        ("title = 'x'\ntexts = 'y'", "texts is to be a list of strings"),
        ("title = 'x'\nbody_comments = [['begin']]", "body_comments is to be a begin and an end"),
        ("title = 'x'\n[field_comments]\ntitle = [1, 2]", "field_comments.title"),
    ],
)
def test_mistake_names_file_and_key(text: str, reason: str) -> None:
    with pytest.raises(KnowledgeError, match=r"families/mine\.toml") as caught:
        parse_family("mine", tomllib.loads(text))
    assert reason in str(caught.value)
