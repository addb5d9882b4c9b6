"""Indicators on their way into force: one level, the office's own, by somebody else than who wrote it."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.workflows import Workflow, register
from dampingi.foundation.regions.queries import name_of
from dampingi.insight.indicators.catalogue import catalogue
from dampingi.insight.indicators.models import Draft, Entry


def register_workflow() -> None:
    from dampingi.insight.indicators.actions import NAME, approved, returned

    register(
        Workflow(
            name=NAME, permission=Permission.REVIEW_INDICATORS, levels=(2,), on_approved=approved, on_returned=returned, url=_url,
            title=_title, guard=_read_first,
        )
    )  # fmt: skip


def register_values() -> None:
    from dampingi.insight.indicators import entries

    register(
        Workflow(
            name=entries.NAME, permission=Permission.REVIEW_INDICATORS, levels=(2,), on_approved=entries.accepted,
            on_returned=entries.returned, url=_entry_url, title=_entry_title, guard=_read_first,
        )
    )  # fmt: skip


def _entry_url(id: uuid.UUID) -> str:
    return reverse("indicator_entry", args=[id])


def _entry_title(id: uuid.UUID) -> str:
    found = Entry.objects.unscoped("what one is told about").get(id=id)
    said = catalogue(found.region).get(found.code)
    return _("Nilai %(name)s, %(place)s") % {
        "name": said.name if said else found.code,
        "place": name_of(found.region),
    }


def _read_first(_approval: object, _approved: bool, _comment: str) -> None:
    """Never from the inbox alone: the figures are looked at before anyone approves them."""


def _url(id: uuid.UUID) -> str:
    return reverse("indicator_draft", args=[id])


def _title(id: uuid.UUID) -> str:
    found = Draft.objects.unscoped("what one is told about").get(id=id)
    return _("Indikator %(name)s") % {"name": found.body.get("name", found.code)}
