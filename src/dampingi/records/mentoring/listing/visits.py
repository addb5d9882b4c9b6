import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.formats import short_day
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.records.mentoring.addresses import visit_address
from dampingi.records.mentoring.listing.columns import (
    mentor_choices,
    months_of,
    name_regions,
    region_filters,
)
from dampingi.records.mentoring.queries import visits as queries
from dampingi.records.mentoring.queries.months import month_end

PHOTOS = (("ada", _("Ada foto")), ("tanpa", _("Tanpa foto")))


def visits_list(actor: Actor) -> ListOf:
    wide = bool(actor.regions(Permission.VIEW_VISITS))
    return ListOf(
        name="kunjungan",
        noun=_("kunjungan"),
        columns=(*_MEETING, *(_WHERE if wide else ()), *_CONTENT),
        order="-on",
        ties=("-recorded_at", "id"),
        filters=(
            *region_filters(actor, Permission.VIEW_VISITS),
            Filter("bulan", _("Bulan"), lambda: months_of(queries.visits(actor), "on"), _in_month),
            Filter("topik", _("Topik"), lambda: list(choices("topics").items()), field="topic"),
            Filter("pendamping", _("Pendamping"), lambda: mentor_choices(actor), field="mentor"),
            Filter("foto", _("Foto"), lambda: PHOTOS, _with_photo),
        ),
        search=queries.matching,
        search_label=_("Nama, usaha, isi saran"),
        enrich=name_regions,
    )


_MEETING = (
    Column(
        "who",
        _("Peserta"),
        "enrolment.person.name",
        sort=("enrolment__person__key",),
        href=lambda v: visit_address(v.id),
        note=lambda v: v.enrolment.business.name if v.enrolment.business else "",
    ),
    Column("on", _("Tanggal"), kind="day", sort=("on",)),
)
_WHERE = (
    Column("mentor", _("Pendamping"), "mentor.name", sort=("mentor__name",)),
    Column("region", _("Kelurahan"), "region_name", sort=("region",), note=lambda v: v.district_name),
)
_CONTENT = (
    Column("topic", _("Topik"), lambda v: choices("topics").get(v.topic, v.topic), sort=("topic",)),
    Column("minutes", _("Menit"), kind="number", sort=("minutes",)),
    Column(
        "next_step",
        _("Langkah berikutnya"),
        note=lambda v: short_day(v.next_on) if v.next_on else "",
    ),
)


def _in_month(found: Any, month: str) -> Any:
    first = datetime.date.fromisoformat(f"{month}-01")
    return found.filter(on__gte=first, on__lte=month_end(first))


def _with_photo(found: Any, value: str) -> Any:
    return found.exclude(photo="") if value == "ada" else found.filter(photo="")
