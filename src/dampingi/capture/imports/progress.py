"""Telling how far a check is, and stopping it where the person called it off."""

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""(rows done, rows in all, what is being done)"""


def silent(_done: int, _total: int, _note: str) -> None:
    """For whoever needs no progress."""
