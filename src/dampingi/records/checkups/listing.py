"""Who is asked how they fare, and what they said."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.foundation.ui.states import State as Shown
from dampingi.records.checkups import queries
from dampingi.records.checkups.models import MARKS, REACHED, CheckUp, State
from dampingi.records.programmes.models import Programme

DUE = (("tiba", _("Sudah waktunya")), ("nanti", _("Belum waktunya")))
REACHED_OR_NOT = (("ya", _("Terhubung")), ("tidak", _("Belum terhubung")))
LOOKS = {State.OPEN: Shown.WATCH, State.RUNNING: Shown.GOOD, State.STOPPED: Shown.LATE}


def mark_words(mark: int) -> str:
    return _now("%(n)d bulan") % {"n": mark}


def check_ups_list(actor: Actor, programmes: list[Programme], today: datetime.date) -> ListOf:
    return ListOf(
        name="cek-alumni",
        noun=_("pemeriksaan"),
        columns=_columns(today),
        order="due",
        ties=("enrolment__person__key", "id"),
        filters=(
            Filter("wilayah", _("Wilayah"), lambda: _places(actor), lambda q, v: q.filter(inside(v))),
            Filter("tanda", _("Sesudah"), lambda: [(str(m), mark_words(m)) for m in MARKS], field="mark"),
            Filter("waktu", _("Waktu"), lambda: DUE, lambda q, v: q.filter(due_on__lte=today) if v == "tiba" else q.filter(due_on__gt=today)),
            Filter("terhubung", _("Terhubung"), lambda: REACHED_OR_NOT, _reached),
            Filter("keadaan", _("Keadaan"), lambda: State.choices, field="state"),
            Filter("program", _("Program"), lambda: [(str(p.id), p.name) for p in programmes], field="programme"),
        ),
        search=("enrolment__person__name", "enrolment__business__name"),
        search_label=_("Nama, usaha"),
        enrich=_tell,
    )  # fmt: skip


def _places(actor: Actor) -> list[tuple[str, str]]:
    """What lies below the reader's reach, and every place that has a line of figures: a door that is no option would open all."""
    return sorted({*places_below(actor, Permission.VIEW_PARTICIPANTS), *queries.places(actor)})


def _reached(rows: Any, value: str) -> Any:
    return rows.filter(state__in=REACHED) if value == "ya" else rows.exclude(state__in=REACHED)


def _tell(rows: list[CheckUp]) -> None:
    called = names({r.region for r in rows})
    for row in rows:
        row.place = called.get(row.region, row.region)  # type: ignore[attr-defined]


def _columns(today: datetime.date) -> tuple[Column, ...]:
    return (
        Column("person", _("Alumni"), lambda c: c.enrolment.person.name, sort=("enrolment__person__key",),
               href=lambda c: reverse("check_up", args=[c.id]), note=lambda c: c.enrolment.business.name if c.enrolment.business else ""),
        Column("place", _("Kelurahan"), "place", sort=("region",)),
        Column("mark", _("Sesudah"), lambda c: mark_words(c.mark), sort=("mark",), note=lambda c: c.programme.name),
        Column("due", _("Jatuh tempo"), "due_on", "day", sort=("due_on", "mark")),
        Column("state", _("Keadaan"), lambda c: standing(c, today), "state", sort=("state",)),
    )  # fmt: skip


def standing(row: CheckUp, today: datetime.date) -> tuple[Shown, Any]:
    if row.state == State.OPEN and row.due_on > today:
        return Shown.NONE, _("Belum waktunya")
    return LOOKS.get(State(row.state), Shown.NONE), row.get_state_display()
