"""An assessment's way to approval: one level, the city's, by someone else than who answered."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.workflows import Workflow, register
from dampingi.insight.health.queries import NAME


def register_workflow() -> None:
    from dampingi.insight.health.actions import approved, returned

    register(
        Workflow(
            name=NAME, guard=_read_first, permission=Permission.DECIDE_EVALUATION, levels=(2,), on_approved=approved, on_returned=returned,
            url=_url, title=_title,
        )
    )  # fmt: skip


def _read_first(_approval: object, _approved: bool, _comment: str) -> None:
    """Never from the inbox alone: the answers are read before anyone approves them."""


def _found(id: uuid.UUID):
    from dampingi.insight.health.models import Assessment

    return Assessment.objects.unscoped("what one is told about").select_related("cooperative").get(id=id)


def _url(id: uuid.UUID) -> str:
    found = _found(id)
    return reverse("cooperative_assessment", args=[found.cooperative_id, found.year])


def _title(id: uuid.UUID) -> str:
    found = _found(id)
    return _("Kesehatan koperasi %(name)s, tahun buku %(year)d") % {
        "name": found.cooperative.name,
        "year": found.year,
    }
