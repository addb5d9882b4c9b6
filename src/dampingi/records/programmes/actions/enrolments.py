import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.businesses.models import Business
from dampingi.records.programmes.actions.intake import lock_places
from dampingi.records.programmes.leavers import tell_left
from dampingi.records.programmes.models import Application, Caseload, Enrolment


@transaction.atomic
def enrol(*, by: Actor, applications: Sequence[Application], on: datetime.date) -> list[Enrolment]:
    """Accepted applicants become participants; the business is theirs on record, or none yet."""
    not_accepted = [a for a in applications if a.state != Application.State.ACCEPTED]
    if not_accepted:
        raise Conflict(_("Hanya pendaftar yang diterima yang dapat menjadi peserta."))
    for region in {a.region for a in applications}:
        by.require(Permission.MANAGE_INTAKE, region=region)
    owned = _businesses([a.person_id for a in applications])
    made = [
        Enrolment(
            programme_id=a.programme_id, application=a, person_id=a.person_id, business_id=owned.get(a.person_id),
            region=a.region, enrolled_on=on,
        )
        for a in applications
    ]  # fmt: skip
    Enrolment.objects.bulk_create(made, batch_size=1000)
    if made:
        _audit(by, "enrol", made[0], detail={"rows": len(made)}, values=[str(e.id) for e in made])
    return made


def _businesses(people: list[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """A person's business: the one registered first."""
    found: dict[uuid.UUID, uuid.UUID] = {}
    for start in range(0, len(people), 500):
        rows = Business.objects.unscoped("of people whose applications the actor decides").filter(
            owner__in=people[start : start + 500], archived_at=None
        )
        for owner, business in rows.order_by("-created_at", "-id").values_list("owner_id", "id"):
            found[owner] = business
    return found


@transaction.atomic
def withdraw(*, by: Actor, enrolment: uuid.UUID, on: datetime.date, reason: str) -> Enrolment | None:
    """End a participation with its reason; the first on the kelurahan's waiting list takes the place (or None waits).

    The one who leaves stays in every denominator.
    """
    if not reason.strip():
        raise Refused(_("Tulis alasan peserta berhenti."))
    leaving = (
        Enrolment.objects.for_actor(by, Permission.MANAGE_INTAKE)
        .select_for_update(of=("self",))
        .filter(id=enrolment)
        .first()
    )
    if leaving is None:
        raise Refused(_("Peserta itu tidak ada, atau di luar wilayah Anda."), status=404)
    if leaving.exited_on:
        raise Conflict(_("Peserta ini sudah berhenti pada %(day)s.") % {"day": leaving.exited_on})
    if on < leaving.enrolled_on:
        raise Refused(_("Tanggal berhenti lebih awal daripada tanggal menjadi peserta. Perbaiki tanggalnya."))
    leaving.exited_on, leaving.exit_reason = on, reason.strip()
    leaving.save(update_fields=["exited_on", "exit_reason"])
    Caseload.objects.filter(enrolment=leaving, ends_on=None).update(ends_on=on)
    _audit(by, "withdraw", leaving, reason=reason)
    tell_left(by, leaving, on)
    return _replace(by, leaving, on)


def _replace(by: Actor, leaving: Enrolment, on: datetime.date) -> Enrolment | None:
    lock_places(leaving.programme_id)
    following = (
        Application.objects.unscoped("the waiting list of a place the actor manages")
        .select_for_update(of=("self",))
        .filter(programme=leaving.programme_id, region=leaving.region, state=Application.State.WAITING)
        .order_by("place")
        .first()
    )
    if following is None:
        return None
    following.state = Application.State.ACCEPTED
    following.save(update_fields=["state"])
    made = enrol(by=by, applications=[following], on=on)[0]
    made.replaces = leaving
    made.save(update_fields=["replaces"])
    return made


def _audit(by: Actor, action: str, enrolment: Enrolment, **more) -> None:
    record_event(
        by=by, action=action, subject=("enrolment", enrolment.id), region=enrolment.region,
        programme=enrolment.programme_id, **more,
    )  # fmt: skip
