"""The public wording's way: one level, the office's, by somebody else than who wrote it."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.workflows import Workflow, register
from dampingi.records.aspirations.queries.saying import NAME


def register_workflow() -> None:
    from dampingi.records.aspirations.actions.saying import published, returned

    register(
        Workflow(
            name=NAME, guard=_read_first, permission=Permission.PUBLISH_ASPIRATIONS, levels=(2,), on_approved=published,
            on_returned=returned, url=_url, title=_title,
        )
    )  # fmt: skip


def _read_first(_approval: object, _approved: bool, _comment: str) -> None:
    """Never from the inbox alone: the words are read before anyone approves them."""


def _url(id: uuid.UUID) -> str:
    from dampingi.records.aspirations.models import Wording

    found = Wording.objects.unscoped("what one is told about").get(id=id)
    return reverse("aspiration_wording", args=[found.aspiration_id])


def _title(id: uuid.UUID) -> str:
    from dampingi.records.aspirations.models import Wording

    found = Wording.objects.unscoped("what one is told about").get(id=id)
    return _("Anda bilang: %(said)s") % {"said": found.said[:80]}
