"""What each partner gave of what it owed: due dates until today, given and confirmed, in rupiah and pieces."""

import datetime
import uuid
from collections import defaultdict
from dataclasses import astuple, dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices, labels
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.records.pacts.models import Obligation, Pact, Side
from dampingi.records.pacts.queries import dues_of_all


@dataclass
class Contribution:
    """Of one partner. `due` counts its own side's due dates up to today; money and pieces what the office confirmed."""

    due: int = 0
    given: int = 0
    reported: int = 0
    late: int = 0
    rupiah: int = 0
    pieces: int = 0

    @property
    def share(self) -> float | None:
        """Of what was due; nothing due has no share."""
        return self.given / self.due if self.due else None

    def plus(self, other: "Contribution") -> "Contribution":
        return Contribution(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


def contributions_of(pacts: list[Pact], today: datetime.date) -> dict[uuid.UUID, Contribution]:
    """partner -> what came of its obligations under these agreements, all versions together."""
    found: dict[uuid.UUID, Contribution] = defaultdict(Contribution)
    partner = {p.id: p.partner_id for p in pacts}
    for pact, dues in dues_of_all(pacts, today).items():
        for each in dues:
            if each.obligation.side == Side.THEIRS:
                _add(found[partner[pact]], each)
    return found


def _add(sums: Contribution, each: Any) -> None:
    sums.due += 1
    sums.late += each.late
    if each.confirmed:
        sums.given += 1
        amount = each.delivery.amount or 0
        sums.rupiah += amount if each.obligation.unit == Obligation.Unit.RUPIAH else 0
        sums.pieces += amount if each.obligation.unit == Obligation.Unit.PIECES else 0
    elif each.delivery:
        sums.reported += 1


def contributions_list(today: datetime.date) -> ListOf:
    return ListOf(
        name="kontribusi-mitra",
        noun=_("mitra"),
        columns=(
            Column("name", _("Mitra"), sort=("name",), href=lambda p: reverse("partner", args=[p.id])),
            Column("kind", _("Jenis"), lambda p: choices("partner_kinds").get(p.kind, p.kind), sort=("kind",)),
            Column("due", _("Sudah jatuh tempo"), "sums.due", kind="number"),
            Column("given", _("Diberikan"), "sums.given", kind="number"),
            Column("share", _("Terpenuhi"), "sums.share", kind="percent"),
            Column("reported", _("Menunggu konfirmasi"), "sums.reported", kind="number"),
            Column("late", _("Terlambat"), "sums.late", kind="number"),
            Column("rupiah", _("Nilai"), lambda p: p.sums.rupiah or None, kind="money"),
            Column("pieces", _("Buah"), lambda p: p.sums.pieces or None, kind="number"),
        ),
        order="name",
        ties=("id",),
        filters=(Filter("jenis", _("Jenis"), lambda: labels("partner_kinds").items(), field="kind"),),
        search=("name",),
        search_label=_("Nama mitra"),
        enrich=lambda rows: _enrich(rows, today),
    )  # fmt: skip


def _enrich(rows: list[Any], today: datetime.date) -> None:
    held = Pact.objects.unscoped("of partners in hand").filter(partner__in=rows, signed_on__isnull=False)
    found = contributions_of(list(held), today)
    for p in rows:
        p.sums = found.get(p.id, Contribution())
