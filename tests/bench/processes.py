"""What a program's processes take of a machine, read from Linux's ``/proc``."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
_MB_A_PAGE = os.sysconf("SC_PAGE_SIZE") / 2**20
_LOOK_SECONDS = 0.1
"""A merge of index blocks, which takes most memory, is over in a third of a second."""


@dataclass(slots=True)
class Usage:
    """Of a process and its children, from its beginning to its end."""

    seconds: float = 0.0
    peak_mb: float = 0.0
    """Most memory that all of them had at one moment, libraries that they share counted once."""
    processor_seconds: dict[int, float] = field(default_factory=dict)
    """By process, in the order in which they began; a child's last tenth of a second may lack."""


def watch(process: subprocess.Popen[str]) -> Usage:
    """Wait for a process; return what it and its children took."""
    began, usage = time.monotonic(), Usage()
    while process.poll() is None:
        family = _family(process.pid)
        usage.peak_mb = max(usage.peak_mb, _memory_mb(family))
        usage.processor_seconds |= {pid: used for pid in family if (used := _processor(pid))}
        time.sleep(_LOOK_SECONDS)
    usage.seconds = time.monotonic() - began
    return usage


def _family(pid: int) -> list[int]:
    """Return a process and all that began in it, a parent before its children."""
    children = [_read(file) for file in Path(f"/proc/{pid}/task").glob("*/children")]
    begun = sorted(int(child) for of_thread in children for child in of_thread.split())
    return [pid, *(one for child in begun for one in _family(child))]


def _memory_mb(family: list[int]) -> float:
    """Add up what each process has for itself, and the most that one of them has of files.

    Nearly what the proportional set sizes add up to, which take the kernel 3 ms a process; but what
    a forked process still shares with the one that it was made of counts for each.
    """
    sizes = [tuple(map(int, fields[1:3])) for pid in family if (fields := _fields(pid, "statm"))]
    own = sum(resident - of_files for resident, of_files in sizes)
    return (own + max((of_files for _, of_files in sizes), default=0)) * _MB_A_PAGE


def _processor(pid: int) -> float:
    fields = _read(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / _TICKS_A_SECOND if fields else 0.0


def _fields(pid: int, name: str) -> list[str]:
    return _read(Path(f"/proc/{pid}/{name}")).split()


def _read(file: Path) -> str:
    """Return a file of ``/proc``; nothing when its process has ended."""
    try:
        return file.read_text()
    except OSError:
        return ""
