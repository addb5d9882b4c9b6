"""An article's way to publication: one level, the office's, by somebody else than who drafted it."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.workflows import Workflow, register
from dampingi.records.knowledge.queries import NAME


def register_workflow() -> None:
    from dampingi.records.knowledge.actions import published, returned

    register(
        Workflow(
            name=NAME, guard=_read_first, permission=Permission.MANAGE_CLINIC, levels=(2,), on_approved=published,
            on_returned=returned, url=_url, title=_title,
        )
    )  # fmt: skip


def _read_first(_approval: object, _approved: bool, _comment: str) -> None:
    """Never from the inbox alone: the article is read before anyone approves it."""


def _url(id: uuid.UUID) -> str:
    return reverse("article", args=[id])


def _title(id: uuid.UUID) -> str:
    from dampingi.records.knowledge.models import Article

    found = Article.objects.unscoped("what one is told about").get(id=id)
    return _("Artikel klinik: %(title)s") % {"title": found.title}
