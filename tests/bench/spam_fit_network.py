"""Fit the network that finds borders, in three steps.

``python -m tests.bench.spam_fit_network gather --words WORDS [--phrases PHRASES]
[--headlines HEADLINES] -o EXAMPLES CLEAN_TEXT…`` puts phrases of the lists that are learned from
into lines of clean text and keeps the windows that the network would read.

``python -m tests.bench.spam_fit_network fit [--hold LIST] [-o FILE] EXAMPLES…`` makes the true pair
of borders the likeliest of all pairs of a window and of "no spam", which is right in clean text
(AdamW, one cycle); ``--start FILE`` goes on from another network, one pass over each file of
EXAMPLES in turn. Characters and words of the vocabulary are left out by chance, so that names and
words that nobody listed are learned. ``--hold LIST``, ``--fold N``: a list of phrases, or half of
all phrases and clean lines, is left out, and it is told how the network does on it.

``python -m tests.bench.spam_fit_network mix [-o FILE] SHARE=FILE…`` adds up networks.
"""

from __future__ import annotations

import argparse
import io
import math
import pickle
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional, utils
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from pipelines.despam.borders.network import BASIC_PLANE, Rows, scaled
from pipelines.despam.borders.windows import KINDS
from tests.bench.spam_gather import Part, gathered, sources
from tests.bench.spam_network import DROPPED, Batch, Known, Network, network_of, parts_of
from tests.bench.spam_splices import words_of
from tests.bench.spam_windows import Example

OUTPUT = Path("seeds/vocabulary/spam_borders.npz")
MASS = {"traps": 6.0, "context": 6.0, "legit": 3.0}
"""What a window of clean text counts; others ``CLEAN_MASS``, attacked ones 1."""
CLEAN_MASS = 2.0
LEAST_SEEN = 12
"""How often a character must stand in the windows to have a row of its own."""
NO_CHARACTER, NO_WORD, NO_VOCABULARY = 0.06, 0.10, 0.10
"""Shares of Han characters and of words of the vocabulary that are left out, and of windows that
lose half of all words."""
ROUNDS, SIZE, STEP, DECAY, LONGEST_STEP = 7, 48, 3e-3, 0.02, 5.0
WARMING = 0.05
"""Share of all steps in which they grow; then they shrink as half a wave of a cosine."""
FURTHER_DROPPED, KEPT = 0.1, 0.998
"""Of a network that is trained further, on windows that never come twice: the share of numbers left
out, and the share of the mean of all steps that each leaves as it was."""
SEED = 1
SORTED = 40
"""Batches whose windows are sorted by length."""


Turn = Callable[[], list[Example]]
"""Gives the windows of one pass."""


class Fit(NamedTuple):
    """A network and the characters that it knows."""

    network: Network
    known: Known


def known_of(examples: Sequence[Example]) -> Known:
    """Return the characters that stand in enough windows."""
    counts: Counter[int] = Counter()
    for one in examples:
        counts.update(one.points.tolist())
    often = sorted(point for point, count in counts.items() if count >= LEAST_SEEN)
    return Known(np.array([point for point in often if point < BASIC_PLANE], np.uint32))


def batch_of(
    examples: Sequence[Example], known: Known, rng: np.random.Generator | None = None
) -> tuple[Batch, torch.Tensor]:
    """Return windows side by side, and the number of the right pair of each; the last: none.

    ``rng``: characters and words are left out by chance.
    """
    size, width = len(examples), max(len(one.points) for one in examples)
    rows, kinds, disguises, classes = (np.zeros((size, width), np.int64) for _ in range(4))
    numbers = np.zeros((size, width, 4), np.float32)
    seams = np.zeros((size, width + 1, width + 1, 3), np.float32)
    gaps = np.zeros((size, width + 1), np.bool_)
    right = np.full(size, (width + 1) ** 2)
    known_rows = Rows(known.points)
    for n, one in enumerate(examples):
        mine, end = slice(0, len(one.points)), one.hi + 1
        row = known_rows.of(one.points.astype(np.intp), one.kinds.astype(np.intp))
        covered = one.classes.astype(np.int64)
        rows[n, mine], classes[n, mine] = (
            _left_out(row, covered, one, rng) if rng else (row, covered)
        )
        kinds[n, mine], disguises[n, mine] = one.kinds, one.disguises
        numbers[n, mine], gaps[n, one.lo : end] = one.numbers, True
        seams[n, one.lo : end, one.lo : end] = scaled(one.seams)
        if one.true:
            right[n] = one.true[0] * (width + 1) + one.true[1]
    parts: dict[str, NDArray[Any]] = {
        "rows": rows,
        "kinds": kinds,
        "disguises": disguises,
        "classes": classes,
    }
    parts |= {"numbers": numbers, "seams": seams, "gaps": gaps}
    return {name: torch.from_numpy(part) for name, part in parts.items()}, torch.from_numpy(right)


def _left_out(
    rows: NDArray[np.intp], classes: NDArray[np.int64], one: Example, rng: np.random.Generator
) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """Return rows and classes of characters, some of which are unknown now."""
    han = KINDS.index("h") + 1
    gone = (rng.random(len(rows)) < NO_CHARACTER) & (one.kinds == han)
    numbers = np.cumsum(classes % 3 == 1)
    share = 0.5 if rng.random() < NO_VOCABULARY else NO_WORD
    dropped = rng.random(len(numbers) + 1) < share
    return np.where(gone, han, rows), np.where((classes > 0) & dropped[numbers], 0, classes)


def _nats(network: Network, batch: Batch) -> torch.Tensor:
    """Return the nats of all pairs of each window, those of "no spam" last."""
    nats = network(batch)
    return torch.cat([nats.flatten(1), torch.zeros(len(nats), 1)], 1)


def _batches(examples: Sequence[Example], rng: random.Random) -> Iterator[list[Example]]:
    """Give all examples by chance, those of a batch nearly as long."""
    order = rng.sample(list(examples), len(examples))
    every = []
    for at in range(0, len(order), SIZE * SORTED):
        some = sorted(order[at : at + SIZE * SORTED], key=lambda one: len(one.points))
        every += [some[n : n + SIZE] for n in range(0, len(some), SIZE)]
    yield from rng.sample(every, len(every))


def repeatable() -> None:
    """Have torch draw and add up the same each time: one thread, one seed."""
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(SEED)


def fit(turns: Sequence[Turn], begun: Fit | None = None, step: float = STEP) -> Fit:
    """Return the network that makes the right pairs of all turns likeliest.

    One that is trained further is the mean of its last steps, each counting a little less than
    the one behind it: such a mean is surer than any of them (Polyak and Juditsky, Acceleration of
    stochastic approximation by averaging, 1992).
    """
    repeatable()
    rng, chance = random.Random(SEED), np.random.default_rng(SEED)
    known = begun.known if begun else known_of(turns[0]())
    network = begun.network if begun else Network(len(known.points))
    network.dropped.p = FURTHER_DROPPED if begun else DROPPED
    optimizer = torch.optim.AdamW(network.parameters(), lr=step, weight_decay=DECAY)
    weighed = get_ema_multi_avg_fn(KEPT)  # type: ignore[no-untyped-call, unused-ignore]
    mean = AveragedModel(network, multi_avg_fn=weighed)
    for number, turn in enumerate(turns):
        examples, total = turn(), 0.0
        every = list(_batches(examples, rng))
        network.train()
        for at, some in enumerate(every):
            share = _share((number + at / len(every)) / len(turns))
            optimizer.param_groups[0]["lr"] = step * share
            loss = _loss(network, known, some, chance)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call, unused-ignore]
            utils.clip_grad_norm_(network.parameters(), LONGEST_STEP)
            optimizer.step()
            mean.update_parameters(network)
            total += float(loss.detach()) * len(some)
        sys.stderr.write(f"turn {number + 1} of {len(turns)}: {total / len(examples):.4f}\n")
    return Fit(cast(Network, mean.module) if begun else network, known)


def _share(done: float) -> float:
    """Return which share of the longest step is taken when so much is done: up, then down to 0."""
    return min(1.0, done / WARMING) * (1 + math.cos(math.pi * done)) / 2


def _loss(
    network: Network, known: Known, some: Sequence[Example], chance: np.random.Generator
) -> torch.Tensor:
    batch, right = batch_of(some, known, chance)
    mass = torch.tensor([mass_of(one) for one in some])
    each = functional.cross_entropy(_nats(network, batch), right, reduction="none")
    return (each * mass).sum() / mass.sum()


def mass_of(one: Example) -> float:
    """Return what an example counts."""
    return 1.0 if one.true else MASS.get(one.origin, CLEAN_MASS)


def file_of(fitted: Fit) -> bytes:
    """Return the file of a network."""
    return saved(parts_of(*fitted))


def saved(parts: Mapping[str, NDArray[Any]]) -> bytes:
    """Return weights as the bytes of a file."""
    file = io.BytesIO()
    np.savez_compressed(file, **parts)  # type: ignore[arg-type]
    return file.getvalue()


def mixed(shares: Sequence[tuple[float, Path]]) -> Mapping[str, NDArray[Any]]:
    """Return the weights of several networks, added up by their shares.

    Networks that were trained further from one and the same lie close enough for that (Wortsman et
    al., Model soups, 2022).
    """
    parts = [(share, np.load(path)) for share, path in shares]

    def mean(name: str, first: NDArray[Any]) -> NDArray[Any]:
        if first.dtype != np.float16:
            return first
        added: NDArray[Any] = sum(share * part[name].astype(np.float32) for share, part in parts)
        return added.astype(np.float16)

    first = parts[0][1]
    return {name: mean(name, first[name]) for name in first.files}


def report(fitted: Fit, examples: Sequence[Example]) -> None:
    """Print how many borders are right, and how often spam is likelier than none."""
    fitted.network.eval()
    found: dict[str, list[tuple[bool, bool]]] = {}
    for some in _batches(examples, random.Random(1)):
        batch, right = batch_of(some, fitted.known)
        with torch.no_grad():
            nats = _nats(fitted.network, batch)
        best = nats[:, :-1].argmax(1)
        spam = nats[:, :-1].logsumexp(1) > 0
        for one, hit, is_spam in zip(some, (best == right).tolist(), spam.tolist(), strict=True):
            found.setdefault(one.origin, []).append((hit, is_spam))
    for origin, told in sorted(found.items()):
        hits, spam_told = (sum(part) / len(told) for part in zip(*told, strict=True))
        print(f"{origin}: {len(told)}, exact {hits:.1%}, told as spam {spam_told:.1%}")  # noqa: T201


def main() -> None:
    """Gather examples, or fit the network."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.spam_fit_network")
    steps = parser.add_subparsers(dest="step", required=True)
    gather = steps.add_parser("gather")
    gather.add_argument("texts", nargs="+", type=Path, metavar="CLEAN_TEXT")
    gather.add_argument("--words", type=Path, required=True)
    gather.add_argument("--phrases", type=Path, help="phrases of hacked pages, one a line")
    gather.add_argument("--headlines", type=Path, help="headlines of news, one a line")
    gather.add_argument(
        "--innocent", type=Path, nargs="*", default=(), help="clean text into which nothing is put"
    )
    gather.add_argument(
        "--part", type=int, nargs=2, default=(0, 1), metavar=("N", "OF"), help="one part of so many"
    )
    gather.add_argument("--draw", type=int, default=0, help="another draw of all that is drawn")
    gather.add_argument("-o", "--output", type=Path, required=True)
    of_fit = steps.add_parser("fit")
    of_fit.add_argument("examples", nargs="+", type=Path)
    of_fit.add_argument("--hold", help="a list of phrases to judge the fit by")
    of_fit.add_argument("--fold", type=int, choices=(0, 1), help="a half to judge it by")
    of_fit.add_argument("--rounds", type=int, default=ROUNDS)
    of_fit.add_argument("--start", type=Path, help="a network to be trained further")
    of_fit.add_argument("--step", type=float, default=STEP, help="the longest, of one so trained")
    of_fit.add_argument("-o", "--output", type=Path, default=OUTPUT)
    mix = steps.add_parser("mix")
    mix.add_argument("networks", nargs="+", metavar="SHARE=FILE")
    mix.add_argument("-o", "--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    if arguments.step == "gather":
        _gather(arguments)
    elif arguments.step == "mix":
        shares = [one.split("=", 1) for one in arguments.networks]
        arguments.output.write_bytes(saved(mixed([(float(x), Path(file)) for x, file in shares])))
    else:
        _fit(arguments)


def _gather(arguments: argparse.Namespace) -> None:
    """Gather the windows that a command line tells."""
    words = words_of(arguments.words)
    named = arguments.headlines, arguments.phrases, arguments.innocent
    mine = sources(arguments.texts, words, *named)
    part = Part(*arguments.part)._replace(draw=arguments.draw)
    examples = list(gathered(mine, part))
    arguments.output.write_bytes(pickle.dumps(examples))
    print(f"{len(examples)} windows -> {arguments.output}")  # noqa: T201


def _fit(arguments: argparse.Namespace) -> None:
    """Fit a network as a command line says; print how it does on what was held back."""
    held: list[Example] = []

    def windows(*paths: Path) -> list[Example]:
        every = [one for path in paths for one in pickle.loads(path.read_bytes())]  # noqa: S301 - our own
        out = [one.origin == arguments.hold or one.half == arguments.fold for one in every]
        held.extend(one for one, is_out in zip(every, out, strict=True) if is_out)
        return [one for one, is_out in zip(every, out, strict=True) if not is_out]

    if arguments.start:
        begun = Fit(*network_of(np.load(arguments.start)))
        turns = [partial(windows, path) for path in arguments.examples]
        fitted = fit(turns, begun, arguments.step)
    else:
        every = windows(*arguments.examples)
        fitted = fit([lambda: every] * arguments.rounds)
    arguments.output.write_bytes(file_of(fitted))
    if held:
        report(fitted, held)


if __name__ == "__main__":
    main()
