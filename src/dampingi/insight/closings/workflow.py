"""Closing minutes on their way to approval: one level, the city's, by somebody else than who drew them up."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.workflows import Workflow, register
from dampingi.foundation.regions.queries import name_of
from dampingi.insight.closings.models import Closing


def register_workflow() -> None:
    from dampingi.insight.closings.actions import NAME, approved, returned

    register(
        Workflow(
            name=NAME, permission=Permission.APPROVE_MINUTES, levels=(2,), on_approved=approved, on_returned=returned, url=_url,
            title=_title, guard=_read_first,
        )
    )  # fmt: skip


def _read_first(_approval: object, _approved: bool, _comment: str) -> None:
    """Never from the inbox alone: minutes are read before anyone approves them."""


def _url(id: uuid.UUID) -> str:
    return reverse("closing", args=[id])


def _title(id: uuid.UUID) -> str:
    found = Closing.objects.unscoped("what one is told about").get(id=id)
    return _("Berita acara penutupan %(place)s") % {"place": name_of(found.region)}
