"""Runs programs without loading their modules anew: it has loaded them, and forks.

To load what a crawl needs takes longer than a crawl of a small site. Started by ``tests.programs``
as ``python -m tests.warm_server DESCRIPTOR MODULE…``. What it runs is a process of its own, with
its own working directory, environment, standard streams, signals and end; but nothing it imports
is imported for the first time. What a start itself does is tested with cold starts.

It has one thread, and no module that it loads may make an event loop: both would not outlive a
fork. (Numerical libraries stop and start their threads themselves when a process forks.)
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import socket
import struct
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

NUMBER = struct.Struct("!q")
"""How a process id and an exit status are sent."""

READY = b"!"
"""What the server says when all is loaded."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be run."""

    code: str
    """Python statements."""
    arguments: tuple[str, ...]
    """``sys.argv`` without its first."""
    cwd: str
    environment: dict[str, str]


def serve(control: socket.socket) -> Order | None:
    """Fork whenever asked; return the order in the process that is to carry it out.

    Each request brings three descriptors: a socket for the order and for what is told of the
    process, its stdout and its stderr.
    """
    while True:
        asked, descriptors, _, _ = socket.recv_fds(control, 1, 3)
        if not asked:
            return None
        if os.fork() == 0:
            control.close()
            return _accompany(*descriptors)
        for descriptor in descriptors:
            os.close(descriptor)


def _accompany(link: int, stdout: int, stderr: int) -> Order:
    """Fork again: the child returns, its parent tells its id, waits, and tells its exit status."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with socket.socket(fileno=link) as connection:
        with connection.makefile("rb") as stream:
            order: Order = pickle.load(stream)  # noqa: S301 - from the tests
        child = os.fork()
        if child:
            os.close(stdout)
            os.close(stderr)
            connection.sendall(NUMBER.pack(child))
            _, status = os.waitpid(child, 0)
            connection.sendall(NUMBER.pack(os.waitstatus_to_exitcode(status)))
            os._exit(0)
    for descriptor, standard in ((stdout, 1), (stderr, 2)):
        os.dup2(descriptor, standard)
        os.close(descriptor)
    return order


def _become(order: Order) -> None:
    """Take over what a process has from its parent."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.chdir(order.cwd)
    os.environ.clear()
    os.environ.update(order.environment)
    sys.argv = ["-c", *order.arguments]
    sys.path[0] = ""


def main(descriptor: str, modules: Sequence[str]) -> None:
    """Load, serve, and run what is asked for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # pytest's own, and its group's, on Ctrl-C
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for who accompanies
    for module in modules:
        import_module(module)
    if "twisted.internet.reactor" in sys.modules or threading.active_count() > 1:
        sys.exit("what was loaded began an event loop or a thread: it cannot be forked")
    gc.freeze()
    control = socket.socket(fileno=int(descriptor))
    control.sendall(READY)
    order = serve(control)
    if order is not None:
        _become(order)
        exec(order.code, vars(sys.modules["__main__"]))  # noqa: S102 - the tests' own


if __name__ == "__main__":
    # From the module's name, not from here: an order names its class as ``tests.warm_server``.
    import_module("tests.warm_server").main(sys.argv[1], sys.argv[2:])
