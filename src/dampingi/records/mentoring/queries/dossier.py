"""Everything about one participant, for the page where a mentor prepares a visit."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.formats import number, percent, short_day
from dampingi.records.businesses.models import Constraint
from dampingi.records.learning.models import Attendance
from dampingi.records.mentoring.models import (
    Aspect,
    Growth,
    Outcome,
    StageCompletion,
    Submission,
    Task,
    Visit,
)
from dampingi.records.mentoring.queries.attention import Attention, attention_by_id
from dampingi.records.mentoring.queries.growth import objections_of
from dampingi.records.mentoring.queries.tasks_ import is_for
from dampingi.records.mentoring.tracks.track import Track, track
from dampingi.records.programmes.models import Caseload, Enrolment, Stage
from dampingi.records.programmes.queries import enrolment as enrolment_of

RECENT = 8


@dataclass
class Dossier:
    enrolment: Enrolment
    attention: Attention
    track: Track
    visits: list[Visit]
    attendances: list[Attendance]
    tasks: list[dict[str, Any]]
    growth: list[Growth]
    outcomes: list[dict[str, Any]]
    constraints: list[Constraint]
    mentors: list[Caseload]
    timeline: list[dict[str, Any]]
    may_record: bool

    @property
    def mentor(self) -> Caseload | None:
        return next((c for c in self.mentors if c.ends_on is None), None)

    @property
    def open_stages(self) -> list[Stage]:
        return [step.stage for step in self.track.steps if step.state != "done"]

    @property
    def present(self) -> int:
        return sum(a.present for a in self.attendances)

    @property
    def handed_in(self) -> int:
        return sum(
            bool(t["submission"]) and t["submission"].state != Submission.State.RETURNED for t in self.tasks
        )

    @property
    def baseline(self) -> Growth | None:
        return next((g for g in self.growth if g.baseline), None)

    @property
    def latest(self) -> Growth | None:
        return self.growth[-1] if len(self.growth) > 1 else None

    @property
    def turnover_millions(self) -> Decimal | None:
        return Decimal(self.latest.turnover) / 1_000_000 if self.latest else None

    @property
    def turnover_change(self) -> str:
        """In words, since the baseline; '' where there is nothing to compare."""
        if not (self.latest and self.baseline and self.baseline.turnover):
            return ""
        change = Decimal(self.latest.turnover) / self.baseline.turnover - 1
        text = _("naik %(change)s sejak awal") if change >= 0 else _("turun %(change)s sejak awal")
        return text % {"change": percent(abs(change), 0)}

    @property
    def recent(self) -> list[dict[str, Any]]:
        return self.timeline[:RECENT]

    @property
    def earlier(self) -> list[dict[str, Any]]:
        return self.timeline[RECENT:]


def dossier(actor: Actor, id, *, today: datetime.date) -> Dossier:
    """Raises Refused (404) where the participant is outside the actor's reach; what is shown follows from that reach."""
    enrolment = enrolment_of(actor, id)
    completions = {
        c.stage_id: c
        for c in StageCompletion.objects.unscoped(_WHY).filter(enrolment=enrolment).select_related("stage")
    }
    visits = list(
        Visit.objects.unscoped(_WHY)
        .filter(enrolment=enrolment, archived_at=None)
        .select_related("mentor")
        .order_by("-on", "-recorded_at")
    )
    attendances = list(
        Attendance.objects.unscoped(_WHY)
        .filter(enrolment=enrolment)
        .select_related("training")
        .order_by("-training__on")
    )
    tasks = _tasks(enrolment, today)
    growth = list(Growth.objects.unscoped(_WHY).filter(enrolment=enrolment).order_by("month"))
    objections_of(growth)
    found = Dossier(
        enrolment=enrolment,
        attention=attention_by_id([enrolment], today=today)[enrolment.id],
        track=track(enrolment, today=today),
        visits=visits,
        attendances=attendances,
        tasks=tasks,
        growth=growth,
        outcomes=_outcomes(enrolment),
        constraints=_constraints(enrolment),
        mentors=list(Caseload.objects.filter(enrolment=enrolment).select_related("mentor").order_by("-starts_on")),
        timeline=_timeline(visits, attendances, completions.values(), tasks),
        may_record=_may_record(actor, enrolment),
    )  # fmt: skip
    return found


_WHY = "of a participant the actor may see"


def _may_record(actor: Actor, enrolment: Enrolment) -> bool:
    found = Enrolment.objects.for_actor(actor, Permission.RECORD_VISITS).filter(id=enrolment.id)
    return enrolment.exited_on is None and found.exists()


def _tasks(enrolment: Enrolment, today: datetime.date) -> list[dict[str, Any]]:
    handed_in = {s.task_id: s for s in Submission.objects.unscoped(_WHY).filter(enrolment=enrolment)}
    rows = Task.objects.filter(programme=enrolment.programme_id).order_by("due_on", "title")
    return [
        {"task": t, "submission": handed_in.get(t.id), "late": t.id not in handed_in and t.due_on < today}
        for t in rows
        if is_for(t, enrolment) or t.id in handed_in
    ]


def _outcomes(enrolment: Enrolment) -> list[dict[str, Any]]:
    known = {o.aspect: o for o in Outcome.objects.unscoped(_WHY).filter(enrolment=enrolment)}
    return [{"aspect": value, "label": label, "outcome": known.get(value)} for value, label in Aspect.choices]


def _constraints(enrolment: Enrolment) -> list[Constraint]:
    if enrolment.business_id is None:
        return []
    found = Constraint.objects.unscoped(_WHY).filter(business=enrolment.business_id)
    if enrolment.business_until:  # what came up later is somebody else's
        found = found.filter(since__lt=enrolment.business_until)
    rows = list(found.order_by("resolved_on", "-since"))
    for row in rows:
        row.name = choices("constraints").get(row.code, row.code)  # type: ignore[attr-defined]
    return sorted(rows, key=lambda c: c.resolved_on is not None)


def _timeline(visits, attendances, completions, tasks) -> list[dict[str, Any]]:
    """What happened, newest first."""
    topics = choices("topics")
    found = [
        {
            "at": v.on, "icon": "visit", "href": reverse("visit", args=[v.id]),
            "title": _("Kunjungan: %(topic)s") % {"topic": topics.get(v.topic, v.topic).lower()},
            "text": v.advice,
            "who": _("%(name)s, %(minutes)s menit") % {"name": v.mentor.name, "minutes": number(v.minutes)},
        }
        for v in visits
    ]  # fmt: skip
    found += [
        {
            "at": a.training.on, "icon": "training", "title": a.training.title,
            "text": "", "who": "", "state": "good" if a.present else "late",
            "state_label": _("Hadir") if a.present else _("Tidak hadir"),
        }
        for a in attendances
    ]  # fmt: skip
    found += [
        {"at": c.done_on, "icon": "check", "title": _finished(c), "text": c.reason} for c in completions
    ]
    found += [
        {
            "at": t["submission"].on, "icon": "task",
            "title": _("Tugas dikumpulkan: %(task)s") % {"task": t["task"].title},
            "text": t["submission"].feedback,
        }
        for t in tasks
        if t["submission"]
    ]  # fmt: skip
    return sorted(found, key=lambda entry: entry["at"], reverse=True)


def _finished(done: StageCompletion) -> str:
    words = _("Tahap selesai: %(stage)s") if done.needed else _("Tahap tidak diperlukan: %(stage)s")
    return words % {"stage": done.stage.name}


def helpers(found: Dossier) -> list[tuple[str, str]]:
    """The visits and the trainings attended that may have helped to overcome a constraint, newest first."""
    topics = choices("topics")
    told = [
        (
            v.on,
            f"visit:{v.id}",
            _("Kunjungan %(day)s: %(topic)s") % {"day": short_day(v.on), "topic": topics[v.topic]},
        )
        for v in found.visits
    ]
    told += [
        (
            a.training.on,
            f"training:{a.training_id}",
            _("Pelatihan %(day)s: %(title)s") % {"day": short_day(a.training.on), "title": a.training.title},
        )
        for a in found.attendances
        if a.present
    ]
    return [(value, words) for _on, value, words in sorted(told, reverse=True)]
