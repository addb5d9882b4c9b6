"""What mentors did in a month, counted from the records: what a monthly report says before the mentor adds words."""

import calendar
import datetime
import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from dampingi.foundation.regions.codes import contains, inside
from dampingi.records.businesses.models import Constraint
from dampingi.records.businesses.resolutions import UNSOLVED
from dampingi.records.learning.models import Attendance
from dampingi.records.mentoring.additions import added
from dampingi.records.mentoring.models import (
    Growth,
    MonthlyReport,
    StageCompletion,
    Submission,
    Task,
    Visit,
)
from dampingi.records.programmes.models import Caseload, Enrolment, Mentor, Programme

COLLECTED = (Submission.State.HANDED_IN, Submission.State.ACCEPTED)
WHY = "the caller may see these mentors; the figures are theirs"
Ids = dict[uuid.UUID, Any]
FEW = 500
"""Up to so many participants are named in the queries; for more, their whole region is read."""


def month_end(month: datetime.date) -> datetime.date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def month_before(month: datetime.date) -> datetime.date:
    return (month.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)


def month_figures(
    programme: Programme, month: datetime.date, mentors: Sequence[Mentor]
) -> dict[uuid.UUID, dict[str, Any]]:
    """mentor id -> the month's numbers, JSON-ready. Participants are named by id only; names are looked up when shown.

    `participants` are those in the caseload on any day of the month; `met` those of them visited by this mentor.
    """
    records = _Records(programme, month.replace(day=1), mentors)
    found = {m.id: records.figures(m) for m in mentors}
    for key, (count, _tell) in added.items():
        for id, told in count(programme, month.replace(day=1), mentors).items():
            found[id][key] = told
    return found


@dataclass
class _Records:
    """The month's rows of the mentors' participants, read once and counted per mentor."""

    programme: Programme
    month: datetime.date
    mentors: Sequence[Mentor]
    few: dict[str, Any] = field(default_factory=dict, init=False)
    """Narrows queries to the participants concerned, where they are few."""
    _by_enrolment: dict[str, dict[uuid.UUID, list[Any]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.end = month_end(self.month)
        self.region = self.mentors[0].region if len(self.mentors) == 1 else self.programme.region
        self.caseloads = self._caseloads()
        theirs = set().union(*self.caseloads.values())
        self.few = {"enrolment__in": theirs} if len(theirs) <= FEW else {}
        self.visits = self._visits(self.month)
        self.visits_before = self._visits(month_before(self.month))
        self._by_enrolment = {
            "stages": self._grouped(
                StageCompletion, "stage__code", done_on__gte=self.month, done_on__lte=self.end
            ),
            "tasks": self._grouped(
                Submission, "task__code", on__gte=self.month, on__lte=self.end, state__in=COLLECTED
            ),
            "growth": self._grouped(Growth, "turnover", month=self.month),
            "growth_before": self._grouped(Growth, "turnover", month=month_before(self.month)),
            "trainings": self._grouped(
                Attendance, "present", training__on__gte=self.month, training__on__lte=self.end
            ),
            "stages_ever": self._grouped(StageCompletion, "stage_id", done_on__lte=self.end),
        }
        self.noted, self.resolved = self._constraints("since"), self._constraints("resolved_on")
        self.stages_due = set(self.programme.stages.filter(due_on__lte=self.end).values_list("id", flat=True))
        due = Task.objects.filter(programme=self.programme, due_on__gte=self.month, due_on__lte=self.end)
        self.tasks_due = list(due.values_list("region", flat=True))
        self.places = self._places(theirs) if any(self.tasks_due) else {}
        self.reports = list(
            MonthlyReport.objects.unscoped(WHY)
            .filter(inside(self.region), programme=self.programme, month=self.month)
            .values_list("region", "mentor_id", "state", "submitted_on", "due_on")
        )

    def figures(self, mentor: Mentor) -> dict[str, Any]:
        theirs = self.caseloads.get(mentor.id, set())
        visits, before = self.visits.get(mentor.id, []), self.visits_before.get(mentor.id, [])
        met = {enrolment for enrolment, _minutes, _topic in visits}
        return {
            "participants": len(theirs),
            "met": len(met & theirs),
            "not_met": sorted(str(e) for e in theirs - met),
            "visits": len(visits),
            "minutes": sum(minutes for _e, minutes, _t in visits),
            "topics": _counted(topic for _e, _m, topic in visits),
            "before": {"visits": len(before), "minutes": sum(m for _e, m, _t in before)},
            "stages": _counted(self._of("stages", theirs)),
            "stages_overdue": sum(
                len(self.stages_due - set(self._by_enrolment["stages_ever"].get(e, ()))) for e in theirs
            ),
            "tasks": {"submitted": len(self._of("tasks", theirs)), "due": self._due(theirs)},
            "growth": self._growth(theirs),
            "constraints": {
                "noted": _counted(c for e in theirs for c in self.noted.get(e, ())),
                "resolved": sum(len(self.resolved.get(e, ())) for e in theirs),
            },
            "trainings": {
                "invited": len(self._of("trainings", theirs)),
                "present": sum(self._of("trainings", theirs)),
            },
            "below": self._below(mentor),
        }

    def _growth(self, theirs: set[uuid.UUID]) -> dict[str, int]:
        """Turnover of those with both months on record: like is compared with like."""
        now, before = self._by_enrolment["growth"], self._by_enrolment["growth_before"]
        both = [e for e in theirs if e in now and e in before]
        return {
            "reported": sum(e in now for e in theirs),
            "compared": len(both),
            "turnover": sum(now[e][0] for e in both),
            "turnover_before": sum(before[e][0] for e in both),
        }

    def _due(self, theirs: set[uuid.UUID]) -> int:
        """How many tasks of the month were set for them; most are set for everybody."""
        return sum(not r or contains(r, self.places.get(e, "")) for r in self.tasks_due for e in theirs)

    def _places(self, theirs: set[uuid.UUID]) -> dict[uuid.UUID, str]:
        rows = Enrolment.objects.unscoped(WHY).filter(inside(self.region), programme=self.programme)
        return {id: region for id, region in rows.values_list("id", "region") if id in theirs}

    def _below(self, mentor: Mentor) -> dict[str, int]:
        """Reports of the mentors inside the region of one who guides others."""
        rows = [r for r in self.reports if r[1] != mentor.id and contains(mentor.region, r[0])]
        handed_in = [r for r in rows if r[3]]
        return {
            "reports": len(rows),
            "submitted": len(handed_in),
            "on_time": sum(on <= due for _r, _m, _s, on, due in handed_in),
            "approved": sum(r[2] == MonthlyReport.State.APPROVED for r in rows),
        }

    def _of(self, kind: str, theirs: set[uuid.UUID]) -> list[Any]:
        rows = self._by_enrolment[kind]
        return [value for e in theirs for value in rows.get(e, ())]

    def _caseloads(self) -> dict[uuid.UUID, set[uuid.UUID]]:
        found: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
        held = Caseload.objects.filter(mentor__in=[m.id for m in self.mentors], starts_on__lte=self.end)
        held = held.filter(Q(ends_on=None) | Q(ends_on__gt=self.month))
        for mentor, enrolment in held.values_list("mentor_id", "enrolment_id"):
            found[mentor].add(enrolment)
        return found

    def _visits(self, month: datetime.date) -> dict[uuid.UUID, list[tuple[uuid.UUID, int, str]]]:
        found: dict[uuid.UUID, list] = defaultdict(list)
        rows = self._rows(Visit).filter(
            mentor__in=[m.id for m in self.mentors], archived_at=None, on__gte=month, on__lte=month_end(month)
        )
        for mentor, *rest in rows.values_list("mentor_id", "enrolment_id", "minutes", "topic"):
            found[mentor].append(tuple(rest))
        return found

    def _grouped(self, model: Any, value: str, **where: Any) -> dict[uuid.UUID, list[Any]]:
        found: dict[uuid.UUID, list[Any]] = defaultdict(list)
        for enrolment, v in self._rows(model).filter(**where, **self.few).values_list("enrolment_id", value):
            found[enrolment].append(v)
        return found

    def _constraints(self, day: str) -> dict[uuid.UUID, list[str]]:
        found: dict[uuid.UUID, list[str]] = defaultdict(list)
        within = {f"{day}__gte": self.month, f"{day}__lte": self.end}
        rows = Constraint.objects.unscoped(WHY).filter(inside(self.region), **within)
        rows = rows.exclude(resolved_on__lte=self.end, resolved_how__in=UNSOLVED)
        of_business: Ids = defaultdict(list)
        for business, code in rows.values_list("business_id", "code"):
            of_business[business].append(code)
        enrolments = Enrolment.objects.unscoped(WHY).filter(inside(self.region), programme=self.programme)
        if self.few:
            enrolments = enrolments.filter(id__in=self.few["enrolment__in"])
        for enrolment, business in enrolments.values_list("id", "business_id"):
            found[enrolment] = of_business.get(business, [])
        return found

    def _rows(self, model: Any) -> Any:
        return model.objects.unscoped(WHY).filter(inside(self.region), programme=self.programme)


def _counted(values: Any) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))
