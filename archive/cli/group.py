"""The group ``govnews``: finds its commands by name and imports only the one that is asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

import click

from archive.cli.encoding import make_writable
from archive.cli.errors import (
    STATUS_BROKEN_PIPE,
    STATUS_INTERRUPTED,
    exit_status,
    printing,
    silence_stdout,
)
from archive.errors import GovnewsError

ENTRY_POINT_GROUP = "govnews.commands"
"""Where other rooms (and other packages) announce their commands."""

OWN_COMMANDS = {
    "changes": "archive.cli.changes_command:changes",
    "clusters": "archive.cli.clusters_command:clusters",
    "db": "archive.cli.db_command:db",
    "export": "archive.cli.export_command:export",
    "runs": "archive.cli.runs_command:runs",
    "search": "archive.cli.search_command:search",
    "serve": "archive.cli.serve_command:serve",
    "show": "archive.cli.show_command:show",
    "spam": "archive.cli.spam_command:spam",
    "stats": "archive.cli.stats_command:stats",
    "watch": "archive.cli.watch_command:watch",
}
"""Command name to ``module:attribute``."""


class CommandUnavailableError(GovnewsError):
    """A command is announced, but its module cannot be loaded."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, and whose errors are one line.

    A command that cannot be loaded breaks only itself: its line in ``--help`` says so, and calling
    it tells why.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names of our own commands and of those that other rooms announce, sorted."""
        return sorted({*OWN_COMMANDS, *_announced()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Load one command; None when nobody announces the name."""
        target = OWN_COMMANDS.get(cmd_name) or _announced().get(cmd_name)
        return None if target is None else _load(cmd_name, target)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run the command, and end quietly when the reader of a pipe or the user had enough.

        Here, because further out click prints a line break for the one and exits 1 for the other.
        """
        try:
            answer = super().invoke(ctx)
            with printing():
                sys.stdout.flush()
        except BrokenPipeError:
            silence_stdout()
            raise click.exceptions.Exit(STATUS_BROKEN_PIPE) from None
        except KeyboardInterrupt:
            raise click.exceptions.Exit(STATUS_INTERRUPTED) from None
        return answer

    def main(self, args: Sequence[str] | None = None, **extra: Any) -> Any:  # type: ignore[override]  # noqa: ANN401 - click's signature, less what nobody passes by place
        """Run a command line. Exits with the command's status unless ``standalone_mode`` is off."""
        if not extra.pop("standalone_mode", True):
            return super().main(args, standalone_mode=False, **extra)
        sys.exit(self._run(args, extra))

    def _run(self, args: Sequence[str] | None, extra: dict[str, Any]) -> int:
        """Run, and turn every expected error into a status."""
        make_writable(sys.stdout)
        try:
            answer = super().main(args, standalone_mode=False, **extra)
        except BaseException as error:
            status = exit_status(error)
            if status is None:
                raise
            return status
        return answer if isinstance(answer, int) else 0


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="govnews", prog_name="govnews")
def main() -> None:
    """Archive Chinese government news: crawl, clean, keep once, ask."""


def _announced() -> dict[str, str]:
    return {point.name: point.value for point in entry_points(group=ENTRY_POINT_GROUP)}


def _load(name: str, target: str) -> click.Command:
    """Import ``module:attribute``; a command that tells why it is missing when that fails."""
    module, _, attribute = target.partition(":")
    try:
        command = getattr(import_module(module), attribute)
    except Exception as error:  # noqa: BLE001, RUF100 - whatever a room raises, search must work
        return _unavailable(name, module, error)
    if isinstance(command, click.Command):
        return command
    return _unavailable(name, module, TypeError(f"{attribute} is not a click command"))


def _unavailable(name: str, module: str, error: Exception) -> click.Command:
    why = f"{type(error).__name__}: {error}"

    def tell(**_arguments: object) -> None:
        raise CommandUnavailableError(
            f"the command '{name}' cannot be loaded from {module} ({why}); "
            "install the project again with `make setup`"
        )

    settings = {"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []}
    return click.Command(
        name, callback=tell, context_settings=settings, short_help=f"(cannot be loaded: {why})"
    )
