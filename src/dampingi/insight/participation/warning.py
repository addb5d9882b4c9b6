"""Each participant's band and why: silent is a fact; else the model that is switched on speaks, else the rule of thumb."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from dampingi.engines.participation import (
    FEATURES,
    SETTLED,
    Model,
    Part,
    Rhythm,
    Standing,
    parts,
    silent,
    standing,
)
from dampingi.insight.participation.definition import definition
from dampingi.insight.participation.gathering import rhythms
from dampingi.insight.participation.keeping import model_of
from dampingi.insight.participation.queries import current
from dampingi.insight.participation.wording import in_words
from dampingi.records.programmes.models import Enrolment, Programme

SILENT, HIGH, WATCH, LOW, NEW, LEFT = "silent", "high", "watch", "low", "new", "left"
BANDS = (SILENT, HIGH, WATCH, LOW, NEW)
FACT, MODEL, THUMB = "fact", "model", "thumb"
LEAST_ADDED = 0.1
"""Log odds below which a feature is no reason worth naming."""
MOST_REASONS = 3


@dataclass(frozen=True)
class Warned:
    enrolment: uuid.UUID
    band: str
    by: str
    standing: Standing
    chance: float | None = None
    named: tuple[str, ...] = ()
    """The features that are reasons, the strongest first."""

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(in_words(name, self.standing) for name in self.named)

    @property
    def fading(self) -> bool:
        return self.band in (SILENT, HIGH, WATCH)


def warnings(enrolments: Sequence[Enrolment], *, today: datetime.date) -> dict[uuid.UUID, Warned]:
    """The caller may see these participants."""
    of, models = rhythms(enrolments), _models(enrolments)
    return {e.id: _warned(e.id, of[e.id], models.get(e.programme_id), today.toordinal()) for e in enrolments}


def _models(enrolments: Sequence[Enrolment]) -> dict[uuid.UUID, Model]:
    """programme -> the model that speaks for its region."""
    regions = dict(
        Programme.objects.filter(id__in={e.programme_id for e in enrolments}).values_list("id", "region")
    )
    speaking = {region: current(region) for region in set(regions.values())}
    kept = {region: model_of(found.body) for region, found in speaking.items() if found}
    return {programme: kept[region] for programme, region in regions.items() if kept.get(region)}


def _warned(id: uuid.UUID, rhythm: Rhythm, model: Model | None, day: int) -> Warned:
    now, horizon = standing(rhythm, day), definition()["horizon"]
    if rhythm.exited_on is not None and rhythm.exited_on <= day:
        return Warned(id, LEFT, FACT, now)
    if silent(rhythm, day, horizon):
        return Warned(id, SILENT, FACT, now, named=_missed(now))
    if rhythm.enrolled_on + SETTLED > day:
        return Warned(id, NEW, FACT, now)
    return _foretold(Warned(id, LOW, MODEL, now), model) if model else by_thumb(Warned(id, LOW, THUMB, now))


def _foretold(warned: Warned, model: Model) -> Warned:
    row = np.array(warned.standing.features())
    chance = float(model.chance(row[None, :])[0])
    bands = definition()["bands"]
    band = HIGH if chance >= bands["high"] else WATCH if chance >= bands["watch"] else LOW
    return replace(warned, band=band, chance=chance, named=_strongest(parts(model.fit, row), warned.standing))


def _strongest(found: Sequence[Part], now: Standing) -> tuple[str, ...]:
    named = [p.name for p in found if p.adds >= LEAST_ADDED and in_words(p.name, now)]
    return tuple(named[:MOST_REASONS])


def by_thumb(warned: Warned) -> Warned:
    """Points for what is missed, as published."""
    rule, now = definition()["thumb"], warned.standing
    missed = _amounts(now)
    named = [name for name in FEATURES if name in rule and missed[name] >= rule[name]["least"]]
    points = sum(rule[name]["points"] for name in named)
    band = HIGH if points >= rule["high"] else WATCH if points >= rule["watch"] else LOW
    return replace(warned, band=band, named=tuple(sorted(named, key=lambda n: -rule[n]["points"])))


def _amounts(now: Standing) -> dict[str, int]:
    return {
        "missed_trainings": now.trainings_missed,
        "missed_tasks": now.tasks_missed,
        "days_since_contact": now.days_since_contact,
        "missed_promises": now.promises_missed,
    }


def _missed(now: Standing) -> tuple[str, ...]:
    amounts = _amounts(now)
    return tuple(name for name in ("missed_trainings", "missed_tasks", "days_since_contact") if amounts[name])
