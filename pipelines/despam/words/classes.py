"""The classes of the vocabulary of spam, in one order for all who number them."""

from __future__ import annotations

CLASSES = (
    "brand",
    "brand_weak",
    "game",
    "porn",
    "porn_weak",
    "watch",
    "game_weak",
    "fraud_weak",
    "fraud",
    "game_cheat",
    "game_cheat_weak",
    "seo",
    "trade",
    "place",
    "city",
    "play",
    "play_weak",
    "kind_strong",
    "kind",
    "whole_site",
    "lead",
    "call",
    "common",
    "web",
    "contact",
    "address",
)
"""In the order in which they mostly stand: names and wares before what is asked for."""
