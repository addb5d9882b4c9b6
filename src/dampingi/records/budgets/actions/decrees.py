import datetime
import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.actions import submit
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import exists
from dampingi.records.budgets.earmarking import DECREE
from dampingi.records.budgets.models import LARGEST, Budget, Decree, Entry, Purpose
from dampingi.records.budgets.moves import allotted, cut
from dampingi.records.budgets.posting import Asked, post

NAME = "budget_decree"
KOTA = 2
Kind, State = Decree.Kind, Decree.State


@transaction.atomic
def propose(
    *, by: Actor, kind: str, region: str, year: int, purpose: str, amount: int, number: str, on: datetime.date, to: tuple[int, str] | None = None,
    note: str = "",
) -> Decree:  # fmt: skip
    """What a decree gives, cuts or shifts (`to`: year and purpose); its money moves once somebody else approved it."""
    by.require(Permission.MANAGE_MONEY, region=region)
    if by.user_id is None:
        raise Refused(_("Keputusan anggaran diusulkan oleh seorang petugas."))
    if depth(region) != KOTA or not exists(region):
        raise Refused(_("Pilih kota atau kabupaten yang anggarannya Anda kelola."))
    _check(kind, amount, number, on, (year, purpose), to)
    budget = _budget(region, year, purpose)
    made = Decree(
        region=region, kind=kind, budget=budget, to=_budget(region, *to) if to else None, amount=amount, number=number.strip(), on=on,
        note=note.strip()[:300], by=by.user_id, by_name=by.name[:150],
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Keputusan dengan nomor ini sudah diusulkan untuk anggaran itu.")) from None
    record_event(
        by=by, action="propose_budget_decree", subject=(DECREE, made.id), region=region,
        detail={"kind": kind, "number": made.number, "amount": amount, "year": year, "purpose": purpose},
    )  # fmt: skip
    submit(by=by, workflow=NAME, subject=(DECREE, made.id), version=1, region=region, drafted_by=by.user_id)
    return made


def _check(
    kind: str, amount: int, number: str, on: datetime.date, at: tuple[int, str], to: tuple[int, str] | None
) -> None:
    if kind not in Kind.values or any(purpose not in Purpose.values for _year, purpose in (at, to or at)):
        raise Refused(_("Pilih jenis keputusan dan kegunaannya dari daftar."))
    if any(not 2015 <= year <= 2100 for year, _purpose in (at, to or at)) or not 2015 <= on.year <= 2100:
        raise Refused(_("Isi tahun dan tanggal antara 2015 dan 2100."))
    if not 0 < amount <= LARGEST:
        raise Refused(_("Isi jumlah lebih dari nol dan paling banyak Rp 10 triliun."))
    if not number.strip() or len(number.strip()) > 100:
        raise Refused(_("Isi nomor keputusan, paling panjang 100 huruf."))
    if (kind == Kind.SHIFT) != (to is not None) or to == at:
        raise Refused(_("Pergeseran menyebut anggaran lain sebagai tujuannya; keputusan lain tidak."))
    if to and to[0] != at[0]:
        raise Refused(_("Pagu hanya digeser dalam tahun yang sama. Untuk tahun lain, kurangi di sini dan tetapkan pagu tahun itu."))  # fmt: skip


def _budget(region: str, year: int, purpose: str) -> Budget:
    rows = Budget.objects.unscoped("reach is checked")
    return rows.get_or_create(region=region, year=year, purpose=purpose)[0]


def approved(id: uuid.UUID, _version: int) -> None:
    """Refused, and then not approved, where the budget does not hold what is cut or shifted."""
    found = Decree.objects.unscoped("decided").get(id=id)
    moves = allotted if found.kind == Kind.ALLOT else cut
    told = moves(found.budget_id, found.amount)
    if found.to_id:
        told += allotted(found.to_id, found.amount)
    by = Actor(user_id=found.by, label=str(found.by), name=found.by_name)
    asked = Asked(
        Entry.Kind(found.kind), told, found.on, (DECREE, found.id), found.number, found.note, key=f"{DECREE}:{found.id}"
    )  # fmt: skip
    post(by=by, asked=[asked])
    Decree.objects.unscoped("decided").filter(id=id).update(state=State.APPROVED)


def returned(id: uuid.UUID, _version: int, comment: str) -> None:
    rows = Decree.objects.unscoped("decided").filter(id=id)
    rows.update(state=State.RETURNED, returned_note=comment)
