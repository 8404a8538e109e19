"""``govnews serve``."""

from __future__ import annotations

import errno
import logging
import re
import socket
from contextlib import closing, suppress
from ipaddress import ip_address
from pathlib import Path

import click

from archive.cli.options import WholeNumber, archive_option, warc_option
from archive.errors import UsageError
from archive.raw.store import warc_folder
from archive.reading.articles import opened

_BACKLOG = 100
_HOST_NAME = re.compile(r"\w(?:[\w-]*\w)?(?:\.\w(?:[\w-]*\w)?)*")
"""Letters of any script: browsers send those of 中国政府网.政务 in Punycode."""


def _named(
    _context: click.Context, parameter: click.Parameter, hosts: tuple[str, ...]
) -> list[str]:
    """Return the names. Raises BadParameter for what no Host header's name can be like."""
    for host in hosts:
        if not _HOST_NAME.fullmatch(host):
            raise click.BadParameter(
                f"{host!r} is no host's name; write it without scheme, port and path, "
                "as news.example.org",
                param=parameter,
            )
    return list(hosts)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=WholeNumber(0, 65535),
    default=8000,
    show_default=True,
    help="Port to listen on; 0: any that is free.",
)
@click.option(
    "--allow-host",
    "hosts",
    multiple=True,
    callback=_named,
    metavar="NAME",
    help="A name the server is asked under, beside localhost and IP addresses; may be repeated.",
)
@warc_option
@archive_option
def serve(
    *, host: str, port: int, hosts: list[str], warc_dir: Path | None, archive_url: str
) -> None:
    """Serve the archive as a web page, with a JSON API under /api, for reading only.

    Only this machine can reach it unless --host says otherwise. Ends with Ctrl-C.
    """
    # Imported late: the other commands do without the web framework.
    import uvicorn  # noqa: PLC0415

    from archive.web import create_app  # noqa: PLC0415

    if not host:
        raise UsageError("--host is empty; leave it out, or name an address of this machine")
    engine = opened(archive_url)
    listening = _listen(host, port)
    app = create_app(engine, warc=warc_folder(warc_dir), hosts={host, *hosts})
    click.echo(f"govnews: serving {_address(listening)}", err=True)
    if not _is_loopback(listening):
        click.echo("govnews: every machine that reaches this one can read the archive", err=True)
    logging.basicConfig(format="govnews: %(message)s")
    config = uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False, lifespan="off"
    )
    # Ctrl-C is how it is meant to end.
    with closing(listening), suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])
    engine.dispose()


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before the server starts, so that a taken one is told in one line."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=_BACKLOG)
    except OSError as error:
        raise UsageError(
            f"cannot listen on {host} port {port}: {error.strerror}; {_cure(error)}"
        ) from error


def _cure(error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return "no machine is known by that name; choose another --host"
    if error.errno == errno.EADDRNOTAVAIL:
        return "the address is not this machine's; choose another --host"
    return "choose another --port"


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _is_loopback(listening: socket.socket) -> bool:
    return ip_address(listening.getsockname()[0]).is_loopback
