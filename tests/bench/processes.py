"""What a program's processes take of a machine, read from Linux's ``/proc``."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
_LOOK_SECONDS = 0.5


@dataclass(slots=True)
class Usage:
    """Of a process and its children, from its beginning to its end."""

    seconds: float = 0.0
    peak_mb: float = 0.0
    """Most memory that all of them had at one moment."""
    processor_seconds: dict[int, float] = field(default_factory=dict)
    """By process, in the order in which they began; a child's last half second may lack."""


def watch(process: subprocess.Popen[str]) -> Usage:
    """Wait for a process; return what it and its children took."""
    began, usage = time.monotonic(), Usage()
    while process.poll() is None:
        family = _family(process.pid)
        usage.peak_mb = max(usage.peak_mb, sum(map(_resident_kb, family)) / 1024)
        usage.processor_seconds |= {pid: used for pid in family if (used := _processor(pid))}
        time.sleep(_LOOK_SECONDS)
    usage.seconds = time.monotonic() - began
    return usage


def _family(pid: int) -> list[int]:
    others = [int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdecimal()]
    return [pid, *sorted(other for other in others if _stat(other)[1:2] == [str(pid)])]


def _stat(pid: int) -> list[str]:
    """Return the fields of a process from its state on, nothing when it has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _processor(pid: int) -> float:
    fields = _stat(pid)
    return sum(map(int, fields[11:13])) / _TICKS_A_SECOND if fields else 0.0


def _resident_kb(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    lines = [line for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(lines[0].split()[1]) if lines else 0
