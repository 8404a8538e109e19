"""A sketch of a text: a bitmap of its shingles, which rules strangers out before all is compared.

A shingle's hash chooses one of the cells of the bitmap (a Bloom filter of one hash function, Bloom
1970). Two texts have no more shingles in common than they have cells, but for those of one text
that fell into a cell together; and strangers have few. So a text is folded and cut into shingles
once, and forty comparisons of it take less time than one comparison of sets. What is not ruled
out is compared exactly: the answers are the same as without sketches.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipelines.dedup.likeness import SAME_CONTAINMENT
from pipelines.fingerprint import SHINGLE_LENGTH

LEAST_CELLS = 1 << 13
"""Enough for 1,000 shingles: a kilobyte."""
CELLS_A_SHINGLE = 8
"""At least. Of strangers, one shingle in eight shares a cell with another by chance, and one in
sixteen lost its own: with the third that texts of many stock phrases really have in common that is
less than half. Of 40 candidates of that kind one in two hundred is left, of others fewer."""

_FACTORS = (
    *(0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9),
    *(0x85EB_CA77_C2B2_AE63, 0x27D4_EB2F_1656_67C5),
)
"""One for each character of a shingle: the 64-bit primes of xxHash
(https://github.com/Cyan4973/xxHash), odd numbers of good spread."""
_UPPER = np.uint64(32)
"""The lower bits of a product depend on few bits of what was multiplied."""
_LETTER_BITS = 12
"""Five letters of an alphabet of 4,096 fit into a number of 64 bits."""

Numbers = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Sketch:
    """Which cells of a bitmap the shingles of a text fall into."""

    bits: int = field(repr=False)
    cells: int
    """Of the bitmap: a power of two."""
    taken: int
    """Cells with a shingle; 0 for a text that is too short for one."""
    shingles: int
    """How many unlike ones there are, never too few."""

    @property
    def size_bytes(self) -> int:
        """Memory that it takes, roughly."""
        return self.cells // 8 + 200

    def rules_out(self, other: Sketch) -> bool:
        """Whether the two texts are certainly not alike (``likeness.overlap`` is 0)."""
        bits, taken, other_bits, other_taken = self.bits, self.taken, other.bits, other.taken
        if self.cells > other.cells:
            bits, taken = self._shrunk(other.cells)
        elif self.cells < other.cells:
            other_bits, other_taken = other._shrunk(self.cells)
        fewer = min(taken, other_taken)
        lost = min(self.shingles - taken, other.shingles - other_taken)
        common = (bits & other_bits).bit_count() + lost
        # As ``overlap`` divides: a product could be rounded to the other side of the bound.
        return fewer > 0 and common / fewer < SAME_CONTAINMENT

    def smaller(self) -> Sketch | None:
        """Return the sketch of half as many cells, with which four times as many are left."""
        if self.cells < LEAST_CELLS:
            return None
        bits, taken = self._shrunk(self.cells // 2)
        return Sketch(bits, self.cells // 2, taken, self.shingles)

    def _shrunk(self, cells: int) -> tuple[int, int]:
        """Return a smaller bitmap, each cell of which is some of this one's, and its taken ones."""
        bits, own = self.bits, self.cells
        while own > cells:
            own //= 2
            bits = (bits >> own) | (bits & ((1 << own) - 1))
        return bits, bits.bit_count()


def sketched(folded: str) -> Sketch:
    """Sketch a text that is folded; one that is shorter than a shingle rules nothing out."""
    cells = LEAST_CELLS
    while cells < CELLS_A_SHINGLE * len(folded):
        cells *= 2
    if len(folded) < SHINGLE_LENGTH:
        return Sketch(0, cells, 0, 0)
    codes = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint64)
    taken = np.zeros(cells, np.bool_)
    taken[_hashed(codes) & np.uint64(cells - 1)] = True
    bits = int.from_bytes(np.packbits(taken, bitorder="little").tobytes(), "little")
    return Sketch(bits, cells, bits.bit_count(), _unlike(codes))


def _hashed(codes: Numbers) -> Numbers:
    """Hash each shingle; like ones alike."""
    places = len(codes) - SHINGLE_LENGTH + 1
    mixed = np.zeros(places, np.uint64)
    for at, factor in enumerate(_FACTORS):
        mixed += codes[at : at + places] * np.uint64(factor)
    return mixed >> _UPPER


def _unlike(codes: Numbers) -> int:
    """Count the unlike shingles: each is the number that its letters spell in the text's alphabet.

    A text of too many different characters may have repeated ones counted more than once.
    """
    alphabet, letters = np.unique(codes, return_inverse=True)
    places = len(codes) - SHINGLE_LENGTH + 1
    if len(alphabet) > 1 << _LETTER_BITS:
        return places
    spelt = np.zeros(places, np.uint64)
    for at in range(SHINGLE_LENGTH):
        spelt = (spelt << np.uint64(_LETTER_BITS)) | letters[at : at + places].astype(np.uint64)
    ordered = np.sort(spelt)
    return 1 + int(np.count_nonzero(ordered[1:] != ordered[:-1]))
