import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Refused
from dampingi.insight.passing.marks import STORED, Person, counts, mark_of, sealed, stored
from dampingi.insight.passing.models import Marked, Marking, Standard
from dampingi.insight.passing.standards import checklist
from dampingi.insight.reviews.queries import READ
from dampingi.records.programmes.models import Programme


def standards_of(programme: Programme) -> Any:
    return Standard.objects.unscoped("published").filter(programme=programme).order_by("-number")


def standard_of(programme: Programme) -> Standard | None:
    return standards_of(programme).first()


def next_number(programme: Programme) -> int:
    rows = Marking.objects.unscoped("to number it").filter(programme=programme)
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1


def markings(actor: Actor) -> Any:
    return Marking.objects.for_actor(actor, READ).select_related("programme", "standard")


def marking_of(actor: Actor, id: uuid.UUID) -> Marking:
    found = markings(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Penilaian itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def marked(actor: Actor, marking: Marking) -> Any:
    return Marked.objects.for_actor(actor, READ).filter(marking=marking)


def marks_of(enrolments: Iterable[Any], *, why: str) -> Any:
    """What came out for enrolments the reader is known to reach, the last first."""
    rows = Marked.objects.unscoped(why).filter(enrolment__in=[e.id for e in enrolments])
    return rows.select_related("marking__standard", "marking__programme").order_by("-marking__at")


def latest_of(enrolments: Iterable[Any]) -> Marked | None:
    """What came out last for somebody's own enrolments."""
    return marks_of(enrolments, why="the reader's own").first()


def frozen_person(row: Marked) -> Person:
    return Person(str(row.enrolment_id), row.part, row.left, row.values)


def people_of(marking: Marking) -> list[Marked]:
    return list(Marked.objects.unscoped("the whole marking").filter(marking=marking))


def holds(marking: Marking) -> bool:
    """Whether the stored marks and counts follow from the frozen values by the locked standard, digit by digit."""
    standard, rows = marking.standard, people_of(marking)
    if digest(standard.body) != standard.hash:
        return False
    asked = checklist(standard.body)
    same = all(
        stored(mark_of(asked, frozen_person(row))) == {name: getattr(row, name) for name in STORED}
        for row in rows
    )
    again = counts(standard.body, [frozen_person(row) for row in rows])
    kept = {name: again[name] for name in ("whole", "parts")}
    return (
        same
        and kept == marking.body
        and digest(sealed(again, marking.as_of.isoformat(), standard.hash)) == marking.hash
    )
