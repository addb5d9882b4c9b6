"""The list of applications: who asked to join, and what became of it."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State
from dampingi.records.programmes.models import Application, Priority

_STATES = {
    Application.State.SUBMITTED: State.WATCH,
    Application.State.ACCEPTED: State.GOOD,
    Application.State.WAITING: State.NONE,
    Application.State.REJECTED: State.LATE,
    Application.State.WITHDRAWN: State.NONE,
}
DOORS = {"online": _("Daring"), "desk": _("Loket kecamatan"), "paper": _("Formulir kertas")}


def _enrich(rows: list[Application]) -> None:
    regions = names(r.region for r in rows)
    for row in rows:
        row.region_name = regions.get(row.region, row.region)


def applications_list(places: Callable[[], list[tuple[str, str]]]) -> ListOf:
    """`places` gives (code, name) of the kecamatan and kelurahan to filter by."""
    return ListOf(
        name="pendaftaran",
        noun=_("pendaftar"),
        columns=(
            Column("name", _("Nama"), "person.name", sort=("person__name",), note=lambda a: a.idea),
            Column("region", _("Kelurahan"), "region_name", sort=("region",)),
            Column("scheme", _("Skema"), "scheme.name", sort=("scheme__name",)),
            Column("priority", _("Prioritas"), lambda a: a.get_priority_display(), sort=("priority",)),
            Column("door", _("Lewat"), lambda a: str(DOORS.get(a.door, a.door)), sort=("door",)),
            Column("applied_on", _("Mendaftar"), kind="day", sort=("applied_on",)),
            Column("place", _("Urutan"), kind="number", sort=("place",)),
            Column(
                "state",
                _("Keputusan"),
                lambda a: (_STATES[a.state], a.get_state_display()),
                "state",
                ("state",),
                note=lambda a: a.reason,
            ),
        ),
        order="applied_on",
        ties=("id",),
        filters=(
            Filter("state", _("Keputusan"), lambda: Application.State.choices),
            Filter("wilayah", _("Wilayah"), places, lambda q, v: q.filter(inside(v))),
            Filter("priority", _("Prioritas"), lambda: [c for c in Priority.choices if c[0]]),
        ),
        search=("person__name", "idea"),
        search_label=_("Nama atau rencana usaha"),
        enrich=_enrich,
    )
