import uuid

from django.db.models import Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.businesses.models import Business
from dampingi.records.businesses.naming import person_key
from dampingi.records.mentoring.models import Visit
from dampingi.records.programmes.queries import enrolments


def visits(actor: Actor):
    """Visits within reach that count, with who met whom."""
    found = Visit.objects.for_actor(actor, Permission.VIEW_VISITS).filter(archived_at=None)
    return found.select_related("enrolment__person", "enrolment__business", "mentor")


def visit(actor: Actor, id: uuid.UUID) -> Visit:
    """One visit: within reach as a visit, or paid to a participant within reach (a mentor reads what others advised)."""
    found = Visit.objects.unscoped("reach is checked next").filter(id=id, archived_at=None)
    row = found.select_related("enrolment__person", "enrolment__business", "mentor", "origin").first()
    if row and (
        visits(actor).filter(id=id).exists() or enrolments(actor).filter(id=row.enrolment_id).exists()
    ):
        return row
    raise Refused(_("Kunjungan itu tidak ada, atau di luar wilayah Anda."), status=404)


def matching(found, text: str):
    """Those whose participant, business or mentor has the typed name, or whose advice speaks of it."""
    return found.filter(
        Q(enrolment__person__key__contains=person_key(text))
        | Q(enrolment__business__name__icontains=text)
        | Q(mentor__name__icontains=text)
        | Q(advice__icontains=text)
    )


def visits_of(business: Business) -> list[tuple[str, int]]:
    """How often a business was visited, in any programme: (words, how often), for whoever weighs two records."""
    found = Visit.objects.unscoped("of a business whose reach was checked").filter(
        enrolment__business=business, archived_at=None
    )
    return [(_("kunjungan"), found.count())]
