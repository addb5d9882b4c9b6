"""The list of an office's times."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State
from dampingi.records.calendars.forms import WEEKDAYS
from dampingi.records.calendars.models import Kind, OfficeTime

STANDS = (("berlaku", _("Berlaku")), ("arsip", _("Diarsipkan")))


def times_list(years: list[int]) -> ListOf:
    told = [(str(y), str(y)) for y in years]
    return ListOf(
        name="hari-kerja",
        noun=_("waktu"),
        columns=COLUMNS,
        order="when",
        ties=("name", "id"),
        filters=(
            Filter("tahun", _("Tahun"), lambda: told, _of_year),
            Filter("jenis", _("Jenis"), lambda: Kind.choices, field="kind"),
            Filter("keadaan", _("Keadaan"), lambda: STANDS, lambda found, v: found.filter(archived_at__isnull=v == "berlaku")),
        ),
        search=("name",),
        search_label=_("Nama"),
        enrich=_tell,
    )  # fmt: skip


def _of_year(found: Any, year: str) -> Any:
    return found.filter(first__lte=datetime.date(int(year), 12, 31), last__gte=datetime.date(int(year), 1, 1))


def _tell(rows: list[OfficeTime]) -> None:
    places = names({r.region for r in rows})
    for row in rows:
        row.place = places.get(row.region, row.region)  # type: ignore[attr-defined]


def days_of(time: OfficeTime) -> str:
    return ", ".join(str(name) for digit, name in WEEKDAYS if digit in time.weekdays)


def hours_of(time: OfficeTime) -> str:
    if time.starts is None or time.ends is None:
        return _now("sehari penuh")
    told = f"{time.starts:%H.%M}–{time.ends:%H.%M}"
    return _now("buka %(hours)s") % {"hours": told} if time.kind == Kind.HOURS else told


def _standing(time: OfficeTime) -> tuple[State, Any]:
    if time.archived_at:
        return State.NONE, _("Diarsipkan")
    return (State.LATE, _("Tutup")) if time.closed else (State.WATCH, _("Sebaiknya dihindari"))


COLUMNS = (
    Column("name", _("Nama"), sort=("name",), href=lambda r: reverse("office_time", args=[r.id]), note=lambda r: r.place),
    Column("kind", _("Jenis"), lambda r: r.get_kind_display(), sort=("kind",)),
    Column("when", _("Tanggal"), lambda r: formats.span(r.first, r.last), sort=("first",), note=days_of),
    Column("hours", _("Jam"), hours_of),
    Column("effect", _("Akibatnya"), _standing, "state", sort=("archived_at", "closed")),
)  # fmt: skip
