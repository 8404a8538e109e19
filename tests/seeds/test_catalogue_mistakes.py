"""Every mistake in a catalogue is told in one line that names file, site, key and cure."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seeds.catalogue import CatalogueError, load_catalogue, parse_catalogue
from seeds.schema import SELECTOR_KEYS, SITE_KEYS

GOOD = {"id": '"hongan"', "name": '"红安网"', "start_urls": '["http://www.redhongan.com/"]'}

# key = value as TOML, and words that the message must hold beside file, site and key.
WRONG_VALUES = [
    ("name", "7", ["a number", "in quotes"]),
    ("name", '""', ["empty"]),
    ("name", '"  "', ["empty"]),
    ("name", '"红\\n安"', ["one line"]),
    ("name", "2020-02-24", ["a date"]),
    ("start_urls", '"http://www.redhongan.com/"', ["not a list", "["]),
    ("start_urls", "[]", ["empty list"]),
    ("start_urls", '["http://a.cn/", "http://a.cn/"]', ["twice"]),
    ("start_urls", "[1]", ["a number", "not a string"]),
    ("start_urls", '["www.redhongan.com"]', ["http://"]),
    ("start_urls", '["ftp://www.redhongan.com/"]', ["http://"]),
    ("start_urls", '["http:///index.html"]', ["no valid host"]),
    ("start_urls", '["http://user:secret@a.cn/"]', ["password"]),
    ("start_urls", '["http://a.cn:99999/"]', ["URL"]),
    ("start_urls", '["http://[::1/"]', ["URL"]),
    ("start_urls", '["http://a b.cn/"]', ["white space"]),
    ("start_urls", '["http://a..cn/"]', ["host"]),
    ("region", '"湖北省//红安县"', ["湖北省/黄冈市/红安县"]),
    ("region_code", "421122", ["quotes", '"421122"']),
    ("region_code", '"4211"', ["GB/T 2260"]),
    ("region_code", '"42112A"', ["GB/T 2260"]),
    ("region_code", '"４２１１２２"', ["GB/T 2260"]),
    ("region_code", '"991122"', ["province"]),
    ("level", '"city"', ["national, province, prefecture, county, town, department, media"]),
    ("level", "1", ["a number"]),
    ("allowed_domains", '["http://redhongan.com/"]', ["bare host name"]),
    ("allowed_domains", '["*.redhongan.com"]', ["bare host name"]),
    ("allowed_domains", "[]", ["empty list"]),
    ("allowed_domains", '["example.com"]', ["www.redhongan.com", "start URL"]),
    ("allowed_domains", '["redhongan.com:8080"]', ["www.redhongan.com", "start URL"]),
    ("list_urls", "['/news/(']", ["regular expression", "unterminated"]),
    ("article_urls", "['*']", ["regular expression", "nothing to repeat"]),
    ("exclude_urls", "['[[a]']", ["regular expression", "nested set"]),
    ("exclude_urls", "['a{99999999999999999999}']", ["regular expression"]),
    ("exclude_urls", "['']", ["empty regular expression"]),
    ("exclude_urls", "'/video/'", ["not a list"]),
    ("sitemaps", '["/sitemap.xml"]', ["http://"]),
    ("delay", "-1", ["between 0"]),
    ("delay", "nan", ["between 0"]),
    ("delay", "inf", ["between 0"]),
    ("delay", "3601", ["between 0"]),
    ("delay", '"1.0"', ["a string", "seconds"]),
    ("delay", "true", ["truth value"]),
    ("max_pages", "-1", ["no bound"]),
    ("max_pages", "1.5", ["whole number"]),
    ("max_pages", "true", ["truth value", "whole number"]),
    ("max_pages", "0x" + "f" * 9000, ["huge number"]),
    ("obey_robots", '"yes"', ["true or false"]),
    ("enabled", "1", ["true or false"]),
    ("render", "0", ["true or false"]),
    ("selectors", '"h1"', ["not a table"]),
    ("selectors", "[1]", ["not a table"]),
]
WRONG_IDS = ['"Hongan"', '"红安"', '"hong_an"', '"hong an"', '""', "7", '"a.b"', f'"{"a" * 65}"']
WRONG_SELECTORS = [
    ("title", "1", ["a selector in quotes"]),
    ("body", "['#content']", ["a list"]),
    ("remove", "'.share'", ["not a list"]),
    ("remove", "['.share', '']", ["empty entry"]),
    ("titel", "'h1'", ["unknown key", 'did you mean "title"']),
]
UNKNOWN_KEYS = [
    ("delay_seconds", 'did you mean "delay"'),
    ("start_url", 'did you mean "start_urls"'),
    ("allowed_domain", 'did you mean "allowed_domains"'),
    ("robots", 'did you mean "obey_robots"'),
    ("qqq", "known keys: id, name, start_urls"),
]
WRONG_FILES = [
    ('[[site]\nid = "a"', ["not valid TOML", "line 1"]),
    ("a = 1\na = 2\nb = 3", ["not valid TOML", "line 2"]),
    ("a = " + "[" * 5000, ["not valid TOML"]),
    ("a = " + "9" * 5000, ["not valid TOML"]),
    ("", ["holds no site", "[[site]]"]),
    ("# nothing yet\n", ["holds no site", "[[site]]"]),
    ("site = []", ["holds no site"]),
    ('[site]\nid = "a"', ['"site"', "begin each site with [[site]]"]),
    ("site = 3", ['"site"', "begin each site with [[site]]"]),
    ("site = [3]", ["site number 1", "not a table"]),
    ('[[sites]]\nid = "a"', ['"sites"', 'did you mean "site"']),
    ('title = "my sites"', ['"title"', "unknown key"]),
]


def entry(**changes: str | None) -> str:
    """One [[site]] as TOML; a value of None leaves the key out."""
    keys = {**GOOD, **changes}
    lines = (f"{key} = {value}" for key, value in keys.items() if value is not None)
    return "\n".join(["[[site]]", *lines, ""])


def message(path: Path, text: str | None = None) -> str:
    """The message of the error that loading gives."""
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(path)
    line = str(caught.value)
    assert str(path) in line
    assert line.isprintable()
    assert len(line) < 600
    return line


def assert_names(line: str, *words: str) -> None:
    assert [word for word in words if word not in line] == []


@pytest.mark.parametrize(("key", "value", "words"), WRONG_VALUES)
def test_a_wrong_value_names_site_key_and_cure(
    tmp_path: Path, key: str, value: str, words: list[str]
) -> None:
    line = message(tmp_path / "hubei.toml", entry(**{key: value}))
    assert_names(line, 'site "hongan"', f'key "{key}"', "; ", *words)


@pytest.mark.parametrize("value", WRONG_IDS)
def test_a_wrong_id_names_the_site_by_its_number(tmp_path: Path, value: str) -> None:
    text = entry(id='"first"') + entry(id=value)
    assert_names(message(tmp_path / "a.toml", text), "site number 2", 'key "id"')


@pytest.mark.parametrize("key", ["id", "name", "start_urls"])
def test_a_missing_key_is_named(tmp_path: Path, key: str) -> None:
    line = message(tmp_path / "a.toml", entry(**{key: None}))
    assert_names(line, f'key "{key}"', "missing", "required")


@pytest.mark.parametrize(("key", "cure"), UNKNOWN_KEYS)
def test_an_unknown_key_comes_with_the_likely_one(tmp_path: Path, key: str, cure: str) -> None:
    line = message(tmp_path / "a.toml", entry(**{key: "1"}))
    assert_names(line, 'site "hongan"', f'key "{key}"', "unknown key", cure)


@pytest.mark.parametrize(("key", "value", "words"), WRONG_SELECTORS)
def test_a_wrong_selector_entry_is_named(
    tmp_path: Path, key: str, value: str, words: list[str]
) -> None:
    text = f"{entry()}[site.selectors]\n{key} = {value}\n"
    line = message(tmp_path / "a.toml", text)
    assert_names(line, 'site "hongan"', f'key "selectors.{key}"', *words)


@pytest.mark.parametrize(("key", "value"), [("body", "'h1['"), ("remove", "['.ok', 'h1[']")])
def test_a_bad_selector_is_found_by_the_callers_checker(
    tmp_path: Path, key: str, value: str
) -> None:
    file = tmp_path / "a.toml"
    file.write_text(f"{entry()}[site.selectors]\n{key} = {value}\nauthors = ''\n", encoding="utf-8")
    asked: list[str] = []

    def check(selector: str) -> str | None:
        asked.append(selector)
        return "expected ]" if selector.endswith("[") else None

    with pytest.raises(CatalogueError, match=rf'"selectors\.{key}".*expected \].*CSS, or XPath'):
        load_catalogue(file, check_selector=check)
    assert "" not in asked
    assert load_catalogue(file, check_selector=lambda _: None)


@pytest.mark.parametrize(("text", "words"), WRONG_FILES)
def test_a_file_that_is_no_catalogue(tmp_path: Path, text: str, words: list[str]) -> None:
    assert_names(message(tmp_path / "a.toml", text), *words)


def test_a_deeply_nested_value_is_told_shortly(tmp_path: Path) -> None:
    message(tmp_path / "a.toml", entry() + ".".join("k" * 3000) + " = 1")


def test_a_key_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    message(tmp_path / "a.toml", entry() + '"\\u001b[2J" = 1')


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(entry().encode("gb18030"))
    assert_names(message(file), "not UTF-8", "save it as UTF-8")


def test_a_file_or_folder_that_is_not_there(tmp_path: Path) -> None:
    assert_names(message(tmp_path / "seeds"), "no such file or folder", "check the path")


def test_a_path_that_no_file_can_have() -> None:
    with pytest.raises(CatalogueError, match=r"null byte|null character"):
        load_catalogue(Path("a\0.toml"))


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    assert_names(message(tmp_path), "no .toml file", "[[site]]")


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.toml").mkdir()
    with pytest.raises(CatalogueError, match="cannot be read"):
        load_catalogue(tmp_path)


def test_one_id_in_two_files_names_both(tmp_path: Path) -> None:
    for name in ("hubei.toml", "zhongyang.toml"):
        (tmp_path / name).write_text(entry(), encoding="utf-8")
    line = message(tmp_path)
    assert_names(line, "hubei.toml", "zhongyang.toml", 'site "hongan"', 'key "id"')


def test_one_id_twice_in_a_file(tmp_path: Path) -> None:
    assert_names(message(tmp_path / "a.toml", entry() + entry()), 'key "id"', "of its own")


def test_the_error_crosses_a_process_border(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(tmp_path)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301 - our own


_scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.dates(),
    st.sampled_from(["http://a.cn/", "a", "421122", "county", "/x", "[", "http://[", "http://a:b"]),
)
_values = st.recursive(
    _scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=6
)
_selectors = st.dictionaries(st.sampled_from(SELECTOR_KEYS) | st.text(), _values, max_size=3)
_entries = st.fixed_dictionaries(
    {}, optional={key: _values for key in SITE_KEYS if key != "selectors"}
)
_whole_entries = st.builds(
    lambda extra, selectors: {
        "id": "a",
        "name": "b",
        "start_urls": ["http://a.cn/"],
        **extra,
        "selectors": selectors,
    },
    _entries,
    _selectors | _values,
)
_documents = st.dictionaries(st.just("site") | st.text(), _values) | st.fixed_dictionaries(
    {"site": st.lists(_entries | _whole_entries | _values, max_size=3)}
)


@settings(max_examples=60)
@given(_documents)
def test_whatever_a_file_holds_only_a_catalogue_error_comes_out(data: dict[str, object]) -> None:
    try:
        sites = parse_catalogue(data, origin="a.toml", check_selector=lambda _: "no")
    except CatalogueError as error:
        assert str(error).isprintable()  # noqa: PT017 - loading may also succeed
        assert str(error).startswith("a.toml: ")  # noqa: PT017
    else:
        assert all(site.start_urls and site.allowed_domains for site in sites)
