"""What is imported is declared, what is declared is used, explained and locked."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.imports import is_library, read_imports

ROOT = Path(__file__).parent.parent
ROOMS = ("archive", "crawler", "pipelines", "seeds")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-test.lock")
# A comment, a pin with its marker, or a hash: nothing that leads to a place.
LOCK_LINE = re.compile(
    r"# [^/:]*(: [^/:]*)?|[\w.-]+==\S+( ; [^/]+)? \\| +--hash=sha256:\w{64}( \\)?"
)
# Where the module to import is not named as the package to install.
PACKAGE_OF_MODULE = {"backports": "backports-zstd"}
# Declared, and yet imported by none of our modules.
USED_BY_OTHERS = {
    "lxml-html-clean": "imported by justext, which trafilatura imports",
    "trafilatura": "",
    "spidermon": "",
}
TOOLS = {
    "lxml-stubs": "read by mypy",
    "mypy": "started by make lint",
    "ruff": "started by make lint",
    "types-dateparser": "read by mypy",
}


def package(requirement: str) -> str:
    """The normalised name of what a requirement asks for."""
    name = re.match(r"[\w.-]+", requirement)
    assert name
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def declared(extra: str | None = None) -> set[str]:
    project = PROJECT["project"]
    listed = project["optional-dependencies"][extra] if extra else project["dependencies"]
    return {package(requirement) for requirement in listed}


def imported(*rooms: str) -> set[str]:
    found = {one.package for ones in read_imports(ROOT, rooms).values() for one in ones}
    libraries = (name for name in found if is_library(name, ROOMS))
    return {PACKAGE_OF_MODULE.get(name, package(name)) for name in libraries}


def pins(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))


def test_what_the_program_imports_is_declared() -> None:
    # The extra is imported where a page is rendered, and nowhere before.
    assert imported(*ROOMS) - declared() - declared("render") == set()


def test_what_the_tests_import_is_declared() -> None:
    assert imported("tests") - declared() - declared("test") - declared("bench") == set()


def test_what_is_declared_is_used() -> None:
    assert declared() - imported(*ROOMS) - set(USED_BY_OTHERS) == set()
    # Tests use the program's own extras, which it imports when they are asked for.
    extras = set[str]().union(*(declared(name) for name in ("pandas", "render")))
    assert declared("test") - imported("tests") - set(TOOLS) - extras == set()


def test_each_dependency_is_explained_and_no_other() -> None:
    text = (ROOT / "docs/DEPENDENCIES.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| `([^`]+)` \| \S", text, re.MULTILINE)
    extras = PROJECT["project"]["optional-dependencies"]
    known = declared().union(*(declared(extra) for extra in extras), {"setuptools"})
    assert sorted(package(name) for name in explained) == sorted(known)


@pytest.mark.parametrize("lock", LOCKS)
def test_the_locks_are_complete_and_without_addresses(lock: str) -> None:
    wanted = declared() | {"setuptools"} | (declared("test") if "test" in lock else set())
    assert wanted - set(pins(lock)) == set()
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not LOCK_LINE.fullmatch(line)] == []


def test_both_locks_pin_the_same_versions() -> None:
    program, tests = (pins(lock) for lock in LOCKS)
    assert {name: tests.get(name) for name in program} == program


def test_the_build_tool_is_locked_new_enough() -> None:
    (requirement,) = PROJECT["build-system"]["requires"]
    assert requirement == "setuptools>=77", "tell make lock, which repeats it"
    assert int(pins("requirements.lock")["setuptools"].split(".")[0]) >= 77
