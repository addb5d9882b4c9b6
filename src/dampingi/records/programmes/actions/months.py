import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.programmes.models import PeriodClosure, Programme


@transaction.atomic
def close_month(*, by: Actor, programme: Programme, month: datetime.date) -> PeriodClosure:
    """Close a month: its visits, growth and reports no longer change."""
    by.require(Permission.MANAGE_INTAKE, region=programme.region, programme=programme.id)
    if not programme.starts_on.replace(day=1) <= month <= programme.ends_on:
        raise Refused(_("Bulan itu di luar masa program. Pilih dari daftar bulan program."))
    made, new = PeriodClosure.objects.get_or_create(
        programme=programme, month=month.replace(day=1), defaults={"by": by.label}
    )
    if not new:
        raise Conflict(_("Bulan ini sudah ditutup."))
    _audit(by, "close_month", programme, month)
    return made


@transaction.atomic
def reopen_month(*, by: Actor, programme: Programme, month: datetime.date, reason: str) -> None:
    by.require(Permission.MANAGE_INTAKE, region=programme.region, programme=programme.id)
    if not reason.strip():
        raise Refused(_("Tulis alasan membuka kembali bulan ini."))
    if not PeriodClosure.objects.filter(programme=programme, month=month.replace(day=1)).delete()[0]:
        raise Conflict(_("Bulan ini tidak sedang ditutup."))
    _audit(by, "reopen_month", programme, month, reason)


def _audit(by: Actor, action: str, programme: Programme, month: datetime.date, reason: str = "") -> None:
    record_event(
        by=by, action=action, subject=("programme", programme.id), region=programme.region, programme=programme.id,
        reason=reason, detail={"month": f"{month:%Y-%m}"},
    )  # fmt: skip
