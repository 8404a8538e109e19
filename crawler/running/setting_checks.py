"""Checks what was given with ``-s`` before Scrapy trips over it in the middle of a run."""

from __future__ import annotations

import difflib
import inspect
import logging
from collections.abc import Callable, Iterable
from pathlib import Path

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings, default_settings
from scrapy.utils.misc import load_object

from archive.errors import UsageError
from archive.raw.folders import require_folder
from crawler import settings as project_settings
from crawler.running.identity import check_contact

_OTHERS = ("SPIDERMON_", "PLAYWRIGHT_")
"""Prefixes of the settings of libraries that plug into Scrapy."""
_NEVER_NEGATIVE = ("DOWNLOAD_", "CONCURRENT_", "AUTOTHROTTLE_", "MAX_", "EXTRACT_", "RETRY_TIMES")
_IN_SECONDS = ("_DELAY", "_TIMEOUT", "_INTERVAL")
"""Suffixes of settings that Scrapy reads as fractions, also where their default is whole."""
_NOT_OURS = {
    "COOKIES_ENABLED": "public pages need no cookies, and a crawl keeps none",
    "REMOTE_CONTROL_ENABLED": "a crawl has no remote control",
}
"""Settings that would do nothing: the component of Scrapy's that they switch on is left out."""
MOST_SECONDS = 86_400
"""A day: what waits longer is a mistake, and infinity is waited for by nobody."""
MOST_WHOLE = 2**31 - 1
"""What every database and library keeps as an integer."""
MOST_WORKERS = 256
"""Processes; each costs a hundred megabytes."""


def check_settings(settings: BaseSettings) -> None:
    """Raise UsageError for a setting of the command line that does not exist or has no sense."""
    given = [name for name in settings if _from_command_line(settings, name)]
    for name in given:
        _check_name(name)
        _check_value(settings, name)
    check_contact(settings["GOVNEWS_CONTACT"])  # from the environment, too
    if settings.get("LOG_LEVEL") not in logging.getLevelNamesMapping():
        raise UsageError(f"LOG_LEVEL={settings['LOG_LEVEL']}: write DEBUG, INFO, WARNING or ERROR")
    _check_folder("WARC_DIR", settings.get("WARC_DIR"))
    require_folder(Path(settings["WARC_DIR"]))
    if settings.get("LOG_FILE"):
        _check_parent("LOG_FILE", Path(settings["LOG_FILE"]))


def check_begin(settings: BaseSettings) -> Callable[[], object] | None:
    """Return the function that begins the crawl's processes; None: none is to.

    It is checked before all else, since it is called before all else. Raises UsageError.
    """
    name = settings["BEGIN_PROCESSES"]
    if not name:
        return None
    begin: Callable[[], object] | None
    try:
        begin = load_object(name)
    except (TypeError, ValueError, NameError, ModuleNotFoundError) as error:
        if isinstance(error, ModuleNotFoundError) and not _is_within(name, error.name):
            raise  # a library that the module needs
        begin = None
    if begin is None or not (callable(begin) and _asks_nothing(begin)):
        default = project_settings.BEGIN_PROCESSES
        raise UsageError(
            f"BEGIN_PROCESSES={name}: no function to call; write {default}, or nothing"
        )
    return begin


def _asks_nothing(function: Callable[..., object]) -> bool:
    """Tell whether a function can be called without arguments, as far as can be known."""
    try:
        inspect.signature(function).bind()
    except TypeError:
        return False
    except ValueError:
        return True  # one in C that does not say
    return True


def _is_within(path: object, module: str | None) -> bool:
    """Tell whether a dotted path leads through a module."""
    return f"{path}.".startswith(f"{module}.")


def _from_command_line(settings: BaseSettings, name: str) -> bool:
    return settings.getpriority(name) == SETTINGS_PRIORITIES["cmdline"]


def _check_name(name: str) -> None:
    known = {*dir(default_settings), *dir(project_settings)}
    if name in known or name.startswith(_OTHERS):
        return
    close = difflib.get_close_matches(name, (n for n in known if n.isupper()), 1)
    hint = f"; did you mean {close[0]}?" if close else "; docs/SETTINGS.md lists them"
    raise UsageError(f"there is no setting {name}{hint}")


def _check_value(settings: BaseSettings, name: str) -> None:
    default = getattr(project_settings, name, getattr(default_settings, name, None))
    kind, wanted = _kind_of(name, default)
    try:
        if kind is bool:
            _check_ours(name, wanted=settings.getbool(name))
        elif kind is int:
            _check_number(name, settings.getint(name))
        elif kind is float:
            _check_number(name, settings.getfloat(name))
    except (ValueError, OverflowError):
        raise UsageError(f"{name}={settings[name]}: write {wanted}") from None


def _check_ours(name: str, *, wanted: bool) -> None:
    if wanted and name in _NOT_OURS:
        raise UsageError(f"{name}: {_NOT_OURS[name]}; leave it out")


def _kind_of(name: str, default: object) -> tuple[type | None, str]:
    """Return what a setting's value must be, None: anything, and that in words."""
    if isinstance(default, bool):
        return bool, "True or False"
    if isinstance(default, float) or (isinstance(default, int) and name.endswith(_IN_SECONDS)):
        return float, "a number"
    if isinstance(default, int):
        return int, "a whole number"
    return None, ""


def _check_number(name: str, value: float) -> None:
    most = _most(name)
    least = _least(name)
    if not least <= value <= most:  # nor is nan
        told = f"{least} to {most}" if least >= 0 else f"at most {most}"
        raise UsageError(f"{name}={value:g}: write a number, {told}")


def _least(name: str) -> int:
    if name == "EXTRACT_WORKERS":
        return 1  # without a process no page is read
    return 0 if name.startswith(_NEVER_NEGATIVE) else -_most(name)


def _most(name: str) -> int:
    if name == "EXTRACT_WORKERS":
        return MOST_WORKERS
    return MOST_SECONDS if name.endswith(_IN_SECONDS) else MOST_WHOLE


def _check_folder(name: str, value: object) -> None:
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f"{name} is empty; name a folder")
    path = Path(value)
    if path.exists() and not path.is_dir():
        raise UsageError(f"{name}={value} is a file; name a folder")
    for parent in _existing(path.parents):
        if not parent.is_dir():
            raise UsageError(f"{name}={value} lies under a file ({parent}); name a folder")


def _check_parent(name: str, path: Path) -> None:
    if path.is_dir() or not path.parent.is_dir():
        raise UsageError(f"{name}={path}: name a file in a folder that exists")


def _existing(paths: Iterable[Path]) -> list[Path]:
    return [path for path in paths if path.exists()]
