"""The lists of participants, visits and monthly reports."""

import datetime
from typing import Any

from django.db.models import Count
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import ancestor, depth, inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.formats import month as written_month
from dampingi.foundation.ui.formats import short_day
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.foundation.ui.states import State
from dampingi.records.mentoring.addresses import participant_address, report_address, visit_address
from dampingi.records.mentoring.models import MonthlyReport, Visit
from dampingi.records.mentoring.queries import participants as of_participants
from dampingi.records.mentoring.queries import reports as of_reports
from dampingi.records.mentoring.queries import visits as of_visits
from dampingi.records.mentoring.queries.attention import attention_by_id
from dampingi.records.mentoring.queries.months import month_end
from dampingi.records.programmes.queries import mentors, mentors_of

PARTICIPANT_STATES = (
    ("active", _("Aktif")),
    ("late", _("Tahap terlambat")),
    ("quiet", _("Lebih dari 30 hari tidak dikunjungi")),
    ("left", _("Berhenti")),
)
LATENESS = (
    ("on_time", _("Tepat waktu")),
    ("late", _("Terlambat diajukan")),
    ("overdue", _("Lewat batas, belum diajukan")),
    ("open", _("Belum jatuh tempo")),
)
REPORT_STATES = {
    MonthlyReport.State.DRAFT: State.NONE,
    MonthlyReport.State.SUBMITTED: State.WATCH,
    MonthlyReport.State.RETURNED: State.LATE,
    MonthlyReport.State.APPROVED: State.GOOD,
}
LENGTHS = {"4": 13, "3": 8, "2": 5}
"""Letters of a region's code at each depth."""
LEVELS = (("4", _("Kelurahan")), ("3", _("Kecamatan")), ("2", _("Kota")))


def participants_list(actor: Actor, *, today: datetime.date) -> ListOf:
    return ListOf(
        name="peserta",
        noun=_("peserta"),
        columns=(
            Column(
                "name", _("Peserta"), "person.name", sort=("person__key",),
                href=lambda e: participant_address(e.id), note=lambda e: e.business.name if e.business else "",
            ),
            Column("region", _("Kelurahan"), "region_name", sort=("region",), note=lambda e: e.district_name),
            Column("mentor", _("Pendamping"), "mentor_name"),
            Column("stages", _("Tahap selesai"), _stages, sort=("stages_done",)),
            Column("last_visit", _("Kunjungan terakhir"), kind="day", sort=("last_visit",)),
            Column("state", _("Keadaan"), lambda e: (e.attention.state, e.attention.summary), kind="state"),
        ),
        order="name",
        ties=("region", "enrolled_on", "id"),
        filters=(
            *_region_filter(actor, Permission.VIEW_PARTICIPANTS),
            Filter(
                "keadaan", _("Keadaan"), lambda: PARTICIPANT_STATES,
                lambda found, v: of_participants.in_state(found, v, today=today),
            ),
            Filter(
                "pendamping", _("Pendamping"), lambda: _mentor_choices(actor),
                lambda found, v: of_participants.with_mentor(found, v, today=today),
            ),
            Filter("sektor", _("Sektor"), lambda: list(choices("sectors").items()), field="business__sector"),
        ),
        search=of_participants.matching,
        search_label=_("Nama peserta atau usaha"),
        enrich=lambda rows: _enrich_participants(rows, today),
    )  # fmt: skip


def _stages(enrolment: Any) -> str:
    seen = enrolment.attention
    return _now("%(done)d dari %(all)d") % {"done": seen.stages_done, "all": seen.stages}


def _enrich_participants(rows: list[Any], today: datetime.date) -> None:
    _name_regions(rows)
    needs, held = attention_by_id(rows, today=today), {}
    for start in range(0, len(rows), 500):
        held |= mentors_of([e.id for e in rows[start : start + 500]], on=today)
    for row in rows:
        row.attention = needs[row.id]
        row.mentor_name = held[row.id].name if row.id in held else ""


def visits_list(actor: Actor) -> ListOf:
    return ListOf(
        name="kunjungan",
        noun=_("kunjungan"),
        columns=(
            Column(
                "who", _("Peserta"), "enrolment.person.name", sort=("enrolment__person__key",),
                href=lambda v: visit_address(v.id), note=lambda v: v.enrolment.business.name if v.enrolment.business else "",
            ),
            Column("on", _("Tanggal"), kind="day", sort=("on",)),
            Column("mentor", _("Pendamping"), "mentor.name", sort=("mentor__name",)),
            Column("region", _("Kelurahan"), "region_name", sort=("region",)),
            Column("topic", _("Topik"), lambda v: choices("topics").get(v.topic, v.topic), sort=("topic",)),
            Column("minutes", _("Menit"), kind="number", sort=("minutes",)),
            Column("next_step", _("Langkah berikutnya"), note=_next_on),
        ),
        order="-on",
        ties=("-recorded_at", "id"),
        filters=(
            *_region_filter(actor, Permission.VIEW_VISITS),
            Filter("bulan", _("Bulan"), lambda: _visit_months(actor), _in_month),
            Filter("topik", _("Topik"), lambda: list(choices("topics").items()), field="topic"),
            Filter("pendamping", _("Pendamping"), lambda: _mentor_choices(actor), field="mentor"),
            Filter("foto", _("Foto"), lambda: (("ada", _("Ada foto")), ("tanpa", _("Tanpa foto"))), _with_photo),
        ),
        search=of_visits.matching,
        search_label=_("Peserta, usaha, pendamping, atau isi saran"),
        enrich=_name_regions,
    )  # fmt: skip


def _next_on(visit: Visit) -> str:
    return short_day(visit.next_on) if visit.next_on else ""


def _in_month(found: Any, month: str) -> Any:
    first = datetime.date.fromisoformat(f"{month}-01")
    return found.filter(on__gte=first, on__lte=month_end(first))


def _with_photo(found: Any, value: str) -> Any:
    return found.exclude(photo="") if value == "ada" else found.filter(photo="")


def reports_list(actor: Actor, *, today: datetime.date) -> ListOf:
    return ListOf(
        name="laporan-bulanan",
        noun=_("laporan bulanan"),
        columns=(
            Column(
                "month", _("Bulan"), lambda r: written_month(r.month), sort=("month",),
                href=lambda r: report_address(r.id), note=lambda r: r.mentor.name,
            ),
            Column("region", _("Wilayah"), "region_name", sort=("region",), note=lambda r: r.district_name),
            Column("state", _("Keadaan"), lambda r: (REPORT_STATES[r.state], r.get_state_display()), "state", ("state",)),
            Column("due_on", _("Batas waktu"), kind="day", sort=("due_on",)),
            Column("submitted_on", _("Diajukan"), kind="day", sort=("submitted_on",), note=lambda r: _lateness(r, today)),
            Column("approved_on", _("Disetujui"), kind="day", sort=("approved_on",)),
        ),
        order="-month",
        ties=("region", "mentor__name", "id"),
        filters=(
            Filter("bulan", _("Bulan"), lambda: _report_months(actor), lambda q, v: q.filter(month=f"{v}-01")),
            Filter("keadaan", _("Keadaan"), lambda: MonthlyReport.State.choices, field="state"),
            Filter(
                "ketepatan", _("Ketepatan"), lambda: LATENESS,
                lambda found, v: of_reports.by_lateness(found, v, today=today),
            ),
            *_region_filter(actor, Permission.VIEW_MONTHLY_REPORTS),
            *_level_filter(actor),
        ),
        search=("mentor__name",),
        search_label=_("Nama pendamping"),
        enrich=_name_regions,
    )  # fmt: skip


def draws_list(actor: Actor) -> ListOf:
    return ListOf(
        name="verifikasi-ulang",
        noun=_("peserta terundi"),
        columns=(
            Column(
                "name", _("Peserta"), "enrolment.person.name", sort=("enrolment__person__key",),
                href=lambda d: None if d.done else reverse("reverification", args=[d.enrolment_id]),
                note=lambda d: d.enrolment.business.name if d.enrolment.business else "",
            ),
            Column("region", _("Kelurahan"), "region_name", sort=("region",), note=lambda d: d.district_name),
            Column(
                "done", _("Keadaan"),
                lambda d: (State.GOOD, _("Sudah diperiksa")) if d.done else (State.WATCH, _("Menunggu diperiksa")),
                "state", sort=("done",),
            ),
        ),
        order="done",
        ties=("region", "enrolment__person__key", "id"),
        filters=(
            Filter(
                "keadaan", _("Keadaan"), lambda: (("belum", _("Menunggu diperiksa")), ("sudah", _("Sudah diperiksa"))),
                lambda found, v: found.filter(done=v == "sudah"),
            ),
            *_region_filter(actor, Permission.REVERIFY_OUTCOMES),
        ),
        search=("enrolment__person__name", "enrolment__business__name"),
        search_label=_("Nama peserta atau usaha"),
        enrich=_name_regions,
    )  # fmt: skip


def _lateness(report: MonthlyReport, today: datetime.date) -> str:
    end = report.submitted_on or today
    days = (end - report.due_on).days
    if days <= 0:
        return ""
    text = ngettext("terlambat %(days)d hari", "terlambat %(days)d hari", days)
    return text % {"days": days}


def _level_filter(actor: Actor) -> tuple[Filter, ...]:
    regions = actor.regions(Permission.VIEW_MONTHLY_REPORTS)
    if not regions:
        return ()
    least = min(depth(r) for r in regions)
    shown = [(value, words) for value, words in LEVELS if int(value) >= least]
    return (Filter("tingkat", _("Tingkat"), lambda: shown, _at_level),)


def _at_level(found: Any, level: str) -> Any:
    return found.alias(length=Length("region")).filter(length=LENGTHS[level])


def _region_filter(actor: Actor, permission: Permission) -> tuple[Filter, ...]:
    """Only for those who look after more than one place."""
    if not actor.regions(permission):
        return ()
    return (
        Filter(
            "wilayah", _("Wilayah"), lambda: places_below(actor, permission), lambda found, v: found.filter(inside(v))
        ),
    )  # fmt: skip


def _mentor_choices(actor: Actor) -> list[tuple[str, str]]:
    return [(str(id), name) for id, name in mentors(actor).order_by("name").values_list("id", "name")]


def _visit_months(actor: Actor) -> list[tuple[str, str]]:
    return _months(of_visits.visits(actor), "on")


def _report_months(actor: Actor) -> list[tuple[str, str]]:
    return _months(of_reports.reports(actor), "month")


def _months(found: Any, field: str) -> list[tuple[str, str]]:
    found = found.order_by().select_related(None)
    months = found.values(f"{field}__year", f"{field}__month").annotate(n=Count("id"))
    pairs = sorted({(m[f"{field}__year"], m[f"{field}__month"]) for m in months}, reverse=True)
    return [(f"{y}-{m:02d}", written_month(datetime.date(y, m, 1))) for y, m in pairs]


def _name_regions(rows: list[Any]) -> None:
    codes = {row.region for row in rows}
    called = names(codes | {ancestor(c, 3) for c in codes if depth(c) > 3})
    for row in rows:
        row.region_name = called.get(row.region, row.region)
        row.district_name = called.get(ancestor(row.region, 3), "") if depth(row.region) > 3 else ""
