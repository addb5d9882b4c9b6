import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_within
from dampingi.foundation.ui.states import State
from dampingi.records.problems.lists import names as matter_names
from dampingi.records.problems.models import AgreedAction, Level, ListEdition
from dampingi.records.problems.standing import STATES, days_of, narrow, state_of
from dampingi.records.problems.topics import topic_names

YEARS_BACK = 3
ACTION_STATES = (
    ("terbuka", _("Belum selesai")),
    ("lewat", _("Lewat batas waktu")),
    ("selesai", _("Selesai")),
)


def problems_list(actor: Actor, today: datetime.date) -> ListOf:
    """Of rows with their standing; the archived are left out by the view unless asked for."""
    filters = [
        Filter("keadaan", _("Keadaan"), lambda: STATES, narrow),
        Filter("topik", _("Topik"), lambda: list(topic_names(_regions(actor)).items()), field="topic"),
        Filter("kewenangan", _("Kewenangan"), lambda: Level.choices, field="level"),
        Filter(
            "urusan",
            _("Urusan"),
            lambda: list(matter_names(ListEdition.Kind.MATTERS, _regions(actor)).items()),
            field="matter",
            aside=True,
        ),
        Filter("ada-pada", _("Ada pada"), lambda: Level.choices, field="held", aside=True),
        Filter("tahun", _("Dicatat tahun"), lambda: years(today), field="noted_on__year", aside=True),
    ]
    if actor.regions(Permission.VIEW_PROBLEMS):
        filters.insert(2, Filter("wilayah", _("Wilayah"), lambda: _places(actor), _there))
    return ListOf(
        name="masalah", noun=_("masalah"), columns=_columns(today), order="-noted", ties=("title", "id"), filters=tuple(filters),
        search=("title", "what", "cause", "result_text", "noted_by_name"), search_label=_("Judul, uraian, atau hasil"), enrich=tell_places,
    )  # fmt: skip


def _places(actor: Actor) -> list[tuple[str, str]]:
    """The parts, and with `=` what concerns the whole and no single part."""
    own = names(actor.regions(Permission.VIEW_PROBLEMS))
    whole = [(f"{code}=", _now("%(place)s saja") % {"place": name}) for code, name in sorted(own.items())]
    return [*whole, *places_within(actor, Permission.VIEW_PROBLEMS)]


def _there(rows: Any, code: str) -> Any:
    return rows.filter(region=code[:-1]) if code.endswith("=") else rows.filter(inside(code))


def _columns(today: datetime.date) -> tuple[Column, ...]:
    return (
        Column("title", _("Masalah"), sort=("title",), href=lambda p: reverse("problem", args=[p.id]), note=lambda p: p.topic_name),
        Column("region", _("Wilayah"), "region_name", sort=("region",)),
        Column("level", _("Kewenangan"), "get_level_display", sort=("level",), note=lambda p: p.matter_name),
        Column("noted", _("Dicatat"), "noted_on", kind="day", sort=("noted_on",)),
        Column("days", _("Hari"), lambda p: days_of(p, today), kind="number"),
        Column("state", _("Keadaan"), state_of, "state", sort=("closed_on", "held")),
    )  # fmt: skip


def agreed_list(today: datetime.date) -> ListOf:
    return ListOf(
        name="tindakan-masalah", noun=_("tindakan"), order="due", ties=("text", "id"),
        columns=(
            Column("text", _("Tindakan"), sort=("text",), href=lambda a: reverse("agreed_action", args=[a.id]), note=lambda a: a.note),
            Column("problem", _("Masalah"), "problem.title", sort=("problem__title",), href=lambda a: reverse("problem", args=[a.problem_id])),
            Column("owner", _("Oleh"), "by_whom", sort=("owner__name", "office")),
            Column("level", _("Tingkat"), "get_level_display", sort=("level",)),
            Column("due", _("Batas waktu"), "due_on", kind="day", sort=("due_on",)),
            Column("state", _("Keadaan"), lambda a: agreed_state(a, today), "state"),
        ),
        filters=(Filter("keadaan", _("Keadaan"), lambda: ACTION_STATES, lambda rows, v: _in(rows, v, today)),),
        search=("text", "problem__title", "owner__name", "office"), search_label=_("Tindakan, masalah, atau orang"),
    )  # fmt: skip


def agreed_state(agreed: AgreedAction, today: datetime.date) -> tuple[State, str]:
    if agreed.done_at:
        return State.GOOD, _now("Selesai")
    if agreed.dropped_at:
        return State.NONE, _now("Tidak jadi")
    late = agreed.due_on < today
    return (State.LATE, _now("Lewat batas waktu")) if late else (State.WATCH, _now("Belum selesai"))


def years(today: datetime.date) -> list[tuple[str, str]]:
    return [(str(y), str(y)) for y in range(today.year, today.year - YEARS_BACK - 1, -1)]


def tell_places(rows: list[Any]) -> None:
    called, about, matters = (
        names({row.region for row in rows}),
        topic_names(),
        matter_names(ListEdition.Kind.MATTERS),
    )
    for row in rows:
        row.region_name = called.get(row.region, row.region)
        row.matter_name = matters.get(row.matter, "")
        row.topic_name = about.get(row.topic, row.topic)


def _regions(actor: Actor) -> list[str]:
    """Where the actor works: whose topics and lines the filters offer."""
    return [*actor.regions(Permission.VIEW_PROBLEMS), *actor.regions(Permission.NOTE_PROBLEMS)]


def _in(rows: Any, value: str, today: datetime.date) -> Any:
    if value == "selesai":
        return rows.exclude(done_at=None)
    running = rows.filter(done_at=None)
    return running.filter(due_on__lt=today) if value == "lewat" else running
