"""A plan on its way to approval: one level, its own office's head, who drafted nothing of it."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.workflows import Workflow, later, register
from dampingi.foundation.regions.queries import name_of
from dampingi.outcomes.plans.models import Plan
from dampingi.outcomes.plans.names import NAME


def register_workflow() -> None:
    actions = "dampingi.outcomes.plans.actions"
    register(
        Workflow(
            name=NAME, permission=Permission.APPROVE_PLANS, levels=(2,), on_approved=later(f"{actions}.approved"),
            on_returned=later(f"{actions}.returned"), url=_url, title=_title, guard=_read_first,
            makers=later("dampingi.outcomes.plans.queries.drafters"),
        )
    )  # fmt: skip


def _read_first(_approval: object, _approved: bool, _comment: str) -> None:
    """Never from the inbox alone: a plan is read before anyone approves it."""


def _url(id: uuid.UUID) -> str:
    return reverse("plan", args=[id])


def _title(id: uuid.UUID) -> str:
    found = Plan.objects.unscoped("what one is told about").get(id=id)
    return _("Rencana kerja %(place)s %(year)d") % {"place": name_of(found.region), "year": found.year}
