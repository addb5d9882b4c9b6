import uuid
from collections.abc import Sequence

from django.utils.translation import gettext as _

from dampingi.capture.field.entries import APPLIED, Entry, Outcome, Sender
from dampingi.foundation.errors import Refused
from dampingi.foundation.origins.models import Origin
from dampingi.records.mentoring.actions import record_meeting, record_visits
from dampingi.records.mentoring.intake import VisitIntake
from dampingi.records.programmes.models import Enrolment, Mentor

BESIDES = ("stages", "constraints", "resolved", "weighed")
"""What may come of a visit; without any of it, visits are recorded many at once."""


def apply(sender: Sender, origin: Origin, entries: Sequence[Entry]) -> list[Outcome]:
    met = _participants(entries)
    mentors = _mentors(sender)
    bare: list[VisitIntake] = []
    for entry in entries:
        visit = _intake(entry, _mentor(mentors, met.get(entry.body.subject)))
        if any(entry.body.values.get(name) for name in BESIDES):
            _with_what_came_of_it(sender, origin, entry, visit, met[entry.body.subject].business_id)
        else:
            bare.append(visit)
    if bare:
        record_visits(by=sender.by, origin=origin, rows=bare)
    return [APPLIED] * len(entries)


def _with_what_came_of_it(
    sender: Sender, origin: Origin, entry: Entry, visit: VisitIntake, business: uuid.UUID | None
) -> None:
    said = entry.body.values
    record_meeting(
        by=sender.by,
        visit=visit,
        stages=said.ids("stages"),
        constraints=said.texts("constraints"),
        severity=said.number("severity", 2),
        resolved=said.by_id("resolved", str),
        weighed=said.by_id("weighed", int),
        business=business,
        origin=origin,
    )


def _intake(entry: Entry, mentor: uuid.UUID) -> VisitIntake:
    said = entry.body.values
    return VisitIntake(
        enrolment_id=entry.body.subject,
        mentor_id=mentor,
        on=said.day("on"),
        minutes=said.number("minutes"),
        topic=said.text("topic", 40),
        advice=said.text("advice", 4000),
        next_step=said.text("next_step", 300),
        next_on=said.day("next_on", None),
        latitude=entry.body.latitude,
        longitude=entry.body.longitude,
        photo=entry.photo,
        id=entry.id,
    )


def _participants(entries: Sequence[Entry]) -> dict[uuid.UUID, Enrolment]:
    rows = Enrolment.objects.unscoped("the action checks reach")
    return rows.only("programme_id", "business_id").in_bulk({e.body.subject for e in entries})


def _mentors(sender: Sender) -> dict[uuid.UUID, uuid.UUID]:
    rows = Mentor.objects.unscoped("the sender's own appointments").filter(user=sender.user_id)
    return dict(rows.values_list("programme_id", "id"))


def _mentor(mentors: dict[uuid.UUID, uuid.UUID], enrolment: Enrolment | None) -> uuid.UUID:
    if enrolment is None:
        raise Refused(_("Peserta itu tidak ada. Pilih peserta dari daftar."), status=404)
    if enrolment.programme_id not in mentors:
        raise Refused(_("Pengirimnya bukan pendamping di program peserta ini."), status=403)
    return mentors[enrolment.programme_id]
