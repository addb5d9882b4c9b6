import uuid
from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.complaints.models import Complaint, Word
from dampingi.records.programmes.models import Caseload, Enrolment, Mentor


def complaints(actor: Actor):
    """What the office handles; never what is about the reader, or comes from whom they accompany."""
    concerned = Q(mentor__user=actor.user_id) | Q(
        enrolment__in=Caseload.objects.filter(mentor__user=actor.user_id).values("enrolment")
    )
    found = Complaint.objects.for_actor(actor, Permission.HANDLE_COMPLAINTS)
    found = found if actor.user_id is None else found.exclude(concerned)
    return found.select_related("enrolment__person", "mentor", "programme")


def own_complaints(actor: Actor):
    rows = Complaint.objects.for_actor(actor, Permission.GIVE_VOICE)
    return rows.select_related("enrolment__person", "mentor").order_by("-at", "id")


def complaint_of(found, id: uuid.UUID) -> Complaint:
    """One of those the caller may see."""
    one = found.filter(id=id).first()
    if one is None:
        raise Refused(_("Pengaduan itu tidak ada, atau bukan untuk Anda."), status=404)
    return one


def words_of(complaint: Complaint, *, internal: bool) -> list[Word]:
    """In the order they were said; the internal ones only where asked for. The caller has checked the complaint."""
    found = complaint.words.order_by("at", "id")
    return list(found if internal else found.filter(internal=False))


def mentors_to_name(enrolments: Iterable[Enrolment]) -> list[Mentor]:
    """Who accompanies or accompanied these participants, the present one first."""
    held = Caseload.objects.filter(enrolment__in=list(enrolments)).select_related("mentor")
    ordered = sorted(held, key=lambda c: (c.ends_on is not None, -c.starts_on.toordinal()))
    return list({c.mentor_id: c.mentor for c in ordered}.values())
