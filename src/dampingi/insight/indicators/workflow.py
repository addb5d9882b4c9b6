"""Indicators on their way into force: one level, the office's own, by somebody else than who wrote it."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.workflows import Workflow, later, register
from dampingi.foundation.regions.queries import name_of
from dampingi.insight.indicators.models import Draft, Entry

NAME, VALUES = "indicator", "indicator_value"


def register_workflow() -> None:
    actions = "dampingi.insight.indicators.actions"
    register(
        Workflow(
            name=NAME, permission=Permission.REVIEW_INDICATORS, levels=(2,), on_approved=later(f"{actions}.approved"),
            on_returned=later(f"{actions}.returned"), url=_url, title=_title, guard=_read_first,
        )
    )  # fmt: skip


def register_values() -> None:
    entries = "dampingi.insight.indicators.entries"
    register(
        Workflow(
            name=VALUES, permission=Permission.REVIEW_INDICATORS, levels=(2,), on_approved=later(f"{entries}.accepted"),
            on_returned=later(f"{entries}.returned"), url=_entry_url, title=_entry_title, guard=_read_first,
        )
    )  # fmt: skip


def _entry_url(id: uuid.UUID) -> str:
    return reverse("indicator_entry", args=[id])


def _entry_title(id: uuid.UUID) -> str:
    found = Entry.objects.unscoped("what one is told about").get(id=id)
    from dampingi.insight.indicators.catalogue import catalogue  # compiles figures: no start waits for it

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
