"""The clinic's slots with how many places are left."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.formats import number
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State

WHEN = (("nanti", _("Mendatang")), ("lalu", _("Sudah lewat")))


def slots_list(today: Any) -> ListOf:
    return ListOf(
        name="klinik",
        noun=_("jadwal"),
        columns=COLUMNS,
        order="on",
        ties=("starts", "region", "id"),
        filters=(
            Filter("bidang", _("Bidang"), lambda: list(choices("constraint_fields").items()), field="field"),
            Filter("waktu", _("Waktu"), lambda: WHEN, lambda found, v: _when(found, v, today)),
        ),
        search=("place", "adviser"),
        search_label=_("Tempat, yang memberi konsultasi"),
        enrich=_enrich,
    )


def _when(found: Any, value: str, today: Any) -> Any:
    return found.filter(on__gte=today) if value == "nanti" else found.filter(on__lt=today)


COLUMNS = (
    Column("on", _("Hari"), kind="day", sort=("on",), href=lambda s: reverse("slot", args=[s.id]),
           note=lambda s: f"{s.starts:%H.%M}"),
    Column("field", _("Bidang"), lambda s: choices("constraint_fields").get(s.field, s.field), sort=("field",),
           note=lambda s: s.adviser),
    Column("place", _("Tempat"), sort=("place",), note=lambda s: s.region_name),
    Column("taken", _("Terisi"), lambda s: _now("%(taken)s dari %(all)s") % {"taken": number(s.taken), "all": number(s.capacity)}),
    Column("state", _("Keadaan"), "standing", kind="state"),
)  # fmt: skip


def _enrich(rows: list[Any]) -> None:
    called = names(row.region for row in rows)
    for row in rows:
        row.region_name = called.get(row.region, row.region)
        if row.cancelled_at:
            row.standing = (State.NONE, _now("Dibatalkan"))
        elif row.taken >= row.capacity:
            row.standing = (State.WATCH, _now("Penuh"))
        else:
            row.standing = (State.GOOD, _now("Masih ada tempat"))
