"""Who imports whom, read from the source without running it; used by ``test_architecture``."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

# compression is of the standard library from Python 3.14 on.
_STANDARD = sys.stdlib_module_names | {"compression"}


@dataclass(frozen=True, slots=True)
class Import:
    """One imported name: ``from archive import records`` imports ``archive.records``."""

    module: str
    """The importing module."""
    target: str
    """Dotted name of what is imported: a module, or a name in one."""
    line: int

    @property
    def package(self) -> str:
        """The first part of the target: a room, a library or a standard module."""
        return self.target.split(".")[0]

    def __str__(self) -> str:
        return f"{self.module} line {self.line} imports {self.target}"


def module_name(file: Path, root: Path) -> str:
    """Dotted name of ``file``; a package's ``__init__`` has the package's name."""
    parts = file.relative_to(root).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def read_imports(root: Path, rooms: Iterable[str]) -> dict[str, list[Import]]:
    """All imports of the rooms' modules, also those inside functions, by module."""
    files = (file for room in rooms for file in sorted((root / room).rglob("*.py")))
    return {module_name(file, root): list(_imports(file, root)) for file in files}


def _imports(file: Path, root: Path) -> Iterator[Import]:
    module = module_name(file, root)
    package = module if file.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield Import(module, name.name, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            source = _absolute(node, package)
            for name in node.names:
                yield Import(module, f"{source}.{name.name}", node.lineno)


def _absolute(node: ast.ImportFrom, package: str) -> str:
    if not node.level:
        return node.module or ""
    parts = package.split(".")
    base = parts[: len(parts) - node.level + 1]
    return ".".join([*base, node.module] if node.module else base)


def within(name: str, places: Iterable[str]) -> bool:
    """Tell whether a dotted name is one of ``places`` or stands in one."""
    return any(name == place or name.startswith(place + ".") for place in places)


def is_library(package: str, rooms: Iterable[str]) -> bool:
    """Tell whether a package is neither ours nor of the standard library."""
    return package not in _STANDARD and package not in {*rooms, "tests"}


def find_cycle(imports: Mapping[str, Iterable[Import]]) -> list[str] | None:
    """Return modules that import each other in a ring, or None."""
    graph = {
        module: {_known_module(one.target, imports) for one in found} - {None, module}
        for module, found in imports.items()
    }
    done: set[str] = set()

    def visit(module: str, path: list[str]) -> list[str] | None:
        if module in path:
            return [*path[path.index(module) :], module]
        if module in done:
            return None
        rings = (visit(target, [*path, module]) for target in sorted(filter(None, graph[module])))
        ring = next(filter(None, rings), None)
        done.add(module)
        return ring

    return next(filter(None, (visit(module, []) for module in sorted(graph))), None)


def _known_module(target: str, modules: Mapping[str, object]) -> str | None:
    """The module that ``target`` is or stands in."""
    if target in modules:
        return target
    parent = target.rpartition(".")[0]
    return parent if parent in modules else None
