"""A decree on its way to approval: by somebody else of the same office."""

import uuid

from django.urls import reverse

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.workflows import Workflow, register
from dampingi.records.budgets.models import Decree


def register_workflow() -> None:
    from dampingi.records.budgets.actions.decrees import NAME, approved, returned

    register(
        Workflow(
            name=NAME, permission=Permission.APPROVE_MONEY, levels=(2,), on_approved=approved, on_returned=returned, url=_url,
            title=_title, guard=_read_first,
        )
    )  # fmt: skip


def _read_first(_approval: object, _approved: bool, _comment: str) -> None:
    """Never from the inbox alone: a decree is read beside what its budget holds."""


def _url(id: uuid.UUID) -> str:
    return reverse("budget_decree", args=[id])


def _title(id: uuid.UUID) -> str:
    return str(Decree.objects.unscoped("what one is told about").get(id=id))
