import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Refused
from dampingi.records.budgets.actions import holdings
from dampingi.records.budgets.actions.holdings import Sum
from dampingi.records.budgets.earmarking import EARMARK
from dampingi.records.budgets.models import Account, Budget, Earmark, Entry
from dampingi.records.budgets.moves import released, reserved
from dampingi.records.budgets.posting import Asked, lock, post
from dampingi.records.programmes.rosters import today_in

STEPS = {"reserve": holdings.reserve, "release": holdings.release, "owe": holdings.owe, "pay": holdings.pay}


@transaction.atomic
def commit_money(
    *, by: Actor, budget: Budget, name: str, amount: int, due_on: datetime.date, on: datetime.date, key: str | None = None
) -> Earmark:  # fmt: skip
    """Reserve for something named, expected to be paid on `due_on`."""
    by.require(Permission.MANAGE_MONEY, region=budget.region)
    if not name.strip() or len(name.strip()) > 200:
        raise Refused(_("Isi untuk apa uangnya, paling panjang 200 huruf."))
    if not budget.year <= due_on.year <= 2100:
        raise Refused(_("Perkiraan bayar tidak boleh sebelum tahun anggarannya. Perbaiki tanggalnya."))
    made = Earmark.objects.create(
        region=budget.region, budget=budget, name=name.strip(), due_on=due_on, by=by.user_id, by_name=by.name[:150]
    )  # fmt: skip
    holdings.reserve(
        by=by, budget=budget, rows=[Sum((EARMARK, made.id), amount, key and f"press:{key}", made.name)], on=on
    )
    return made


def move_on(
    *, by: Actor, earmark: Earmark, budget: Budget, step: str, amount: int, on: datetime.date, reference: str = "", note: str = "",
    key: str | None = None,
) -> Entry:  # fmt: skip
    """Reserve more of it, release, owe or pay a part."""
    if step not in STEPS:
        raise Refused(_("Pilih langkahnya dari daftar."))
    if on > today_in(budget.region):
        raise Refused(_("Tanggalnya tidak boleh sesudah hari ini. Catat pada hari kejadiannya."))
    row = Sum((EARMARK, earmark.id), amount, key and f"press:{key}", note)
    return STEPS[step](by=by, budget=budget, rows=[row], on=on, reference=reference)[0]


@transaction.atomic
def carry_over(*, by: Actor, earmark: Earmark, budget: Budget, to: Budget, on: datetime.date) -> Entry:
    """What is still reserved moves to another year's budget: it is free again here and reserved there, or neither."""
    by.require(Permission.MANAGE_MONEY, region=budget.region)
    if to.region != budget.region or to.purpose != budget.purpose or to.year <= budget.year:
        raise Refused(_("Pilih anggaran tahun berikutnya untuk kegunaan yang sama."))
    lock([budget.id, to.id])
    subject = (EARMARK, earmark.id)
    held = Account.objects.filter(
        budget=budget, kind=Account.Kind.RESERVED, subject_kind=EARMARK, subject_id=earmark.id
    )
    left = held.values_list("balance", flat=True).first() or 0
    if not left:
        raise Refused(_("Tidak ada cadangan yang dapat dibawa; yang terutang dibayar di tahunnya."))
    moves = released(budget.id, subject, left) + reserved(to.id, subject, left)
    asked = Asked(Entry.Kind.CARRY, moves, on, subject, note=str(to))
    made = post(by=by, asked=[asked])[0]
    record_event(
        by=by, action="carry_budget", subject=("budget", budget.id), region=budget.region, detail={"to": to.year, "amount": left}
    )  # fmt: skip
    return made
