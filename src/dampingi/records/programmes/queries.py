import datetime
import uuid
from collections.abc import Iterable, Sequence

from django.db.models import F, Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import contains
from dampingi.records.businesses.queries import regions_of
from dampingi.records.programmes.models import (
    Application,
    Caseload,
    Enrolment,
    Mentor,
    PeriodClosure,
    Programme,
)


def programme_by_code(code: str) -> Programme:
    found = Programme.objects.filter(code=code).first()
    if found is None:
        known = ", ".join(Programme.objects.order_by("-starts_on").values_list("code", flat=True)[:5]) or "-"
        raise Refused(
            _("Program %(code)s tidak ada. Yang ada: %(known)s.") % {"code": code, "known": known}, status=404
        )
    return found


def programmes(actor: Actor) -> list[Programme]:
    """The programmes the actor has a part in, newest first."""
    rows = Programme.objects.order_by("-starts_on", "code")
    return [p for p in rows if actor.system or any(_concerns(g.region, g.programme, p) for g in actor.held)]


def current_programme(actor: Actor) -> Programme | None:
    found = programmes(actor)
    return found[0] if found else None


def _concerns(region: str, programme: uuid.UUID | None, p: Programme) -> bool:
    if programme:
        return programme == p.id
    return contains(region, p.region) or contains(p.region, region)


def enrolments(actor: Actor):
    return Enrolment.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).select_related(
        "person", "business"
    )


def enrolment(actor: Actor, id: uuid.UUID) -> Enrolment:
    found = enrolments(actor).filter(id=id).select_related("application__scheme", "programme").first()
    if found is None:
        raise Refused(_("Peserta itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def applications(actor: Actor):
    return Application.objects.for_actor(actor, Permission.MANAGE_INTAKE).select_related("person", "scheme")


def mentors(actor: Actor):
    return Mentor.objects.for_actor(actor, Permission.VIEW_MENTORS)


def mentor(actor: Actor, id: uuid.UUID) -> Mentor:
    found = mentors(actor).filter(id=id).select_related("programme").first()
    if found is None:
        raise Refused(_("Pendamping itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def own_mentor(actor: Actor, programme: Programme) -> Mentor | None:
    """The actor's own appointment in the programme."""
    if actor.user_id is None:
        return None
    return Mentor.objects.unscoped("one's own").filter(user=actor.user_id, programme=programme).first()


def caseload(mentor: Mentor, *, on: datetime.date) -> list[Enrolment]:
    """Whom the mentor accompanies on that day, by name. The caller has checked that the mentor may be seen."""
    held = Caseload.objects.filter(mentor=mentor, starts_on__lte=on).filter(
        Q(ends_on=None) | Q(ends_on__gt=on)
    )
    rows = Enrolment.objects.unscoped("of a mentor the caller may see").filter(
        id__in=held.values("enrolment")
    )
    return list(rows.select_related("person", "business").order_by("person__name"))


def mentors_of(enrolments: Iterable[uuid.UUID], *, on: datetime.date) -> dict[uuid.UUID, Mentor]:
    """enrolment -> its mentor on that day."""
    held = Caseload.objects.filter(enrolment__in=list(enrolments), starts_on__lte=on).filter(
        Q(ends_on=None) | Q(ends_on__gt=on)
    )
    return {c.enrolment_id: c.mentor for c in held.select_related("mentor")}


def latest_caseloads(enrolments: Sequence[uuid.UUID]) -> dict[uuid.UUID, Caseload]:
    """enrolment -> the caseload it is in, or was in last. The caller has checked their reach."""
    found: dict[uuid.UUID, Caseload] = {}
    for start in range(0, len(enrolments), 500):
        rows = Caseload.objects.filter(enrolment__in=enrolments[start : start + 500])
        for row in rows.select_related("mentor").order_by("starts_on", F("ends_on").asc(nulls_last=True)):
            found[row.enrolment_id] = row
    return found


def own_places(enrolments: Sequence[Enrolment]) -> dict[uuid.UUID, tuple[str, ...]]:
    """enrolment -> where the participant's own business is today."""
    own = {e.id: e.business_id for e in enrolments if e.business_id and e.business_until is None}
    places = regions_of(list(own.values()))
    return {id: (places[business],) for id, business in own.items() if business in places}


def require_open(programme: Programme, *days: datetime.date) -> None:
    """Refuse when any of the days lies in a closed month."""
    months = {d.replace(day=1) for d in days}
    closed = PeriodClosure.objects.filter(programme=programme, month__in=months).order_by("month").first()
    if closed:
        raise Conflict(
            _("Bulan %(month)s sudah ditutup. Minta penyelenggara membukanya kembali dengan alasan.")
            % {"month": f"{closed.month:%m-%Y}"}
        )


def enrolments_by_business(
    ids: Sequence[uuid.UUID], *, programme: Programme | None = None
) -> dict[uuid.UUID, Enrolment]:
    """business -> the active enrolment it belongs to, the latest where there are several. The caller has checked their reach."""
    found: dict[uuid.UUID, Enrolment] = {}
    for start in range(0, len(ids), 500):
        rows = Enrolment.objects.unscoped("of businesses whose reach was checked").filter(
            business__in=ids[start : start + 500], exited_on=None, business_until=None
        )
        if programme:
            rows = rows.filter(programme=programme)
        for row in rows.select_related("person", "programme").order_by("enrolled_on"):
            found[row.business_id] = row
    return found
