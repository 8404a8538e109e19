"""Whether the WARC folder will take what is written into it, asked before anything is written."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from archive.errors import RawStoreError, UsageError

_ANOTHER = "name another folder (WARC_DIR, --warc-dir)"
CURE = f"make room or give the right to write there, or {_ANOTHER}"


def require_folder(folder: Path) -> None:
    """Prove that a folder can be written or made; nothing is left behind.

    By trying: permissions do not tell of a read-only disk, nor of a file system such as /proc.

    Raises:
        UsageError: The folder is not there and cannot be made.
        RawStoreError: It is there and cannot be written, which may be over tomorrow.

    """
    try:
        there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
        with TemporaryDirectory(prefix=".govnews-", dir=there):
            pass
    except OSError as error:
        if folder.is_dir():
            raise RawStoreError(
                f"the WARC folder {folder} cannot be written: {error.strerror}; {CURE}"
            ) from error
        raise UsageError(
            f"the WARC folder {folder} cannot be made: {error.strerror}; {_ANOTHER}"
        ) from error
