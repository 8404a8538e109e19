"""The set-up that the README gives makes a .venv in which every module can be imported.

Takes most of a minute: it makes that .venv, from the package registry, in a copy of the project,
and does so while other tests run (``tests.installing``).
"""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.installing import ROOT, Installing, clean_environment

ROOMS = ("archive", "crawler", "pipelines", "seeds")
# pip 23 has left out what trafilatura imports through an extra of lxml: see docs/DEPENDENCIES.md.
_IMPORT = """
import importlib, sys
import trafilatura, trafilatura.metadata, justext.core, lxml.html.clean
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def modules() -> list[str]:
    """Names of all modules of the four rooms; Alembic's scripts run inside Alembic only."""
    names = []
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            parts = file.relative_to(ROOT).with_suffix("").parts
            if "migrations" not in parts and parts[-1] != "__main__":
                names.append(".".join(part for part in parts if part != "__init__"))
    return names


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def project(installing: Installing | None) -> Path:
    """A copy of the project in which the README's command was typed."""
    assert installing is not None
    return installing.project()


def test_every_module_can_be_imported(project: Path) -> None:
    run(project / ".venv/bin/python", "-c", _IMPORT, *modules(), cwd=project)


def test_the_two_commands_work(project: Path) -> None:
    assert "extract" in run(project / ".venv/bin/govnews", "--help", cwd=project)
    assert "gov_news" in run(project / ".venv/bin/scrapy", "list", cwd=project)


def test_the_installed_packages_agree_with_each_other(project: Path) -> None:
    run(project / ".venv/bin/python", "-m", "pip", "check", cwd=project)


def test_a_wheel_holds_all_data_of_the_rooms(project: Path) -> None:
    pip = (project / ".venv/bin/python", "-m", "pip", "wheel", "--quiet")
    run(*pip, "--no-deps", "--no-build-isolation", "--wheel-dir", "wheels", ".", cwd=project)
    (wheel,) = (project / "wheels").glob("govnews-*.whl")
    files = {
        file.relative_to(project).as_posix()
        for room in ROOMS
        for file in (project / room).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts and not file.name.startswith(".")
    }
    assert files - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_a_second_time_does_nothing(project: Path) -> None:
    assert "Nothing to be done" in run("make", "setup", cwd=project)
