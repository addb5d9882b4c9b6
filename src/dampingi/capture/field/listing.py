"""The lists of phones and of what they sent."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.capture.field.models import Device, Submission
from dampingi.capture.field.presenting import KIND_NAMES, kind_name, people
from dampingi.capture.field.queries import UNDECIDED
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State as Look

State = Submission.State
LOOKS = {
    State.APPLIED: Look.GOOD,
    State.WAITING: Look.WATCH,
    State.CONFLICT: Look.LATE,
    State.QUARANTINED: Look.LATE,
    State.DECLINED: Look.NONE,
}
TO_DECIDE = "putuskan"


def look(submission: Submission) -> tuple[Look, str]:
    state = State(submission.state)
    return LOOKS[state], str(state.label)


def _states() -> list[tuple[str, str]]:
    return [(TO_DECIDE, _now("Perlu diputuskan")), *((str(v), str(name)) for v, name in State.choices)]


def _in_state(found: Any, value: str) -> Any:
    return found.filter(state__in=UNDECIDED) if value == TO_DECIDE else found.filter(state=value)


def standing(device: Device) -> tuple[Look, str]:
    return (Look.NONE, _now("Dicabut")) if device.revoked_at else (Look.GOOD, _now("Dipakai"))


def _sent(device: Device, figure: int, narrowed: str = "") -> str | None:
    return f"{reverse('device', args=[device.id])}{narrowed}" if figure else None


def _enrich(rows: list[Any]) -> None:
    known = people(rows)
    _place(rows)
    for row in rows:
        enrolment = known.get(row.about)
        row.person_name = enrolment.person.name if enrolment else ""
        row.person_href = reverse("participant", args=[enrolment.id]) if enrolment else None


def _place(rows: list[Any]) -> None:
    called = names(row.region for row in rows)
    for row in rows:
        row.region_name = called.get(row.region, row.region)


SUBMISSIONS = ListOf(
    name="kiriman-lapangan",
    noun=_("kiriman"),
    columns=(
        Column("received_at", _("Diterima"), kind="moment", sort=("seq",),
               href=lambda s: reverse("submission_sent", args=[s.id])),
        Column("kind", _("Jenis"), lambda s: kind_name(s.kind), sort=("kind",)),
        Column("person", _("Peserta"), "person_name", href=lambda s: s.person_href),
        Column("sender", _("Pengirim"), "device.user.name", sort=("device__user__name",), note=lambda s: s.region_name),
        Column("state", _("Keadaan"), look, kind="state", sort=("state",), note=lambda s: s.reason),
    ),
    order="-received_at",
    filters=(
        Filter("keadaan", _("Keadaan"), _states, _in_state),
        Filter("jenis", _("Jenis"), lambda: list(KIND_NAMES.items()), field="kind"),
    ),
    search=("device__user__name", "device__name", "reason"),
    search_label=_("Pengirim, perangkat, alasan"),
    enrich=_enrich,
)  # fmt: skip

DEVICES = ListOf(
    name="perangkat-lapangan",
    noun=_("perangkat"),
    columns=(
        Column("name", _("Perangkat"), sort=("name",), href=lambda d: reverse("device", args=[d.id])),
        Column("user", _("Pemilik"), "user.name", sort=("user__name",), note=lambda d: d.region_name),
        Column("registered_at", _("Didaftarkan"), kind="moment", sort=("registered_at",)),
        Column("last", _("Kiriman terakhir"), kind="moment", sort=("last",)),
        Column("sent", _("Kiriman"), kind="number", sort=("sent",), href=lambda d: _sent(d, d.sent)),
        Column("undecided", _("Perlu diputuskan"), kind="number", sort=("undecided",),
               href=lambda d: _sent(d, d.undecided, f"?keadaan={TO_DECIDE}")),
        Column("state", _("Keadaan"), standing, kind="state"),
    ),
    order="user",
    ties=("registered_at", "id"),
    filters=(
        Filter("keadaan", _("Keadaan"), lambda: [("dipakai", _now("Dipakai")), ("dicabut", _now("Dicabut"))],
               lambda found, v: found.filter(revoked_at__isnull=v == "dipakai")),
    ),
    search=("name", "user__name"),
    search_label=_("Perangkat, pemilik"),
    enrich=_place,
)  # fmt: skip
