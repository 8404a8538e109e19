"""Runs programs without loading their modules anew: it has loaded them, and forks.

To load what a crawl needs takes longer than a crawl of a small site. Started by ``tests.programs``
as ``python -m tests.warm_server DESCRIPTOR MODULE…``. What it runs is a process of its own, with
its own working directory, environment, standard streams, signals and end; but nothing it imports
is imported for the first time, and what ``tests.warm_pages`` has used is loaded. What a start
itself does is tested with cold starts.

It has one thread, and no module that it loads may make an event loop: both would not outlive a
fork. (Numerical libraries stop and start their threads themselves when a process forks.)
"""

from __future__ import annotations

import gc
import os
import pickle
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from pipelines import child, children

READY = b"!"
"""What the server says when all is loaded."""
_ASKED = b"!"
_MOST_DESCRIPTORS = 8
_NUMBER = struct.Struct("!q")
"""How a process id and an exit status are sent."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be run."""

    code: str
    """Python statements."""
    arguments: tuple[str, ...]
    """``sys.argv`` without its first."""
    cwd: str
    environment: Mapping[str, str]


class Forked:
    """A process that the server forked: as much of ``subprocess.Popen`` as is needed.

    ``descriptors``: its stdout, its stderr, and others that it is to have, whose numbers there are
    its first arguments.
    """

    def __init__(self, server: socket.socket, order: Order, *descriptors: int) -> None:
        self._link, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(server, [_ASKED], [theirs.fileno(), *descriptors])
        self._link.sendall(pickle.dumps(order))
        self._waiting = threading.Lock()
        self.pid = _received(self._link)
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return the exit status, -N where signal N ended it, or None while it runs."""
        try:
            return self.wait(0)
        except subprocess.TimeoutExpired:
            return None

    def wait(self, timeout: float | None = None) -> int:
        """Wait so many seconds for its end; return the exit status."""
        with self._waiting:
            if self.returncode is None:
                if not select.select([self._link], [], [], timeout)[0]:
                    raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
                self.returncode = _received(self._link)
                self._link.close()
            return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            with suppress(ProcessLookupError):  # it has, and nobody has told yet
                os.kill(self.pid, number)

    def kill(self) -> None:
        """End it, unless it has ended."""
        self.send_signal(signal.SIGKILL)


def _received(link: socket.socket) -> int:
    number: int = _NUMBER.unpack(link.recv(_NUMBER.size, socket.MSG_WAITALL))[0]
    return number


# --- the server -----------------------------------------------------------------------------------


def serve(askers: Sequence[socket.socket]) -> Order | None:
    """Fork whenever asked; return the order in the process that is to carry it out.

    Each request brings descriptors: a socket for the order and for what is told of the process,
    then those of ``Forked``. Ends when the first asker has gone.
    """
    while True:
        for asker in select.select(askers, [], [])[0]:
            asked, descriptors, _, _ = socket.recv_fds(asker, len(_ASKED), _MOST_DESCRIPTORS)
            if not asked:
                return None
            if os.fork() == 0:
                return _accompany(*descriptors)
            for descriptor in descriptors:
                os.close(descriptor)


def _accompany(link: int, *descriptors: int) -> Order:
    """Fork again: the child returns, its parent tells its id, waits, and tells its exit status."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with socket.socket(fileno=link) as connection:
        with connection.makefile("rb") as stream:
            order: Order = pickle.load(stream)  # noqa: S301 - from the tests
        process = os.fork()
        if process:
            for descriptor in descriptors:
                os.close(descriptor)
            connection.sendall(_NUMBER.pack(process))
            _, status = os.waitpid(process, 0)
            with suppress(BrokenPipeError):  # who asked was killed
                connection.sendall(_NUMBER.pack(os.waitstatus_to_exitcode(status)))
            os._exit(0)
    for number, descriptor in enumerate(descriptors[:2], 1):
        os.dup2(descriptor, number)
        os.close(descriptor)
    return replace(order, arguments=(*map(str, descriptors[2:]), *order.arguments))


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
    control.set_inheritable(False)
    ours, theirs = socket.socketpair()
    control.sendall(READY)
    order = serve([control, ours])
    control.close()
    ours.close()
    if order is not None:
        _become(order)
        _programs["server"] = theirs
        exec(order.code, vars(sys.modules["__main__"]))  # noqa: S102 - the tests' own


# --- in a program that the server runs ------------------------------------------------------------

_programs: dict[str, socket.socket] = {}
"""Where a program asks the server for another."""
_CHILD = f"exec(compile(open({child.__file__!r}).read(), {child.__file__!r}, 'exec'))"


_SANDBOX = """
import os, sys; os.dup2(int(sys.argv[1]), 0)
from crawler.scripting.child import main; main()
"""


def begin_children_warm() -> None:
    """Have a crawl begin its processes by the server, too."""
    from crawler.scripting import sandbox  # noqa: PLC0415 - of all programs only a crawl has it

    children._started = _started  # type: ignore[assignment]
    sandbox._begun = _Sandboxed  # type: ignore[assignment]


class _Sandboxed(Forked):
    """The process that runs the scripts of pages, with the pipes over which it is asked."""

    def __init__(self) -> None:
        (question, asking), (answering, answer) = os.pipe(), os.pipe()
        self.stdin, self.stdout = os.fdopen(asking, "wb"), os.fdopen(answering, "rb")
        order = Order(_SANDBOX, (), str(Path.cwd()), dict(os.environ))
        super().__init__(_programs["server"], order, answer, 2, question)
        os.close(question)
        os.close(answer)


def _started(theirs: Sequence[socket.socket], modules: Sequence[str]) -> Forked:
    order = Order(_CHILD, tuple(modules), str(Path.cwd()), dict(os.environ))
    return Forked(_programs["server"], order, 1, 2, *(their.fileno() for their in theirs))


if __name__ == "__main__":
    # From the module's name, not from here: an order names its class as ``tests.warm_server``.
    import_module("tests.warm_server").main(sys.argv[1], sys.argv[2:])
