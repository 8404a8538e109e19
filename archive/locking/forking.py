"""What a forked child must let go of, so that a killed parent's locks die with the parent.

A child made by ``fork`` shares the parent's open files and sockets. A lock that belongs to one of
them would live on in a worker process after the parent was killed: ``flock`` while any process
has the file open, a PostgreSQL session while its socket is. So children drop both at once.
"""

from __future__ import annotations

import os
from typing import Protocol
from weakref import WeakSet


class _HasDescriptor(Protocol):
    def fileno(self) -> int: ...


_files: set[int] = set()
_sockets: WeakSet[_HasDescriptor] = WeakSet()


def close_in_children(descriptor: int) -> None:
    """Have forked children close this file descriptor."""
    _files.add(descriptor)


def keep_in_children(descriptor: int) -> None:
    """Forget about a descriptor; to be called before it is closed, since numbers are used again."""
    _files.discard(descriptor)


def cut_in_children(connection: _HasDescriptor) -> None:
    """Have forked children lose this database connection, without a word to the server."""
    _sockets.add(connection)


def _let_go() -> None:
    for descriptor in _files:
        os.close(descriptor)
    _files.clear()
    # The client library says goodbye on the socket when the child drops its object, which would
    # end the parent's session: it shall speak to nobody.
    nobody = os.open(os.devnull, os.O_RDWR)
    for connection in _sockets:
        os.dup2(nobody, connection.fileno(), inheritable=False)
    os.close(nobody)


os.register_at_fork(after_in_child=_let_go)
