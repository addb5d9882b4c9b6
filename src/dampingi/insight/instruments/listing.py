from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State
from dampingi.insight.evaluation.models import LEVEL_NAMES, Instrument

LOCKED = (("ya", _("Dikunci")), ("tidak", _("Belum dikunci")))


def locked_words(instrument: Instrument) -> tuple[State, str]:
    return (State.GOOD, _now("Dikunci")) if instrument.locked_at else (State.WATCH, _now("Belum dikunci"))


def _name(rows: list[Instrument]) -> None:
    called = names(i.region for i in rows if i.region)
    for each in rows:
        each.office_name = called.get(each.region, each.region) or _now("Semua kantor")


LIST = ListOf(
    name="instrumen",
    noun=_("versi instrumen"),
    columns=(
        Column(
            "name", _("Instrumen"), sort=("name",), href=lambda i: reverse("instrument", args=[i.id]),
            note=lambda i: i.body.get("why", ""),
        ),
        Column("version", _("Versi"), kind="number", sort=("version",)),
        Column("level", _("Tingkat"), lambda i: str(LEVEL_NAMES.get(i.level, "–")), sort=("level",)),
        Column("office", _("Kantor"), "office_name", sort=("region",)),
        Column("created_at", _("Diterbitkan"), kind="day", sort=("created_at",)),
        Column("locked", _("Keadaan"), locked_words, kind="state", sort=("locked_at",)),
        Column("locked_at", _("Dikunci pada"), kind="day", sort=("locked_at",)),
    ),
    order="name",
    ties=("-version", "id"),
    filters=(
        Filter("tingkat", _("Tingkat"), LEVEL_NAMES.items, field="level"),
        Filter("keadaan", _("Keadaan"), lambda: LOCKED, lambda q, v: q.filter(locked_at__isnull=v == "tidak")),
    ),
    search=("name",),
    search_label=_("Nama instrumen"),
    enrich=_name,
)  # fmt: skip
