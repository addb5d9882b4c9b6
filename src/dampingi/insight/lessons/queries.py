import uuid
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import ancestor
from dampingi.insight.lessons.counting import PEOPLE, Told
from dampingi.insight.lessons.models import Factor, Lesson
from dampingi.insight.reviews.counting import part_depth
from dampingi.insight.reviews.queries import READ
from dampingi.records.programmes.models import Programme


def factors(actor: Actor, programme: Programme) -> Any:
    """Those that hold."""
    rows = Factor.objects.for_actor(actor, READ).filter(programme=programme, withdrawal=None)
    return rows.order_by("-at", "id")


def factor_of(actor: Actor, id: uuid.UUID) -> Factor:
    found = (
        Factor.objects.for_actor(actor, READ).filter(id=id).select_related("programme", "withdrawal").first()
    )
    if found is None:
        raise Refused(_("Faktor itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def lessons(actor: Actor) -> Any:
    """With those withdrawn, which say so."""
    rows = Lesson.objects.for_actor(actor, READ)
    return rows.select_related("programme", "withdrawal")


def lessons_for(actor: Actor, *, region: str, year: int) -> Any:
    """What the plan of that year has to take up: those that hold, of every programme of that region."""
    return (
        lessons(actor).filter(region=region, for_year=year, withdrawal=None).order_by("concerns", "at", "id")
    )


def lesson_of(actor: Actor, id: uuid.UUID) -> Lesson:
    found = lessons(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Pelajaran itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def added(actor: Actor, programme: Programme) -> list[Told]:
    """What people added, as rows beside what is counted."""
    at = part_depth(programme)
    told = []
    for f in factors(actor, programme):
        row = Told(f.side, PEOPLE, str(f.id), f.text, text=f.by_name)
        row.by[ancestor(f.place, at) if f.place else ""] += 1
        told.append(row)
    return told
