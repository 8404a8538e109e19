"""The network that tells how likely each piece of a text is spam that was put into it.

Dilated convolutions read each character with eight to each side (Strubell et al., Fast and
accurate entity recognition with iterated dilated convolutions, 2017). Of what they make of it a
piece is scored as a whole: how well a run begins here and ends there, the characters between, how
the text on its left goes with that on its right (a bilinear form, as in Dozat and Manning, Deep
biaffine attention, 2017), and how firmly prose binds what is left once the piece is gone. All
scores are nats by which it is likelier that exactly this piece was put in than that nothing was.
Made by ``tests.bench.spam_fit_network``; ``seeds/vocabulary/spam_borders.npz``.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from pipelines.despam.borders.windows import KINDS, Floats, Integers, Window

FILE_NAME = "spam_borders.npz"
LONGEST = 72
"""Characters of the longest piece that is scored."""
SEAM_NATS, MOST_SEAM = 4.0, 3.0
"""What a number of a seam is divided by, and what it comes to at most."""
SEAM_STEP = 0.25
"""Between numbers of a seam, divided so, of which the most that it may weigh is worked out."""
MOST_MULTIPLIED = 1 << 18
"""Multiplications up to which BLAS takes one thread: to share so few costs more than it saves."""
NORM = 1e-5
"""Added to a variance before it divides."""
KNOWN_FROM, UNKNOWN = 8, {"h": 1, "0": 2, "y": 2, "a": 3}
"""Where rows of the characters that the network knows begin; of others the kind tells the row."""
UNKNOWN_SIGN = 4
"""Row of all other kinds."""
_ROWS_OF_KINDS = np.array([0, *(UNKNOWN.get(kind, UNKNOWN_SIGN) for kind in KINDS)], np.intp)
BASIC_PLANE = 0x1_0000


class Rows:
    """The rows of the characters that a network knows."""

    def __init__(self, points: NDArray[Any]) -> None:
        self._rows = np.zeros(BASIC_PLANE, np.intp)
        self._rows[points] = np.arange(KNOWN_FROM, KNOWN_FROM + len(points))

    def of(self, points: Integers, kinds: Integers) -> Integers:
        """Return the row of each character, by its code point, or if unknown by its kind."""
        rows = self._rows[np.minimum(points, BASIC_PLANE - 1)]
        return np.where(rows, rows, _ROWS_OF_KINDS[kinds])


class Layer:
    """A convolution of three characters so far apart, after a normalisation.

    What the normalisation multiplies and adds is worked into the weights: once a process.
    """

    def __init__(
        self, apart: int, scale: Floats, shift: Floats, kernel: Floats, bias: Floats
    ) -> None:
        self._apart = apart
        self._mean = np.full((len(scale), 1), 1 / len(scale), np.float32)
        self._kernel = kernel * np.tile(scale, 3)[:, np.newaxis]
        first, second, third = (shift @ part for part in np.split(kernel, 3))
        self._bias = bias + first + second + third
        self._beyond = first, third
        """What of the bias is not due where there is no character before, and none behind."""

    def of(self, hidden: Floats) -> Floats:
        """Return what it makes of each character and the two beside it."""
        (size, width), apart = hidden.shape, self._apart
        middle = hidden - hidden @ self._mean
        variance = np.einsum("ij,ij->i", middle, middle) / width
        middle /= np.sqrt(variance + NORM)[:, np.newaxis]
        three = np.zeros((size, 3 * width), np.float32)
        three[apart:, :width] = middle[:-apart]
        three[:, width:-width] = middle
        three[:-apart, -width:] = middle[apart:]
        found: Floats = product(three, self._kernel) + self._bias
        found[:apart] -= self._beyond[0]
        found[-apart:] -= self._beyond[1]
        np.maximum(found, 0.0, out=found)
        return found


def product(rows: Floats, matrix: Floats) -> Floats:
    """Return the product of two matrices, a few rows at a time."""
    size = max(1, MOST_MULTIPLIED // matrix.size)
    if len(rows) <= size:
        return rows @ matrix
    return np.concatenate([rows[at : at + size] @ matrix for at in range(0, len(rows), size)])


class BorderNetwork:
    """The network with its weights."""

    def __init__(self, parts: Mapping[str, NDArray[Any]]) -> None:
        own = {name: part.astype(np.float32) for name, part in parts.items()}
        self._rows = Rows(parts["points"])
        into = own["input"]
        widths = [own[name].shape[1] for name in ("characters", "kinds", "disguises", "classes")]
        borders = np.cumsum(widths).tolist()
        characters, kinds, disguises, classes, self._numbers = np.split(into, borders)
        self._characters = own["characters"] @ characters + own["input_bias"]
        self._kinds = own["kinds"] @ kinds
        self._disguises, self._classes = own["disguises"] @ disguises, own["classes"] @ classes
        self._layers = [
            Layer(int(apart), *(own[f"{name}{n}"] for name in ("scale", "shift", "kernel", "conv")))
            for n, apart in enumerate(parts["apart"])
        ]
        self._inside, self._inside_bias = own["inside"], float(own["inside_bias"])
        self._left, self._right, self._gap_bias = own["left"], own["right"], own["gap_bias"]
        self._kinds_met, self._lengths = own["kinds_met"], own["lengths"]
        self._seam = [own[name] for name in ("seam1", "seam1_bias", "seam2")]
        self._most_of_seams = self._highest_below()

    def borders(self, window: Window) -> Floats:
        """Return the nats of all pairs of gaps of a window, but for those of their seams.

        Row and column 0 are those of the gap before the character at ``window.lo``.
        """
        kinds = window.kinds()
        hidden = self._hidden(window, kinds)
        inside = (hidden @ self._inside + self._inside_bias).cumsum()
        inside = np.concatenate((np.zeros(1, np.float32), inside))
        none = np.zeros((1, hidden.shape[1]), np.float32)
        gaps = slice(window.lo - window.first, window.hi - window.first + 1)
        left = np.concatenate((none, hidden))[gaps] @ self._left + self._gap_bias[0]
        right = np.concatenate((hidden, none))[gaps] @ self._right + self._gap_bias[1]
        opening = left[:, 0] + right[:, 0] - inside[gaps]
        closing = left[:, 1] + right[:, 1] + inside[gaps]
        met = np.concatenate(([0], kinds, [0]))
        before, behind = met[:-1][gaps], met[1:][gaps]
        nats = np.add.outer(opening, closing) + left[:, 2:] @ right[:, 2:].T
        nats += self._kinds_met[before][:, behind]
        nats += self._of_lengths(len(opening))
        found: Floats = nats
        return found

    def _of_lengths(self, gaps: int) -> Floats:
        """Return the nats of the length of each pair of so many gaps."""
        lengths = np.arange(1 - gaps, gaps).clip(0, LONGEST + 1)
        return sliding_window_view(self._lengths[lengths], gaps)[::-1]

    def _hidden(self, window: Window, kinds: Integers) -> Floats:
        """Return what the convolutions make of each character."""
        rows = self._rows.of(window.points(), kinds)
        hidden: Floats = self._characters[rows] + self._kinds[kinds]
        hidden += self._disguises[window.disguises()] + self._classes[window.classes()]
        hidden += window.numbers() @ self._numbers
        for layer in self._layers:
            hidden = hidden + layer.of(hidden)
        return hidden

    def of_seams(self, seams: NDArray[np.floating[Any]]) -> Floats:
        """Return the nats of seams (``search.seam_of``), a row each."""
        first, bias, second = self._seam
        found: Floats = np.maximum(scaled(seams) @ first + bias, 0.0) @ second
        return found

    def most_of_seams(self, bounds: NDArray[np.floating[Any]]) -> Floats:
        """Return the nats that no seam exceeds whose numbers are at most these, a row each.

        They are exact but for what lies between the steps.
        """
        steps = np.ceil((scaled(bounds) + MOST_SEAM) / SEAM_STEP).astype(np.intp)
        found: Floats = self._most_of_seams[steps[:, 0], steps[:, 1], steps[:, 2]]
        return found

    def _highest_below(self) -> Floats:
        """Return, for steps of each number, the most that a seam of no higher ones weighs."""
        size = round(2 * MOST_SEAM / SEAM_STEP) + 1
        steps = np.linspace(-MOST_SEAM, MOST_SEAM, size, dtype=np.float32) * SEAM_NATS
        every = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), -1)
        found = self.of_seams(every.reshape(-1, 3)).reshape(every.shape[:3])
        for number in range(3):
            found = np.maximum.accumulate(found, number)
        return found


def scaled(seams: NDArray[np.floating[Any]]) -> Floats:
    """Return the numbers of seams as the network takes them: of about one."""
    found: Floats = np.clip(seams.astype(np.float32) / SEAM_NATS, -MOST_SEAM, MOST_SEAM)
    return found


@cache
def border_network() -> BorderNetwork:
    """Return the network that the repository ships, read once a process."""
    return network_of((files("seeds") / "vocabulary" / FILE_NAME).read_bytes())


def network_of(data: bytes) -> BorderNetwork:
    """Return the network of a file."""
    with np.load(io.BytesIO(data), allow_pickle=False) as parts:
        return BorderNetwork(parts)
