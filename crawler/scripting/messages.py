"""What is said between a crawl and the process in which the scripts of pages run.

Apart from either, so that a crawl need not load what runs scripts.
"""

from __future__ import annotations

import json
import struct
from typing import IO

LENGTH = struct.Struct("!Q")
"""What stands before each message, which is JSON: its size in bytes."""
MOST_SECONDS = 4
"""Of the processor, for all scripts of a page; honest ones take some 15 thousandths of one."""


def receive(stream: IO[bytes]) -> dict[str, object] | None:
    """Return the next message, None where there is no more."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (size,) = LENGTH.unpack(head)
    body = stream.read(size)
    return json.loads(body) if len(body) == size else None


def send(stream: IO[bytes], message: dict[str, object]) -> None:
    """Send a message. Raises BrokenPipeError where nobody reads."""
    body = json.dumps(message).encode()
    stream.write(LENGTH.pack(len(body)) + body)
    stream.flush()
