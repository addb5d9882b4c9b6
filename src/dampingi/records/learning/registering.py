"""The list of who registered for a training, with the words to send, and of those who may be registered."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.formats import day
from dampingi.foundation.ui.lists import Column, Filter, ListOf, Pick
from dampingi.foundation.ui.places import places_below
from dampingi.foundation.ui.states import State
from dampingi.records.businesses.contacts import reachable, whatsapp_address
from dampingi.records.learning.models import Registration, Training
from dampingi.records.learning.queries.registrations import LEFT, PLACED, WAITING, places_in_line

STATES = ((PLACED, _("Mendapat tempat")), (WAITING, _("Menunggu")), (LEFT, _("Mundur atau dikeluarkan")))


def registrations_list(actor: Actor) -> ListOf:
    return ListOf(
        name="pendaftar-pelatihan",
        noun=_("pendaftar"),
        columns=COLUMNS,
        order="at",
        ties=("number", "id"),
        filters=(
            Filter("keadaan", _("Keadaan"), lambda: STATES, _in_state),
            _where(actor, Permission.VIEW_PARTICIPANTS),
        ),
        search=("enrolment__person__name", "enrolment__business__name"),
        search_label=_("Nama peserta, usaha"),
        per_page=100,
        enrich=lambda rows: _enrich(actor, rows),
    )


def candidates_list(actor: Actor, training: Training) -> ListOf:
    address = reverse("registering", args=[training.id])
    return ListOf(
        name="calon-pendaftar",
        noun=_("peserta"),
        columns=(
            Column("name", _("Peserta"), "person.name", sort=("person__key",), href=lambda e: reverse("participant", args=[e.id])),
            Column("business", _("Usaha"), "business.name", sort=("business__key",)),
            Column("region", _("Kelurahan"), "region_name", sort=("region",)),
        ),
        order="region",
        ties=("person__key", "id"),
        filters=(_where(actor, Permission.JOIN_TRAININGS),),
        search=("person__name", "business__name"),
        search_label=_("Nama peserta, usaha"),
        picks=(Pick(address, _("Daftarkan yang dicentang"), _("daftarkan semua"), "check"),),
        per_page=100,
        enrich=_name,
    )  # fmt: skip


COLUMNS = (
    Column("name", _("Peserta"), "enrolment.person.name", sort=("enrolment__person__key",),
           href=lambda r: reverse("registration", args=[r.id]), note=lambda r: r.enrolment.business.name if r.enrolment.business else ""),
    Column("region", _("Kelurahan"), "region_name", sort=("region",)),
    Column("state", _("Keadaan"), lambda r: standing(r, r.turn), kind="state", sort=("left_at", "placed_at")),
    Column("at", _("Mendaftar"), kind="moment", sort=("number",), note=lambda r: r.by_name),
    Column("whatsapp", _("WhatsApp"), "whatsapp", kind="link"),
)  # fmt: skip


def standing(row: Registration, turn: int | None) -> tuple[State, str]:
    if row.left_at:
        return State.NONE, _now("Mundur atau dikeluarkan")
    if row.placed_at:
        return State.GOOD, _now("Mendapat tempat")
    return State.WATCH, _now("Menunggu, urutan %(turn)d") % {"turn": turn or 1}


def words(row: Registration, turn: int | None) -> str:
    """What to send to the participant as it stands now."""
    told = {
        "name": row.enrolment.person.name, "title": row.training.title, "day": day(row.training.on), "turn": turn or 1,
        "place": row.training.place or _now("tempat yang akan dikabarkan"),
    }  # fmt: skip
    if row.training.cancelled_at:
        text = _now("Yth. %(name)s, pelatihan %(title)s pada %(day)s dibatalkan. Mohon maaf.")
    elif row.left_at:
        text = _now("Yth. %(name)s, pendaftaran Anda di pelatihan %(title)s pada %(day)s sudah ditarik.")
    elif not row.placed_at:
        text = _now("Yth. %(name)s, Anda di urutan %(turn)d daftar tunggu pelatihan %(title)s pada %(day)s. Anda dikabari begitu ada tempat.")  # fmt: skip
    elif row.waited:
        text = _now("Yth. %(name)s, ada kabar baik: Anda mendapat tempat di pelatihan %(title)s pada %(day)s di %(place)s. Mohon kabari bila berhalangan.")  # fmt: skip
    else:
        text = _now("Yth. %(name)s, Anda terdaftar di pelatihan %(title)s pada %(day)s di %(place)s. Mohon kabari bila berhalangan.")  # fmt: skip
    return text % told


def _in_state(found: Any, value: str) -> Any:
    if value == LEFT:
        return found.filter(left_at__isnull=False)
    return found.filter(left_at=None, placed_at__isnull=value == WAITING)


def _where(actor: Actor, permission: Permission) -> Filter:
    places = lambda: places_below(actor, permission)  # noqa: E731
    return Filter("wilayah", _("Wilayah"), places, lambda found, code: found.filter(inside(code)))


def _name(rows: list[Any]) -> None:
    called = names(row.region for row in rows)
    for row in rows:
        row.region_name = called.get(row.region, row.region)


def _enrich(actor: Actor, rows: list[Any]) -> None:
    _name(rows)
    turns = places_in_line(rows)
    seen = reachable(actor, [row.enrolment.person_id for row in rows])
    for row in rows:
        row.turn = turns.get(row.id)
        person = row.enrolment.person
        row.whatsapp = whatsapp_address(person.phone, words(row, row.turn)) if person.id in seen else ""
