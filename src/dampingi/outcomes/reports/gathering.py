"""Asking insight and the records for what a report is composed from, for one actor, region and day."""

import datetime
from collections import Counter
from functools import partial
from typing import Any

from dampingi.engines.appraisal import Headline, Stratum, headline
from dampingi.engines.indicators import Indicator
from dampingi.engines.targets import Forecast, Path
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import load, source_names
from dampingi.foundation.regions.codes import depth, inside
from dampingi.foundation.regions.queries import below, name_of
from dampingi.insight.facts.evidence import ParticipantEvidence, participants
from dampingi.insight.monitoring import queries as monitoring
from dampingi.insight.monitoring.periods import Period, of_programme
from dampingi.insight.monitoring.together import wanted_of
from dampingi.insight.monitoring.values import Values
from dampingi.insight.monitoring.ways import forecast, histories, path_of
from dampingi.outcomes.reports.appraised import evaluated
from dampingi.outcomes.reports.composing import Counts, Material, Place, StageDue
from dampingi.outcomes.reports.composing.summary import CARDS
from dampingi.records.learning.models import Training
from dampingi.records.mentoring.models import Visit
from dampingi.records.programmes.models import Application, Mentor, Programme, Stage

PRINT = Permission.PRINT_REPORTS
DIVISIONS = {1: ("city", 2), 2: ("kecamatan", 3), 3: ("kelurahan", 4)}
"""Depth of the region -> the grouping its parts are told by, and their depth."""
AHEAD = ("pass_rate", *CARDS)
CONSTRAINTS = ("constraints_resolved",)


def gather(actor: Actor, *, programme: Programme, region: str, as_of: datetime.date) -> Material:
    """Raises Denied where the actor's reach does not cover the region whole."""
    actor.require(PRINT, region=region, programme=programme.id)
    period = of_programme(programme, until=as_of)
    division, part_depth = DIVISIONS[depth(region)]
    told = _Asked(actor, programme, region, period)
    people = participants(actor, programme=programme, until=period.end, region=region, permission=PRINT)
    return Material(
        programme=_programme(programme),
        region=Place(region, name_of(region)),
        as_of=period.end,
        division=division,
        parts=[Place(r.code, r.name) for r in below(region, part_depth)],
        villages=[Place(r.code, r.name) for r in below(region, 4)],
        indicators=_told_of(programme),
        paths=_paths(programme, region),
        whole=told.values(),
        by_part=told.values(division),
        by_stage=told.values("stage", codes=("stage_timeliness", "stage_completion")),
        by_part_stage=told.values((division, "stage"), codes=("stage_timeliness",)),
        by_month=told.values("month", codes=("participation",)),
        constraints=told.values((division, "constraint"), codes=CONSTRAINTS),
        village_constraints=told.values("kelurahan", codes=CONSTRAINTS),
        village_enrolled=told.values("kelurahan", codes=("pass_rate",)),
        stages=[
            StageDue(s.code, s.name, s.due_on)
            for s in Stage.objects.filter(programme=programme).order_by("order")
        ],
        constraint_fields={c["code"]: c["field"] for c in load("constraints")},
        constraint_names=source_names("constraints"),
        counts=_counts(actor, programme, region, period, people),
        headline=reverified(people),
        evaluated=evaluated(actor, programme=programme, region=region, as_of=period.end),
        months=_months(period),
        forecasts=_forecasts(told, programme, period),
    )


class _Asked:
    """The same question to insight in several groupings."""

    def __init__(self, actor: Actor, programme: Programme, region: str, period: Period) -> None:
        self.actor = actor
        self.about: dict[str, Any] = {
            "programme": programme,
            "region": region,
            "period": period,
            "permission": PRINT,
        }

    def values(self, grouping: str | tuple[str, ...] = (), *, codes: tuple[str, ...] | None = None) -> Values:
        return monitoring.values(self.actor, codes, grouping, **self.about)


def _told_of(programme: Programme) -> list[Indicator]:
    """Those of the programme's own work that are shipped, each as it counts where the programme lies: the definition printed is the one its figure was computed with."""
    counting = {i.code: i for i in monitoring.indicators(programme.region)}
    return [counting[i.code] for i in monitoring.indicators() if i.area == "wub"]


def _paths(programme: Programme, region: str) -> dict[str, Path]:
    """As the dashboard judges, with each target's baseline and course."""
    known, span = {i.code: i for i in _told_of(programme)}, Period(programme.starts_on, programme.ends_on)
    return {
        code: path_of(known[code], wanted.target, baseline=wanted.baseline, course=wanted.course, span=span)
        for code, wanted in wanted_of(programme, region=region).items() if code in known
    }  # fmt: skip


def _forecasts(told: "_Asked", programme: Programme, period: Period) -> dict[str, Forecast]:
    """Of what the report puts on its first page."""
    wanted = [i for i in _told_of(programme) if i.code in AHEAD]
    ask = partial(monitoring.values, permission=PRINT)
    seen = histories(
        told.actor, wanted, programme=programme, region=told.about["region"], seen=period, ask=ask
    )
    found = {i.code: forecast(i, seen.get(i.code, ()), on=period.end, end=programme.ends_on) for i in wanted}
    return {code: each for code, each in found.items() if each}


def reverified(people: list[ParticipantEvidence]) -> Headline:
    """The recorded pass rate corrected by the random re-verification."""
    strata = []
    for recorded in (True, False):
        group = [p for p in people if p.passed is recorded]
        seen = [p for p in group if p.reverified is not None]
        strata.append(Stratum(len(group), len(seen), sum(bool(p.reverified) for p in seen)))
    return headline(*strata)


def _programme(programme: Programme) -> dict[str, str]:
    return {
        "id": str(programme.id),
        "code": programme.code,
        "name": programme.name,
        "starts_on": programme.starts_on.isoformat(),
        "ends_on": programme.ends_on.isoformat(),
    }


def _months(period: Period) -> list[datetime.date]:
    first, last = period.start.replace(day=1), period.end
    months = []
    while first <= last:
        months.append(first)
        first = (first + datetime.timedelta(days=32)).replace(day=1)
    return months


def _counts(
    actor: Actor, programme: Programme, region: str, period: Period, people: list[ParticipantEvidence]
) -> Counts:
    reach = {"programme": programme}
    applied = Application.objects.for_actor(actor, PRINT).filter(
        inside(region), **reach, applied_on__lte=period.end
    )
    states = Counter(applied.values_list("state", flat=True))
    appointed = Mentor.objects.for_actor(actor, PRINT).filter(
        inside(region), **reach, appointed_on__lte=period.end
    )
    visits = Visit.objects.for_actor(actor, PRINT).filter(inside(region), **reach, on__lte=period.end)
    held = Training.objects.for_actor(actor, PRINT).filter(inside(region), **reach, on__lte=period.end)
    return Counts(
        applications=sum(states.values()),
        waiting=states[Application.State.WAITING],
        rejected=states[Application.State.REJECTED],
        enrolled=len(people),
        exited=sum(p.exited for p in people),
        replaced=sum(p.replacement for p in people),
        women=sum(p.sex == "P" for p in people),
        mentors=Counter(m.level for m in appointed),
        visits=visits.count(),
        trainings=held.count(),
        businesses=sum(p.verified is not None for p in people),
        checked=sum(p.reverified is not None for p in people),
    )
