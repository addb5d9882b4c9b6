"""What is recorded once: a stage finished, a task handed in, a session attended. Saying the same again is no conflict."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from dampingi.capture.field.entries import APPLIED, Outcome, State
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.revisions.actions import plain
from dampingi.records.programmes.rosters import Roster

RECORDING = (Permission.RECORD_VISITS, Permission.MANAGE_INTAKE)


def overlapping(overlaps: dict[str, Any]) -> Outcome:
    return Outcome(
        State.CONFLICT,
        _("Sudah dicatat lebih dahulu dengan isi lain. Keduanya disimpan; penyelenggara memilih yang benar."),
        overlaps,
    )


def compared(standing: Any, sent: Mapping[str, Any]) -> Outcome:
    """The outcome where something stands already: nothing to do if it says the same."""
    differing = {
        name: [None, plain(getattr(standing, name)), plain(value)]
        for name, value in sent.items()
        if getattr(standing, name) != value
    }
    return overlapping(differing) if differing else APPLIED


def in_reach(sender: Any, enrolments: Iterable[Any]) -> Roster:
    """Asked before anything is compared: what stands is told to nobody who may not see it."""
    roster = Roster(enrolments)
    roster.require_reach(sender.by, *RECORDING)
    return roster
