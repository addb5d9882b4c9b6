import datetime
from typing import Any

from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.ui.formats import month as written_month
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State
from dampingi.records.mentoring.addresses import report_address
from dampingi.records.mentoring.listing.columns import months_of, name_regions, region_filters
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.mentoring.queries import reports as queries

LATENESS = (
    ("on_time", _("Tepat waktu")),
    ("late", _("Terlambat diajukan")),
    ("overdue", _("Lewat batas, belum diajukan")),
    ("behind", _("Terlambat, sudah atau belum diajukan")),
    ("open", _("Belum jatuh tempo")),
)
REPORT_STATES = {
    MonthlyReport.State.DRAFT: State.NONE,
    MonthlyReport.State.SUBMITTED: State.WATCH,
    MonthlyReport.State.RETURNED: State.LATE,
    MonthlyReport.State.APPROVED: State.GOOD,
}
LEVELS = (("4", _("Kelurahan")), ("3", _("Kecamatan")), ("2", _("Kota")))
LENGTHS = {"4": 13, "3": 8, "2": 5}
"""Letters of a region's code at each depth."""


def reports_list(actor: Actor, *, today: datetime.date) -> ListOf:
    wide = bool(actor.regions(Permission.VIEW_MONTHLY_REPORTS))
    months = months_of(queries.reports(actor), "month")
    return ListOf(
        name="laporan-bulanan",
        noun=_("laporan bulanan"),
        columns=(*(_WHO if wide else ()), _MONTH, *_course(today)),
        order="-month",
        ties=("region", "mentor__name", "id"),
        filters=(
            Filter("bulan", _("Bulan"), lambda: months, lambda q, month: q.filter(month=f"{month}-01")),
            Filter("keadaan", _("Keadaan"), lambda: MonthlyReport.State.choices, field="state"),
            Filter(
                "ketepatan",
                _("Ketepatan"),
                lambda: LATENESS,
                lambda found, value: queries.by_lateness(found, value, today=today),
            ),
            *region_filters(actor, Permission.VIEW_MONTHLY_REPORTS),
            *(_level_filters(actor) if wide else ()),
        ),
        search=("mentor__name",) if wide else (),
        search_label=_("Nama pendamping"),
        enrich=name_regions,
    )


_WHO = (
    Column(
        "mentor",
        _("Pendamping"),
        "mentor.name",
        sort=("mentor__name",),
        href=lambda r: report_address(r.id),
    ),
    Column("region", _("Wilayah"), "region_name", sort=("region",), note=lambda r: r.district_name),
)
_MONTH = Column(
    "month",
    _("Bulan"),
    lambda r: written_month(r.month),
    sort=("month",),
    href=lambda r: report_address(r.id),
)


def _course(today: datetime.date) -> tuple[Column, ...]:
    return (
        Column(
            "state",
            _("Keadaan"),
            lambda r: (REPORT_STATES[r.state], r.get_state_display()),
            "state",
            ("state",),
        ),
        Column("due_on", _("Batas waktu"), kind="day", sort=("due_on",)),
        Column(
            "submitted_on",
            _("Diajukan"),
            kind="day",
            sort=("submitted_on",),
            note=lambda r: _lateness(r, today),
        ),
        Column("approved_on", _("Disetujui"), kind="day", sort=("approved_on",)),
    )


def _lateness(report: MonthlyReport, today: datetime.date) -> str:
    days = ((report.submitted_on or today) - report.due_on).days
    if days <= 0:
        return ""
    return ngettext("terlambat %(days)d hari", "terlambat %(days)d hari", days) % {"days": days}


def _level_filters(actor: Actor) -> tuple[Filter, ...]:
    """The levels at and below the actor's own."""
    least = min(depth(r) for r in actor.regions(Permission.VIEW_MONTHLY_REPORTS))
    shown = [(value, words) for value, words in LEVELS if int(value) >= least]
    return (Filter("tingkat", _("Tingkat"), lambda: shown, _at_level),)


def _at_level(found: Any, level: str) -> Any:
    return found.alias(length=Length("region")).filter(length=LENGTHS[level])
