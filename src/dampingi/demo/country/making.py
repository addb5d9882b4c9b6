"""All cities of the country, a process for each core; the largest first, so that none is left over at the end."""

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from dampingi.demo.country.drawing import drawn
from dampingi.demo.country.places import sizes
from dampingi.demo.country.tables import YEAR, tables
from dampingi.demo.country.truth import Pair, truth
from dampingi.demo.country.writing import Layout, write_city

TRUTH = "truth.json"
SHARE = 0.12
"""Assumed: of the businesses of a city those that take part in the year's programme."""

AT_MOST = 50
"""Cities one process makes."""


@dataclass(frozen=True)
class Made:
    city: str
    businesses: int
    participants: int
    visits: int
    rows: int
    bytes: int
    truth: dict[str, Pair]


@dataclass(frozen=True)
class _Task:
    root: Path
    city: str
    villages: tuple[str, ...]
    counts: np.ndarray
    share: float
    seed: int
    layout: Layout


def make_country(
    root: Path, villages: Sequence[str], *, businesses: int, share: float = SHARE, seed: int = 1, layout: Layout,
    workers: int = 0, told: Callable[[Made], None] = lambda _made: None,
) -> list[Made]:  # fmt: skip
    """Writes the lake of all `villages` (codes like 32.76.05.1003) and `truth.json`; in the order of cities. Deterministic by seed."""
    root.mkdir(parents=True, exist_ok=True)
    shared = sizes(villages, businesses, seed)
    tasks = [_Task(root, city, *of, share, seed, layout) for city, of in shared.items() if of[1].sum()]
    tasks.sort(key=lambda task: -int(task.counts.sum()))
    made = []
    for each in _all(tasks, workers or os.cpu_count() or 1):
        told(each)
        made.append(each)
    made.sort(key=lambda each: each.city)
    (root / TRUTH).write_text(json.dumps(_told(made, seed), indent=1) + "\n")
    return made


def _all(tasks: list[_Task], workers: int) -> Any:
    if workers == 1 or len(tasks) == 1:
        yield from map(make_city, tasks)
        return
    # a process keeps what its largest city needed, so new ones follow. Not by ProcessPoolExecutor: Python 3.11's waits for ever once it has to replace one
    with get_context("spawn").Pool(workers, maxtasksperchild=AT_MOST) as pool:
        yield from pool.imap_unordered(make_city, tasks)


def make_city(task: _Task) -> Made:
    draw = np.random.default_rng([task.seed, 1, int(task.city.replace(".", ""))])
    city = drawn(task.counts, task.share, draw)
    edition = write_city(task.root, task.city, tables(city, task.city, task.villages, draw), task.layout)
    return Made(
        task.city, len(city.village), len(city.enrolled), len(city.tables["visit"]["at"]), edition.rows, edition.size, truth(city)
    )  # fmt: skip


def _told(made: list[Made], seed: int) -> dict[str, Any]:
    whole: dict[str, list[int]] = {}
    for each in made:
        for code, (numerator, denominator) in each.truth.items():
            sums = whole.setdefault(code, [0, 0])
            sums[0], sums[1] = sums[0] + numerator, sums[1] + denominator
    counted = {
        name: sum(getattr(each, name) for each in made)
        for name in ("businesses", "participants", "visits", "rows", "bytes")
    }
    return {
        "seed": seed, "year": YEAR, **counted, "whole": whole, "cities": {each.city: each.truth for each in made},
    }  # fmt: skip
