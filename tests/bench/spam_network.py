"""The network of ``pipelines.despam.borders.network`` as it is trained, with torch.

Torch is asked for by this module alone: ``pip install torch``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from pipelines.despam.borders.network import KNOWN_FROM, LONGEST, UNKNOWN_SIGN
from pipelines.despam.borders.windows import KINDS
from pipelines.despam.language.kinds import kinds_of
from pipelines.despam.words.classes import CLASSES

WIDTH, OF_CHARACTER, OF_KIND, OF_DISGUISE, OF_CLASS = 64, 32, 8, 4, 12
"""Numbers that stand for a character within the network, and those that it begins with."""
NUMBERS, DISGUISES = 4, 6
APART = (1, 2, 4, 1)
"""How far apart the characters of each convolution stand."""
JOINED = 12
"""Rank of the bilinear form."""
OF_SEAM = 16
DROPPED = 0.2
"""Share of numbers within the network that are left out at each step."""
TABLES = ("characters", "kinds", "disguises", "classes")
OTHER = "o"
"""Kind of the signs of which a rare one is taken for the mean."""
NO_PIECE = -1e4
START_BIAS, START_WIDTH = -2.0, 0.1

Batch = Mapping[str, torch.Tensor]


class Network(nn.Module):
    """Scores all pairs of gaps of windows."""

    def __init__(self, known: int) -> None:
        super().__init__()
        self.characters = nn.Embedding(KNOWN_FROM + known, OF_CHARACTER)
        self.kinds = nn.Embedding(len(KINDS) + 1, OF_KIND)
        self.disguises = nn.Embedding(DISGUISES, OF_DISGUISE)
        self.classes = nn.Embedding(3 * len(CLASSES) + 1, OF_CLASS)
        self.input = nn.Linear(OF_CHARACTER + OF_KIND + OF_DISGUISE + OF_CLASS + NUMBERS, WIDTH)
        self.layers = nn.ModuleList(
            nn.Conv1d(WIDTH, WIDTH, 3, padding=apart, dilation=apart) for apart in APART
        )
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in APART)
        self.inside = nn.Linear(WIDTH, 1)
        self.left = nn.Linear(WIDTH, 2 + JOINED)
        self.right = nn.Linear(WIDTH, 2 + JOINED)
        self.kinds_met = nn.Parameter(torch.zeros(len(KINDS) + 1, len(KINDS) + 1))
        self.lengths = nn.Parameter(torch.full((LONGEST + 2,), START_BIAS))
        self.seam1, self.seam2 = nn.Linear(3, OF_SEAM), nn.Linear(OF_SEAM, 1, bias=False)
        self.dropped = nn.Dropout(DROPPED)
        nn.init.normal_(self.characters.weight, 0, START_WIDTH)

    def hidden(self, batch: Batch) -> torch.Tensor:
        """Return what the convolutions make of each character; zeros beyond the windows."""
        parts = [
            self.characters(batch["rows"]),
            self.kinds(batch["kinds"]),
            self.disguises(batch["disguises"]),
            self.classes(batch["classes"]),
            batch["numbers"],
        ]
        is_text = (batch["kinds"] > 0).float()[:, :, None]
        hidden = self.dropped(self.input(torch.cat(parts, -1))) * is_text
        for layer, norm in zip(self.layers, self.norms, strict=True):
            plain = (norm(hidden) * is_text).transpose(1, 2)
            hidden = hidden + self.dropped(functional.relu(layer(plain).transpose(1, 2)))
        found: torch.Tensor = hidden * is_text
        return found

    def forward(self, batch: Batch) -> torch.Tensor:
        """Return the nats of all pairs of gaps; rows are beginnings, columns ends."""
        hidden = self.hidden(batch)
        beyond = functional.pad(hidden, (0, 0, 1, 1))
        left, right = self.left(beyond[:, :-1]), self.right(beyond[:, 1:])
        inside = functional.pad(torch.cumsum(self.inside(hidden)[..., 0], 1), (1, 0))
        opening = left[..., 0] + right[..., 0] - inside
        closing = left[..., 1] + right[..., 1] + inside
        nats = opening[:, :, None] + closing[:, None, :]
        nats = nats + torch.einsum("bij,bkj->bik", left[..., 2:], right[..., 2:])
        nats = nats + self._met(batch["kinds"]) + self._of_lengths(nats.shape[1])
        gaps, size = batch["gaps"], torch.arange(nats.shape[1])
        is_piece = (size[None, :] > size[:, None]) & (size[None, :] <= size[:, None] + LONGEST)
        is_piece = is_piece & gaps[:, :, None] & gaps[:, None, :]
        # Half of a fit's time goes into seams: those of no piece are left out.
        seams = self.seam2(functional.relu(self.seam1(batch["seams"][is_piece])))[..., 0]
        none = torch.full_like(nats, NO_PIECE)
        found: torch.Tensor = none.masked_scatter(is_piece, nats[is_piece] + seams)
        return found

    def _met(self, kinds: torch.Tensor) -> torch.Tensor:
        around = functional.pad(kinds, (1, 1))
        before, behind = around[:, :-1], around[:, 1:]
        rows = self.kinds_met[before]
        return rows.gather(2, behind[:, None, :].expand(-1, before.shape[1], -1))

    def _of_lengths(self, gaps: int) -> torch.Tensor:
        place = torch.arange(gaps)
        return self.lengths[(place[None, :] - place[:, None]).clamp(0, LONGEST + 1)]


class Known(NamedTuple):
    """The characters that have a row of their own, in its order."""

    points: NDArray[np.uint32]


def parts_of(network: Network, known: Known) -> dict[str, NDArray[Any]]:
    """Return the weights as ``borders.network`` reads them."""
    found: dict[str, NDArray[Any]] = {"points": known.points, "apart": np.array(APART, np.uint8)}
    for name in TABLES:
        found[name] = _numbers(getattr(network, name).weight).copy()
    is_sign = np.array([kinds_of(chr(point)) == OTHER for point in known.points])
    if is_sign.any():
        found["characters"][UNKNOWN_SIGN] = found["characters"][KNOWN_FROM:][is_sign].mean(0)
    found["input"], found["input_bias"] = _of_linear(network.input)
    for n, (layer, norm) in enumerate(zip(network.layers, network.norms, strict=True)):
        kernel = _numbers(layer.weight)
        found[f"kernel{n}"] = np.concatenate([kernel[:, :, tap].T for tap in range(3)])
        found[f"conv{n}"] = _numbers(layer.bias)
        found[f"scale{n}"], found[f"shift{n}"] = _numbers(norm.weight), _numbers(norm.bias)
    inside, bias = _of_linear(network.inside)
    found["inside"], found["inside_bias"] = inside[:, 0], bias[0]
    found["left"], left = _of_linear(network.left)
    found["right"], right = _of_linear(network.right)
    found["gap_bias"] = np.stack((left, right))
    found["kinds_met"] = _numbers(network.kinds_met)
    found["lengths"] = _numbers(network.lengths)
    found["seam1"], found["seam1_bias"] = _of_linear(network.seam1)
    found["seam2"] = _numbers(network.seam2.weight)[0]
    whole = (np.uint8, np.uint32)
    return {name: p if p.dtype in whole else p.astype(np.float16) for name, p in found.items()}


def network_of(parts: Mapping[str, NDArray[Any]]) -> tuple[Network, Known]:
    """Return the network of a file, to be trained further: what ``parts_of`` does, undone."""
    known = Known(parts["points"])
    network = Network(len(known.points))
    state = {f"{name}.weight": parts[name] for name in TABLES}
    for name in ("input", "seam1"):
        state |= {f"{name}.weight": parts[name].T, f"{name}.bias": parts[f"{name}_bias"]}
    for n in range(len(APART)):
        taps = np.split(parts[f"kernel{n}"], 3)
        state[f"layers.{n}.weight"] = np.stack([tap.T for tap in taps], 2)
        state |= {f"layers.{n}.bias": parts[f"conv{n}"]}
        state |= {f"norms.{n}.weight": parts[f"scale{n}"], f"norms.{n}.bias": parts[f"shift{n}"]}
    state |= {"inside.weight": parts["inside"][None], "inside.bias": parts["inside_bias"][None]}
    for side, bias in zip(("left", "right"), parts["gap_bias"], strict=True):
        state |= {f"{side}.weight": parts[side].T, f"{side}.bias": bias}
    state |= {name: parts[name] for name in ("kinds_met", "lengths")}
    state["seam2.weight"] = parts["seam2"][None]
    tensors = {name: torch.from_numpy(part.astype(np.float32)) for name, part in state.items()}
    network.load_state_dict(tensors)
    return network, known


def _of_linear(layer: nn.Linear) -> tuple[NDArray[Any], NDArray[Any]]:
    return _numbers(layer.weight).T, _numbers(layer.bias)


def _numbers(tensor: object) -> NDArray[Any]:
    assert isinstance(tensor, torch.Tensor)
    found: NDArray[Any] = tensor.detach().numpy()
    return found
