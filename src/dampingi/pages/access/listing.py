"""Who holds a code, in the office's eyes: state, phone and device - never the code."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission as P
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.formats import moment
from dampingi.foundation.ui.lists import Column, Filter, ListOf, Pick
from dampingi.foundation.ui.places import places_within
from dampingi.foundation.ui.states import State
from dampingi.records.access.codes import TRIES
from dampingi.records.access.queries import (
    crowded_devices,
    in_state,
    opened_by,
    phones_of_mentors,
    shared_phones,
    sharing,
    state_of,
)
from dampingi.records.businesses.contacts import masked_phone, reachable, spoken_phone
from dampingi.records.mentoring.addresses import participant_address

STATES = (
    ("none", _("Belum dibuat")),
    ("unused", _("Belum dipakai")),
    ("used", _("Sudah masuk")),
    ("locked", _("Terkunci")),
    ("expired", _("Habis masa berlaku")),
)
LOOKS = {
    "none": State.NONE,
    "unused": State.WATCH,
    "used": State.GOOD,
    "locked": State.LATE,
    "expired": State.LATE,
}


def codes_list(actor: Actor, address: str) -> ListOf:
    return ListOf(
        name="kode-masuk",
        noun=_("peserta"),
        columns=COLUMNS,
        order="name",
        ties=("region", "id"),
        filters=(
            Filter("keadaan", _("Kode"), lambda: STATES, lambda rows, v: rows.filter(in_state(v))),
            Filter("wilayah", _("Wilayah"), lambda: places_within(actor, P.ISSUE_CODES), _inside),
            Filter("telepon", _("Telepon"), lambda: PHONES, _narrow_phone),
            Filter("perangkat", _("Perangkat"), lambda: _devices(actor), _narrow_device, aside=True),
        ),
        search=("person__name", "person__phone"),
        search_label=_("Nama atau nomor telepon"),
        picks=(Pick(address, _("Buat kode yang dicentang"), _("buat kode"), "lock"),),
        enrich=lambda rows: _enrich(actor, rows),
    )


def _state_cell(row: Any) -> tuple[State, str]:
    return LOOKS[row.code_state], str(dict(STATES)[row.code_state])


def _state_note(row: Any) -> str:
    if row.code_state == "locked":
        return _now("%(tries)d kali salah; buatkan yang baru") % {"tries": TRIES}
    if row.code_state == "unused":
        return _now("berlaku sampai %(moment)s") % {"moment": moment(row.code_expires_at)}
    return ""


COLUMNS = (
    Column("name", _("Peserta"), "person.name", sort=("person__key",), href=lambda e: participant_address(e.id)),
    Column("region", _("Kelurahan"), "region_name", sort=("region",)),
    Column("phone", _("Telepon"), "spoken", note=lambda e: e.phone_note),
    Column("state", _("Kode"), _state_cell, "state", sort=("code_made_at",), note=_state_note),
    Column("used", _("Terakhir masuk"), "code_used_at", "moment", sort=("code_used_at",)),
)  # fmt: skip

PHONES = (
    ("none", _("Tanpa nomor")),
    ("shared", _("Nomor dipakai beberapa peserta")),
    ("mentor", _("Nomor seorang pendamping")),
)


def _inside(rows: Any, code: str) -> Any:
    return rows.filter(inside(code))


def _narrow_phone(rows: Any, value: str) -> Any:
    if value == "none":
        return rows.filter(person__phone="")
    if value == "mentor":
        return rows.filter(person__phone__in=phones_of_mentors())
    return rows.filter(person__phone__in=shared_phones())


def _devices(actor: Actor) -> list[tuple[str, str]]:
    return [
        (str(device.id), _now("%(people)d peserta dari satu perangkat") % {"people": device.people})
        for device in crowded_devices(actor)
    ]


def _narrow_device(rows: Any, device: str) -> Any:
    return rows.filter(pk__in=opened_by(device))


def _enrich(actor: Actor, rows: list[Any]) -> None:
    called, phones = names({row.region for row in rows}), {row.person.phone for row in rows} - {""}
    shown = reachable(actor, [row.person_id for row in rows])
    shared, mentors = sharing(phones), phones_of_mentors()
    for row in rows:
        row.region_name = called.get(row.region, row.region)
        row.spoken = (
            spoken_phone(row.person.phone) if row.person_id in shown else masked_phone(row.person.phone)
        )
        row.code_state = state_of(row)
        row.phone_note = _phone_note(row.person.phone, shared, mentors)


def _phone_note(phone: str, shared: dict[str, int], mentors: set[str]) -> str:
    if phone in mentors:
        return _now("nomor seorang pendamping")
    if shared.get(phone, 0) > 1:
        return _now("dipakai %(people)d peserta") % {"people": shared[phone]}
    return ""
