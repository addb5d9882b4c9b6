"""Scheme editions on their way to approval: the city's, by somebody else than who proposed them."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.workflows import Workflow, register
from dampingi.records.loans.models import SchemeEdition


def register_workflow() -> None:
    from dampingi.records.loans.actions.schemes import NAME, approved, returned

    register(
        Workflow(
            name=NAME, permission=Permission.APPROVE_LOAN_SCHEMES, levels=(2,), on_approved=approved, on_returned=returned, url=_url,
            title=_title, guard=_read_first,
        )
    )  # fmt: skip


def _read_first(_approval: object, _approved: bool, _comment: str) -> None:
    """Never from the inbox alone: terms are read before anyone approves them."""


def _url(id: uuid.UUID) -> str:
    return reverse("loan_scheme", args=[id])


def _title(id: uuid.UUID) -> str:
    found = SchemeEdition.objects.unscoped("what one is told about").get(id=id)
    return _("Skema pinjaman %(name)s, edisi %(number)d") % {
        "name": found.body["name"],
        "number": found.number,
    }
