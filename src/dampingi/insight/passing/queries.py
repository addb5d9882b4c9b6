import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Refused
from dampingi.insight.passing.marks import Person, counts
from dampingi.insight.passing.models import Marked, Marking, Standard
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


def latest_of(enrolments: Iterable[Any]) -> Marked | None:
    """What came out last for somebody's own enrolments."""
    rows = Marked.objects.unscoped("the reader's own").filter(enrolment__in=[e.id for e in enrolments])
    return rows.select_related("marking__standard").order_by("-marking__at").first()


def frozen_person(row: Marked) -> Person:
    return Person(str(row.enrolment_id), row.part, row.left, row.values)


def signed(marking: Marking) -> dict[str, Any]:
    """What the hash is of: the counts with everybody, the day and the standard."""
    rows = Marked.objects.unscoped("the whole marking").filter(marking=marking)
    return sealed(counts(marking.standard.body, [frozen_person(row) for row in rows]), marking.as_of.isoformat(), marking.standard.hash)  # fmt: skip


def sealed(found: dict[str, Any], as_of: str, standard: str) -> dict[str, Any]:
    return found | {"as_of": as_of, "standard": standard}


def holds(marking: Marking) -> bool:
    """Whether the stored marks and counts follow from the frozen values by the locked standard, digit by digit."""
    again = signed(marking)
    kept = {name: again[name] for name in ("whole", "parts")}
    if digest(marking.standard.body) != marking.standard.hash:
        return False
    rows = Marked.objects.unscoped("the whole marking").filter(marking=marking)
    stored = {
        str(id): list(told)
        for id, *told in rows.values_list("enrolment_id", "outcome", "score", "band", "reasons", "stands")
    }
    same = all(stored[person[0]] == person[4:] for person in again["people"])
    return same and kept == marking.body and digest(again) == marking.hash
