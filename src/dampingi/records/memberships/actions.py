import datetime
import uuid
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.revisions.actions import change
from dampingi.foundation.ui import formats
from dampingi.records.businesses.models import Business
from dampingi.records.cooperatives.models import Cooperative
from dampingi.records.cooperatives.queries import cooperative_of, managed
from dampingi.records.memberships import queries
from dampingi.records.memberships.intake import SavingIntake, TermsIntake
from dampingi.records.memberships.models import Membership, Saving, Terms
from dampingi.records.partners.queries import partners, people_of

MOST = 10**10
"""Ten thousand million rupiah: more is a typing mistake."""
State = Membership.State
ASKED = gettext_noop("Satu usaha ingin menjadi anggota %(cooperative)s.")
ACCEPTED = gettext_noop("%(cooperative)s menerima usaha Anda sebagai anggota.")
DECLINED = gettext_noop("%(cooperative)s belum menerima usaha Anda: %(reason)s")


@transaction.atomic
def set_terms(*, by: Actor, cooperative: uuid.UUID, told: TermsIntake) -> Terms:
    """What joining costs from now on; whoever has asked already keeps the terms of that day."""
    found = cooperative_of(managed(by).select_for_update(of=("self",)), cooperative)
    if not (0 <= told.principal <= MOST and 0 <= told.monthly <= MOST):
        raise Refused(_("Simpanan tidak kurang dari nol, dan tidak lebih dari sepuluh miliar rupiah."))
    if told.partner_id and not partners(by).filter(id=told.partner_id).exists():
        raise Refused(_("Pilih mitra dari daftar."))
    held, values = queries.terms_of(found), asdict(told) | {"asks": told.asks.strip()[:300]}
    if held is None:
        held = Terms.objects.create(cooperative=found, **values)
    else:
        change(by=by, record=held, kind="membership_terms", values=values)
    _record(
        by, "set_membership_terms", ("cooperative", found.id), found, values=[str(v) for v in values.values()]
    )
    return held


@transaction.atomic
def ask_to_join(
    *, by: Actor, cooperative: uuid.UUID, business: uuid.UUID, wish: str = "", id: uuid.UUID | None = None
) -> Membership:
    """The owner asks, or the office on their behalf. The same `id` sent twice is one."""
    shop = _shop(by, business)
    rows = Cooperative.objects.unscoped("open to every business of its members' area").filter(
        archived_at=None
    )
    found = cooperative_of(rows.select_for_update(of=("self",)), cooperative)
    sent = Membership.objects.unscoped("sent twice").filter(id=id, business=shop).first() if id else None
    if sent:
        return sent
    if says := queries.why_not(found, shop):
        raise Refused(says)
    if (
        Membership.objects.unscoped("of this business")
        .filter(cooperative=found, business=shop, state__in=queries.LIVE)
        .exists()
    ):
        raise Conflict(_("Usaha ini sudah menjadi anggota koperasi itu, atau sedang menunggu keputusannya."))
    terms = queries.terms_of(found)
    assert terms is not None
    made = Membership.objects.create(
        cooperative=found, business=shop, wish=wish.strip()[:300], principal=terms.principal, monthly=terms.monthly,
        asked_on=queries.today_at(found), asked_by=by.name[:150], **({"id": id} if id else {}),
    )  # fmt: skip
    _record(by, "ask_to_join", ("membership", made.id), found)
    if terms.partner:
        notify(
            users=people_of(terms.partner), text=ASKED, values={"cooperative": found.name}, url=reverse("membership", args=[made.id])
        )  # fmt: skip
    return made


def _shop(by: Actor, business: uuid.UUID) -> Business:
    """One's own, or one in the region of the office."""
    for permission in (queries.OWN, queries.MANAGE):
        found = Business.objects.for_actor(by, permission).filter(id=business, archived_at=None).first()
        if found:
            return found  # type: ignore[no-any-return]
    raise Refused(_("Usaha itu tidak ada, atau bukan milik Anda."), status=404)


@transaction.atomic
def withdraw(*, by: Actor, membership: uuid.UUID) -> Membership:
    """The owner no longer asks."""
    found = _locked(queries.membership_of(queries.memberships(by, queries.OWN), membership))
    if found.state != State.APPLIED:
        raise Conflict(_("Permohonan ini sudah diputuskan. Muat ulang halamannya."))
    found.state = State.WITHDRAWN
    found.save(update_fields=["state"])
    _record(by, "withdraw_joining", ("membership", found.id), found.cooperative)
    return found


@transaction.atomic
def decide(*, by: Actor, membership: uuid.UUID, accepted: bool, reason: str) -> Membership:
    """The cooperative's answer, with a reason where it is no; the owner is told."""
    found = _managed(by, membership)
    if found.state != State.APPLIED:
        raise Conflict(_("Permohonan ini sudah diputuskan. Muat ulang halamannya."))
    if not accepted and not reason.strip():
        raise Refused(_("Tulis alasan penolakannya; pemohon membacanya."))
    found.state = State.MEMBER if accepted else State.DECLINED
    found.decided_on, found.decided_by = queries.today_at(found.cooperative), by.name[:150]
    found.reason = reason.strip()[:300]
    found.save(update_fields=["state", "decided_on", "decided_by", "reason"])
    _record(
        by,
        "decide_joining",
        ("membership", found.id),
        found.cooperative,
        reason=found.reason,
        detail={"accepted": accepted},
    )
    if found.business.owner.user_id:
        notify(
            users=[found.business.owner.user_id], text=ACCEPTED if accepted else DECLINED,
            values={"cooperative": found.cooperative.name, "reason": found.reason}, url=reverse("own_cooperatives"),
        )  # fmt: skip
    return found


@transaction.atomic
def note_saving(
    *, by: Actor, membership: uuid.UUID, told: SavingIntake, id: uuid.UUID | None = None
) -> Saving:
    """Money a member paid in, by its receipt. The same `id` sent twice is one."""
    found = _managed(by, membership)
    sent = Saving.objects.filter(id=id, membership=found).first() if id else None
    if sent:
        return sent
    if found.state != State.MEMBER:
        raise Conflict(_("Simpanan dicatat dari anggota. Usaha ini belum atau bukan lagi anggota."))
    _check(found, told)
    made = Saving(
        membership=found, cooperative=found.cooperative, kind=told.kind, amount=told.amount, on=told.on, month=told.month,
        receipt=told.receipt.strip(), by_name=by.name[:150], **({"id": id} if id else {}),
    )  # fmt: skip
    _save(lambda: made.save(force_insert=True))
    _record(
        by, "note_saving", ("membership", found.id), found.cooperative, detail={"kind": told.kind, "amount": told.amount}, values=[made.receipt]
    )  # fmt: skip
    return made


def _check(found: Membership, told: SavingIntake) -> None:
    kind, joined = Saving.Kind, found.decided_on or found.asked_on
    today, month = queries.today_at(found.cooperative), told.month
    wrong = [
        (told.kind not in (kind.PRINCIPAL, kind.MONTHLY), _("Pilih simpanan pokok atau simpanan wajib.")),
        (not 0 < told.amount <= MOST, _("Isi jumlah rupiah yang dibayar, lebih dari nol.")),
        (told.kind == kind.PRINCIPAL and told.amount != found.principal, _("Simpanan pokok anggota ini %(amount)s, dibayar sekali.") % {"amount": formats.money(found.principal)}),
        (told.kind == kind.MONTHLY and told.amount != found.monthly, _("Simpanan wajib anggota ini %(amount)s sebulan.") % {"amount": formats.money(found.monthly)}),
        (not 1 <= len(told.receipt.strip()) <= 40, _("Isi nomor kuitansinya, paling panjang 40 huruf.")),
        (not joined <= told.on <= today, _("Tanggal bayar dari hari menjadi anggota sampai hari ini.")),
        (told.kind == kind.MONTHLY and (month is None or month.day != 1), _("Pilih bulan yang dibayar.")),
        (told.kind == kind.PRINCIPAL and month is not None, _("Simpanan pokok tidak menurut bulan.")),
        (month is not None and not joined.replace(day=1) <= month <= _year_ahead(today), _("Bulan yang dibayar dari bulan menjadi anggota sampai setahun ke depan.")),
    ]  # fmt: skip
    for bad, says in wrong:
        if bad:
            raise Refused(says)


def _year_ahead(today: datetime.date) -> datetime.date:
    return today.replace(year=today.year + 1, day=1)


@transaction.atomic
def strike_saving(*, by: Actor, saving: uuid.UUID, reason: str) -> Saving:
    """A mistake: it counts no more and stays on record."""
    row = Saving.objects.filter(id=saving).first()
    found = _managed(by, row.membership_id if row else saving)
    row = Saving.objects.select_for_update().get(id=saving)
    if row.struck_at:
        raise Conflict(_("Catatan ini sudah dicoret."))
    if found.state != State.MEMBER:
        raise Conflict(
            _("Anggota ini sudah keluar dan simpanannya sudah dikembalikan; catatannya tidak dicoret lagi.")
        )
    if not reason.strip():
        raise Refused(_("Tulis mengapa catatan ini dicoret."))
    row.struck_at, row.struck_by, row.struck_reason = timezone.now(), by.name[:150], reason.strip()[:300]
    row.save(update_fields=["struck_at", "struck_by", "struck_reason"])
    _record(
        by,
        "strike_saving",
        ("membership", found.id),
        found.cooperative,
        reason=row.struck_reason,
        detail={"amount": row.amount},
    )
    return row


@transaction.atomic
def leave(*, by: Actor, membership: uuid.UUID, reason: str, receipt: str) -> Membership:
    """The member leaves: what was saved is given back in whole, each kind on its own line."""
    found = _managed(by, membership)
    if found.state != State.MEMBER:
        raise Conflict(_("Usaha ini bukan anggota, atau sudah keluar."))
    held = queries.held(found)
    if not reason.strip():
        raise Refused(_("Tulis mengapa keluar."))
    if sum(held.values()) and not 1 <= len(receipt.strip()) <= 30:
        raise Refused(_("Isi nomor kuitansi pengembalian simpanan, paling panjang 30 huruf."))
    today = queries.today_at(found.cooperative)
    for kind, suffix in (("principal", "-P"), ("monthly", "-W")):
        if held[kind]:
            _give_back(by, found, f"{kind}_back", held[kind], today, receipt.strip() + suffix)
    found.state, found.left_on, found.left_reason = State.LEFT, today, reason.strip()[:300]
    found.save(update_fields=["state", "left_on", "left_reason"])
    _record(
        by,
        "leave_cooperative",
        ("membership", found.id),
        found.cooperative,
        reason=found.left_reason,
        detail=held,
    )
    return found


def _give_back(by: Actor, found: Membership, kind: str, amount: int, on: datetime.date, receipt: str) -> None:
    made = Saving(
        membership=found, cooperative=found.cooperative, kind=kind, amount=amount, on=on, receipt=receipt, by_name=by.name[:150]
    )  # fmt: skip
    _save(lambda: made.save(force_insert=True))


def _managed(by: Actor, membership: uuid.UUID) -> Membership:
    return _locked(queries.membership_of(queries.memberships(by, queries.DECIDE), membership))


def _locked(found: Membership) -> Membership:
    rows = Membership.objects.unscoped("the caller has checked the reach").select_for_update(of=("self",))
    return rows.select_related("cooperative", "business__owner").get(id=found.id)  # type: ignore[no-any-return]


def _save(write: Callable[[], Any]) -> None:
    try:
        with transaction.atomic():
            write()
    except IntegrityError as fault:
        raise Conflict(_already(str(fault))) from None


def _already(fault: str) -> str:
    """SQLite names the columns, PostgreSQL the constraint."""
    if "receipt" in fault:
        return _("Nomor kuitansi itu sudah dipakai. Periksa nomornya.")
    return _("Simpanan itu sudah tercatat: pokok sekali, wajib sekali sebulan.")


def _record(
    by: Actor, action: str, subject: tuple[str, uuid.UUID], cooperative: Cooperative, **more: Any
) -> None:
    record_event(by=by, action=action, subject=subject, region=cooperative.region, **more)
