import datetime
from typing import Any

from django.utils.functional import Promise as Words
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.formats import short_day
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State
from dampingi.records.mentoring.addresses import participant_address
from dampingi.records.mentoring.listing.columns import (
    mentor_choices,
    months_of,
    name_regions,
    region_filters,
)
from dampingi.records.mentoring.models import Promise
from dampingi.records.mentoring.queries import promises as queries
from dampingi.records.mentoring.queries.months import month_end
from dampingi.records.programmes.models import Mentor

FATES: dict[str, tuple[State, str | Words]] = {
    queries.KEPT: (State.GOOD, _("Ditepati")),
    queries.PUT_OFF: (State.WATCH, _("Ditunda")),
    queries.MISSED: (State.LATE, _("Terlewat")),
    queries.OPEN: (State.NONE, _("Belum tiba")),
    queries.LAPSED: (State.NONE, _("Peserta berhenti")),
}


def promises_list(actor: Actor, *, today: datetime.date) -> ListOf:
    wide = bool(actor.regions(Permission.VIEW_PARTICIPANTS))
    return ListOf(
        name="janji-kunjungan",
        noun=_("janji kunjungan"),
        columns=(_WHO, _DAY, *(_WHERE if wide else ()), *_WHAT_CAME),
        order="-day",
        ties=("enrolment__person__key", "id"),
        filters=(
            *region_filters(actor, Permission.VIEW_PARTICIPANTS),
            Filter("keadaan", _("Keadaan"), lambda: [(f, words) for f, (_s, words) in FATES.items()], field="fate"),
            Filter("bulan", _("Bulan"), lambda: _months(actor), _in_month),
            Filter("pendamping", _("Pendamping"), lambda: mentor_choices(actor), field="holder"),
            Filter("alasan", _("Alasan menunda"), lambda: list(choices("put_off").items()), field="moved_to__reason"),
        ),
        search=("enrolment__person__name", "enrolment__business__name"),
        search_label=_("Nama peserta atau usaha"),
        enrich=_enrich,
    )  # fmt: skip


_WHO = Column(
    "who", _("Peserta"), "enrolment.person.name", sort=("enrolment__person__key",),
    href=lambda p: f"{participant_address(p.enrolment_id)}#janji",
    note=lambda p: p.enrolment.business.name if p.enrolment.business else "",
)  # fmt: skip
_DAY = Column(
    "day", _("Hari yang dijanjikan"), kind="day", sort=("day",),
    note=lambda p: _now("sesudah ditunda") if p.moved_from_id else "",
)  # fmt: skip
_WHERE = (
    Column("holder", _("Pendamping"), "holder_name"),
    Column("region", _("Kelurahan"), "region_name", sort=("region",), note=lambda p: p.district_name),
)
_WHAT_CAME = (
    Column(
        "fate", _("Keadaan"), lambda p: told(p)[:2], kind="state", sort=("fate",), note=lambda p: told(p)[2]
    ),
    Column("reason", _("Alasan menunda"), "put_off_reason", note=lambda p: p.put_off_note),
)


def told(promise: Any) -> tuple[State, str, str]:
    """(state, words, what came of it) of a promise with its fate."""
    state, words = FATES[promise.fate]
    return state, str(words), _aftermath(promise)


def _aftermath(promise: Any) -> str:
    moved = getattr(promise, "moved_to", None)
    if promise.fate == queries.PUT_OFF:
        return _now("ke %(day)s") % {"day": short_day(moved.day)}
    if promise.fate == queries.KEPT:
        return _now("dikunjungi %(day)s") % {"day": short_day(promise.came_on)}
    if promise.fate != queries.MISSED:
        return ""
    if moved:
        return _now("baru ditunda sesudahnya, ke %(day)s") % {"day": short_day(moved.day)}
    if promise.came_on is None:
        return _now("belum dikunjungi sejak itu")
    return _now("baru dikunjungi %(days)d hari kemudian") % {"days": (promise.came_on - promise.day).days}


def tell(rows: list[Promise]) -> list[Promise]:
    """Each promise with its state in words and, where put off, why."""
    called = choices("put_off")
    for row in rows:
        moved = getattr(row, "moved_to", None)
        row.state, row.state_words, row.aftermath = told(row)  # type: ignore[attr-defined]
        row.put_off_reason = called.get(moved.reason, moved.reason) if moved else ""  # type: ignore[attr-defined]
        row.put_off_note = moved.note if moved else ""  # type: ignore[attr-defined]
    return rows


def _enrich(rows: list[Any]) -> None:
    name_regions(tell(rows))
    held = Mentor.objects.unscoped("of promises in reach").in_bulk({row.holder for row in rows})
    for row in rows:
        row.holder_name = held[row.holder].name


def _months(actor: Actor) -> list[tuple[str, str]]:
    return months_of(Promise.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS), "day")


def _in_month(found: Any, month: str) -> Any:
    first = datetime.date.fromisoformat(f"{month}-01")
    return found.filter(day__gte=first, day__lte=month_end(first))
