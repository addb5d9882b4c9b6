"""A choice of pilots on its way to the decree: one level, the city's, by the one who signs."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.workflows import Workflow, register
from dampingi.foundation.regions.queries import name_of
from dampingi.insight.pilots.models import PilotChoice


def register_workflow() -> None:
    from dampingi.insight.pilots.actions import NAME, approved, returned

    register(
        Workflow(
            name=NAME, permission=Permission.SIGN_DECREES, levels=(2,), on_approved=approved, on_returned=returned, url=_url,
            title=_title, guard=_read_first,
        )
    )  # fmt: skip


def _read_first(_approval: object, _approved: bool, _comment: str) -> None:
    """Never from the inbox alone: departures and their reasons are read before anyone signs."""


def _url(id: uuid.UUID) -> str:
    return reverse("pilot_choice", args=[id])


def _title(id: uuid.UUID) -> str:
    found = PilotChoice.objects.unscoped("what one is told about").get(id=id)
    return _("Penetapan koperasi percontohan %(place)s") % {"place": name_of(found.region)}
