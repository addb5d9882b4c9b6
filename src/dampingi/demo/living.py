"""Living through the steps of a demo: each on its day, through the same actions that pages and imports use."""

import gc
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.functional import Promise

from dampingi.demo.building import Scene
from dampingi.demo.clock import Clock, passing
from dampingi.foundation.rows import ids_from

Progress = Callable[[str, float], None]
"""Told what is being done and which share, 0 to 1, is behind us."""


@dataclass(frozen=True)
class Step:
    """`day` (month, day) is when it is entered; `weight` its usual share of the time."""

    title: str | Promise
    run: Callable[..., None]
    day: tuple[int, int]
    weight: float = 1.0


def alone(act: Callable[[Any], None]) -> Callable[..., None]:
    """A step that needs nothing but the scene."""

    def run(scene: Scene, *_told: Any) -> None:
        act(scene)

    run.__name__ = act.__name__
    return run


@contextmanager
def made_up(new_id: Callable[[], uuid.UUID], clock: Clock) -> Iterator[None]:
    """All or nothing, with ids and times that are the same for every build."""
    with transaction.atomic(), ids_from(new_id), passing(clock), _seldom_collected():
        yield


def live_through(
    scene: Scene, steps: Sequence[Step], progress: Progress, *told: Any, share: tuple[float, float] = (0.05, 0.98)
) -> dict[str, float]:  # fmt: skip
    """Seconds per step, in order. `told` is handed to every step besides; `share` is where the progress begins and ends."""
    whole, behind, seconds = sum(s.weight for s in steps), 0.0, {}
    first, last = share
    for step in steps:
        progress(str(step.title), first + (last - first) * behind / whole)
        began = time.perf_counter()
        month, day = step.day
        scene.clock.set(min(scene.today, scene.year.on(month, day)))
        step.run(scene, *told)
        seconds[step.run.__name__] = time.perf_counter() - began
        behind += step.weight
    return seconds


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Nearly all that is made here stays until the end: looking through it for garbage would take a tenth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
