import datetime
import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.actions import submit
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.loans.models import SchemeEdition
from dampingi.records.loans.terms import checked

NAME = "loan_scheme"
State = SchemeEdition.State


@transaction.atomic
def propose(
    *, by: Actor, region: str, code: str, body: dict[str, Any], from_on: datetime.date, note: str = ""
) -> SchemeEdition:
    """Freeze the terms and submit them; in force from `from_on` once somebody else approved. One waits at a time."""
    by.require(Permission.HANDLE_LOANS, region=region)
    if by.user_id is None:
        raise Refused(_("Skema diusulkan oleh seorang petugas."))
    if not 2015 <= from_on.year <= 2100:
        raise Refused(_("Tanggal berlaku antara tahun 2015 dan 2100. Perbaiki tahunnya."))
    code = slugify(code).replace("-", "_")[:30]
    if not code:
        raise Refused(_("Isi kode skema dengan huruf atau angka, misalnya subsidi_bunga."))
    body = checked(body)
    rows = SchemeEdition.objects.unscoped("reach is checked").filter(region=region, code=code)
    _check_new(rows, digest(body), from_on)
    made = SchemeEdition(
        region=region, code=code, number=(rows.aggregate(n=Max("number"))["n"] or 0) + 1, from_on=from_on, body=body, hash=digest(body),
        note=note.strip()[:300], by=by.user_id, by_name=by.name[:150],
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Edisi lain dari skema ini baru saja diusulkan. Muat ulang halaman.")) from None
    record_event(
        by=by, action="propose_loan_scheme", subject=("loan_scheme", made.id), region=region,
        detail={"code": code, "number": made.number, "from": from_on.isoformat(), "content": made.hash},
    )  # fmt: skip
    submit(
        by=by, workflow=NAME, subject=("loan_scheme", made.id), version=made.number, region=region, drafted_by=by.user_id
    )  # fmt: skip
    return made


def _check_new(rows: Any, hash: str, from_on: datetime.date) -> None:
    if rows.filter(state=State.WAITING).exists():
        raise Conflict(_("Edisi sebelumnya masih menunggu persetujuan. Tunggu putusannya."))
    held = rows.filter(state=State.APPROVED).order_by("-from_on", "-number").first()
    if held and held.hash == hash and held.from_on <= from_on:
        raise Refused(_("Isinya sama dengan edisi yang berlaku. Ubah yang berbeda, lalu ajukan."))


def approved(id: uuid.UUID, _version: int) -> None:
    rows = SchemeEdition.objects.unscoped("decided").filter(id=id)
    rows.update(state=State.APPROVED, approved_at=timezone.now())


def returned(id: uuid.UUID, _version: int, comment: str) -> None:
    SchemeEdition.objects.unscoped("decided").filter(id=id).update(
        state=State.RETURNED, returned_note=comment
    )
