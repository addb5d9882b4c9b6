"""Who looked at a participant's data and who changed it: the audit log, the revisions, and what was recorded about them."""

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.models import Assignment
from dampingi.foundation.accounts.permissions import ROLE_NAMES, Permission, Role
from dampingi.foundation.accounts.queries import people_named
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import zone
from dampingi.foundation.revisions.models import Revision
from dampingi.records.businesses import histories
from dampingi.records.businesses.models import Person
from dampingi.records.mentoring.models import Growth, Visit
from dampingi.records.programmes.models import Enrolment
from dampingi.records.surveys.models import Answer
from dampingi.records.surveys.queries import answers_of

WHY = "of the person who asks about themselves"
OPENED = {"reveal_nik"}
"""What only looks; the rest wrote something."""
SAME = datetime.timedelta(seconds=5)


@dataclass(frozen=True)
class Trace:
    """One thing somebody did with the person's data. `by` is a user's id or the system with its reason."""

    moment: datetime.datetime
    by: str
    title: str
    icon: str
    text: str = ""


@dataclass
class Own:
    """What is on record of a person: the ids that traces are looked up by."""

    person: Person
    enrolments: list[Enrolment]
    growth: list[Growth] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    """To surveys among applicants."""

    @property
    def subjects(self) -> dict[str, list[uuid.UUID]]:
        return {
            "person": [self.person.id],
            "business": [e.business_id for e in self.enrolments if e.business_id and not e.business_until],
            "enrolment": [e.id for e in self.enrolments],
            "application": [e.application_id for e in self.enrolments],
            "growth": [g.id for g in self.growth],
            "respondent": [a.respondent_id for a in self.answers],
        }


def own_records(actor: Actor) -> Own | None:
    """None where the actor is nobody on record."""
    person = Person.objects.for_actor(actor, Permission.GIVE_VOICE).select_related("origin").first()
    if person is None:
        return None
    enrolments = list(
        Enrolment.objects.unscoped(WHY)
        .filter(person=person)
        .select_related("programme", "business", "application__scheme")
        .order_by("-enrolled_on")
    )
    growth = Growth.objects.unscoped(WHY).filter(enrolment__in=enrolments).order_by("month")
    visits = Visit.objects.unscoped(WHY).filter(enrolment__in=enrolments, archived_at=None)
    return Own(person, enrolments, list(growth), list(visits.select_related("mentor")), answers_of(person.id))


def trail(own: Own) -> list[dict[str, Any]]:
    """Entries for a timeline, newest first, with names and roles of those who acted."""
    told = list(_audited(own))
    told += [r for r in _revised(own) if not any(_same(r, t) for t in told)]
    told += _recorded(own)
    told.sort(key=lambda t: t.moment, reverse=True)
    people, roles = people_named(t.by for t in told), _roles({t.by for t in told})
    where = zone(own.person.region)
    return [
        {
            "at": t.moment.astimezone(where).date(), "title": t.title, "icon": t.icon, "text": t.text,
            "who": ", ".join(filter(None, (people[t.by], roles.get(t.by, "")))),
        }
        for t in told
    ]  # fmt: skip


def _audited(own: Own) -> Iterator[Trace]:
    ids = [str(id) for found in own.subjects.values() for id in found]
    names = choices("actions")
    for start in range(0, len(ids), 500):
        rows = AuditEvent.objects.filter(
            subject_id__in=ids[start : start + 500], subject_kind__in=own.subjects
        )
        # a batch's event names one of its many; what it did to this person is told from the row
        for event in rows:
            if event.detail.get("rows", 1) == 1:
                looked = event.action in OPENED
                title = names.get(event.action, event.action)
                yield Trace(event.at, event.actor, title, "lock" if looked else "edit", event.reason)


def _revised(own: Own) -> Iterator[Trace]:
    for kind, ids in own.subjects.items():
        rows = Revision.objects.filter(kind=kind, subject_id__in=ids).select_related("origin")
        for row in rows:
            title = histories.ACTS.get(row.act) or _("Diubah")
            yield Trace(row.at, row.by, _about(kind, str(title)), "edit", row.reason)


def _about(kind: str, title: str) -> str:
    return f"{choices('audited').get(kind, kind)}: {title}"


def _recorded(own: Own) -> list[Trace]:
    origin = own.person.origin
    came = Trace(own.person.created_at, origin.by, _("Data Anda dicatat"), "import", histories.door(origin))
    visits = [
        Trace(v.recorded_at, str(v.mentor.user_id), _("Kunjungan dicatat"), "visit", v.advice)
        for v in own.visits
    ]
    growth = [
        Trace(_noon(g.month), g.reported_by, _("Perkembangan usaha dicatat"), "rise") for g in own.growth
    ]
    return [came, *visits, *growth]


def _noon(month: datetime.date) -> datetime.datetime:
    """A month's figures stand at its end: when they were typed in is not on record."""
    end = (month.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    return min(timezone.now(), datetime.datetime.combine(end, datetime.time(5), tzinfo=datetime.UTC))


def _same(a: Trace, b: Trace) -> bool:
    return a.by == b.by and abs(a.moment - b.moment) < SAME


def _roles(labels: set[str]) -> dict[str, str]:
    ids = [label for label in labels if len(label) == 36]
    held = Assignment.objects.filter(user__in=ids).order_by("-starts_on")
    return {str(a.user_id): str(ROLE_NAMES[Role(a.role)]) for a in reversed(list(held))}
