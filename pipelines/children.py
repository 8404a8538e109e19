"""Processes that an event loop asks, and that end with this one.

Questions and answers are bytes over a socket of each child's own, written and read by the event
loop itself: no threads that hand things from one to the next, no locks, and whoever only passes an
answer on need not unpickle it.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol, cast

from pipelines.child import LENGTH
from pipelines.errors import NoProcessError
from pipelines.processes import no_interrupt_inherited

_ROOT = str(Path(__file__).resolve().parent.parent)

Answer = Callable[[bytes], bytes]
"""What a child does with a question."""


class ChildDiedError(Exception):
    """A child ended before it had answered."""


class Process(Protocol):
    """What is asked of a process: ``subprocess.Popen`` has it."""

    pid: int

    def kill(self) -> None:
        """End it."""

    def wait(self) -> int:
        """Wait for its end; return its status."""


class Spare:
    """A process that will be a child; it loads modules before anybody can say what it is asked."""

    def __init__(self, connection: socket.socket, process: Process) -> None:
        self.connection = connection
        self.process = process

    @classmethod
    def begun(cls, *modules: str) -> Spare:
        """Begin one. Raises OSError where the machine gives no process, or no socket."""
        return cls.several(1, *modules)[0]

    @classmethod
    def several(cls, count: int, *modules: str) -> list[Spare]:
        """Begin some; those after the first are forked from it when it has loaded the modules.

        Raises OSError, as above.
        """
        with ExitStack() as theirs, ExitStack() as unused:
            pairs = []
            for _ in range(count):
                pairs.append(pair := socket.socketpair())
                unused.enter_context(pair[0])
                theirs.enter_context(pair[1])
            process = _started([their for _, their in pairs], modules)
            unused.pop_all()
        processes: list[Process] = [process, *(_Twin() for _ in pairs[1:])]
        return [cls(own, which) for (own, _), which in zip(pairs, processes, strict=True)]

    def drop(self) -> None:
        """End it; nobody needs it."""
        self.process.kill()
        self.connection.close()
        self.process.wait()


class _Twin:
    """A process that a child of ours forked from itself: it ends when its socket is closed."""

    pid = 0
    """Unknown."""

    def kill(self) -> None:
        """Leave its end to whoever closes the socket."""

    def wait(self) -> int:
        """Leave it to its parent."""
        return 0


class Child:
    """A process that answers questions in the order in which they come; made inside an event loop.

    ``begin`` is called in the child and returns what answers there; it must be picklable.
    ``spare``: the process that becomes the child, where one was started before.

    Raises:
        NoProcessError: The machine gives no process, or no socket.

    """

    def __init__(self, begin: Callable[[], Answer], spare: Spare | None = None) -> None:
        spare = spare or _begun()
        self._process, ours = spare.process, spare.connection
        self._end = _OurEnd(self._process)
        self._end.send(pickle.dumps(begin))
        self._was_asked = False
        connecting = asyncio.get_running_loop().create_connection(lambda: self._end, sock=ours)
        self._connecting = asyncio.ensure_future(connecting)

    @property
    def pid(self) -> int:
        """Of the process."""
        return self._process.pid

    @property
    def has_died(self) -> bool:
        """Whether nothing can be asked any more."""
        return self._end.is_lost

    @property
    def waiting(self) -> int:
        """Questions that have no answer yet."""
        return len(self._end.waiting)

    async def ask(self, question: bytes) -> bytes:
        """Return the answer. Raises ChildDiedError."""
        answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        if self.has_died:
            raise ChildDiedError
        self._was_asked = True
        self._end.waiting.append(answer)
        self._end.send(question)
        return await answer

    async def close(self) -> None:
        """Wait for what is being answered, and end the process."""
        await self._connecting
        if self._was_asked:
            self._end.send(b"")
        else:
            self._process.kill()  # it may still be loading what nobody needs
            self._end.close()
        await asyncio.to_thread(self._process.wait)
        await self._end.closed()


class _OurEnd(asyncio.Protocol):
    """The parent's end of a child's socket."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._is_closed = asyncio.Event()
        self.waiting: deque[asyncio.Future[bytes]] = deque()
        self.is_lost = False
        self._transport: asyncio.WriteTransport | None = None
        self._unsent: list[bytes] = []
        self._received = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)
        self._transport.writelines(self._unsent)
        self._unsent.clear()

    def send(self, message: bytes) -> None:
        """Send a message, or keep it until there is somebody to send it to.

        One to a child that has ended is dropped: asyncio would go on with a socket that is closed.
        """
        parts = [LENGTH.pack(len(message)), message]
        if self._transport is None:
            self._unsent += parts
        elif not self._transport.is_closing():
            self._transport.writelines(parts)

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    async def closed(self) -> None:
        """Wait until nothing more can come: the process has ended, or this end is closed."""
        await self._is_closed.wait()

    def data_received(self, data: bytes) -> None:
        self._received += data
        start = 0
        while (begin := start + LENGTH.size) <= len(self._received):
            (size,) = LENGTH.unpack_from(self._received, start)
            if begin + size > len(self._received):
                break
            start = begin + size
            self._answered(bytes(self._received[begin:start]))
        del self._received[:start]

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        self.is_lost = True
        self._is_closed.set()
        for answer in self.waiting:
            if not answer.done():
                answer.set_exception(ChildDiedError())
        self.waiting.clear()
        # Nobody may ask again, and a process that nobody waits for stays as a zombie.
        asyncio.get_running_loop().run_in_executor(None, self._process.wait)

    def _answered(self, said: bytes) -> None:
        answer = self.waiting.popleft()
        if not answer.done():  # whoever asked may have gone
            answer.set_result(said)


def _begun() -> Spare:
    """Return a process that was not started before."""
    try:
        return Spare.begun()
    except OSError as error:
        raise NoProcessError(
            f"no process can be begun: {error.strerror or error}; give this user more processes, "
            "memory or open files (ulimit -u, -v, -n), or set EXTRACT_WORKERS lower"
        ) from error


def _started(theirs: Sequence[socket.socket], modules: Sequence[str]) -> subprocess.Popen[bytes]:
    descriptors = [their.fileno() for their in theirs]
    paths = [_ROOT, *filter(None, [os.environ.get("PYTHONPATH")])]
    with no_interrupt_inherited():
        return subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-m", "pipelines.child", *map(str, descriptors), *modules],
            pass_fds=descriptors,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
