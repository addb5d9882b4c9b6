"""An agreement on its way through legal review: one level, by somebody who had no hand in its text."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.workflows import Workflow, register
from dampingi.records.pacts.models import Pact


def register_workflow() -> None:
    from dampingi.records.pacts.actions.drafting import NAME, cleared, makers, returned

    register(
        Workflow(
            name=NAME, permission=Permission.REVIEW_PACTS, levels=(2,), on_approved=cleared, on_returned=returned, url=_url,
            title=_title, makers=makers, guard=_read_first,
        )
    )  # fmt: skip


def _read_first(_approval: object, _approved: bool, _comment: str) -> None:
    """Never from the inbox alone: an agreement is read before it is cleared."""


def _url(id: uuid.UUID) -> str:
    return reverse("pact", args=[id])


def _title(id: uuid.UUID) -> str:
    found = Pact.objects.unscoped("what one is told about").select_related("partner").get(id=id)
    return _("Perjanjian dengan %(partner)s: %(title)s") % {
        "partner": found.partner.name,
        "title": found.title,
    }
