import datetime
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.pacts.actions.drafting import MOST_RUPIAH, tell
from dampingi.records.pacts.actions.lasting import paper_of
from dampingi.records.pacts.models import Delivery, Obligation, Pact, Side
from dampingi.records.pacts.queries import dues_of, managed, own_pacts, pact_of
from dampingi.records.partners.queries import today_in

AHEAD = 400
"""Days before its due date that something may already have been given."""


@transaction.atomic
def deliver(
    *, by: Actor, pact: uuid.UUID, obligation: uuid.UUID, due_on: datetime.date, given_on: datetime.date,
    amount: int | None = None, note: str = "", evidence: bytes = b"",
) -> Delivery:  # fmt: skip
    """What was given for a due date. The office's word counts at once; a partner reports its own, and the office confirms."""
    found, office = _either(by, pact)
    owed = found.obligations.filter(id=obligation).first()
    if owed is None or not (office or owed.side == Side.THEIRS):
        raise Refused(_("Kewajiban itu tidak ada pada perjanjian ini."), status=404)
    _check(found, owed, due_on, given_on, amount, note)
    if owed.deliveries.filter(due_on=due_on, annulled_at=None).exists():
        raise Conflict(_("Untuk jatuh tempo itu sudah ada catatan. Batalkan dahulu bila keliru."))
    made = Delivery.objects.create(
        obligation=owed, due_on=due_on, given_on=given_on, amount=amount, note=note.replace("\0", "").strip(), by=by.user_id,
        by_name=by.name[:150], confirmed_at=timezone.now() if office else None, confirmed_by=by.name[:150] if office else "",
    )  # fmt: skip
    if evidence:
        paper_of(by, found, evidence, made)
    tell(by, "deliver_pact", found, detail={"due": due_on.isoformat(), "amount": amount}, values=[made.note])
    return made


@transaction.atomic
def confirm_delivery(*, by: Actor, pact: uuid.UUID, delivery: uuid.UUID) -> Delivery:
    """What a partner reported did come."""
    found = pact_of(managed(by).select_for_update(of=("self",)), pact)
    held = _delivery(found, delivery)
    if held.confirmed_at:
        raise Conflict(_("Catatan itu sudah dikonfirmasi."))
    held.confirmed_at, held.confirmed_by = timezone.now(), by.name[:150]
    held.save(update_fields=["confirmed_at", "confirmed_by"])
    tell(by, "confirm_delivery", found, detail={"due": held.due_on.isoformat()})
    return held


@transaction.atomic
def annul_delivery(*, by: Actor, pact: uuid.UUID, delivery: uuid.UUID, reason: str) -> None:
    """It was noted by mistake; the due date waits again, and what was noted stays with the reason."""
    found = pact_of(managed(by).select_for_update(of=("self",)), pact)
    held, reason = _delivery(found, delivery), reason.replace("\0", "").strip()
    if not reason or len(reason) > 300:
        raise Refused(_("Tulis alasannya, paling panjang 300 huruf."))
    held.annulled_at, held.annul_reason = timezone.now(), reason
    held.save(update_fields=["annulled_at", "annul_reason"])
    tell(by, "annul_delivery", found, reason=reason, detail={"due": held.due_on.isoformat()})


def _either(by: Actor, id: uuid.UUID) -> tuple[Pact, bool]:
    """The agreement, held, and whether the actor keeps it: a partner's people reach only their own."""
    if managed(by).filter(id=id).exists():
        return pact_of(managed(by).select_for_update(of=("self",)), id), True
    if not by.holds(Permission.SEE_REQUESTS):
        by.require(Permission.MANAGE_PARTNERS, region="-")
    return pact_of(own_pacts(by).select_for_update(of=("self",)), id), False


def _delivery(pact: Pact, id: uuid.UUID) -> Delivery:
    held = Delivery.objects.filter(id=id, obligation__pact=pact, annulled_at=None).first()
    if held is None:
        raise Refused(_("Catatan itu tidak ada lagi."), status=404)
    return held


def _check(
    pact: Pact, owed: Obligation, due_on: datetime.date, given_on: datetime.date, amount: int | None, note: str
) -> None:  # fmt: skip
    today = today_in(pact.region)
    days = {d.on for d in dues_of(pact, today, ahead=AHEAD) if d.obligation.id == owed.id}
    wrong = [
        (pact.signed_on is None, _("Perjanjian ini belum ditandatangani.")),
        (due_on not in days, _("Tanggal itu bukan jatuh tempo kewajiban ini. Pilih dari daftar.")),
        (not pact.starts_on <= given_on <= today, _("Tanggal diberikan: sejak perjanjian mulai, paling lambat hari ini.")),
        (bool(owed.unit) and (amount is None or not 0 < amount <= MOST_RUPIAH), _("Isi jumlah lebih dari nol, paling banyak 10 triliun.")),
        (not owed.unit and amount is not None, _("Kewajiban ini tanpa jumlah. Kosongkan jumlahnya.")),
        (len(note) > 300, _("Tulisannya terlalu panjang. Ringkaslah.")),
    ]  # fmt: skip
    for bad, says in wrong:
        if bad:
            raise Refused(says)
