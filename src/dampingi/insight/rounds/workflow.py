"""What was handed in on its way to whoever asked: one level up and no further, so each level has a workflow of its own."""

import uuid

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.workflows import Workflow, later, register
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import name_of
from dampingi.insight.rounds.models import Door, Edition, Entry, Minutes, Outcome, State
from dampingi.insight.rounds.periods import named
from dampingi.insight.rounds.queries import reporters
from dampingi.records.programmes.rosters import today_in

RETURNED = gettext_noop("Laporan pemantauan %(period)s yang diajukan atas nama wilayah Anda dikembalikan: %(why)s")  # fmt: skip
ACTIONS = "dampingi.insight.rounds.actions.minutes"
NAMES = {1: "province_round", 2: "city_round"}
MINUTES = {1: "province_minutes", 2: "city_minutes"}
SIGNING = {1: Permission.HOLD_ROUNDS, 2: Permission.APPROVE_MINUTES}
"""By the depth of the round's region: at a province another of its people, at a city whoever approves its minutes."""


def workflow_of(region: str) -> str:
    return NAMES[depth(region)]


def register_workflows() -> None:
    for level, name in NAMES.items():
        register(
            Workflow(
                name=name, permission=Permission.HOLD_ROUNDS, levels=(level,), on_approved=accepted, on_returned=returned, url=entry_url,
                title=_title, guard=_read_first, exact=True,
            )
        )  # fmt: skip
    for level, name in MINUTES.items():
        register(
            Workflow(
                name=name, permission=SIGNING[level], levels=(level,), on_approved=later(f"{ACTIONS}.minutes_approved"),
                on_returned=later(f"{ACTIONS}.minutes_returned"), url=_minutes_url, title=_minutes_title, guard=_read_first, exact=True,
            )
        )  # fmt: skip


def accepted(id: uuid.UUID, version: int) -> None:
    _decided(id, version, Outcome.ACCEPTED, State.ACCEPTED, "")


def returned(id: uuid.UUID, version: int, comment: str) -> None:
    _decided(id, version, Outcome.RETURNED, State.RETURNED, comment)
    behalf = Edition.objects.unscoped("decided").filter(entry=id, number=version, door=Door.BEHALF)
    for found in behalf.select_related("entry__round"):  # its drafter, who is told, is not the region's
        tell_reporters(found.entry, RETURNED, why=comment.strip()[:200])


def tell_reporters(entry: Entry, text: str, **values: str) -> None:
    """A notice to those who write for the region of an entry."""
    notify(
        users=reporters(entry.region, on=today_in(entry.region)), text=text, url=entry_url(entry.id),
        values={"period": named(entry.round.kind, entry.round.starts_on)} | values,
    )  # fmt: skip


def _decided(id: uuid.UUID, version: int, outcome: str, state: str, note: str) -> None:
    Edition.objects.unscoped("decided").filter(entry=id, number=version).update(
        outcome=outcome, decided_at=timezone.now()
    )
    told: dict[str, object] = {"state": state, "note": note}
    if state == State.RETURNED:
        told["submitted_at"] = None
    Entry.objects.unscoped("decided").filter(id=id).update(**told)


def _read_first(_approval: object, _approved: bool, _comment: str) -> None:
    """Never from the inbox alone: a report or its minutes are read before anyone decides."""


def entry_url(id: uuid.UUID) -> str:
    return reverse("round_entry", args=[id])


def _minutes_url(id: uuid.UUID) -> str:
    return reverse("round_minutes", args=[id])


def _minutes_title(id: uuid.UUID) -> str:
    found = Minutes.objects.unscoped("what one is told about").select_related("round").get(id=id)
    return _("Berita acara putaran %(period)s, %(place)s") % {
        "period": named(found.round.kind, found.round.starts_on), "place": name_of(found.round.region),
    }  # fmt: skip


def _title(id: uuid.UUID) -> str:
    found = Entry.objects.unscoped("what one is told about").select_related("round").get(id=id)
    return _("Laporan pemantauan %(place)s, %(period)s") % {
        "place": name_of(found.region), "period": named(found.round.kind, found.round.starts_on),
    }  # fmt: skip
