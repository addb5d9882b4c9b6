import uuid

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.catalogue.models import MOST_RUPIAH
from dampingi.records.pacts.queries import require_agreement
from dampingi.records.partners.queries import today_in
from dampingi.records.placements.actions.opening import KEEP, record, running
from dampingi.records.placements.intake import Pieces
from dampingi.records.placements.models import Delivery, Line, Movement, Placement
from dampingi.records.placements.queries import brought_by, delivery_of

REPORT = Permission.REPORT_PLACEMENTS
Kind = Movement.Kind
MOST_PIECES = 100_000


@transaction.atomic
def deliver(*, by: Actor, placement: uuid.UUID, told: Pieces) -> Delivery:
    """Goods are brought to the partner, with a numbered note."""
    found = running(by, KEEP, placement)
    held = (
        Delivery.objects.unscoped("of this placement")
        .filter(movements__batch=told.batch, placement=found)
        .first()
    )
    if held:
        return held
    require_agreement(found.partner, today_in(found.region))
    rows = _checked(found, told)
    _nobody_says_no(rows)
    top = found.deliveries.aggregate(top=Max("number"))["top"] or 0
    made = Delivery.objects.create(placement=found, number=top + 1, on=told.on, by_name=by.name)
    _move(by, rows, told, Kind.DELIVERED, delivery=made)
    record(by, "deliver_placed_goods", found, {"number": made.number, "pieces": sum(told.by_line.values())})
    return made


def _nobody_says_no(rows: list[tuple[Line, int]]) -> None:
    for row, _pieces in rows:
        if row.wanted is False:
            raise Refused(
                _("%(product)s: pemiliknya tidak ingin menitipkannya. Bicarakan dahulu; pemilik dapat mengubah jawabannya.")
                % {"product": row.product.name}
            )  # fmt: skip


@transaction.atomic
def answer_delivery(*, by: Actor, delivery: uuid.UUID, problem: str = "") -> Delivery:
    """The partner says that all of it came, or what is wrong; once."""
    found = delivery_of(by, REPORT, delivery)
    found = (
        Delivery.objects.unscoped("reached above")
        .select_for_update()
        .select_related("placement")
        .get(id=found.id)
    )
    if found.received_at:
        raise Conflict(
            _("Pengiriman ini sudah dijawab %(name)s.") % {"name": found.received_by or _("mitra")}
        )
    if brought_by(found, by):
        raise Denied(_("Pengiriman yang Anda catat dijawab orang lain, sebaiknya mitranya sendiri."))
    problem = problem.replace("\0", "").strip()
    if len(problem) > 300:
        raise Refused(_("Tulisannya terlalu panjang. Ringkaslah."))
    found.received_at, found.received_by, found.disputed = timezone.now(), by.name, problem
    found.save(update_fields=["received_at", "received_by", "disputed"])
    record(by, "answer_delivery", found.placement, {"number": found.number, "whole": not problem})
    return found


@transaction.atomic
def report_sold(*, by: Actor, placement: uuid.UUID, told: Pieces) -> Placement:
    return _report(by, placement, told, Kind.SOLD)


@transaction.atomic
def report_returned(*, by: Actor, placement: uuid.UUID, told: Pieces) -> Placement:
    return _report(by, placement, told, Kind.RETURNED)


def _report(by: Actor, placement: uuid.UUID, told: Pieces, kind: str) -> Placement:
    found = running(by, REPORT, placement)
    if (
        Movement.objects.unscoped("of this placement")
        .filter(batch=told.batch, kind=kind, line__placement=found)
        .exists()
    ):
        return found
    rows = _checked(found, told)
    for row, pieces in rows:
        rest = row.delivered - row.sold - row.returned
        if pieces > rest:
            raise Refused(
                _("%(product)s: hanya %(rest)d yang masih ada, tidak dapat %(pieces)d. Periksa catatan pengiriman dan penjualannya.")
                % {"product": row.product.name, "rest": rest, "pieces": pieces}
            )  # fmt: skip
    _move(by, rows, told, kind)
    record(by, f"report_placed_{kind}", found, {"pieces": sum(told.by_line.values())})
    return found


@transaction.atomic
def cancel_movement(*, by: Actor, movement: uuid.UUID) -> Movement:
    """A figure that was wrong: its pieces are taken off again. What was settled stays."""
    rows = Movement.objects.for_actor(by, KEEP)
    held = rows.filter(id=movement).select_related("line").first()
    if held is None:
        raise Refused(_("Catatan itu tidak ada, atau di luar wilayah Anda."), status=404)
    found = running(by, KEEP, held.line.placement_id)
    note = Delivery.objects.unscoped("of a movement in reach").filter(id=held.delivery_id).first()
    if note and note.received_at and not note.disputed:
        raise Conflict(
            _(
                "Mitra sudah menyatakan barang ini diterima lengkap. Yang kembali dicatat sebagai dikembalikan."
            )
        )
    now = timezone.now()
    once = (
        Movement.objects.unscoped("reached above")
        .filter(id=held.id, cancelled_at=None)
        .update(cancelled_at=now)
    )
    if not once:
        raise Conflict(_("Catatan itu sudah dibatalkan."))
    _count(held.line, held.kind, -held.pieces)
    record(by, "cancel_placed_movement", found, {"kind": held.kind, "pieces": held.pieces})
    return held


def _checked(placement: Placement, told: Pieces) -> list[tuple[Line, int]]:
    if not placement.began_on <= told.on <= today_in(placement.region):
        raise Refused(_("Tanggalnya belum tiba, atau sebelum titip jual ini mulai."))
    wanted = {id: n for id, n in told.by_line.items() if n}
    if not wanted:
        raise Refused(_("Isi jumlah sedikitnya satu produk."))
    if any(not 0 < n <= MOST_PIECES for n in wanted.values()):
        raise Refused(_("Jumlah ditulis sebagai bilangan bulat lebih dari nol."))
    rows = {r.id: r for r in placement.lines.select_related("product").filter(id__in=wanted)}
    if set(rows) != set(wanted):
        raise Refused(_("Produk itu tidak ada dalam daftar ini. Muat ulang halaman."), status=404)
    if sum(n * rows[id].price for id, n in wanted.items()) > MOST_RUPIAH:
        raise Refused(_("Nilainya lebih dari Rp 10 triliun. Periksa jumlah dan harganya."))
    return [(rows[id], n) for id, n in wanted.items()]


def _move(
    by: Actor, rows: list[tuple[Line, int]], told: Pieces, kind: str, delivery: Delivery | None = None
) -> None:
    for row, pieces in rows:
        Movement.objects.create(
            line=row, delivery=delivery, kind=kind, pieces=pieces, on=told.on, batch=told.batch, by=by.user_id, by_name=by.name,
        )  # fmt: skip
        _count(row, kind, pieces)


def _count(row: Line, kind: str, pieces: int) -> None:
    """The database refuses what does not add up, whoever came first."""
    try:
        with transaction.atomic():
            Line.objects.unscoped("reached above").filter(id=row.id).update(**{kind: F(kind) + pieces})
    except IntegrityError:
        raise Conflict(
            _("Jumlahnya tidak cocok lagi dengan yang dikirim, terjual, dan dihitung. Muat ulang halaman.")
        ) from None
