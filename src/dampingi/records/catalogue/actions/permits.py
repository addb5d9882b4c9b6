import datetime
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.catalogue.intake import PermitIntake
from dampingi.records.catalogue.models import Permit, Product
from dampingi.records.catalogue.permits import example, has_end, is_number, written
from dampingi.records.catalogue.queries import kept, product_of, today_in

LONGEST = datetime.timedelta(days=365 * 11)
"""No permit of these is given for so long."""
MOST = 12


@transaction.atomic
def note_permit(*, by: Actor, product: uuid.UUID, told: PermitIntake) -> Permit:
    """A permit as its paper says. The public sees it after somebody has compared the two."""
    found = product_of(kept(by).select_for_update(of=("self",)), product)
    number = written(told.number)
    _check(told, number, today_in(found.business.region))
    if found.permits.filter(kind=told.kind, number=number).exists():
        raise Conflict(_("Izin dengan nomor itu sudah tercatat pada produk ini."))
    if found.permits.count() >= MOST:
        raise Refused(_("Sudah terlalu banyak izin pada produk ini. Hubungi penyelenggara."))
    made = Permit.objects.create(
        product=found, kind=told.kind, number=number, valid_until=told.valid_until if has_end(told.kind) else None,
        noted_by=by.user_id,
    )  # fmt: skip
    _record(by, "note_product_permit", found, {"kind": told.kind})
    return made


@transaction.atomic
def check_permit(*, by: Actor, permit: uuid.UUID, genuine: bool, reason: str = "") -> Permit:
    """Compared with its paper or the issuer's list, by somebody other than who noted it; once."""
    rows = Permit.objects.for_actor(by, Permission.CHECK_PRODUCTS).select_related("product__business")
    found = rows.select_for_update(of=("self",)).filter(id=permit).first()
    if found is None:
        raise Refused(_("Izin itu tidak ada, atau di luar jangkauan Anda."), status=404)
    if found.checked_at:
        raise Conflict(
            _("Izin ini sudah diperiksa %(name)s.") % {"name": found.checked_by_name or _("dinas")}
        )
    if by.user_id is not None and found.noted_by == by.user_id:
        raise Denied(_("Izin yang Anda catat diperiksa orang lain."))
    reason = reason.replace("\0", "").strip()
    if not genuine and not 0 < len(reason) <= 300:
        raise Refused(_("Tulis apa yang tidak cocok, paling panjang 300 huruf."))
    found.genuine, found.reason = genuine, "" if genuine else reason
    found.checked_at, found.checked_by_name = timezone.now(), by.name
    found.save(update_fields=["genuine", "reason", "checked_at", "checked_by_name"])
    _record(by, "check_product_permit", found.product, {"kind": found.kind, "genuine": genuine})
    return found


def _check(told: PermitIntake, number: str, today: datetime.date) -> None:
    if told.kind not in source_names("product_permits"):
        raise Refused(_("Pilih jenis izin dari daftar."))
    if not is_number(told.kind, number):
        raise Refused(
            _("Nomor itu tidak seperti nomor izinnya. Salin dari suratnya, misalnya %(example)s.")
            % {"example": example(told.kind)}
        )
    if not has_end(told.kind):
        return
    if told.valid_until is None:
        raise Refused(_("Isi sampai kapan izinnya berlaku; tanggalnya ada di suratnya."))
    if not today <= told.valid_until <= today + LONGEST:
        raise Refused(_("Izin itu sudah berakhir, atau tanggalnya keliru. Catat izin yang masih berlaku."))


def _record(by: Actor, action: str, product: Product, detail: dict) -> None:
    record_event(
        by=by, action=action, subject=("product", product.id), region=product.business.region, detail=detail
    )
