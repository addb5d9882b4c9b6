"""The annex of the decree that fixes an evaluation's rules: all of the instrument in words, and whose targets were signed by then."""

import datetime
from typing import Any

from django.utils import translation

from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui import formats
from dampingi.insight.evaluation.models import InstrumentLock
from dampingi.insight.instruments import reading, rules
from dampingi.insight.monitoring.queries import indicators
from dampingi.outcomes.papers.content import day_at, frame
from dampingi.outcomes.papers.drafts import Draft
from dampingi.outcomes.papers.models import Paper
from dampingi.records.mentoring.places import place_words
from dampingi.records.programmes.models import Mentor


def draft(lock: InstrumentLock) -> Draft:
    evaluation = lock.evaluation
    on = day_at(lock.at, evaluation.region)
    return Draft(
        kind=Paper.Kind.INSTRUMENT, subject=evaluation.id, region=evaluation.region, programme=evaluation.programme_id, on=on,
        content=lambda number: annex(lock, number=number, on=on), called="instrumen-evaluasi",
    )  # fmt: skip


def annex(lock: InstrumentLock, *, number: str, on: datetime.date) -> dict[str, Any]:
    evaluation = lock.evaluation
    body = evaluation.instrument.body
    with translation.override("id"):
        lines = reading.lines(body, {i.code: i.name for i in indicators(evaluation.region)})
        return frame(evaluation.region) | {
            "title": f"Lampiran: {evaluation.instrument.name} nomor {number}",
            "number": number,
            "lines": [
                ["Instrumen", f"{evaluation.instrument.name}, versi {evaluation.instrument.version}"],
                ["Program", f"{evaluation.programme.name} ({evaluation.programme.code})"],
                ["Wilayah", place_words(evaluation.region)],
                ["Masa yang dinilai", formats.span(evaluation.starts_on, evaluation.ends_on)],
                ["Dikunci", formats.day(on) + (f" oleh {lock.by_name}" if lock.by_name else "")],
            ],
            "why": body["why"],
            "dimensions": [_dimension(d) for d in reading.grouped(body, lines)],
            "bands": rules.band_words(body),
            "rules": rules.told(body),
            "targets": _targets(lock),
            "hashes": [["Instrumen", lock.instrument_hash], ["Instrumen dan target", lock.digest]],
            "day": formats.day(on),
        }


def _dimension(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": told["name"], "says": told["says"], "weight": formats.number(told["weight"]),
        "criteria": [
            {
                "name": line.name, "says": line.says, "weight": formats.number(line.weight), "told": [list(t) for t in line.told()],
                "levels": [[str(n), text] for n, text in line.levels],
            }
            for line in told["lines"]
        ],
    }  # fmt: skip


def _targets(lock: InstrumentLock) -> list[list[str]] | None:
    """name, place, edition, hash; None where they were not recorded."""
    if lock.targets is None:
        return None
    mentors = list(
        Mentor.objects.unscoped("named in the annex").filter(id__in=lock.targets).order_by("region", "name")
    )
    places = names(m.region for m in mentors)
    rows = []
    for mentor in mentors:
        signed = lock.targets[str(mentor.id)]
        told = [f"edisi {signed['number']}", signed["hash"]] if signed else ["belum ditandatangani", ""]
        rows.append([mentor.name, places.get(mentor.region, mentor.region), *told])
    return rows
