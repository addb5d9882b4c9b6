"""Decrees and recalls on their way to approval: by somebody else of the city's office. And the lines as subjects of the budgets' book."""

import datetime
import uuid
from collections.abc import Collection, Iterable

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.workflows import Workflow, register
from dampingi.records.budgets import subjects
from dampingi.records.budgets.models import Account, Budget
from dampingi.records.equipment.addresses import decree_address, item_address
from dampingi.records.equipment.models import Award, Decree, Recall

TAKEN_BACK = lazy(
    "Uang bantuan alat mengikuti barangnya. Batalkan pembayaran atau baris keputusannya di halaman barang; mutasinya menyusul sendiri."
)
HELD = (Account.Kind.RESERVED, Account.Kind.OWED)


def register_workflows() -> None:
    from dampingi.records.equipment.actions import decrees, using

    register(
        Workflow(
            name=decrees.NAME, permission=Permission.APPROVE_EQUIPMENT, levels=(2,), on_approved=decrees.approved,
            on_returned=decrees.returned, url=decree_address, title=_decree, guard=_read_first,
        )
    )  # fmt: skip
    register(
        Workflow(
            name=using.NAME, permission=Permission.APPROVE_EQUIPMENT, levels=(2,), on_approved=using.approved, on_returned=using.returned,
            url=_recall_address, title=_recall, guard=_read_first,
        )
    )  # fmt: skip
    subjects.register(
        subjects.SubjectKind(decrees.AWARD, _awards, item_address, _expected, taken_back=TAKEN_BACK)
    )


def _read_first(_approval: object, _approved: bool, _comment: str) -> None:
    """Never from the inbox alone: lines and warnings are read before anyone decides."""


def _decree(id: uuid.UUID) -> str:
    return _("Bantuan alat: %(title)s") % {
        "title": Decree.objects.unscoped("what one is told about").get(id=id)
    }


def _recall(id: uuid.UUID) -> str:
    found = Recall.objects.unscoped("what one is told about").select_related("handover__award").get(id=id)
    return _("Penarikan %(item)s") % {"item": found.handover.award.item}


def _recall_address(id: uuid.UUID) -> str:
    found = Recall.objects.unscoped("what one is told about").select_related("handover").get(id=id)
    return item_address(found.handover.award_id)


def _awards(_actor: Actor, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    return dict(
        Award.objects.unscoped("of a budget that is read").filter(id__in=ids).values_list("id", "item")
    )


def _expected(budget: Budget) -> Iterable[subjects.Expected]:
    """By the end of the budget's year: equipment is paid in its year."""
    rows = Account.objects.filter(budget=budget, subject_kind="equipment_award", kind__in=HELD, balance__gt=0)
    left = rows.aggregate(n=Sum("balance"))["n"] or 0
    return [(datetime.date(budget.year, 12, 31), left)] if left else []
