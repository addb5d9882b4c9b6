"""The queue as a list: what waits, why, since when."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import ancestor, depth, inside
from dampingi.foundation.regions.queries import below, names
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.foundation.ui.states import State
from dampingi.records.businesses.contacts import reachable_businesses
from dampingi.records.businesses.models import Business, Standing, Verification
from dampingi.records.verification import queries
from dampingi.records.verification.quality import checks

STATES = (
    ("requested", lazy("Diminta dinas")),
    ("unverified", lazy("Belum pernah dilihat")),
    (Standing.DIFFERS.value, lazy("Datanya berbeda")),
    (Standing.NOT_FOUND.value, lazy("Tidak ditemukan")),
    (Standing.UNLISTED.value, lazy("Tidak ada lagi di daftar baru")),
    ("stale", lazy("Verifikasi sudah usang")),
    ("changed", lazy("Berubah sejak diverifikasi")),
    ("contradicted", lazy("Data saling bertentangan")),
)
LOOKS = {
    "": State.NONE,
    Standing.DIFFERS: State.LATE,
    Standing.NOT_FOUND: State.LATE,
    Standing.UNLISTED: State.WATCH,
    Standing.CONFIRMED: State.WATCH,
}


def queue_list(actor: Actor) -> ListOf:
    verifies = actor.holds(Permission.VERIFY_BUSINESSES)
    door = "business_verification" if verifies else "business"
    by_address = actor.holds(Permission.VIEW_CONTACTS)
    return ListOf(
        name="antrean-verifikasi",
        noun=lazy("usaha untuk diverifikasi"),
        columns=(
            Column(
                "name",
                lazy("Usaha"),
                lambda b: b.name or b.owner.name,
                sort=("key",),
                href=lambda b: reverse(door, args=[b.id]),
                note=lambda b: b.owner.name if b.name else "",
            ),
            Column(
                "region", lazy("Kelurahan"), "region_name", sort=("region",), note=lambda b: b.district_name
            ),
            Column("address", lazy("Alamat"), lambda b: b.street),
            Column("standing", lazy("Keadaan"), _state, "state", sort=("standing",), note=_why),
            Column("verified_at", lazy("Terakhir sesuai"), kind="day", sort=("verified_at",)),
            Column("created_at", lazy("Dicatat"), kind="day", sort=("created_at",)),
        ),
        order="region",
        ties=("standing", "verified_at", "id"),
        filters=_filters(actor),
        search=("name", "owner__name", *(("address",) if by_address else ())),
        search_label=lazy("Nama usaha, pemilik, atau alamat") if by_address else lazy("Nama usaha, pemilik"),
        enrich=lambda rows: _enrich(actor, rows),
    )


def _filters(actor: Actor) -> tuple[Filter, ...]:
    return (
        Filter("keadaan", lazy("Alasan"), lambda: STATES, queries.of_state),
        Filter("kurang", lazy("Data kurang"), lambda: [(c.code, c.name) for c in checks()], queries.lacking),
        Filter(
            "wilayah", lazy("Wilayah"), lambda: _places(actor), lambda found, code: found.filter(inside(code))
        ),
        Filter("sektor", lazy("Sektor"), lambda: list(choices("sectors").items()), field="sector"),
    )


def _places(actor: Actor) -> list[tuple[str, str]]:
    """Kecamatan and their kelurahan for a city, so that one day's walk can be chosen."""
    found = dict(places_below(actor, Permission.VIEW_BUSINESSES))
    cities = [code for code in actor.regions(Permission.VIEW_BUSINESSES) if depth(code) == 2]
    walks = [r for code in cities for r in below(code, 4)]
    return sorted((found | {r.code: f"{found[ancestor(r.code, 3)]} · {r.name}" for r in walks}).items())


def _state(row: Business) -> tuple[State, Any]:
    return LOOKS[row.standing], row.get_standing_display() or _("Belum pernah dilihat")


def _why(row: Business) -> str:
    if row.request is not None:
        words = {"day": formats.short_day(row.request.at), "note": row.request.note}
        return _("Diminta %(day)s. %(note)s") % words if row.request.note else _("Diminta %(day)s") % words
    last = row.last_look
    if row.standing in (Standing.DIFFERS, Standing.NOT_FOUND) and last is not None:
        return _("%(day)s, %(name)s") % {"day": formats.short_day(last.at), "name": last.by_name}
    return ""


def _enrich(actor: Actor, rows: list[Business]) -> None:
    called = names({b.region for b in rows} | {ancestor(b.region, 3) for b in rows})
    seen = Verification.objects.filter(business__in=[b.id for b in rows]).order_by("at", "id")
    looks = {each.business_id: each for each in seen}
    asked = queries.open_requests().filter(business__in=[b.id for b in rows]).order_by("at", "id")
    requests = {each.business_id: each for each in asked}
    open_to = reachable_businesses(actor, [b.id for b in rows])
    for row in rows:
        row.region_name = called.get(row.region, row.region)
        row.district_name = called.get(ancestor(row.region, 3), "") if row.region.count(".") > 2 else ""
        row.last_look = looks.get(row.id)
        row.request = requests.get(row.id)
        street = row.address or row.owner.address
        row.street = street if not street or row.id in open_to else _("tersembunyi untuk peran Anda")
