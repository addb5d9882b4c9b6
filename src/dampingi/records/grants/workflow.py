"""Selections on their way to approval; candidates as subjects of the budgets' book; what was granted as earlier aid."""

import datetime
import uuid
from collections.abc import Collection, Iterable

from django.db.models import Sum
from django.utils.translation import gettext_lazy as lazy

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.workflows import Workflow, register
from dampingi.foundation.regions.codes import inside
from dampingi.records.budgets import subjects
from dampingi.records.budgets.models import Account, Budget
from dampingi.records.equipment.doubles import Aid, house_of
from dampingi.records.grants.addresses import candidate_address, selection_address
from dampingi.records.grants.models import Candidate, Selection

TAKEN_BACK = lazy(
    "Uang hibah dan bantuan mengikuti penerimanya. Kembalikan seleksinya, atau batalkan pembayaran di halaman perjanjiannya; mutasinya menyusul sendiri."
)
HELD = (Account.Kind.RESERVED, Account.Kind.OWED)


def register_workflow() -> None:
    from dampingi.records.grants.actions import selecting

    register(
        Workflow(
            name=selecting.NAME, permission=Permission.APPROVE_GRANTS, levels=(2,), on_approved=selecting.approved,
            on_returned=selecting.returned, url=selection_address, title=_title, guard=_read_first, makers=selecting.makers,
        )
    )  # fmt: skip
    subjects.register(
        subjects.SubjectKind(
            selecting.CANDIDATE, _candidates, candidate_address, _expected, taken_back=TAKEN_BACK
        )
    )


def _read_first(_approval: object, _approved: bool, _comment: str) -> None:
    """Never from the inbox alone: candidates and reasons are read before anyone decides."""


def _title(id: uuid.UUID) -> str:
    return str(Selection.objects.unscoped("what one is told about").get(id=id))


def _candidates(_actor: Actor, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    return dict(
        Candidate.objects.unscoped("of a budget that is read").filter(id__in=ids).values_list("id", "name")
    )


def _expected(budget: Budget) -> Iterable[subjects.Expected]:
    """By the end of the budget's year."""
    rows = Account.objects.filter(budget=budget, subject_kind="grant_candidate", kind__in=HELD, balance__gt=0)
    left = rows.aggregate(n=Sum("balance"))["n"] or 0
    return [(datetime.date(budget.year, 12, 31), left)] if left else []


def granted(region: str) -> Iterable[Aid]:
    """To businesses: chosen in a selection that waits or was approved."""
    rows = Candidate.objects.unscoped("the caller reaches the businesses compared").filter(
        inside(region), chosen=True, business__isnull=False
    )
    rows = rows.exclude(selection__state=Selection.State.OPEN).select_related(
        "selection__study", "business__owner"
    )
    for found in rows:
        shop = found.business
        assert shop
        yield Aid(found.id, shop.id, shop.owner_id, house_of(shop.owner), found.selection.title, found.selection.study.on, found.name, found.region)  # fmt: skip
