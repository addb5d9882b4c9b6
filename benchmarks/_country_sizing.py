"""From measured unit costs to a province and the country: which steps a night has, and how long each takes on so many cores.

What is measured comes in as `Units`. What is assumed stands here by name. The places are the country's own (514 kabupaten/kota of very unequal size), so
that the largest city holds up a step as it would: a step's tasks (one city's part of a question) go to whichever core is free, the largest first.
"""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

UPLOAD_MBIT_S = 20
"""Assumed: an office's line."""
RUPIAH_A_CORE_HOUR, RUPIAH_A_GB_MONTH = 800, 400
"""Assumed: rented processors and object storage, rounded; put your own prices here."""
CORES = (2, 8, 64, 512)
QUESTIONS_A_NIGHT = 453
"""Every indicator with every grouping, as `bin/bench spark` asks them."""

Costs = tuple[float, float, float]
"""Core-seconds of a question, of each file it opens, of each row before it."""


@dataclass(frozen=True)
class Units:
    """Measured: core-seconds, bytes and rows."""

    publish_row_s: float
    row_bytes: float
    rows_a_business: float
    rows_a_participant: float
    """Without visits."""
    visits_a_participant: float
    files_a_city: float
    """That a mean question opens."""
    share_asked: float
    """Of a city's rows those before a mean question."""
    questions: Mapping[str, Costs]
    """engine -> what a question costs."""


def fitted(points: Sequence[tuple[float, ...]]) -> Costs:
    """(files, rows, core-seconds) of what was asked -> least squares of relative errors, none below zero (Lawson-Hanson)."""
    from scipy.optimize import nnls

    files, rows, spent = (np.array(column, float) for column in zip(*points, strict=True))
    spent = np.maximum(spent, 0.01)  # a tick of the system's clock
    terms = np.stack([np.ones_like(files), files, rows], axis=1) / spent[:, None]
    scale = terms.max(axis=0)
    found, _rest = nnls(terms / scale, np.ones_like(spent))
    fixed, a_file, a_row = (float(value) for value in found / scale)
    return fixed, a_file, a_row


def predicted(costs: Costs, files: float, rows: float) -> float:
    return costs[0] + costs[1] * files + costs[2] * rows


def night(businesses: npt.NDArray[np.int64], share: float, units: Units, visits: float = 0) -> dict[str, Any]:
    """`businesses` of each city, `share` of them accompanied; `visits` in the whole year, else as many for each participant as were drawn."""
    people = businesses * share
    visited = people * (visits / people.sum() if visits else units.visits_a_participant)
    rows = businesses * units.rows_a_business + people * units.rows_a_participant + visited
    size = rows * units.row_bytes
    return {
        "businesses": int(businesses.sum()),
        "participants": round(float(people.sum())),
        "visits": round(float(visited.sum())),
        "rows": round(float(rows.sum())),
        "gb": round(float(size.sum()) / 1e9, 1),
        "store_rupiah_a_month": round(float(size.sum()) / 1e9 * RUPIAH_A_GB_MONTH),
        "first_publish_largest_city_s": round(float(rows.max()) * units.publish_row_s),
        "first_publish_core_h": round(float(rows.sum()) * units.publish_row_s / 3600, 1),
        "first_upload_largest_city_s": round(float(size.max()) * 8 / (UPLOAD_MBIT_S * 1e6)),
        **{
            name: _asked(rows * units.share_asked, units.files_a_city, of)
            for name, of in units.questions.items()
        },
    }


def _asked(rows: npt.NDArray[np.float64], files: float, costs: Costs) -> dict[str, Any]:
    tasks = rows * costs[2] + files * costs[1]
    whole = costs[0] + float(tasks.sum())
    return {
        "question_core_s": round(whole, 1),
        "question_s_on_cores": {str(n): round(costs[0] + makespan(tasks, n), 1) for n in CORES},
        "all_questions_core_h": round(whole * QUESTIONS_A_NIGHT / 3600, 1),
        "all_questions_rupiah": round(whole * QUESTIONS_A_NIGHT / 3600 * RUPIAH_A_CORE_HOUR),
    }


def makespan(tasks: npt.NDArray[np.float64], cores: int) -> float:
    """Seconds until the last is done: longest first, each to the core that is free first (Graham; at most 4/3 of the best)."""
    free = [0.0] * cores
    for task in sorted(tasks, reverse=True):
        heapq.heapreplace(free, free[0] + float(task))
    return max(free)
