"""Minutes on their way to approval: one level, the city's, by someone else than who wrote them."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.workflows import Workflow, register
from dampingi.records.meetings.models import Meeting


def register_workflow() -> None:
    from dampingi.records.meetings.actions.minuting import NAME, approved, returned

    register(
        Workflow(
            name=NAME, guard=_read_first, permission=Permission.APPROVE_MINUTES, levels=(2,), on_approved=approved,
            on_returned=returned, url=_url, title=_title,
        )
    )  # fmt: skip


def _read_first(_approval: object, _approved: bool, _comment: str) -> None:
    """Never from the inbox alone: minutes are read before anyone approves them."""


def _url(id: uuid.UUID) -> str:
    return reverse("meeting_minutes", args=[id])


def _title(id: uuid.UUID) -> str:
    found = Meeting.objects.unscoped("what one is told about").get(id=id)
    return _("Notulen %(title)s") % {"title": found.title}
