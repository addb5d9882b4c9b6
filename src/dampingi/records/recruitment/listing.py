from typing import Any

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State
from dampingi.records.programmes.posts import LEVELS, Post, post_names
from dampingi.records.recruitment.addresses import applicant_address
from dampingi.records.recruitment.models import Applicant, Call, Vacancy

STATES = {
    Applicant.State.SUBMITTED: State.WATCH,
    Applicant.State.CHOSEN: State.GOOD,
    Applicant.State.WAITING: State.NONE,
    Applicant.State.REJECTED: State.LATE,
    Applicant.State.WITHDRAWN: State.NONE,
}


def call_state(call: Call) -> tuple[State, str]:
    today = timezone.localdate()
    if call.opened_at is None:
        return State.NONE, _now("Disiapkan")
    if today < call.opens_on:
        return State.NONE, _now("Akan dibuka")
    return (State.GOOD, _now("Dibuka")) if today <= call.closes_on else (State.WATCH, _now("Ditutup"))


def counted(calls: Any) -> Any:
    sent = ~Q(applicants__state=Applicant.State.DRAFT)
    return calls.annotate(applied=Count("applicants", filter=sent))


def calls_list() -> ListOf:
    return ListOf(
        name="lowongan-pendamping",
        noun=_("lowongan"),
        columns=(
            Column("title", _("Lowongan"), sort=("title",), href=lambda c: reverse("mentor_call", args=[c.id]), note=lambda c: c.programme.name),
            Column("places", _("Tempat"), kind="number"),
            Column("applied", _("Pelamar"), kind="number", sort=("applied",), href=lambda c: reverse("mentor_applicants", args=[c.id])),
            Column("opens_on", _("Dibuka"), kind="day", sort=("opens_on",)),
            Column("closes_on", _("Ditutup"), kind="day", sort=("closes_on",)),
            Column("state", _("Keadaan"), call_state, kind="state"),
        ),
        order="-closes_on",
        ties=("title", "id"),
        search=("title",),
        search_label=_("Judul"),
        enrich=_places,
    )  # fmt: skip


def _places(rows: list[Any]) -> None:
    sums = Vacancy.objects.filter(call__in=[c.id for c in rows]).values_list("call").annotate(n=Sum("places"))
    told = dict(sums)
    for call in rows:
        call.places = told.get(call.id, 0)


def applicants_list(call: Call) -> ListOf:
    return ListOf(
        name="pelamar-pendamping",
        noun=_("pelamar"),
        columns=(
            Column("name", _("Pelamar"), sort=("name",), href=applicant_address),
            Column("region", _("Yang dilamar"), "post_name", sort=("region", "field"), note=lambda a: LEVELS.get(a.post.level, "")),
            Column("submitted_at", _("Dikirim"), kind="moment", sort=("submitted_at",)),
            Column("checked", _("Syarat diperiksa"), lambda a: _of(a.checked, len(call.requirements))),
            Column("sheets", _("Lembar nilai"), "scored", kind="number", sort=("scored",)),
            Column("score", _("Nilai"), kind="number", sort=("score",)),
            Column("place", _("Urutan"), kind="number", sort=("place",)),
            Column("state", _("Keputusan"), lambda a: (STATES[a.state], a.get_state_display()), "state", ("state",), note=lambda a: a.reason),
        ),
        order="region",
        ties=("submitted_at", "id"),
        filters=(
            Filter("keputusan", _("Keputusan"), lambda: [c for c in Applicant.State.choices if c[0] != "draft"], field="state"),
            Filter("wilayah", _("Yang dilamar"), lambda: places_of(call), _of_post),
            Filter("syarat", _("Syarat"), lambda: CHECKED, _by_checks),
        ),
        search=("name",),
        search_label=_("Nama pelamar"),
        enrich=_name,
    )  # fmt: skip


CHECKED = (
    ("unmet", _("Ada yang tidak terpenuhi")),
    ("doubtful", _("Ada yang meragukan")),
    ("open", _("Belum diperiksa")),
)


def _by_checks(rows: Any, told: str) -> Any:
    if told == "open":
        return rows.filter(checks=None)
    verdict = "not_met" if told == "unmet" else "doubtful"
    return rows.filter(checks__verdict=verdict).distinct()


def _of_post(rows: Any, code: str) -> Any:
    post = Post.read(code)
    return rows.filter(region=post.region, field=post.field)


def with_work(applicants: Any) -> Any:
    """Applicants with how much of them is checked and scored."""
    return applicants.annotate(checked=Count("checks", distinct=True), scored=Count("sheets", distinct=True))


def places_of(call: Call) -> list[tuple[str, str]]:
    """(code, name) of the posts with places."""
    posts = [v.post for v in call.vacancies.order_by("region", "field")]
    called = post_names(posts)
    return [(p.code, called[p.code]) for p in posts]


def _of(part: int, whole: int) -> str:
    return _now("%(part)s dari %(whole)s") % {"part": part, "whole": whole}


def _name(rows: list[Any]) -> None:
    called = post_names(a.post for a in rows)
    for row in rows:
        row.post_name = called[row.post.code]
