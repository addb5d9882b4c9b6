"""A decree gives equipment to chosen needs: proposed by one person, decided by another, its sum reserved meanwhile."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.actions import submit
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.regions.codes import ancestor
from dampingi.records.budgets.actions import holdings
from dampingi.records.budgets.actions.holdings import Sum
from dampingi.records.budgets.actions.reversing import payment_key, reverse_payment
from dampingi.records.budgets.models import Purpose
from dampingi.records.budgets.queries.budgets import budget_of
from dampingi.records.equipment import doubles
from dampingi.records.equipment.actions.needs import LARGEST
from dampingi.records.equipment.addresses import item_address
from dampingi.records.equipment.models import Award, Decree, Need
from dampingi.records.equipment.priorities import open_needs, reasons, weighed
from dampingi.records.programmes.rosters import today_in

NAME = DECREE = "equipment_decree"
AWARD = "equipment_award"
MOST_LINES = 300
State = Decree.State


@dataclass(frozen=True)
class Line:
    """A need, what it is given for how much, why this one, and why in spite of earlier aid."""

    need: uuid.UUID
    item: str
    amount: int
    reason: str
    despite: str = ""


@transaction.atomic
def propose(*, by: Actor, title: str, basis: str, lines: Sequence[Line]) -> Decree:
    """The lines are hashed, their sum reserved, and the whole submitted to somebody else."""
    if by.user_id is None:
        raise Refused(_("Keputusan diusulkan oleh seorang petugas."))
    if not title.strip() or not basis.strip():
        raise Refused(_("Isi judul keputusan dan dasarnya."))
    needs = _needs(by, lines)
    city = _city(needs)
    by.require(Permission.MANAGE_EQUIPMENT, region=city)
    today = today_in(city)
    budget = budget_of(city, today.year, Purpose.EQUIPMENT)
    made = Decree(
        region=city, title=title.strip()[:150], basis=basis.strip()[:300], on=today, budget=budget, by=by.user_id, by_name=by.name[:150]
    )  # fmt: skip
    awards = _awards(made, lines, needs, today)
    made.hash = digest(frozen(made, awards))
    made.save(force_insert=True)
    try:
        with transaction.atomic():
            for award in awards:
                award.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(
            _("Salah satu usulan baru saja masuk keputusan lain. Muat ulang daftar, lalu pilih lagi.")
        ) from error
    if budget:
        holdings.reserve(by=by, budget=budget, rows=[_sum(a) for a in awards], on=today, reference=made.title)
    record_event(
        by=by, action="propose_equipment_decree", subject=(DECREE, made.id), region=city,
        detail={"lines": len(awards), "amount": sum(a.amount for a in awards), "doubled": sum(a.doubled for a in awards), "content": made.hash},
        values=[[str(a.need_id), a.item, a.amount, a.reason, a.despite] for a in awards],
    )  # fmt: skip
    submit(by=by, workflow=NAME, subject=(DECREE, made.id), version=1, region=city, drafted_by=by.user_id)
    return made


def frozen(decree: Decree, awards: Sequence[Award]) -> dict[str, Any]:
    """What the hash stands for: as it was proposed."""
    told = sorted(
        [str(a.need_id), a.item, a.amount, a.reason, a.despite, a.points, a.reasons] for a in awards
    )
    return {"title": decree.title, "basis": decree.basis, "on": decree.on.isoformat(), "lines": told}


def _needs(by: Actor, lines: Sequence[Line]) -> dict[uuid.UUID, Need]:
    """Locked, open, and in reach; one of them missing and nothing happens."""
    ids = [line.need for line in lines]
    if not ids:
        raise Refused(_("Pilih sedikitnya satu usulan dari daftar prioritas."))
    if len(ids) > MOST_LINES or len(set(ids)) != len(ids):
        raise Refused(
            _("Satu keputusan memuat paling banyak %(most)d usulan, masing-masing sekali.")
            % {"most": MOST_LINES}
        )
    reached = Need.objects.for_actor(by, Permission.MANAGE_EQUIPMENT).filter(id__in=ids)
    rows = Need.objects.unscoped("reach is checked by the id").filter(pk__in=reached.values("pk"))
    list(rows.select_for_update().order_by("region", "on").values_list("pk"))
    found = {n.id: n for n in open_needs(rows)}
    if len(found) != len(ids):
        raise Conflict(
            _("Ada usulan yang sudah diputus, dibatalkan, atau di luar wilayah Anda. Muat ulang daftar.")
        )
    return found


def _city(needs: dict[uuid.UUID, Need]) -> str:
    cities = {ancestor(n.region, 2) for n in needs.values()}
    if len(cities) != 1:
        raise Refused(_("Satu keputusan untuk satu kota atau kabupaten. Pisahkan usulannya."))
    return cities.pop()


def _awards(
    decree: Decree, lines: Sequence[Line], needs: dict[uuid.UUID, Need], today: datetime.date
) -> list[Award]:
    rows = weighed(Need.objects.unscoped("needs in hand").filter(id__in=needs), today)
    told = {n.id: n for n in rows.select_related("business__owner")}
    earlier = doubles.doubles_of([n.business for n in told.values()])
    return [_award(decree, line, told[line.need], earlier[told[line.need].business_id]) for line in lines]


def _award(decree: Decree, line: Line, need: Any, earlier: list[doubles.Double]) -> Award:
    if not 0 < line.amount <= LARGEST:
        raise Refused(
            _("Isi harga %(item)s lebih dari nol dan paling banyak Rp 10 triliun.") % {"item": need.item}
        )
    if not line.reason.strip():
        raise Refused(_("Tulis mengapa %(name)s dipilih.") % {"name": need.business.name})
    if earlier and not line.despite.strip():
        raise Refused(
            _("%(name)s pernah menerima bantuan (%(why)s: %(what)s). Tulis mengapa tetap diberi, atau keluarkan dari keputusan.")
            % {"name": need.business.name, "why": earlier[0].words, "what": earlier[0].aid.what}
        )  # fmt: skip
    return Award(
        decree=decree, need=need, region=need.region, item=(line.item.strip() or need.item)[:150], amount=line.amount,
        reason=line.reason.strip()[:300], points=need.points, reasons=[r.code for r in reasons(need)], doubled=bool(earlier),
        doubles=[[d.why, d.aid.what, d.aid.on.isoformat()] for d in earlier], despite=line.despite.strip()[:300] if earlier else "",
    )  # fmt: skip


def _sum(award: Award, key: str | None = None) -> Sum:
    return Sum((AWARD, award.id), award.amount, key, award.item)


def approved(id: uuid.UUID, _version: int) -> None:
    rows = Decree.objects.unscoped("decided").filter(id=id)
    rows.update(state=State.APPROVED, approved_at=timezone.now())
    lines = Award.objects.unscoped("of a decree decided").filter(decree=id, voided_on=None)
    for award in lines.select_related("need__business__owner"):
        user = award.need.business.owner.user_id
        if user:
            notify(
                users=[user], text=gettext_noop("Usulan Anda ditetapkan: %(item)s. Dinas akan menghubungi Anda untuk serah terima."),
                values={"item": award.item}, url=item_address(award.id),
            )  # fmt: skip


def returned(id: uuid.UUID, _version: int, comment: str) -> None:
    """The needs are free again, and so is their money."""
    decree = Decree.objects.unscoped("decided").select_related("budget").get(id=id)
    rows = Award.objects.unscoped("of a decree decided").filter(decree=decree, voided_on=None)
    awards, today = list(rows), today_in(decree.region)
    if decree.budget and awards:
        by = Actor.for_system("equipment decree returned")
        holdings.release(
            by=by, budget=decree.budget, rows=[_sum(a) for a in awards], on=today, reference=decree.title
        )
    rows.update(voided_on=today, void_reason=_("keputusan dikembalikan"))
    Decree.objects.unscoped("decided").filter(id=id).update(state=State.RETURNED, returned_note=comment)


@transaction.atomic
def withdraw_award(*, by: Actor, award: uuid.UUID, reason: str) -> Award:
    """Before the handover a line of an approved decree falls away: its recipient moved, declined, died."""
    found = awarded(by, award, Permission.MANAGE_EQUIPMENT)
    if hasattr(found, "handover"):
        raise Conflict(_("Barang ini sudah diserahkan. Ajukan penarikan bila harus kembali."))
    if not reason.strip():
        raise Refused(_("Tulis mengapa baris ini dibatalkan."))
    today = today_in(found.region)
    if found.decree.budget:
        holdings.release(
            by=by, budget=found.decree.budget, rows=[_sum(found)], on=today, reference=found.decree.title
        )
    found.voided_on, found.void_reason = today, reason.strip()[:300]
    found.save(update_fields=["voided_on", "void_reason"])
    record_event(
        by=by, action="withdraw_equipment_award", subject=(AWARD, found.id), region=found.region, reason=found.void_reason
    )  # fmt: skip
    return found


@transaction.atomic
def pay_award(*, by: Actor, award: uuid.UUID, on: datetime.date, reference: str) -> Award:
    """What was owed since the handover is paid, under the paper's number."""
    found = awarded(by, award, Permission.MANAGE_EQUIPMENT)
    if found.decree.budget is None:
        raise Refused(
            _("Keputusan ini tidak memakai anggaran yang dicatat di sini. Bayar dan catat di luar aplikasi.")
        )
    if not hasattr(found, "handover"):
        raise Refused(_("Pembayaran dicatat setelah serah terima."))
    if on > today_in(found.region):
        raise Refused(_("Tanggal bayar paling lambat hari ini."))
    holdings.pay(
        by=by,
        budget=found.decree.budget,
        rows=[_sum(found, payment_key(f"equipment_paid:{found.id}"))],
        on=on,
        reference=reference,
    )
    return found


@transaction.atomic
def take_payment_back(*, by: Actor, award: uuid.UUID, reason: str) -> Award:
    """A payment noted by mistake: owed again, and may be noted anew. By somebody else than who noted it."""
    found = awarded(by, award, Permission.VIEW_EQUIPMENT)
    reverse_payment(by=by, subject=(AWARD, found.id), reason=reason.strip()[:300], on=today_in(found.region))
    record_event(
        by=by, action="take_equipment_payment_back", subject=(AWARD, found.id), region=found.region, reason=reason.strip()[:300]
    )  # fmt: skip
    return found


def awarded(by: Actor, id: uuid.UUID, permission: Permission) -> Award:
    """A line of an approved decree, locked."""
    reached = Award.objects.for_actor(by, permission).filter(id=id)
    rows = Award.objects.unscoped("reach is checked by the id").select_for_update(of=("self",))
    found = (
        rows.filter(pk__in=reached.values("pk"))
        .select_related("decree__budget", "need__business__owner")
        .first()
    )
    if found is None:
        raise Refused(_("Barang itu tidak ada, atau di luar wilayah Anda."), status=404)
    if found.decree.state != State.APPROVED or found.voided_on:
        raise Conflict(_("Baris ini belum ditetapkan, atau sudah dibatalkan. Muat ulang halaman."))
    return found
