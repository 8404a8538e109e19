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
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.despam.borders.windows import (
    ALONE_NATS,
    GAINED_NATS,
    HERE_NATS,
    KINDS,
    PLAIN,
    Floats,
    Integers,
    Row,
    Window,
)
from pipelines.despam.language.alphabet import code_points
from pipelines.despam.language.reading import NEVER_SEEN_NATS

FILE_NAME = "spam_borders.npz"
LONGEST = 72
"""Characters of the longest piece that is scored."""
SEAM_NATS, MOST_SEAM = 4.0, 3.0
"""What a number of a seam is divided by, and what it comes to at most."""
SEAM_STEP = 0.25
"""Between numbers of a seam, divided so, of which the most that it may weigh is worked out."""
MOST_MULTIPLIED = 1 << 18
"""Multiplications up to which BLAS takes one thread: to share so few costs more than it saves."""
APART = 4
"""Nothing between windows that are read in a row: no layer reads characters farther apart."""
MOST_GAPS = 1024
"""More than a window has."""
NO_PIECE = -1e4
"""Nats of pairs of gaps between which no piece is."""
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

    That each character's mean is taken away, and what the normalisation multiplies and adds, is
    worked into the weights: once a process.
    """

    def __init__(
        self, apart: int, scale: Floats, shift: Floats, kernel: Floats, bias: Floats
    ) -> None:
        self._apart = apart
        size = len(scale)
        centred = np.eye(size) - 1 / size
        parts = np.split(kernel.astype(np.float64), 3)
        added = [shift @ part + bias * (n == 1) for n, part in enumerate(parts)]
        weights = [size**0.5 * centred @ (scale[:, np.newaxis] * part) for part in parts]
        self._before, self._own, self._behind = (
            np.vstack(pair).astype(np.float32) for pair in zip(weights, added, strict=True)
        )

    def of(self, plain: Floats) -> Floats:
        """Return what it makes of each character but the outermost, and of the two beside it.

        ``plain``: rows that ``normalised`` wrote, the first and last ``APART`` of them nothing.
        """
        first, last, apart = APART, len(plain) - APART, self._apart
        found = product(plain[first:last], self._own)
        found += product(plain[first - apart : last - apart], self._before)
        found += product(plain[first + apart : last + apart], self._behind)
        np.maximum(found, 0.0, out=found)
        return found


def normalised(hidden: Floats, plain: Floats) -> None:
    """Write rows divided by what they deviate, but for the root of their size, into others.

    ``plain`` has a column more: 1 for a character, 0 for nothing.
    """
    size = hidden.shape[1]
    mean = hidden @ _means(size)
    mean *= mean
    deviation = np.vecdot(hidden, hidden)
    deviation -= mean
    np.maximum(deviation, 0.0, out=deviation)
    deviation += size * NORM
    np.sqrt(deviation, out=deviation)
    np.divide(hidden, deviation[:, np.newaxis], out=plain[:, :-1])


@cache
def _means(size: int) -> Floats:
    return np.full(size, size**-0.5, np.float32)


def product(rows: Floats, matrix: Floats) -> Floats:
    """Return the product of two matrices, a few rows at a time."""
    size = max(1, MOST_MULTIPLIED // matrix.size)
    if len(rows) <= size:
        return rows @ matrix
    found = np.empty((len(rows), matrix.shape[1]), np.float32)
    for at in range(0, len(rows), size):
        np.matmul(rows[at : at + size], matrix, out=found[at : at + size])
    return found


class Scores(NamedTuple):
    """What the network says of a window: of its gaps, the first that before ``window.lo``."""

    nats: Floats
    """Of all pairs of gaps, a row for each beginning, but for those of their seams."""
    most_of_seams: Floats
    """What no seam of a piece exceeds that ends at the gap."""


class BorderNetwork:
    """The network with its weights."""

    def __init__(self, parts: Mapping[str, NDArray[Any]]) -> None:
        own = {name: part.astype(np.float32) for name, part in parts.items()}
        self._rows = Rows(parts["points"])
        into = own["input"]
        widths = [own[name].shape[1] for name in ("characters", "kinds", "disguises", "classes")]
        borders = np.cumsum(widths).tolist()
        characters, kinds, disguises, classes, numbers = np.split(into, borders)
        disguised, covered = own["disguises"] @ disguises, own["classes"] @ classes
        here, alone, gained, self._end = numbers
        plain = own["input_bias"] + disguised[PLAIN] + covered[0] - here - alone
        self._characters = own["characters"] @ characters + plain
        self._kinds = own["kinds"] @ kinds
        self._disguises, self._classes = disguised - disguised[PLAIN], covered - covered[0]
        self._nats = np.stack(
            (here / HERE_NATS - gained / GAINED_NATS, alone / ALONE_NATS + gained / GAINED_NATS)
        )
        self._layers = [
            Layer(int(apart), *(own[f"{name}{n}"] for name in ("scale", "shift", "kernel", "conv")))
            for n, apart in enumerate(parts["apart"])
        ]
        inside = own["inside"][:, np.newaxis]
        self._of_gaps = np.concatenate((own["left"], own["right"], inside), 1)
        self._of_gaps_bias = np.append(own["gap_bias"], own["inside_bias"])
        self._before, self._behind = _of_kinds(own["kinds_met"], own["left"].shape[1] - 2)
        lengths = np.full(2 * MOST_GAPS - 1, NO_PIECE, np.float32)
        lengths[MOST_GAPS : MOST_GAPS + LONGEST] = own["lengths"][1 : LONGEST + 1]
        self._lengths = lengths
        self._seam = own["seam1"] / SEAM_NATS, own["seam1_bias"], own["seam2"]
        self._most_of_seams = self._highest_below()

    def scores(self, windows: Sequence[Window]) -> list[Scores]:
        """Return what is said of windows, each for itself: of many at once it takes less time."""
        row = Row(windows, APART)
        kinds = row.kinds()
        before, behind = self._ends(self._hidden(row, kinds), kinds, row.firsts)
        most = self._most_of(row.nats)
        found = []
        for first, window in zip(row.firsts, windows, strict=True):
            at = first + window.lo - window.first - 1
            gaps = slice(at, at + window.hi - window.lo + 1)
            nats = product(before[gaps], behind[gaps].T)
            nats += self._of_lengths(len(nats))
            found.append(Scores(nats, most[gaps]))
        return found

    def borders(self, window: Window) -> Floats:
        """Return the nats of all pairs of gaps of a window, but for those of their seams.

        Row and column 0 are those of the gap before the character at ``window.lo``.
        """
        return self.scores([window])[0].nats

    def _ends(
        self, hidden: Floats, kinds: Integers, firsts: Sequence[int]
    ) -> tuple[Floats, Floats]:
        """Return what begins at the gap before each character but the first, and what ends there.

        A row of one times a row of the other is the nats of a piece, but for those of its length.
        """
        told = product(hidden, self._of_gaps)
        told += self._of_gaps_bias
        size = self._of_gaps.shape[1] // 2
        left, right, inside = told[:-1, :size], told[1:, size:-1], told[:, -1]
        passed = inside.cumsum(dtype=np.float64)[:-1]
        if len(firsts) > 1:  # small numbers are more exact
            ends = np.array([*firsts[1:], len(hidden)]) - np.array(firsts)
            passed[firsts[0] - 1 :] -= passed[np.array(firsts) - 1].repeat(ends)
        before, behind = self._before.take(kinds[:-1], 0), self._behind.take(kinds[1:], 0)
        before[:, : size - 2], behind[:, : size - 2] = left[:, 2:], right[:, 2:]
        before[:, -2] = left[:, 0] + right[:, 0] - passed
        behind[:, -1] = left[:, 1] + right[:, 1] + passed
        return before, behind

    def _of_lengths(self, gaps: int) -> Floats:
        """Return the nats of the length of each pair of so many gaps."""
        size = self._lengths.itemsize
        return np.ndarray(
            (gaps, gaps), np.float32, self._lengths, (MOST_GAPS - 1) * size, (-size, size)
        )

    def _hidden(self, row: Row, kinds: Integers) -> Floats:
        """Return what the convolutions make of each character, 0 of nothing."""
        hidden: Floats = self._characters.take(self._rows.of(code_points(row.text), kinds), 0)
        hidden += self._kinds.take(kinds, 0)
        hidden += row.nats.T @ self._nats
        for table, numbers in ((self._disguises, row.disguises()), (self._classes, row.classes())):
            if numbers is not None:
                hidden += table.take(numbers, 0)
        hidden[row.ends()] += self._end
        between = row.between()
        plain = np.ones((len(hidden), hidden.shape[1] + 1), np.float32)
        hidden[:APART] = hidden[-APART:] = plain[:APART] = plain[-APART:] = 0
        if between is not None:
            plain[between, -1] = 0
            hidden[between] = 0
        for layer in self._layers:
            normalised(hidden, plain)
            hidden[APART:-APART] += layer.of(plain)
            if between is not None:
                hidden[between] = 0
        return hidden

    def of_seams(self, seams: NDArray[np.floating[Any]]) -> Floats:
        """Return the nats of seams (``search.seam_of``), a row each."""
        first, bias, second = self._seam
        found = bounded(seams) @ first
        found += bias
        np.maximum(found, 0.0, out=found)
        nats: Floats = found @ second
        return nats

    def most_of_seams(self, bounds: NDArray[np.floating[Any]]) -> Floats:
        """Return the nats that no seam exceeds whose numbers are at most these, a row each.

        They are exact but for what lies between the steps.
        """
        first, second, bound = steps_of(bounds).T
        found: Floats = self._most_of_seams[first, second, bound]
        return found

    def _most_of(self, nats: Floats) -> Floats:
        """Return what no seam exceeds at the gap before each character but the outermost.

        ``nats``: of each character, where it stands and by itself.
        """
        bounds = nats.copy()
        np.minimum(nats[0], nats[1] + NEVER_SEEN_NATS, out=bounds[0])
        gains, alone = steps_of(bounds)
        found: Floats = self._most_of_seams[gains[1:-1], gains[2:], alone[1:-1]]
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
    """Return the numbers of seams as the network learns them: of about one."""
    return bounded(seams) / np.float32(SEAM_NATS)


def bounded(seams: NDArray[np.floating[Any]]) -> Floats:
    """Return the numbers of seams, none beyond those that the network knows."""
    most = MOST_SEAM * SEAM_NATS
    found: Floats = np.minimum(np.maximum(seams.astype(np.float32, copy=False), -most), most)
    return found


def steps_of(numbers: NDArray[np.floating[Any]]) -> Integers:
    """Return the step that each number of seams is not above."""
    found = bounded(numbers)
    found += MOST_SEAM * SEAM_NATS
    found /= np.float32(SEAM_STEP * SEAM_NATS)
    return np.ceil(found, out=found).astype(np.intp)


def _of_kinds(met: Floats, rank: int) -> tuple[Floats, Floats]:
    """Return what stands in the rows of gaps for the kinds before and behind each.

    First what of both sides goes together, so many numbers; then the nats of kinds that meet, then
    those of the beginning and of the end.
    """
    size = len(met)
    before, behind = (np.zeros((size, rank + size + 2), np.float32) for _ in range(2))
    before[:, rank:-2], behind[:, rank:-2] = met, np.eye(size)
    before[:, -1] = behind[:, -2] = 1
    return before, behind


@cache
def border_network() -> BorderNetwork:
    """Return the network that the repository ships, read once a process."""
    return network_of((files("seeds") / "vocabulary" / FILE_NAME).read_bytes())


def network_of(data: bytes) -> BorderNetwork:
    """Return the network of a file."""
    with np.load(io.BytesIO(data), allow_pickle=False) as parts:
        return BorderNetwork(parts)
