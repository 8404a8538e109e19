"""The names of the signs of a place, from what it is made of (``borders.places``)."""

from __future__ import annotations

Character = tuple[str, str, str, int, int]
"""Kind, disguise, class and place of the word that covers it, nats of prose, how it is bound."""
Gap = tuple[str, str, int, int, str]
"""Side ("A" of a beginning, "B" of an end), kinds of the four characters around, how what is behind
is bound and how what is further in, disguises of the two characters beside."""
Lead = tuple[str, int, str, str, int, str, int, int]
"""Class of the word that a beginning cuts, echo, shape of what stands before the first known word
and its class, how it is bound, kind of the character before, how what is further in is bound, how
dear the shape's characters are."""
Tail = tuple[str, str, str, int, str]
"""Class of the word that an end cuts, shape of what stands after the last known word and its class,
how what is behind is bound, its kind."""


def of_character(kind: str, disguise: str, word: str, nats: int, bound: int) -> list[str]:
    """Return the signs of a character, but for the one that names it."""
    named = [f"k{kind}", f"d{kind}{disguise}", f"w{word}{nats}", f"p{kind}{nats}"]
    return [*named, f"g{bound}{word[:-1]}"]


def of_gap(side: str, kinds: str, bound: int, further: int, disguises: str) -> list[str]:
    """Return the signs of a gap, but for those that name the characters beside it."""
    bounds = [f"{side}b{bound}", f"{side}B{bound}.{further}"]
    return [f"{side}k{kinds[1:3]}", f"{side}K{kinds}", *bounds, f"{side}d{disguises}"]


def of_lead(  # noqa: PLR0917 - what ``Lead`` holds
    cut: str, echo: int, shape: str, kind: str, bound: int, before: str, further: int, mean: int
) -> list[str]:
    """Return the signs of what stands between a beginning and the first known word."""
    signs = [f"Ax{cut}", f"Ae{echo}"] if cut else [f"Ae{echo}"]
    signs += f"As{shape}", f"Ac{shape}{kind}", f"Ad{shape}{bound}", f"Aw{kind}{before}"
    if shape and before == "h":
        signs += f"Ai{shape[:3]}{bound}.{further}", f"Am{shape[:3]}{mean}"
    return signs


def of_tail(cut: str, shape: str, kind: str, bound: int, after: str) -> list[str]:
    """Return the signs of what stands between the last known word and an end."""
    signs = [f"Bs{shape}", f"Bc{shape}{kind}", f"Bd{shape}{bound}", f"Bw{kind}{after}"]
    return [f"Bx{cut}", *signs] if cut else signs
