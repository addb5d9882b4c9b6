"""The list of mentors with what they did this month, joined from several apps."""

import datetime
import uuid
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, Max, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import ancestor, inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.foundation.ui.states import State
from dampingi.records.appointments.queries import fields_of
from dampingi.records.mentoring.models import MonthlyReport, Visit
from dampingi.records.programmes.models import Caseload, Mentor
from dampingi.records.programmes.posts import CONSULTANT, LEVELS
from dampingi.records.programmes.queries import programmes

LENGTHS = {"kelurahan": 13, "kecamatan": 8, "kota": 5}
QUIET_DAYS = 14


def mentors_list(actor: Actor, *, today: datetime.date) -> ListOf:
    return ListOf(
        name="pendamping",
        noun=_("pendamping"),
        columns=_columns(today),
        order="name",
        ties=("region", "id"),
        filters=(
            Filter(
                "wilayah",
                _("Wilayah"),
                lambda: _places(actor),
                lambda found, code: found.filter(inside(code)),
            ),
            Filter("tingkat", _("Tingkat"), LEVELS.items, _at_level),
            Filter(
                "bidang",
                _("Bidang keahlian"),
                lambda: choices("mentor_fields").items(),
                field="expertise__field",
            ),
            Filter(
                "program",
                _("Program"),
                lambda: [(p.code, p.name) for p in programmes(actor)],
                field="programme__code",
            ),
            Filter("status", _("Status"), lambda: STATUSES, _with_status),
        ),
        search=("name",),
        search_label=_("Nama pendamping"),
        per_page=100,
        enrich=lambda rows: _enrich(rows, today),
    )


STATUSES = (("aktif", _("Aktif")), ("selesai", _("Selesai tugas")))


def _columns(today: datetime.date) -> tuple[Column, ...]:
    return (
        Column(
            "name",
            _("Pendamping"),
            sort=("name",),
            href=lambda m: reverse("mentor", args=[m.id]),
            note=lambda m: m.level_name,
        ),
        Column("region", _("Wilayah"), "region_name", sort=("region",), note=lambda m: m.district_name),
        Column("fields", _("Bidang keahlian"), lambda m: ", ".join(m.field_names)),
        Column("caseload", _("Dampingan"), "caseload_count", kind="number", href=_caseload),
        Column(
            "month_visits",
            _("Kunjungan bulan ini"),
            "month_visits",
            kind="number",
            href=lambda m: _month(m, today),
        ),
        Column("met", _("Peserta ditemui"), "month_met", kind="number", href=lambda m: _month(m, today)),
        Column("last", _("Kunjungan terakhir"), "last_visit", kind="day"),
        Column("reports", _("Laporan terlambat"), "late_reports", kind="number", href=_late),
        Column("state", _("Keadaan"), lambda m: _state(m, today), kind="state"),
    )


def _caseload(mentor: Mentor) -> str | None:
    return _door("participants", mentor.caseload_count, pendamping=mentor.id)


def _month(mentor: Mentor, today: datetime.date) -> str | None:
    return _door("visits", mentor.month_visits, pendamping=mentor.id, bulan=f"{today:%Y-%m}")


def _late(mentor: Mentor) -> str | None:
    return _door("monthly_reports", mentor.late_reports, cari=mentor.name, ketepatan="behind")


def _door(route: str, figure: int, **narrowed: Any) -> str | None:
    """Nothing lies behind a nought."""
    return f"{reverse(route)}?{urlencode(narrowed)}" if figure else None


def _state(mentor: Mentor, today: datetime.date) -> tuple[State, str]:
    if mentor.ended_on and mentor.ended_on <= today:
        return State.NONE, str(_("Selesai tugas"))
    if not mentor.caseload_count and not mentor.last_visit:
        return State.NONE, str(_("Tanpa dampingan"))
    if mentor.last_visit is None or (today - mentor.last_visit).days > QUIET_DAYS:
        return State.LATE, str(_("Lama tidak berkunjung"))
    return (State.WATCH, str(_("Laporan tertinggal"))) if mentor.unsent else (State.GOOD, str(_("Berjalan")))


def _places(actor: Actor) -> list[tuple[str, str]]:
    return places_below(actor, Permission.VIEW_MENTORS)


def _at_level(found: Any, level: str) -> Any:
    if level == CONSULTANT:
        return found.exclude(field="")
    return found.filter(field="", region__regex=rf"^.{{{LENGTHS[level]}}}$")


def _with_status(found: Any, status: str) -> Any:
    return found.filter(ended_on=None) if status == "aktif" else found.exclude(ended_on=None)


def _enrich(rows: list[Mentor], today: datetime.date) -> None:
    ids = [mentor.id for mentor in rows]
    called = names({m.region for m in rows} | {ancestor(m.region, 3) for m in rows})
    visits, loads, reports = _visits(ids, today), _loads(ids, today), _reports(ids, today)
    fields = fields_of(ids)
    for mentor in rows:
        mentor.level_name = LEVELS.get(mentor.level, "")
        mentor.region_name = called.get(mentor.region, mentor.region)
        mentor.district_name = (
            called.get(ancestor(mentor.region, 3), "") if mentor.level == "kelurahan" else ""
        )
        mentor.month_visits, mentor.month_met, mentor.last_visit = visits.get(mentor.id, (0, 0, None))
        mentor.field_names = fields[mentor.id]
        mentor.caseload_count = loads.get(mentor.id, 0)
        mentor.late_reports, mentor.unsent = reports.get(mentor.id, (0, 0))


def _visits(
    ids: list[uuid.UUID], today: datetime.date
) -> dict[uuid.UUID, tuple[int, int, datetime.date | None]]:
    month = Q(on__gte=today.replace(day=1), on__lte=today)
    rows = Visit.objects.unscoped("sums of mentors in reach").filter(mentor__in=ids, archived_at=None)
    counted = rows.values("mentor_id").annotate(
        n=Count("id", filter=month), met=Count("enrolment", filter=month, distinct=True), last=Max("on")
    )
    return {row["mentor_id"]: (row["n"], row["met"], row["last"]) for row in counted}


def _loads(ids: list[uuid.UUID], today: datetime.date) -> dict[uuid.UUID, int]:
    held = Caseload.objects.filter(mentor__in=ids, starts_on__lte=today).filter(
        Q(ends_on=None) | Q(ends_on__gt=today)
    )
    return dict(held.values_list("mentor_id").annotate(n=Count("id")))


def _reports(ids: list[uuid.UUID], today: datetime.date) -> dict[uuid.UUID, tuple[int, int]]:
    rows = MonthlyReport.objects.unscoped("sums of mentors in reach").filter(mentor__in=ids)
    unsent = Q(submitted_on=None, due_on__lt=today)
    late = Q(submitted_on__gt=F("due_on")) | unsent
    counted = rows.values("mentor_id").annotate(
        late=Count("id", filter=late), unsent=Count("id", filter=unsent)
    )
    return {row["mentor_id"]: (row["late"], row["unsent"]) for row in counted}
