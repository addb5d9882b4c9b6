import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Refused
from dampingi.records.programmes.models import Application, Programme


@transaction.atomic
def take_back_applications(
    *, by: Actor, programme: Programme, applications: Iterable[uuid.UUID], reason: str
) -> list[uuid.UUID]:
    """Withdraw applications nobody decided yet, with the batch they came in; returns those left as they are."""
    if not reason.strip():
        raise Refused(_("Tulis alasan menarik kembali pendaftaran ini."))
    wanted = list(applications)
    by.require(Permission.MANAGE_INTAKE, region=programme.region, programme=programme.id)
    taken: set[uuid.UUID] = set()
    for start in range(0, len(wanted), 500):
        rows = Application.objects.for_actor(by, Permission.MANAGE_INTAKE).filter(
            id__in=wanted[start : start + 500], programme=programme, state=Application.State.SUBMITTED
        )
        ids = list(rows.values_list("id", flat=True))
        rows.update(
            state=Application.State.WITHDRAWN, reason=reason, decided_by=by.label, decided_at=timezone.now()
        )
        taken.update(ids)
    record_event(
        by=by, action="take_back_applications", subject=("programme", programme.id), region=programme.region,
        programme=programme.id, reason=reason, detail={"rows": len(taken)}, values=sorted(map(str, taken)),
    )  # fmt: skip
    return [id for id in wanted if id not in taken]
