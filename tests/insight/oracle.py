"""Every indicator computed the slow and obvious way, in loops over model instances, by someone who has not read the SQL."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from dampingi.insight.monitoring.periods import Period
from dampingi.records.businesses.models import Constraint, Verification
from dampingi.records.learning.models import Attendance
from dampingi.records.mentoring.models import Growth, MonthlyReport, Outcome, StageCompletion, Visit
from dampingi.records.programmes.models import Caseload, Enrolment, Programme, Stage
from tests.insight.oracle_aid import AID
from tests.insight.oracle_cooperation import COOPERATION
from tests.insight.oracle_services import SERVICES

JAKARTA = ZoneInfo("Asia/Jakarta")
Pair = tuple[int, int]
Told = tuple[int, int, str, datetime.date, Enrolment | None, str, dict[str, str]]
"""numerator, denominator, region, day, participant, mentor on record ('' looks up the caseload), further groups."""


class Oracle:
    def __init__(self, programme: Programme, period: Period) -> None:
        self.programme, self.period = programme, period
        enrolments = Enrolment.objects.unscoped("oracle").filter(programme=programme)
        self.enrolments = list(enrolments.select_related("person", "business"))
        self.by_id = {e.id: e for e in self.enrolments}
        self.stages = list(Stage.objects.filter(programme=programme))
        self.growth = list(Growth.objects.unscoped("oracle").filter(programme=programme))
        self.caseloads: dict[Any, list[Caseload]] = defaultdict(list)
        for held in Caseload.objects.filter(enrolment__programme=programme):
            self.caseloads[held.enrolment_id].append(held)

    def figures(self, code: str, grouping: tuple[str, ...], inside: str = "") -> dict[tuple[str, ...], Pair]:
        sums: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0])
        for told in self._rows(code, "month" in grouping):
            numerator, denominator, region, *_ = told
            if inside and not (region == inside or region.startswith(inside + ".")):
                continue
            key = tuple(self._group(name, told) for name in grouping)
            sums[key][0] += numerator
            sums[key][1] += denominator
        return {key: (n, d) for key, (n, d) in sums.items() if n or d}

    def _rows(self, code: str, by_month: bool) -> Iterator[Told]:
        recipes: dict[str, Callable[[bool], Iterator[Told]]] = {
            "participation": self._participation,
            "stage_timeliness": self._stage_timeliness,
            "stage_completion": self._stage_completion,
            "pass_rate": self._pass_rate,
            "verified_share": self._verified_share,
            "weeks_with_sales": self._weeks_with_sales,
            "report_punctuality": self._report_punctuality,
            "visits_per_participant": self._visits,
            "constraints_resolved": self._constraints,
        }
        if code in SERVICES | COOPERATION | AID:
            yield from (SERVICES | COOPERATION | AID)[code](self)
        else:
            yield from recipes[code](by_month) if code in recipes else self._progress(code, by_month)

    def _group(self, name: str, told: Told) -> str:
        _n, _d, region, day, enrolment, mentor, more = told
        match name:
            case "province" | "city" | "kecamatan" | "kelurahan":
                parts = {"province": 1, "city": 2, "kecamatan": 3, "kelurahan": 4}[name]
                return ".".join(region.split(".")[:parts])
            case "month":
                return f"{day:%Y-%m}"
            case "sex":
                return enrolment.person.sex
            case "sector":
                return enrolment.business.sector if enrolment.business else ""
            case "mentor":
                return mentor or (self._mentor_on(enrolment, day) if enrolment else "")
            case _:
                return more[name]

    def _mentor_on(self, enrolment: Enrolment, day: datetime.date) -> str:
        held = [
            c
            for c in self.caseloads[enrolment.id]
            if c.starts_on <= day and (c.ends_on is None or day < c.ends_on)
        ]
        return str(held[0].mentor_id) if held else ""

    def _covers(self, day: datetime.date) -> bool:
        return self.period.start <= day <= self.period.end

    def _participation(self, _by_month: bool) -> Iterator[Told]:
        rows = (
            Attendance.objects.unscoped("oracle").filter(programme=self.programme).select_related("training")
        )
        for a in rows:
            if self._covers(a.training.on):
                yield int(a.present), 1, a.region, a.training.on, self.by_id[a.enrolment_id], "", {}

    def _stages(self) -> Iterator[tuple[Enrolment, Stage, datetime.date | None]]:
        done = {
            (c.enrolment_id, c.stage_id): c.done_on
            for c in StageCompletion.objects.unscoped("oracle")
            if c.done_on <= self.period.end
        }
        for e in self.enrolments:
            for s in self.stages:
                if self._covers(s.due_on) and e.enrolled_on <= s.due_on:
                    yield e, s, done.get((e.id, s.id))

    def _stage_timeliness(self, _by_month: bool) -> Iterator[Told]:
        for e, s, done in self._stages():
            yield int(done is not None and done <= s.due_on), 1, e.region, s.due_on, e, "", {"stage": s.code}

    def _stage_completion(self, _by_month: bool) -> Iterator[Told]:
        for e, s, done in self._stages():
            yield int(done is not None), 1, e.region, s.due_on, e, "", {"stage": s.code}

    def _enrolled(self) -> list[Enrolment]:
        return [e for e in self.enrolments if e.enrolled_on <= self.period.end]

    def _pass_rate(self, _by_month: bool) -> Iterator[Told]:
        achieved = defaultdict(set)
        for o in Outcome.objects.unscoped("oracle"):
            if o.achieved and o.on <= self.period.end:
                achieved[o.enrolment_id].add(o.aspect)
        for e in self._enrolled():
            yield int(len(achieved[e.id]) == 3), 1, e.region, e.enrolled_on, e, "", {}

    def _verified_share(self, _by_month: bool) -> Iterator[Told]:
        seen = {
            v.business_id
            for v in Verification.objects.all()
            if v.at.astimezone(JAKARTA).date() <= self.period.end and v.outcome == "confirmed"
        }
        for e in self._enrolled():
            if e.business_id:
                yield int(e.business_id in seen), 1, e.region, e.enrolled_on, e, "", {}

    def _weeks_with_sales(self, _by_month: bool) -> Iterator[Told]:
        for g in self.growth:
            if not g.baseline and self._covers(g.month):
                yield g.weeks_with_sales, g.weeks, g.region, g.month, self.by_id[g.enrolment_id], "", {}

    def _report_punctuality(self, _by_month: bool) -> Iterator[Told]:
        for r in MonthlyReport.objects.unscoped("oracle").filter(programme=self.programme):
            if self._covers(r.month) and r.due_on <= self.period.end:
                early = r.submitted_on is not None and r.submitted_on <= r.due_on
                yield int(early), 1, r.region, r.month, None, str(r.mentor_id), {}

    def _visits(self, _by_month: bool) -> Iterator[Told]:
        for v in Visit.objects.unscoped("oracle").filter(programme=self.programme):
            if self._covers(v.on):
                yield 1, 0, v.region, v.on, self.by_id[v.enrolment_id], str(v.mentor_id), {}
        for number in range(1, 13):
            middle = datetime.date(2026, number, 15)
            for e in self.enrolments:
                mentor = self._mentor_on(e, middle)
                if self._covers(middle) and mentor:
                    yield 0, 1, e.region, middle, e, mentor, {}

    def _constraints(self, _by_month: bool) -> Iterator[Told]:
        of = {e.business_id: e for e in self.enrolments if e.business_id}
        for c in Constraint.objects.unscoped("oracle"):
            if c.business_id in of and c.since <= self.period.end:
                until = of[c.business_id].business_until
                if until and c.since >= until:
                    continue
                gone = c.resolved_on is not None and c.resolved_on <= self.period.end
                if gone and c.resolved_how in ("irrelevant", "mistaken"):
                    continue
                yield int(gone), 1, c.region, c.since, of[c.business_id], "", {"constraint": c.code}

    def _progress(self, code: str, by_month: bool) -> Iterator[Told]:
        for e in self.enrolments:
            months = [g for g in self.growth if g.enrolment_id == e.id]
            base = [g for g in months if g.baseline]
            later = sorted(
                (g for g in months if not g.baseline and g.month <= self.period.end), key=lambda g: g.month
            )
            if not base or not later:
                continue
            taken = [g for g in later if self._covers(g.month)] if by_month else later[-1:]
            for g in taken:
                pair = _change(code, base[0], g)
                if pair:
                    yield *pair, g.region, g.month, e, "", {}


def _change(code: str, base: Growth, g: Growth) -> Pair | None:
    match code:
        case "turnover_change":
            return g.turnover - base.turnover, base.turnover
        case "new_nib":
            return None if base.has_nib else (int(g.has_nib), 1)
        case "new_products":
            return g.products - base.products, 1
        case "jobs":
            return g.workers - base.workers, 1
        case "new_channels":
            return g.channels - base.channels, 1
        case _:
            raise KeyError(code)
