import datetime
import uuid
from collections import Counter
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.engines.consignment import due, total
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.ui.formats import money
from dampingi.records.catalogue.models import MOST_RUPIAH
from dampingi.records.partners.queries import people_of, today_in
from dampingi.records.placements.actions.goods import REPORT
from dampingi.records.placements.actions.opening import KEEP, record, running
from dampingi.records.placements.models import Line, Placement, Settlement
from dampingi.records.placements.queries import lines_of, settlement_of

State = Settlement.State
PAID = gettext_noop("%(partner)s sudah membayar hasil titip jual: %(amount)s untuk Anda.")
WAITS = gettext_noop("Perhitungan titip jual nomor %(number)d menunggu persetujuan Anda.")


@transaction.atomic
def settle(*, by: Actor, placement: uuid.UUID) -> Settlement:
    """Work out what was sold since the last settlement; the partner agrees or says what is wrong."""
    found = running(by, KEEP, placement)
    if found.settlements.filter(state=State.PROPOSED).exists():
        raise Conflict(_("Perhitungan sebelumnya masih menunggu jawaban mitra."))
    rows = [r for r in lines_of(found) if r.sold > r.settled]
    if not rows:
        raise Conflict(_("Tidak ada penjualan baru sejak perhitungan terakhir."))
    told = [_line(row, found.share) for row in rows]
    sums = total(due(r.stand, price=r.price, share=found.share) for r in rows)
    if sums.gross > MOST_RUPIAH:
        raise Refused(_("Nilainya lebih dari Rp 10 triliun. Periksa jumlah dan harganya."))
    top = found.settlements.aggregate(top=Max("number"))["top"] or 0
    made = Settlement.objects.create(
        placement=found, number=top + 1, gross=sums.gross, share=sums.share, net=sums.net, lines=told, sha256=digest(told),
        made_by=by.user_id, made_by_name=by.name,
    )  # fmt: skip
    for row in rows:
        Line.objects.unscoped("reached above").filter(id=row.id).update(settled=row.sold)
    record(by, "settle_placement", found, {"number": made.number, "gross": made.gross, "net": made.net})
    notify(
        users=people_of(found.partner), text=WAITS, values={"number": made.number},
        url=reverse("placement", args=[found.id]),
    )  # fmt: skip
    return made


@transaction.atomic
def agree_to(*, by: Actor, settlement: uuid.UUID) -> Settlement:
    """The partner's person agrees; never who worked it out."""
    found = _open(by, settlement)
    _answered(by, found, State.AGREED, "")
    return found


@transaction.atomic
def dispute(*, by: Actor, settlement: uuid.UUID, reason: str) -> Settlement:
    """The partner says what is wrong: this settlement is void, and its sales wait for a new one."""
    found = _open(by, settlement)
    reason = reason.replace("\0", "").strip()
    if not 0 < len(reason) <= 300:
        raise Refused(_("Tulis apa yang tidak cocok, paling panjang 300 huruf."))
    for each in found.lines:
        rows = Line.objects.unscoped("of this settlement").filter(id=each["line"])
        rows.update(settled=F("settled") - each["pieces"])
    _answered(by, found, State.DISPUTED, reason)
    return found


@transaction.atomic
def note_paid(*, by: Actor, settlement: uuid.UUID, on: datetime.date) -> Settlement:
    """The money came."""
    found = locked(by, KEEP, settlement)
    if found.state != State.AGREED:
        raise Conflict(_("Hanya perhitungan yang disetujui mitra dan belum dibayar yang dicatat lunas."))
    if not found.placement.began_on <= on <= today_in(found.placement.region):
        raise Refused(_("Periksa tanggal pembayarannya."))
    found.state, found.paid_on, found.paid_noted_by = State.PAID, on, by.name
    found.save(update_fields=["state", "paid_on", "paid_noted_by"])
    record(by, "note_placement_paid", found.placement, {"number": found.number, "on": on.isoformat()})
    _tell_owners(found)
    return found


def _tell_owners(settlement: Settlement) -> None:
    """Each business's owner hears what came for them, and nothing of the others."""
    net = {each["line"]: each["net"] for each in settlement.lines}
    came: Counter[uuid.UUID] = Counter()
    rows = Line.objects.unscoped("of this settlement").filter(id__in=net)
    for line, user in rows.exclude(product__business__owner__user=None).values_list(
        "id", "product__business__owner__user"
    ):
        came[user] += net[str(line)]
    for user, amount in came.items():
        told = {"partner": settlement.placement.partner.name, "amount": money(amount)}
        notify(users=[user], text=PAID, values=told, url=reverse("own_placements"))


def _line(row: Line, share: int) -> dict[str, Any]:
    owed = due(row.stand, price=row.price, share=share)
    return {
        "line": str(row.id), "product": row.product.name, "business": row.product.business.name, "price": row.price,
        "pieces": owed.pieces, "gross": owed.gross, "share": owed.share, "net": owed.net,
    }  # fmt: skip


def _open(by: Actor, id: uuid.UUID) -> Settlement:
    found = locked(by, REPORT, id)
    if found.state != State.PROPOSED:
        raise Conflict(_("Perhitungan ini sudah dijawab."))
    if by.user_id is not None and found.made_by == by.user_id:
        raise Denied(_("Perhitungan yang Anda buat disetujui orang lain, sebaiknya mitranya sendiri."))
    return found


def locked(by: Actor, permission: Any, id: uuid.UUID) -> Settlement:
    found = settlement_of(Settlement.objects.for_actor(by, permission), id)
    Placement.objects.unscoped("reached above").select_for_update().get(id=found.placement_id)
    found.refresh_from_db(fields=["state"])
    return found


def _answered(by: Actor, found: Settlement, state: str, reason: str) -> None:
    found.state, found.answered_at, found.answered_by, found.reason = state, timezone.now(), by.name, reason
    found.save(update_fields=["state", "answered_at", "answered_by", "reason"])
    record(
        by, "answer_settlement", found.placement, {"number": found.number, "agreed": state == State.AGREED}
    )
