from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui import states
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.records.aspirations.models import Door, State, Wording
from dampingi.records.aspirations.queries import aspirations
from dampingi.records.aspirations.queries.themes import names_of
from dampingi.records.meetings.models import RoadShow
from dampingi.records.programmes.queries import current_programme

REPLIED = (
    ("belum", _("Belum dijawab")),
    ("dijawab", _("Sudah dijawab")),
    ("kabari", _("Dijawab, orangnya belum diberi tahu")),
)
JOINED = (("sendiri", _("Berdiri sendiri atau menampung")), ("bergabung", _("Bergabung dengan yang lain")))
MINE = (("saya", _("Diminta kepada saya")), ("belum", _("Belum ada penjawabnya")))
LOOKS = {
    State.RECEIVED: states.State.LATE,
    State.LOOKING: states.State.WATCH,
    State.PLANNED: states.State.WATCH,
    State.DONE: states.State.GOOD,
    State.NOT_POSSIBLE: states.State.NONE,
}

SAID_LOOKS = {
    Wording.State.PUBLISHED: states.State.GOOD,
    Wording.State.PROPOSED: states.State.WATCH,
    Wording.State.RETURNED: states.State.LATE,
    Wording.State.WITHDRAWN: states.State.NONE,
}


def aspirations_list(actor: Any) -> ListOf:
    return ListOf(
        name="aspirasi",
        noun=_("aspirasi"),
        columns=ASPIRATIONS,
        order="-at",
        ties=("id",),
        filters=(
            Filter("kecamatan", _("Kecamatan"), lambda: _districts(actor), field="region"),
            Filter("bidang", _("Bidang"), lambda: list(choices("constraint_fields").items()), field="field"),
            Filter("keadaan", _("Keadaan"), lambda: State.choices, field="now"),
            Filter(
                "tema",
                _("Tema"),
                lambda: _themes(actor),
                lambda found, v: found.filter(theme="" if v == "belum" else v),
            ),
            Filter("jawaban", _("Jawaban"), lambda: REPLIED, _answered),
            Filter("penjawab", _("Penjawab"), lambda: MINE, lambda found, v: _given(found, v, actor)),
            Filter(
                "gabungan",
                _("Gabungan"),
                lambda: JOINED,
                lambda found, v: found.filter(joins__isnull=v == "sendiri"),
            ),
            Filter("pintu", _("Disampaikan lewat"), lambda: Door.choices, field="door"),
            Filter("kunjungan", _("Rangkaian kunjungan"), lambda: _shows(actor), field="meeting__roadshow"),
        ),
        search=("text", "answer", "name"),
        search_label=_("Isi, jawaban, nama"),
        enrich=_name_regions,
    )


def _districts(actor: Any) -> list[tuple[str, str]]:
    codes = aspirations(actor).order_by().values_list("region", flat=True).distinct()
    return sorted(names(codes).items(), key=lambda pair: pair[1])


def _themes(actor: Any) -> list[tuple[str, str]]:
    programme = current_programme(actor)
    named = names_of(programme.region if programme else "")
    return [*named.items(), ("belum", _now("Belum bertema"))]


def _shows(actor: Any) -> list[tuple[str, str]]:
    rows = RoadShow.objects.for_actor(actor, Permission.VIEW_MEETINGS).order_by("-called_at")
    return [(str(row.id), row.name) for row in rows[:50]]


def _answered(found: Any, value: str) -> Any:
    if value == "belum":
        return found.filter(replied_at=None)
    found = found.exclude(replied_at=None)
    return found.filter(told_at=None).exclude(phone="") if value == "kabari" else found


def _given(found: Any, value: str, actor: Any) -> Any:
    return found.filter(responsible=actor.user_id if value == "saya" else None)


def _name_regions(rows: list[Any]) -> None:
    called = names(row.region for row in rows)
    themes = {region: names_of(region) for region in {row.programme.region for row in rows}}
    for row in rows:
        row.region_name = called.get(row.region, row.region)
        row.theme_name = themes[row.programme.region].get(row.theme, row.theme)


def aspiration_state(row: Any) -> tuple[states.State, str]:
    return LOOKS[State(row.now)], str(State(row.now).label)


def _who(row: Any) -> str:
    return (
        _now("%(name)s; bergabung dengan yang lain") % {"name": row.name or "–"} if row.joins_id else row.name
    )


def _reply(row: Any) -> str:
    if not row.replied_at:
        return _now("Belum dijawab")
    return _now("Orangnya belum diberi tahu") if row.phone and not row.told_at else ""


ASPIRATIONS = (
    Column("text", _("Aspirasi"), lambda a: a.text if len(a.text) < 160 else a.text[:157] + "…",
           href=lambda a: reverse("aspiration", args=[a.id]), note=_who),
    Column("theme", _("Tema"), lambda a: a.theme_name, sort=("theme",), note=lambda a: choices("constraint_fields").get(a.field, a.field)),
    Column("region", _("Kecamatan"), "region_name", sort=("region",)),
    Column("at", _("Disampaikan"), kind="day", sort=("at",), note=lambda a: a.get_door_display()),
    Column("responsible", _("Penjawab"), lambda a: a.responsible.name if a.responsible else "", sort=("responsible__name",)),
    Column("state", _("Keadaan"), aspiration_state, "state", sort=("now",), note=_reply),
)  # fmt: skip
