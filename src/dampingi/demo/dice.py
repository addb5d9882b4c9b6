"""Chance that is the same for the same seed: every part of the city draws from a stream of its own."""

import random
import zlib

import numpy as np


def stream(seed: int, part: str) -> np.random.Generator:
    """NumPy draws for one part; adding draws to another part never moves these."""
    return np.random.default_rng([seed, zlib.crc32(part.encode())])


def picker(seed: int, part: str) -> random.Random:
    """Draws from lists of words, where NumPy would be slow."""
    return random.Random(f"{seed}/{part}")  # noqa: S311 - a demo city, not a secret
