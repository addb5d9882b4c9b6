import re
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.identifiers import blind_index, seal, unseal
from dampingi.foundation.notices.actions import notify
from dampingi.records.honoraria.addresses import own_address
from dampingi.records.honoraria.models import BankAccount
from dampingi.records.programmes.models import Mentor

REFUSED = gettext_noop("Rekening Anda perlu diperbaiki: %(reason)s")
CHECKED = gettext_noop("Rekening Anda sudah diperiksa.")


@transaction.atomic
def set_account(
    *, by: Actor, mentor: uuid.UUID, bank: str, number: str, holder: str, npwp: str = ""
) -> BankAccount:
    """A mentor says where they are paid. It takes the place of the one before and is checked by another person."""
    found = Mentor.objects.unscoped("one's own, checked below").select_for_update().filter(id=mentor).first()
    if found is None or not (
        by.system or (found.user_id == by.user_id and by.holds(Permission.VIEW_HONORARIA))
    ):
        raise Refused(_("Rekening diisi oleh pendampingnya sendiri."), status=404)
    number, npwp, holder = _digits(number), _digits(npwp), " ".join(holder.split())
    _check(bank, number, holder, npwp)
    held = _in_use(found)
    same = (bank, blind_index("account", number), holder, blind_index("npwp", npwp))
    if held and same == (held.bank, held.number_index, held.holder, held.npwp_index) and not held.refused:
        return held
    if held:
        held.replaced_at = timezone.now()
        held.save(update_fields=["replaced_at"])
    made = BankAccount.objects.create(
        programme_id=found.programme_id, region=found.region, mentor=found, bank=bank, holder=holder,
        number_sealed=seal("account", number), number_index=same[1], ending=number[-4:],
        npwp_sealed=seal("npwp", npwp), npwp_index=same[3],
    )  # fmt: skip
    _record(by, "set_account", made, values=[bank, same[1], holder, same[3]])
    return made


def _digits(told: str) -> str:
    return re.sub(r"[\s.\-]", "", told)


def _check(bank: str, number: str, holder: str, npwp: str) -> None:
    if bank not in source_names("banks"):
        raise Refused(_("Pilih bank dari daftar."))
    if not re.fullmatch(r"[0-9]{6,20}", number):
        raise Refused(_("Nomor rekening terdiri atas 6 sampai 20 angka."))
    if not holder or len(holder) > 150:
        raise Refused(_("Tulis nama pemilik rekening seperti pada buku tabungan."))
    if npwp and not re.fullmatch(r"[0-9]{15,16}", npwp):
        raise Refused(_("NPWP terdiri atas 15 atau 16 angka. Kosongkan bila tidak punya."))


@transaction.atomic
def check_account(*, by: Actor, account: uuid.UUID) -> BankAccount:
    """Another person has compared the account with the bank book."""
    found = _to_check(by, account)
    found.checked_at, found.checked_by, found.checked_by_name, found.refused = (
        timezone.now(),
        by.user_id,
        by.name,
        "",
    )
    found.save(update_fields=["checked_at", "checked_by", "checked_by_name", "refused"])
    _record(by, "check_account", found)
    notify(users=[found.mentor.user_id], text=CHECKED, url=own_address())
    return found


@transaction.atomic
def refuse_account(*, by: Actor, account: uuid.UUID, reason: str) -> BankAccount:
    found = _to_check(by, account)
    if not reason.strip():
        raise Refused(_("Tulis apa yang keliru, agar pendamping dapat memperbaikinya."))
    found.refused = reason.strip()[:300]
    found.save(update_fields=["refused"])
    _record(by, "refuse_account", found, reason=reason.strip())
    notify(users=[found.mentor.user_id], text=REFUSED, values={"reason": found.refused}, url=own_address())
    return found


@transaction.atomic
def reveal_account(*, by: Actor, account: uuid.UUID, reason: str) -> tuple[str, str]:
    """(account number, NPWP) in the clear, for a stated reason; the look is logged. A mentor sees only their own ending."""
    if len(reason.strip()) < 10:
        raise Refused(_("Tulis alasan yang jelas (paling sedikit 10 huruf); alasan ini tercatat."))
    found = BankAccount.objects.for_actor(by, Permission.MANAGE_HONORARIA).filter(id=account).first()
    if found is None:
        raise Refused(_("Rekening itu tidak ada, atau di luar wilayah Anda."), status=404)
    _record(by, "reveal_account", found, reason=reason.strip())
    return unseal("account", found.number_sealed), unseal("npwp", found.npwp_sealed)


def _to_check(by: Actor, id: uuid.UUID) -> BankAccount:
    rows = BankAccount.objects.for_actor(by, Permission.MANAGE_HONORARIA).select_for_update(of=("self",))
    found = rows.select_related("mentor").filter(id=id).first()
    if found is None:
        raise Refused(_("Rekening itu tidak ada, atau di luar wilayah Anda."), status=404)
    if found.mentor.user_id == by.user_id:
        raise Denied(_("Rekening sendiri diperiksa oleh orang lain."))
    if found.replaced_at:
        raise Conflict(_("Rekening itu sudah diganti. Periksa yang baru."))
    if found.checked_at:
        raise Conflict(_("Rekening ini sudah diperiksa %(name)s.") % {"name": found.checked_by_name})
    return found


def _in_use(mentor: Mentor) -> BankAccount | None:
    rows = BankAccount.objects.unscoped("of a mentor in hand").filter(mentor=mentor, replaced_at=None)
    return rows.select_for_update().first()


def _record(
    by: Actor, action: str, found: BankAccount, *, reason: str = "", values: list | None = None
) -> None:
    record_event(
        by=by, action=action, subject=("bank_account", found.id), region=found.region, programme=found.programme_id,
        reason=reason, values=values or [],
    )  # fmt: skip
