"""Running loans in a later year's budget: their months of that year are reserved in one step, or nothing is."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.ui import formats
from dampingi.records.budgets.actions.holdings import Sum, reserve
from dampingi.records.budgets.models import Account, Budget, Purpose
from dampingi.records.budgets.posting import lock
from dampingi.records.budgets.queries.budgets import standing
from dampingi.records.loans.models import Loan
from dampingi.records.programmes.rosters import today_in
from dampingi.records.subsidies.reserving import SUBJECT, dues_in


def missing(budget: Budget) -> list[Sum]:
    """What the running loans' months of the budget's year need beyond what stands there for them."""
    rows = Account.objects.filter(budget=budget, subject_kind=SUBJECT).values_list("subject_id", "balance")
    held: dict[Any, int] = {}
    for subject, balance in rows:
        held[subject] = held.get(subject, 0) + balance
    loans = Loan.objects.unscoped("sums only").filter(
        inside(budget.region), application__end=None, share__gt=0
    )
    found = list(loans.order_by("number"))
    due = dues_in(found, budget.year)
    needs = [(n.application_id, due[n.id] - held.get(n.application_id, 0)) for n in found]
    return [Sum((SUBJECT, id), more) for id, more in needs if more > 0]


@transaction.atomic
def reserve_running(*, by: Actor, budget: Budget) -> int:
    """Reserve what is missing; returns how many loans it was for."""
    by.require(Permission.MANAGE_MONEY, region=budget.region)
    if budget.purpose != Purpose.SUBSIDY:
        raise Refused(_("Hanya anggaran subsidi bunga yang menanggung pinjaman berjalan."))
    lock([budget.id])
    rows = missing(budget)
    if not rows:
        raise Refused(_("Pinjaman berjalan sudah dicadangkan semua untuk tahun ini."), status=409)
    wanted, free = sum(r.amount for r in rows), standing([budget])[budget.id][Account.Kind.FREE]
    if wanted > free:
        raise Refused(
            _("Pinjaman berjalan membutuhkan %(wanted)s, yang bebas hanya %(free)s. Catat tambahan pagu lebih dahulu.")
            % {"wanted": formats.money(wanted), "free": formats.money(free)}
        )  # fmt: skip
    reserve(
        by=by, budget=budget, rows=rows, on=today_in(budget.region), reference=str(_("Pinjaman berjalan"))
    )
    return len(rows)
