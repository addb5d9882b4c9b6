"""The renovation plan as a list."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State
from dampingi.records.centres.models import Repair
from dampingi.records.programmes.rosters import today_in

_STATES = {
    Repair.State.PLANNED: State.NONE,
    Repair.State.RUNNING: State.WATCH,
    Repair.State.DONE: State.GOOD,
    Repair.State.DROPPED: State.NONE,
}
COLUMNS = (
    Column("what", _("Yang diperbaiki"), sort=("what",), href=lambda r: reverse("centre_unit", args=[r.unit_id]),
           note=lambda r: f"{r.unit.centre.name}, {r.unit.code}"),
    Column("due_on", _("Selesai paling lambat"), kind="day", sort=("due_on",), note=lambda r: r.late),
    Column("estimate", _("Perkiraan"), kind="money", sort=("estimate",)),
    Column("cost", _("Biaya"), kind="money", sort=("cost",)),
    Column("state", _("Keadaan"), lambda r: (_STATES[r.state], r.get_state_display()), "state", sort=("state",), note=lambda r: r.note),
)  # fmt: skip


def repairs_list() -> ListOf:
    return ListOf(
        name="rencana-perbaikan", noun=_("perbaikan"), columns=COLUMNS, order="due_on", ties=("id",),
        filters=(Filter("keadaan", _("Keadaan"), lambda: Repair.State.choices, field="state"),),
        search=("what", "unit__code", "unit__centre__name"), search_label=_("Pekerjaan, unit, sentra"), enrich=_late,
    )  # fmt: skip


def _late(rows: list[Any]) -> None:
    for row in rows:
        over = row.state in ("planned", "running") and row.due_on < today_in(row.region)
        row.late = _now("terlambat") if over else ""
