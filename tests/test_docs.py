"""What README and docs name exists, and what exists is named there."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from scrapy.settings import default_settings

from archive.cli import main
from crawler import settings
from crawler.running.arguments import ARGUMENTS
from seeds.catalogue import parse_catalogue
from seeds.schema import SELECTOR_KEYS, SITE_KEYS

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
ROOMS = ("archive", "crawler", "pipelines", "seeds")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def everything() -> str:
    return "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


def first_column(page: str) -> set[str]:
    """The names in backquotes that begin the rows of a page's tables."""
    return set(re.findall(r"^\| `([^`]+)` \|", text(page), re.MULTILINE))


def fenced(page: Path, language: str) -> list[str]:
    pattern = rf"^```{language}\n(.*?)^```"
    return re.findall(pattern, page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def written_commands() -> Iterator[tuple[str, list[str]]]:
    """Each `govnews …` line of a code block with its page, as words."""
    for page in PAGES:
        for block in fenced(page, "(?:sh|console|)"):
            for line in block.replace("\\\n", " ").splitlines():
                found = re.match(r"(?:\$ )?(?:\.venv/bin/)?govnews (.*)", line)
                if found:
                    yield page.name, shlex.split(found[1], comments=True)


def commands(group: click.Group) -> dict[str, click.Command]:
    context = click.Context(group)
    found = {name: group.get_command(context, name) for name in group.list_commands(context)}
    return {name: command for name, command in found.items() if command}


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*## ", text("Makefile"), re.MULTILINE))


def test_each_make_target_is_named_and_each_named_one_exists() -> None:
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", everything(), re.MULTILINE))
    assert named == make_targets() - {"help"}


def test_make_targets_are_not_files() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", text("Makefile"), re.MULTILINE)
    assert phony
    assert set(phony[1].split()) == make_targets()


def test_make_starts_modules_that_exist() -> None:
    started = re.findall(r"-m ((?:crawler|tests)[\w.]+)", text("Makefile"))
    assert "crawler.demo" in started
    places = {module: ROOT.joinpath(*module.split(".")) for module in started}
    files = {
        m: (p / "__main__.py" if p.is_dir() else p.with_suffix(".py")) for m, p in places.items()
    }
    assert [module for module, file in files.items() if not file.exists()] == []


def test_the_developers_page_has_each_make_target() -> None:
    assert {name.removeprefix("make ") for name in first_column("docs/DEVELOPING.md")} == (
        make_targets() - {"help"}
    )


def test_each_command_is_in_the_readme() -> None:
    named = set(re.findall(r"govnews ([a-z]+)", text("README.md")))
    assert set(commands(main)) - named == set()


def test_each_command_that_is_named_exists() -> None:
    named = set(re.findall(r"`govnews ([a-z]+)", everything()))
    assert named - set(commands(main)) == set()


@pytest.mark.parametrize(("page", "words"), list(written_commands()))
def test_a_written_command_line_would_be_understood(page: str, words: list[str]) -> None:
    command: click.Command = main
    context = click.Context(main)
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(context, words.pop(0))
        assert found, page
        command = found
    options = {name for parameter in command.params for name in parameter.opts}
    written = {word.partition("=")[0] for word in words if word.startswith("--")}
    assert written - options == {"--help"} & written


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_catalogue_page_has_every_key() -> None:
    assert first_column("docs/CATALOGUE.md") == {*SITE_KEYS, *SELECTOR_KEYS}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_catalogue_examples_are_right(page: Path) -> None:
    for example in fenced(page, "toml"):
        if "[[site]]" in example:
            assert parse_catalogue(tomllib.loads(example), origin=page.name)


def own_settings() -> set[str]:
    names = {name for name in vars(settings) if name.isupper()}
    return {
        name
        for name in names
        if not hasattr(default_settings, name) and not name.startswith("SPIDERMON_")
    }


def test_the_settings_page_has_every_setting_of_ours_and_no_other() -> None:
    documented = {name for name in first_column("docs/SETTINGS.md") if not name.startswith("-a ")}
    assert documented - set(vars(settings)) == set()
    assert own_settings() - documented == set()


def test_the_settings_page_has_the_true_defaults() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (\S+) \|", text("docs/SETTINGS.md"), re.MULTILINE)
    assert len(rows) > 5
    assert [(name, default) for name, default in rows if str(vars(settings)[name]) != default] == []


def test_the_settings_page_has_every_argument() -> None:
    written = re.findall(r"^\| `-a (\w+)=", text("docs/SETTINGS.md"), re.MULTILINE)
    assert sorted(written) == sorted(ARGUMENTS)


def test_environment_variables_are_documented_and_read() -> None:
    sources = (file for room in ROOMS for file in (ROOT / room).rglob("*.py"))
    read = {
        name
        for file in sources
        for name in re.findall(r"\bGOVNEWS_[A-Z_]+\b", file.read_text(encoding="utf-8"))
    }
    of_tests = {"GOVNEWS_ENGLISH", "GOVNEWS_PAGES", "GOVNEWS_TEST_POSTGRES_URL"}
    named = set(re.findall(r"\bGOVNEWS_[A-Z_]+\b", everything()))
    assert named - of_tests == read - of_tests
