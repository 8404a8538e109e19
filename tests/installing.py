"""Types the README's command in a copy of the project, while other tests run."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SECONDS = 600
_LEFT_OUT = shutil.ignore_patterns(".venv", ".git", "data", "tests", "__pycache__", ".*_cache")


class Installing:
    """``make setup`` in a copy of the project; it mostly waits for the package registry."""

    def __init__(self, folder: Path) -> None:
        self._copy, self._log = folder / "govnews", folder / "setup.log"
        shutil.copytree(ROOT, self._copy, ignore=_LEFT_OUT)
        command = ["nice", "make", "setup", f"PYTHON={sys.executable}"]
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                command,
                cwd=self._copy,
                env=clean_environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def project(self) -> Path:
        """Wait for it; return the copy's folder."""
        status = self._process.wait(SECONDS)
        assert status == 0, self._log.read_text()
        return self._copy

    def stop(self) -> None:
        """Let it be, with all that it began: nobody waits for it any more."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


def clean_environment() -> dict[str, str]:
    """Return ours without make's own: this make would believe itself a part of ``make test``."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))}
