"""The mentors' evaluation as a report may tell it: nothing for an actor who may not see it."""

import datetime
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.regions.queries import name_of, names
from dampingi.insight.evaluation.definitions import named
from dampingi.insight.evaluation.models import Evaluation
from dampingi.insight.evaluation.queries import evaluations, results, sees_all, team_results
from dampingi.outcomes.reports.composing import Evaluated, Unit
from dampingi.records.programmes.models import Programme

LEVELS = ("kelurahan", "kecamatan", "kota")
LEAST = 10
CAUTIONS = {
    "mentor_and_place": "Satu kelurahan satu pendamping: pengaruh pendamping dan pengaruh tempat tidak dapat dipisahkan sepenuhnya.",
    "few_mentors": "Pendamping pada satu tingkat terlalu sedikit untuk dibandingkan satu sama lain.",
    "few_teams": "Tim terlalu sedikit untuk memisahkan pengaruh tim dari pengaruh pendamping.",
    "participants_without_mentor": "Sebagian peserta tidak pernah punya pendamping; mereka dihitung untuk kota, tidak untuk pendamping.",
    "raters_disconnected": "Sebagian anggota panel tidak menilai orang yang sama, sehingga ketatnya tidak dapat dibandingkan langsung.",
    "severity_unknown": "Tidak ada pendamping yang dinilai dua orang, sehingga ketatnya penilai tidak dapat diperkirakan.",
    "no_evidence": "Salah satu jenis bukti belum ada isinya.",
}


def evaluated(actor: Actor, *, programme: Programme, region: str, as_of: datetime.date) -> Evaluated | None:
    """The newest computed evaluation of each level of mentors, up to that day."""
    told = [e for level in LEVELS if (e := _latest(actor, programme, region, level, as_of))]
    if not told:
        return None
    first = told[0]
    rules = first.instrument.body["rules"]
    return Evaluated(
        name=str(first),
        computed_on=max(e.computation.at for e in told if e.computation).date(),
        inputs_hash=first.computation.digest if first.computation else "",
        level=rules["level"],
        gate=rules["reliability"],
        least=rules.get("min_participants", LEAST),
        top=rules["top"],
        reliability=_summary(first)["reliability"],
        team_reliability=_summary(first)["team_reliability"],
        bands=list(reversed(named(first.instrument.body, "bands").values())),
        groups={f"Pendamping {e.level}": _mentors(actor, e, region) for e in told},
        teams=_teams(actor, first, region),
        cautions=_cautions(told),
    )


def _latest(
    actor: Actor, programme: Programme, region: str, level: str, as_of: datetime.date
) -> Evaluation | None:
    found = evaluations(actor).filter(
        programme=programme, level=level, computations__number=1, ends_on__lte=as_of
    )
    covering = (e for e in found.order_by("-ends_on") if contains(e.region, region) and sees_all(actor, e))
    return next(covering, None)


def _summary(evaluation: Evaluation) -> dict[str, Any]:
    return evaluation.computation.summary if evaluation.computation else {}


def _mentors(actor: Actor, evaluation: Evaluation, region: str) -> list[Unit]:
    rows = [r for r in results(actor, evaluation) if contains(region, r.subject.region)]
    places = names(r.subject.region for r in rows)
    bands = named(evaluation.instrument.body, "bands")
    return [
        replace(
            _unit(r.body, r.subject.name, places.get(r.subject.region, r.subject.region), bands),
            region=r.subject.region,
        )
        for r in rows
    ]


def _teams(actor: Actor, evaluation: Evaluation, region: str) -> list[Unit]:
    bands = named(evaluation.instrument.body, "bands")
    people = {r.body["key"]: _people(r.body) for r in results(actor, evaluation)}
    rows = [r for r in team_results(evaluation) if contains(region, r.region)]
    return [
        replace(
            _unit(r.body, f"Tim {name_of(r.region)}", name_of(r.region), bands),
            participants=sum(people.get(m, 0) for m in r.body["members"]),
            region=r.region,
        )
        for r in rows
    ]


def _unit(body: dict[str, Any], name: str, place: str, bands: dict[str, str]) -> Unit:
    return Unit(
        name=name,
        place=place,
        participants=_people(body),
        score=body["score"],
        low=body["low"],
        high=body["high"],
        band=bands.get(body["banding"]["key"], body["banding"]["key"]),
        sufficient=body["sufficient"],
        top_chance=body["place"]["top_chance"] if body["place"] else None,
    )


def _people(body: dict[str, Any]) -> int:
    """The participants a mentor's outcomes rest on."""
    return max((c["evidence"] for c in body["criteria"] if c["key"] == "passed"), default=0)


def _cautions(told: Iterable[Evaluation]) -> list[str]:
    codes = dict.fromkeys(c["code"] for e in told for c in _summary(e)["cautions"])
    return [CAUTIONS[code] for code in codes if code in CAUTIONS]
