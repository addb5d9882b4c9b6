from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import below, names
from dampingi.foundation.ui.lists import Column, Filter, ListOf, Pick
from dampingi.foundation.ui.states import State
from dampingi.records.learning.scoring import TESTS, with_tests
from dampingi.records.tot.models import Course, Trainee


def with_counts(courses: Any) -> Any:
    return courses.annotate(
        first=Min("sessions__on"), invited=Count("trainees", distinct=True),
        passed=Count("trainees", filter=Q(trainees__passed=True), distinct=True),
    )  # fmt: skip


def courses_list() -> ListOf:
    return ListOf(
        name="tot",
        noun=_("pelatihan pendamping"),
        columns=(
            Column("title", _("Pelatihan"), sort=("title",), href=lambda c: reverse("tot_course", args=[c.id]), note=lambda c: c.place),
            Column("first", _("Mulai"), kind="day", sort=("first",)),
            Column("invited", _("Diundang"), kind="number", sort=("invited",), href=lambda c: reverse("tot_course", args=[c.id]) if c.invited else None),
            Column("passed", _("Lulus"), kind="number", sort=("passed",), href=lambda c: f"{reverse('tot_course', args=[c.id])}?hasil=lulus" if c.passed else None),
            Column("state", _("Keadaan"), lambda c: (State.GOOD, _now("Selesai")) if c.closed_at else (State.WATCH, _now("Berjalan")), kind="state"),
        ),
        order="-first",
        ties=("title", "id"),
        search=("title", "place", "speaker"),
        search_label=_("Judul, tempat, narasumber"),
    )  # fmt: skip


def result_of(trainee: Trainee) -> tuple[State, str]:
    if trainee.passed is None:
        return State.NONE, _now("Belum ditutup")
    return (State.GOOD, _now("Lulus")) if trainee.passed else (State.LATE, _now("Belum lulus"))


def trainees_list(course: Course, sessions: int) -> ListOf:
    certificate = lambda t: reverse("tot_certificate", args=[t.id]) if t.passed else None  # noqa: E731
    return ListOf(
        name="peserta-tot",
        noun=_("pendamping"),
        columns=(
            Column("name", _("Pendamping"), "mentor.name", sort=("mentor__name",), href=lambda t: reverse("mentor", args=[t.mentor_id])),
            Column("region", _("Wilayah"), "region_name", sort=("mentor__region",)),
            Column("came", _("Hadir"), lambda t: _now("%(n)s dari %(all)s sesi") % {"n": t.present if course.closed_at else t.came, "all": sessions}, sort=("came",)),
            Column("pre", _("Tes sebelum"), kind="number", sort=("pre",)),
            Column("post", _("Tes sesudah"), kind="number", sort=("post",)),
            Column("result", _("Hasil"), result_of, kind="state", sort=("passed",)),
            Column("certificate", _("Sertifikat"), lambda t: _now("Unduh") if t.passed else "", href=certificate),
        ),
        order="name",
        ties=("id",),
        filters=(Filter("hasil", _("Hasil"), lambda: (("lulus", _("Lulus")), ("belum", _("Belum lulus"))), lambda q, v: q.filter(passed=v == "lulus")),
            Filter("tes", _("Tes"), lambda: TESTS, with_tests)),
        search=("mentor__name",),
        search_label=_("Nama pendamping"),
        per_page=100,
        enrich=_name,
    )  # fmt: skip


def invitable_list(course: Course) -> ListOf:
    places = lambda: [(r.code, r.name) for r in below(course.region, 3)]  # noqa: E731
    return ListOf(
        name="undang-tot",
        noun=_("pendamping"),
        columns=(
            Column("name", _("Pendamping"), sort=("name",), href=lambda m: reverse("mentor", args=[m.id])),
            Column("region", _("Wilayah"), "region_name", sort=("region",)),
            Column("appointed_on", _("Diangkat"), kind="day", sort=("appointed_on",)),
        ),
        order="region",
        ties=("name", "id"),
        filters=(Filter("wilayah", _("Wilayah"), places, lambda q, v: q.filter(inside(v))),),
        search=("name",),
        search_label=_("Nama pendamping"),
        picks=(Pick(reverse("tot_inviting", args=[course.id]), _("Undang yang dicentang"), _("undang semua"), "check"),),
        per_page=100,
        enrich=_name,
    )  # fmt: skip


def _name(rows: list[Any]) -> None:
    called = names(getattr(r, "mentor", r).region for r in rows)
    for row in rows:
        region = getattr(row, "mentor", row).region
        row.region_name = called.get(region, region)
