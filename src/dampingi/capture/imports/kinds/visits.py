"""Visits kept in a mentor's sheet into the programme's record: the participant and the mentor are found by name."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from dampingi.capture.imports.kinds.cut import cut
from dampingi.capture.imports.kinds.manner import Subject
from dampingi.capture.imports.kinds.pointing import problem_at
from dampingi.capture.imports.kinds.topics import topic_code
from dampingi.engines.sheets import Problem
from dampingi.engines.sheets.repeats import Row, key
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Refused
from dampingi.foundation.origins.models import Origin
from dampingi.foundation.regions.codes import inside, zone
from dampingi.foundation.rows import new_id
from dampingi.records.mentoring.actions import archive_visits, record_visits
from dampingi.records.mentoring.actions.visits import check_visit
from dampingi.records.mentoring.intake import VisitIntake
from dampingi.records.mentoring.models import Visit
from dampingi.records.programmes.models import Caseload, Enrolment, Mentor, Programme
from dampingi.records.programmes.rosters import Roster

if TYPE_CHECKING:
    from dampingi.capture.imports.plans import Plan

WHY = "the caller required the right to import into the programme's region"
ALIKE = 90
FIELDS = (
    "participant",
    "phone",
    "region",
    "mentor",
    "date",
    "minutes",
    "topic",
    "advice",
    "next_step",
    "constraints",
)


@dataclass(frozen=True, slots=True)
class Participant:
    id: uuid.UUID
    names: tuple[str, ...]
    """Keys of the person's and the business's name."""
    phone: str
    region: str


class Participants:
    """The participants a sheet may speak of, and who accompanied them when."""

    def __init__(self, programme: Programme, region: str) -> None:
        self.people = [_participant(*values) for values in _enrolments(programme, region)]
        self._by_name: dict[str, list[Participant]] = defaultdict(list)
        for person in self.people:
            for name in dict.fromkeys(person.names):
                self._by_name[name].append(person)
        self.mentors = {
            mentor.id: mentor for mentor in Mentor.objects.unscoped(WHY).filter(programme=programme)
        }
        self._caseloads: dict[uuid.UUID, list[Caseload]] = defaultdict(list)
        for caseload in Caseload.objects.filter(mentor__programme=programme):
            self._caseloads[caseload.enrolment_id].append(caseload)

    def find(self, name: str, phones: Sequence[str], region: str) -> list[Participant]:
        """All the name may mean: exactly spelled first, else nearly; a phone or the place decides between namesakes."""
        found = self._by_name.get(key(name)) or self._near(key(name))
        if len(found) > 1:
            found = [person for person in found if person.phone and person.phone in phones] or found
        if len(found) > 1:
            found = [person for person in found if person.region.startswith(region)] or found
        return found

    def _near(self, name: str) -> list[Participant]:
        scored = [
            (max(fuzz.token_sort_ratio(name, own) for own in person.names), person) for person in self.people
        ]
        best = max((score for score, _person in scored), default=0)
        return [person for score, person in scored if score == best] if best >= ALIKE else []

    def mentor(self, enrolment: uuid.UUID, day: datetime.date, name: str | None) -> Mentor | None:
        """The mentor named, if they accompany the participant; without a name, whoever did on that day."""
        held = [
            c
            for c in self._caseloads[enrolment]
            if c.starts_on <= day and (c.ends_on is None or day <= c.ends_on)
        ]
        candidates = [self.mentors[c.mentor_id] for c in held if c.mentor_id in self.mentors]
        if not name:
            return candidates[0] if candidates else None
        wanted = key(name)
        for mentor in [*candidates, *self.mentors.values()]:
            if fuzz.token_sort_ratio(wanted, key(mentor.name)) >= ALIKE:
                return mentor
        return None


def _enrolments(programme: Programme, region: str) -> Iterable[tuple[Any, ...]]:
    rows = Enrolment.objects.unscoped(WHY).filter(inside(region), programme=programme)
    return rows.values_list("id", "person__name", "business__name", "person__phone", "region")


def _participant(id: uuid.UUID, name: str, business: str | None, phone: str, region: str) -> Participant:
    return Participant(id, tuple(key(said) for said in (name, business) if said), phone, region)


class Visits:
    needs_programme = True

    def known(self, by: Actor, region: str, programme: Programme | None) -> list[Row]:
        return []

    def fill(self, by: Actor, plan: "Plan", choices: Mapping[str, Any]) -> None:
        assert plan.programme is not None
        people = Participants(plan.programme, plan.region)
        found: dict[int, VisitIntake] = {}
        problems: dict[int, Problem] = {}
        for at, values in _rows(plan):
            answer = _intake(values, people)
            if isinstance(answer, VisitIntake):
                found[at] = answer
            else:
                problems[at] = problem_at(plan, at, *answer)
        problems |= _broken_rules(by, plan, found)
        _leave_recorded(plan, found)
        from dampingi.capture.imports.plans import refuse_rows

        refuse_rows(plan, list(problems.values()), set(problems))
        plan.rows = [found[at] for at in plan.accepted]

    def record(self, *, by: Actor, origin: Origin, plan: "Plan") -> list[Subject]:
        return [("visit", visit.id) for visit in record_visits(by=by, origin=origin, rows=plan.rows)]

    def undo(self, *, by: Actor, origin: Origin, subjects: Sequence[Subject]) -> dict[str, Any]:
        ids = [id for _kind, id in subjects]
        touched = archive_visits(by=by, visits=ids, reason=_("Impor dibatalkan."))
        names = dict(
            Visit.objects.unscoped(WHY).filter(id__in=touched).values_list("id", "enrolment__person__name")
        )
        kept = [
            {"kind": "visit", "id": str(id), "name": names[id], "why": _("sudah diubah")} for id in touched
        ]
        return {"archived": len(ids) - len(kept), "kept": kept}


def _rows(plan: "Plan") -> Iterable[tuple[int, dict[str, Any]]]:
    columns = [plan.reading.table.column(field) for field in FIELDS]
    for at in plan.accepted:
        yield at, {field: column[at] for field, column in zip(FIELDS, columns, strict=True)}


Answer = tuple[str, str, dict[str, Any]]


def _intake(values: dict[str, Any], people: Participants) -> VisitIntake | Answer:
    """The visit, or (field, code, data) of the reason why not."""
    said = {"said": values["participant"]}
    candidates = people.find(values["participant"], values["phone"] or (), values["region"] or "")
    if len(candidates) != 1:
        return "participant", "subject_ambiguous" if candidates else "subject_unknown", said
    mentor = people.mentor(candidates[0].id, values["date"], values["mentor"])
    if mentor is None:
        return "mentor", "mentor_unknown", {"said": values["mentor"] or "-"}
    topic, advice = values["topic"] or "", values["advice"] or ""
    code = topic_code(topic)
    told = [advice, topic if code == "lainnya" else "", values["constraints"] or ""]
    return VisitIntake(
        enrolment_id=candidates[0].id,
        mentor_id=mentor.id,
        on=values["date"],
        minutes=values["minutes"],
        topic=code,
        advice="\n".join(dict.fromkeys(text for text in told if text)),
        next_step=cut(values["next_step"], 300),
        id=new_id(),
    )


def _broken_rules(by: Actor, plan: "Plan", found: dict[int, VisitIntake]) -> dict[int, Problem]:
    """The refusals the record would answer with, asked beforehand, each at its row."""
    roster = Roster([r.enrolment_id for r in found.values()], [r.mentor_id for r in found.values()])
    today = timezone.localdate(timezone=zone(plan.region))
    broken = {}
    for at, intake in found.items():
        try:
            check_visit(by, intake, roster, today)
        except Refused as refusal:
            broken[at] = problem_at(plan, at, "date", "rule", {"said": refusal.message})
    return broken


def _leave_recorded(plan: "Plan", found: dict[int, VisitIntake]) -> None:
    """A visit of the same mentor with the same participant on the same day is on record already."""
    recorded = set(
        Visit.objects.unscoped(WHY)
        .filter(programme=plan.programme, archived_at=None)
        .values_list("enrolment_id", "mentor_id", "on")
    )
    repeats = dict(plan.reading.repeats)
    for at, intake in found.items():
        if (intake.enrolment_id, intake.mentor_id, intake.on) in recorded:
            repeats[at] = -1
    plan.take_repeats(repeats)
