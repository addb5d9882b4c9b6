"""A plan and the forum's minutes on their way to approval: one level, by somebody of the own office who did not write them."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.workflows import Workflow, later, register
from dampingi.foundation.regions.queries import name_of
from dampingi.outcomes.plans.models import ForumMinutes, Plan
from dampingi.outcomes.plans.names import FORUM, NAME


def register_workflow() -> None:
    actions = "dampingi.outcomes.plans.actions"
    register(
        Workflow(
            name=NAME, permission=Permission.APPROVE_PLANS, levels=(2,), on_approved=later(f"{actions}.approved"),
            on_returned=later(f"{actions}.returned"), url=_url, title=_title, guard=_read_first,
            makers=later("dampingi.outcomes.plans.queries.drafters"),
        )
    )  # fmt: skip


def register_forum() -> None:
    nothing_more = later("dampingi.outcomes.plans.actions.minuting.decided")
    register(
        Workflow(
            name=FORUM, permission=Permission.APPROVE_MINUTES, levels=(2,), on_approved=nothing_more, on_returned=nothing_more,
            url=lambda id: reverse("forum_minutes", args=[id]), title=_forum_title, guard=_read_first,
        )
    )  # fmt: skip


def _forum_title(id: uuid.UUID) -> str:
    found = ForumMinutes.objects.unscoped("what one is told about").select_related("plan").get(id=id)
    told = {"place": name_of(found.region), "year": found.plan.year}
    return _("Berita acara Forum Perangkat Daerah %(place)s %(year)d") % told


def _read_first(_approval: object, _approved: bool, _comment: str) -> None:
    """Never from the inbox alone: it is read before anyone approves it."""


def _url(id: uuid.UUID) -> str:
    return reverse("plan", args=[id])


def _title(id: uuid.UUID) -> str:
    found = Plan.objects.unscoped("what one is told about").get(id=id)
    return _("Rencana kerja %(place)s %(year)d") % {"place": name_of(found.region), "year": found.year}
