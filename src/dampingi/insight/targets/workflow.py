"""Targets on their way to hold: one level, the city's, by somebody else than who proposed them."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.workflows import Workflow, later, register
from dampingi.foundation.regions.queries import name_of
from dampingi.insight.targets.models import Proposal

NAME = "targets"


def register_workflow() -> None:
    actions = "dampingi.insight.targets.actions"
    register(
        Workflow(
            name=NAME, permission=Permission.APPROVE_TARGETS, levels=(2,), on_approved=later(f"{actions}.approved"),
            on_returned=later(f"{actions}.returned"), url=_url, title=_title, guard=later(f"{actions}.still_holds"),
        )
    )  # fmt: skip


def _url(id: uuid.UUID) -> str:
    return reverse("target_proposal", args=[id])


def _title(id: uuid.UUID) -> str:
    from dampingi.insight.monitoring.catalogue import catalogue

    found = Proposal.objects.unscoped("what one is told about").select_related("programme").get(id=id)
    known = catalogue(found.programme.region).get(found.indicator)
    return _("Target %(name)s, %(place)s") % {
        "name": known.name if known else found.indicator, "place": name_of(found.region)
    }  # fmt: skip
