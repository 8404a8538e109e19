"""The command line ``govnews``: one file a command or small family of commands."""

from archive.cli.group import main

__all__ = ["main"]
