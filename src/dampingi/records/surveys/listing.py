from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.formats import month as written
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.foundation.ui.states import State as Shown
from dampingi.records.businesses.contacts import spoken_phone
from dampingi.records.surveys.models import Respondent, State, Survey

STATES = {
    State.OPEN: Shown.WATCH,
    State.ANSWERED: Shown.GOOD,
    State.ABSENT: Shown.NONE,
    State.REFUSED: Shown.NONE,
}
SIDES = (("diterima", _("Diterima")), ("menunggu", _("Di luar kuota")))


def rows_of(survey: Survey, state: str = "") -> str:
    """The address of those asked, or of those in a state."""
    address = reverse("survey", args=[survey.id])
    return f"{address}?keadaan={state}" if state else address


def surveys_list() -> ListOf:
    return ListOf(
        name="survei",
        noun=_("survei"),
        columns=(
            Column("name", _("Survei"), href=lambda s: reverse("survey", args=[s.id]), note=lambda s: s.programme.name),
            Column("months", _("Bulan yang ditanyakan"), _months, sort=("first_month",)),
            Column("asked", _("Ditanya"), kind="number", sort=("asked",), href=rows_of),
            Column("answered", _("Menjawab"), kind="number", sort=("answered",), href=lambda s: rows_of(s, State.ANSWERED)),
            Column("open", _("Belum dihubungi"), kind="number", sort=("open",), href=lambda s: rows_of(s, State.OPEN)),
            Column("closes_on", _("Ditutup"), kind="day", sort=("closes_on",)),
        ),
        order="-months",
        ties=("id",),
        search=("name",),
        search_label=_("Nama survei"),
    )  # fmt: skip


def _months(survey: Survey) -> str:
    if survey.first_month == survey.last_month:
        return written(survey.first_month)
    return f"{written(survey.first_month)} - {written(survey.last_month)}"


def respondents_list(actor: Actor, survey: Survey) -> ListOf:
    return ListOf(
        name="survei-pendaftar",
        noun=_("pendaftar"),
        columns=(
            Column(
                "name", _("Pendaftar"), "application.person.name", sort=("application__person__key",),
                href=lambda r: reverse("respondent", args=[r.id]),
            ),
            Column("phone", _("Telepon"), lambda r: spoken_phone(phone_to_call(r))),
            Column("side", _("Seleksi"), lambda r: SIDES[0][1] if r.accepted else SIDES[1][1], sort=("accepted",)),
            Column("region", _("Kelurahan"), "region_name", sort=("region",)),
            Column("state", _("Keadaan"), lambda r: (STATES[State(r.state)], r.get_state_display()), "state", sort=("state",)),
        ),
        order="region",
        ties=("application__person__key", "id"),
        filters=(
            Filter("keadaan", _("Keadaan"), lambda: State.choices, field="state"),
            Filter("seleksi", _("Seleksi"), lambda: SIDES, lambda q, v: q.filter(accepted=v == "diterima")),
            Filter(
                "wilayah", _("Wilayah"), lambda: places_below(actor, Permission.REVERIFY_OUTCOMES),
                lambda rows, code: rows.filter(inside(code)),
            ),
        ),
        search=("application__person__name",),
        search_label=_("Nama pendaftar"),
        enrich=_enrich,
    )  # fmt: skip


def phone_to_call(respondent: Respondent) -> str:
    """Only of those still to be called."""
    waiting = respondent.state in (State.OPEN, State.ABSENT)
    return respondent.application.person.phone if waiting else ""


def _enrich(rows: list[Any]) -> None:
    called = names({row.region for row in rows})
    for row in rows:
        row.region_name = called.get(row.region, row.region)
