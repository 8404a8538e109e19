"""A child's end: answers questions that come over a socket, one after another.

Started by ``pipelines.children`` as ``python -m pipelines.child DESCRIPTOR… [MODULE…]``; it loads
the modules while its parent is busy with something else, and then makes a process for each further
socket out of itself, which has loaded them, too, and shares their memory.
A program of its own and not ``multiprocessing``'s spawned copy of the parent: that would load the
parent's main module, all of Scrapy, into a process that parses pages.
"""

from __future__ import annotations

import gc
import os
import pickle
import select
import signal
import socket
import struct
import sys
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from io import BufferedReader

LENGTH = struct.Struct("!Q")
"""What stands before each question and answer: its size in bytes. 0: there are no more."""
_BUFFER_BYTES = 2**16
"""Of most pages, so that a question is one call of the system."""


def load(modules: Sequence[str]) -> None:
    """Load what answers will need, before there is any question."""
    gc.disable()  # what is loaded now stays
    for module in modules:
        import_module(module)
    gc.freeze()


def twinned(descriptors: Sequence[int]) -> int:
    """Make a process for each socket but the first; return the one that is this process's.

    Each has no other's end, or nobody would be told when that one's process ends. Where the machine
    gives no process, the socket is closed as if that had died.
    """
    first, *others = descriptors
    if others:
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them
    while others:
        own = others.pop()
        if _forked():
            for descriptor in (first, *others):
                os.close(descriptor)
            return own
        os.close(own)
    return first


def _forked() -> bool:
    """Fork; tell whether this is the new process."""
    with warnings.catch_warnings(), suppress(OSError):
        # Threads of libraries that calculate: they make them anew in a process that is forked.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork() == 0
    return False


def serve(connection: socket.socket) -> None:
    """Answer until the parent says that there are no more questions.

    The first thing that comes is pickled: a function without arguments, which returns the function
    that answers.
    """
    threading.Thread(target=_end_with_parent, args=(connection,), daemon=True).start()
    questions = _received(connection)
    answer = pickle.loads(next(questions))()  # noqa: S301 - from the parent
    for number, question in enumerate(questions):
        said = answer(question)
        connection.sendall(LENGTH.pack(len(said)) + said)
        if number == 0:
            gc.freeze()  # so does what the first answer has loaded
            gc.enable()


def _received(connection: socket.socket) -> Iterator[bytes]:
    """Yield questions to the last."""
    with BufferedReader(socket.SocketIO(connection, "r"), _BUFFER_BYTES) as stream:
        while size := LENGTH.unpack(_whole(stream, LENGTH.size))[0]:
            yield _whole(stream, size)


def _whole(stream: BufferedReader[socket.SocketIO], size: int) -> bytes:
    """Return what comes next; end the process when the parent ends before it has sent it."""
    read = stream.read(size)
    if len(read) < size:
        os._exit(1)
    return read


def _end_with_parent(connection: socket.socket) -> None:
    """End the process as soon as the parent's end is closed, ``kill -9`` included.

    A thread, since a page may take seconds; it sleeps until then. One that also took the questions
    woke up for each, and had the thread that reads pages wait for it.
    """
    closing = select.poll()
    closing.register(connection, 0)  # that the other end is closed is told all the same
    closing.poll()
    os._exit(1)


if __name__ == "__main__":
    # Who interrupts a run interrupts its whole process group: what was handed over is done first.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        load([word for word in sys.argv[1:] if not word.isdecimal()])
        own = twinned([int(word) for word in sys.argv[1:] if word.isdecimal()])
        serve(socket.socket(fileno=own))
    except BrokenPipeError:
        sys.exit(1)  # nobody waits for the answer
    sys.stdout.flush()
    sys.stderr.flush()
    # The parent waits, and to take everything apart that was loaded takes a fifth of a second. A
    # database's connection ends with its process; nothing is open in it.
    os._exit(0)
