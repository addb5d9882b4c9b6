"""The list of banks' claims."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State
from dampingi.records.subsidies.models import Claim, LoanDecree, Reconciliation
from dampingi.records.subsidies.reconciling import differences

S = Claim.State
D, R = LoanDecree.State, Reconciliation.State
LOOKS: dict[Any, State] = {S.SENT: State.WATCH, S.ACCEPTED: State.WATCH, S.APPROVED: State.WATCH, S.PAID: State.GOOD, S.RETURNED: State.LATE}  # fmt: skip
LOOKS |= {D.WAITING: State.WATCH, D.CLEARED: State.WATCH, D.ENACTED: State.GOOD, D.RETURNED: State.LATE}
LOOKS |= {R.SENT: State.WATCH, R.AGREED: State.GOOD, R.RETURNED: State.LATE}


def _state(row: Any) -> tuple[State, Any]:
    return LOOKS[row.state], row.get_state_display()


CLAIMS = ListOf(
    name="tagihan-subsidi",
    noun=_("tagihan"),
    columns=(
        Column("month", _("Bulan"), kind="month", sort=("month", "number"), href=lambda c: reverse("subsidy_claim", args=[c.id])),
        Column("bank", _("Bank"), "bank.name", sort=("bank__name",)),
        Column("asked", _("Ditagih"), kind="money", sort=("asked",)),
        Column("payable", _("Dapat dibayar"), kind="money", sort=("payable",)),
        Column("state", _("Keadaan"), _state, kind="state", sort=("state",)),
        Column("paid", _("SP2D"), "paid_reference", sort=("paid_reference",)),
        Column("at", _("Dikirim"), kind="moment", sort=("at",)),
    ),
    order="-month",
    ties=("-at", "pk"),
    filters=(Filter("keadaan", _("Keadaan"), lambda: S.choices, field="state"),),
    search=("bank__name", "paid_reference"),
    search_label=_("Bank atau nomor SP2D"),
)  # fmt: skip

DECREES = ListOf(
    name="keputusan-pinjaman",
    noun=_("keputusan"),
    columns=(
        Column("number", _("Nomor"), str, sort=("number",), href=lambda d: reverse("loan_decree", args=[d.id])),
        Column("on", _("Tanggal"), kind="day", sort=("on",)),
        Column("loans", _("Pinjaman"), kind="number", sort=("loans",)),
        Column("city", _("Bagian kota"), kind="money", sort=("city",)),
        Column("state", _("Keadaan"), _state, kind="state", sort=("state",)),
        Column("at", _("Disusun"), kind="moment", sort=("at",)),
    ),
    order="-at",
    ties=("pk",),
    filters=(Filter("keadaan", _("Keadaan"), lambda: D.choices, field="state"),),
    search=("number", "basis"),
    search_label=_("Nomor atau dasar"),
)  # fmt: skip
RECONCILIATIONS = ListOf(
    name="rekonsiliasi-subsidi",
    noun=_("rekonsiliasi"),
    columns=(
        Column("month", _("Bulan"), kind="month", sort=("month", "number"), href=lambda r: reverse("subsidy_reconciliation", args=[r.id])),
        Column("bank", _("Bank"), "bank.name", sort=("bank__name",)),
        Column("differences", _("Angka yang berbeda"), lambda r: differences(r.body), kind="number"),
        Column("state", _("Keadaan"), _state, kind="state", sort=("state",)),
        Column("at", _("Dikirim"), kind="moment", sort=("at",)),
    ),
    order="-month",
    ties=("-at", "pk"),
    filters=(Filter("keadaan", _("Keadaan"), lambda: R.choices, field="state"),),
    search=("bank__name",),
    search_label=_("Bank"),
)  # fmt: skip
