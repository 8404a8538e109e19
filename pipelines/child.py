"""A child's end: answers questions that come over a socket, one after another.

Started by ``pipelines.children`` as ``python -m pipelines.child DESCRIPTOR [MODULE…]``; it loads
the modules while its parent is busy with something else. A program of its own and not
``multiprocessing``'s spawned copy of the parent: that would load the parent's main module, all of
Scrapy, into a process that parses pages.
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
from importlib import import_module
from queue import SimpleQueue

LENGTH = struct.Struct("!Q")
"""What stands before each question and answer: its size in bytes. 0: there are no more."""


def serve(connection: socket.socket, modules: Sequence[str] = ()) -> None:
    """Answer until the parent says that there are no more questions.

    The first thing that comes is pickled: a function without arguments, which returns the function
    that answers.
    """
    questions: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_receive, args=(connection, questions), daemon=True).start()
    gc.disable()  # what is loaded now stays
    for module in modules:
        import_module(module)
    answer = pickle.loads(questions.get())()  # noqa: S301 - from the parent
    for number, question in enumerate(iter(questions.get, b"")):
        said = answer(question)
        connection.sendall(LENGTH.pack(len(said)) + said)
        if number == 0:
            gc.freeze()  # so does what the first answer has loaded
            gc.enable()


def _receive(connection: socket.socket, questions: SimpleQueue[bytes]) -> None:
    """Take questions; end the process when the parent has ended, ``kill -9`` included."""
    try:
        with connection.makefile("rb") as stream:
            while True:
                (size,) = LENGTH.unpack(stream.read(LENGTH.size))
                questions.put(stream.read(size))
                if not size:
                    return
    except (OSError, struct.error):
        os._exit(1)


if __name__ == "__main__":
    # Who interrupts a run interrupts its whole process group: what was handed over is done first.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        serve(socket.socket(fileno=int(sys.argv[1])), sys.argv[2:])
    except BrokenPipeError:
        sys.exit(1)  # nobody waits for the answer
    sys.stdout.flush()
    sys.stderr.flush()
    # The parent waits, and to take everything apart that was loaded takes a fifth of a second. A
    # database's connection ends with its process; nothing is open in it.
    os._exit(0)
