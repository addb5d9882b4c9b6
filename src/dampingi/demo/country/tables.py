"""A city's columns as the tables of a lake: real codes, real days, and ids as any office's pseudonyms look."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dampingi.demo.country.drawing import CONSTRAINTS, DUE, END, FIRSTS, SECTORS, SEXES, START, Drawn

YEAR = 2026
_FIRST = (datetime.date(YEAR, 1, 1) - datetime.date(1970, 1, 1)).days
_NOON = 5 * 3600 * 10**6
"""Midday in Jakarta, in microseconds of UTC."""
_DAY = 24 * 3600 * 10**6
STAGES = ("verifikasi", "masalah", "tugas", "akhir")
YEARLY = frozenset(
    [
        "constraint",
        "enrolment",
        "caseload",
        "completion",
        "training",
        "attendance",
        "visit",
        "growth",
        "outcome",
        "report",
    ]
)
"""Tables whose files are named by the year of the row's own day; the others' by 0."""
Columns = dict[str, Any]


def tables(city: Drawn, code: str, villages: Sequence[str], draw: np.random.Generator) -> dict[str, Columns]:
    """table -> column -> values, as Arrow arrays; a column that the lake has and this lacks is empty there."""
    names = pa.array(villages, pa.string())
    region = names.take(pa.array(city.village))
    people, businesses = ids(len(city.village), draw), ids(len(city.village), draw)
    participants, mentors = ids(len(city.enrolled), draw), ids(len(city.mentor_village), draw)
    stages, trainings, programme = (
        ids(len(DUE), draw),
        ids(len(city.tables["training"]["on"]), draw),
        ids(1, draw),
    )
    own = pa.array(city.takes_part)
    owned = businesses.take(pa.array(city.takes_part, mask=~city.has_business))
    home = region.take(own)

    def of(name: str) -> tuple[dict[str, Any], int]:
        return city.tables[name], len(next(iter(city.tables[name].values())))

    made: dict[str, Columns] = {
        "programme": {"id": programme, "region": pa.array([code]), "starts_on": _days([START]), "ends_on": _days([END])},
        "person": {"id": people, "sex": pa.array(SEXES).take(pa.array(city.sex))},
        "business": {"id": businesses, "region": region, "sector": pa.array(SECTORS).take(pa.array(city.sector))},
        "enrolment": {
            "id": participants, "programme_id": _same(programme, len(own)), "person_id": people.take(own), "business_id": owned,
            "region": home, "enrolled_on": _days(city.enrolled), "exited_on": _days(city.exited),
        },
        "mentor": {
            "id": mentors, "programme_id": _same(programme, len(mentors)), "region": names.take(pa.array(city.mentor_village)),
        },
        "stage": {"id": stages, "programme_id": _same(programme, len(DUE)), "code": pa.array(STAGES), "due_on": _days(DUE)},
    }  # fmt: skip
    held, n = of("caseload")
    made["caseload"] = {
        "id": ids(n, draw), "mentor_id": mentors.take(pa.array(held["mentor"])), "enrolment_id": participants.take(pa.array(held["at"])),
        "starts_on": _days(held["starts"]), "ends_on": _days(held["ends"]),
    }  # fmt: skip
    told, n = of("training")
    made["training"] = {"id": trainings, "subject": pa.array(["basic"] * n), "on": _days(told["on"])}
    rows = {name: of(name) for name in ("visit", "completion", "attendance", "growth", "outcome")}
    for name, (told, n) in rows.items():
        at = pa.array(told["at"])
        made[name] = {
            "id": ids(n, draw), "programme_id": _same(programme, n), "region": home.take(at), "enrolment_id": participants.take(at)
        } | _OWN[name](told, mentors, stages, trainings)  # fmt: skip
    for name in ("verification", "constraint"):
        told, n = of(name)
        at = pa.array(told["at"])
        made[name] = {"id": ids(n, draw), "business_id": owned.take(at), "region": home.take(at)} | _ABOUT[
            name
        ](told)
    told, n = of("report")
    whose = pa.array(told["mentor"])
    made["report"] = {
        "id": ids(n, draw), "programme_id": _same(programme, n), "region": made["mentor"]["region"].take(whose), "mentor_id": mentors.take(whose),
        "month": _months(told["month"]), "due_on": _days(told["due"]), "submitted_on": _days(told["submitted"]), "approved_on": _days(told["approved"]),
    }  # fmt: skip
    return made


def ids(n: int, draw: np.random.Generator) -> pa.Array:
    """128 random bits as 32 hexadecimal digits, without a Python object for any of them."""
    offsets = np.arange(0, 32 * (n + 1), 32, dtype=np.int64)
    digits = draw.bytes(16 * n).hex().encode()
    large = pa.Array.from_buffers(
        pa.large_string(), n, [None, pa.py_buffer(offsets.tobytes()), pa.py_buffer(digits)]
    )
    return large.cast(pa.string()) if n < 60_000_000 else large


def _same(one: pa.Array, n: int) -> pa.Array:
    return one.take(pa.array(np.zeros(n, np.int64)))


def _days(told: Sequence[int] | npt.NDArray[np.int64]) -> pa.Array:
    days = np.asarray(told, np.int64)
    return pa.array((days + _FIRST).astype(np.int32), mask=days < 0).cast(pa.date32())


def _instants(told: npt.NDArray[np.int64]) -> pa.Array:
    return pa.array((told + _FIRST) * _DAY + _NOON, mask=told < 0).cast(pa.timestamp("us", "UTC"))


def _months(told: npt.NDArray[np.int64]) -> pa.Array:
    return _days(np.array(FIRSTS)[told])


def _known(told: npt.NDArray[np.int64]) -> pa.Array:
    return pa.array(told, mask=told < 0)


def _visit(told: dict[str, Any], mentors: pa.Array, _stages: pa.Array, _trainings: pa.Array) -> Columns:
    return {
        "mentor_id": mentors.take(pa.array(told["mentor"])),
        "on": _days(told["on"]),
        "minutes": pa.array(told["minutes"]),
    }


def _completion(told: dict[str, Any], _mentors: pa.Array, stages: pa.Array, _trainings: pa.Array) -> Columns:
    return {"stage_id": stages.take(pa.array(told["stage"])), "done_on": _days(told["done"])}


def _attendance(told: dict[str, Any], _mentors: pa.Array, _stages: pa.Array, trainings: pa.Array) -> Columns:
    return {
        "training_id": trainings.take(pa.array(told["training"])),
        "present": pa.array(told["present"]),
        "pre": _known(told["pre"]),
        "post": _known(told["post"]),
    }


def _growth(told: dict[str, Any], _mentors: pa.Array, _stages: pa.Array, _trainings: pa.Array) -> Columns:
    whole = ("turnover", "workers", "products", "channels", "weeks", "weeks_with_sales")
    first = np.array(FIRSTS)[told["month"]]
    return {
        "month": _months(told["month"]),
        "baseline": pa.array(told["month"] == 0),
        "has_nib": pa.array(told["has_nib"]),
        "confirmed_at": _instants(np.where(told["confirmed"], first + 35, -1)),
        **{name: pa.array(told[name]) for name in whole},
    }


def _outcome(told: dict[str, Any], _mentors: pa.Array, _stages: pa.Array, _trainings: pa.Array) -> Columns:
    return {"achieved": pa.array(told["achieved"]), "on": _days(told["on"])}


_OWN: Mapping[str, Callable[[dict[str, Any], pa.Array, pa.Array, pa.Array], Columns]] = {
    "visit": _visit, "completion": _completion, "attendance": _attendance, "growth": _growth, "outcome": _outcome,
}  # fmt: skip


def _verification(told: dict[str, Any]) -> Columns:
    outcomes = pa.array(["differs", "confirmed"])
    return {
        "outcome": outcomes.take(pa.array(told["confirmed"].astype(np.int64))),
        "at": _instants(told["on"]),
    }


def _constraint(told: dict[str, Any]) -> Columns:
    return {
        "code": pa.array(CONSTRAINTS).take(pa.array(told["code"])),
        "severity": pa.array(told["severity"]),
        "since": _days(told["since"]),
        "resolved_on": _days(told["resolved"]),
        "resolved_how": pa.array([""] * len(told["since"])),
        "helped_by": pa.array([""] * len(told["since"])),
    }


_ABOUT: Mapping[str, Callable[[dict[str, Any]], Columns]] = {
    "verification": _verification, "constraint": _constraint
}  # fmt: skip
