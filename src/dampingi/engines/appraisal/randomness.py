"""Draws that give the same digits everywhere.

NumPy promises a stable stream for its bit generators but not for `Generator.normal`, so the normals are made here from raw
64-bit words by the inverse of the normal distribution function.
"""

import hashlib

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Draws:
    """A named, seeded source. Two names give independent streams, whatever order they are asked in."""

    def __init__(self, seed: int, name: str) -> None:
        self._seed, self._name = seed, name
        key = hashlib.sha256(f"{seed}:{name}".encode()).digest()
        self._bits = np.random.PCG64(int.from_bytes(key[:16], "big"))

    def named(self, name: str) -> "Draws":
        """A source of its own, whatever was drawn from this one."""
        return Draws(self._seed, f"{self._name}:{name}")

    def uniforms(self, *shape: int) -> Array:
        """Numbers strictly inside (0, 1), from the upper 53 bits of each word."""
        words = np.asarray(self._bits.random_raw(int(np.prod(shape))), dtype=np.uint64)
        return ((words >> np.uint64(11)).astype(np.float64) + 0.5).reshape(shape) * 2.0**-53

    def normals(self, *shape: int) -> Array:
        from scipy.special import ndtri

        return np.asarray(ndtri(self.uniforms(*shape)), dtype=np.float64)

    def order(self, size: int) -> NDArray[np.intp]:
        """A random permutation of range(size)."""
        return np.argsort(self.uniforms(size), kind="stable")
