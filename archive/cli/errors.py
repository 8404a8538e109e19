"""How an error reaches the user of the command line: one line on stderr, and a true exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.exc import SQLAlchemyError

from archive.errors import GovnewsError

STATUS_INTERRUPTED = 130
"""128 + SIGINT, as shells report it."""
STATUS_BROKEN_PIPE = 141
"""128 + SIGPIPE: the reader (``head``) went away; nothing is wrong."""


def report(message: str) -> None:
    """Print one line on stderr; line breaks inside the message are folded."""
    click.echo("govnews: " + " ".join(message.split()), err=True)


def exit_status(error: BaseException) -> int | None:
    """Tell the user what went wrong and return the exit status; None: a bug, let it be seen."""
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, (KeyboardInterrupt, click.Abort)):
        return STATUS_INTERRUPTED
    if isinstance(error, BrokenPipeError):
        silence_stdout()
        return STATUS_BROKEN_PIPE
    if isinstance(error, click.ClickException):
        _tell(error)
        return error.exit_code
    if isinstance(error, GovnewsError):
        report(str(error))
        return error.exit_status
    return _status_of_outside_error(error)


def _status_of_outside_error(error: BaseException) -> int | None:
    """Errors of the machine around us: a full disk, a database that went away."""
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        report(f"{where}{error.strerror or error}")
        return 1
    if isinstance(error, SQLAlchemyError):
        cause = getattr(error, "orig", None) or error
        first_line = str(cause).strip().splitlines()[0]
        report(f"the database refused: {first_line}; see `govnews db check`")
        return 1
    return None


def _tell(error: click.ClickException) -> None:
    """Print one line, or the help of a command that was called with nothing to do."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
    else:
        report(_usage_message(error))


def _usage_message(error: click.ClickException) -> str:
    """Return the message with the command's own help named as the cure."""
    if isinstance(error, click.UsageError) and error.ctx is not None:
        return f"{error.format_message()} (see: {error.ctx.command_path} --help)"
    return error.format_message()


@contextmanager
def printing() -> Iterator[None]:
    """Name standard output in the error of a disk that is full behind it; nothing else does."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.filename is not None:
            raise
        silence_stdout()
        raise OSError(error.errno, error.strerror, "standard output") from error


def silence_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's last flush does not complain."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
