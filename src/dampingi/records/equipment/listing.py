import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices, labels
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import Column, Filter, ListOf, Pick
from dampingi.foundation.ui.places import places_below
from dampingi.foundation.ui.states import State
from dampingi.records.equipment import doubles
from dampingi.records.equipment.addresses import decree_address, item_address, need_address
from dampingi.records.equipment.models import Award, Decree, UseCheck
from dampingi.records.equipment.priorities import open_needs, reasons
from dampingi.records.equipment.queries.items import due_for_a_look

SEE = Permission.VIEW_EQUIPMENT
LOOKED = {
    UseCheck.State.IN_USE: State.GOOD, UseCheck.State.IDLE: State.WATCH, UseCheck.State.BROKEN: State.WATCH,
    UseCheck.State.LOST: State.LATE, UseCheck.State.SOLD: State.LATE,
}  # fmt: skip
STAGES = (
    ("terbuka", _("Menunggu keputusan")), ("ditetapkan", _("Dalam keputusan")), ("selesai", _("Sudah diterima")), ("batal", _("Dibatalkan")),
)  # fmt: skip
ITEM_STATES = (
    ("menunggu", _("Belum diserahkan")), ("periksa", _("Perlu diperiksa")), ("in_use", _("Dipakai")), ("idle", _("Menganggur")), ("broken", _("Rusak")),
    ("lost", _("Hilang")), ("sold", _("Dijual")), ("ditarik", _("Ditarik")),
)  # fmt: skip


def _stage(rows: Any, told: str) -> Any:
    held = Award.objects.unscoped("whether there is one").filter(need=OuterRef("pk"), voided_on=None)
    if told == "terbuka":
        return open_needs(rows)
    if told == "ditetapkan":
        return rows.filter(Exists(held), met_on=None)
    return rows.filter(met_on__isnull=False) if told == "selesai" else rows.filter(dropped_on__isnull=False)


def stage_of(need: Any, awarded: bool) -> tuple[State, str]:
    if need.met_on:
        return State.GOOD, _now("Sudah diterima")
    if need.dropped_on:
        return State.NONE, _now("Dibatalkan")
    return (State.WATCH, _now("Dalam keputusan")) if awarded else (State.NONE, _now("Menunggu keputusan"))


def _places(actor: Actor) -> list[Filter]:
    if not actor.regions(SEE):
        return []
    return [
        Filter(
            "wilayah",
            _("Wilayah"),
            lambda: places_below(actor, SEE),
            lambda rows, code: rows.filter(inside(code)),
        )
    ]


def needs_list(actor: Actor, *, pick: bool) -> ListOf:
    return ListOf(
        name="usulan-alat",
        noun=_("usulan"),
        columns=(
            Column("item", _("Alat"), sort=("item",), href=lambda n: need_address(n.id), note=lambda n: n.kind_name),
            Column("business", _("Usaha"), "business.name", sort=("business__key",), note=lambda n: n.region_name),
            Column("points", _("Nilai"), kind="number", sort=("waits", "points")),
            Column("reasons", _("Alasan prioritas"), lambda n: ", ".join(r.short for r in reasons(n))),
            Column("doubled", _("Bantuan terdahulu"), lambda n: n.doubled_words),
            Column("estimate", _("Perkiraan harga"), kind="money", sort=("estimate",)),
            Column("on", _("Diusulkan"), kind="day", sort=("on",), note=lambda n: n.get_door_display()),
            Column("state", _("Keadaan"), lambda n: n.state_told, "state"),
        ),
        order="-points",
        ties=("on", "id"),
        filters=(
            Filter("keadaan", _("Keadaan"), lambda: STAGES, _stage),
            Filter("jenis", _("Jenis"), lambda: list(labels("equipment_kinds").items()), field="kind"),
            *_places(actor),
        ),
        search=("item", "business__name", "business__owner__name"),
        search_label=_("Alat, usaha, atau pemilik"),
        picks=(Pick(reverse("new_equipment_decree"), _("Masukkan yang dicentang ke keputusan"), _("ke keputusan"), "report"),) if pick else (),
        enrich=_enrich_needs,
    )  # fmt: skip


def _enrich_needs(rows: list[Any]) -> None:
    called, kinds = names({r.region for r in rows}), choices("equipment_kinds")
    held = Award.objects.unscoped("of needs in reach").filter(need__in=[r.id for r in rows], voided_on=None)
    awards = dict(held.values_list("need", "id"))
    earlier = doubles.doubles_of([r.business for r in rows if not r.met_on and not r.dropped_on])
    for row in rows:
        row.region_name, row.kind_name = called.get(row.region, row.region), kinds.get(row.kind, row.kind)
        row.state_told = stage_of(row, row.id in awards)
        own = awards.get(row.id)
        found = [d for d in earlier.get(row.business_id, []) if d.aid.id != own]
        row.doubled_words = told_doubles(found) if not row.met_on and not row.dropped_on else ""


def told_doubles(found: list[doubles.Double]) -> str:
    """How many and how close, without naming anybody."""
    if not found:
        return ""
    count = ngettext("%(n)d bantuan", "%(n)d bantuan", len(found)) % {"n": len(found)}
    return f"{count}: {', '.join(dict.fromkeys(d.words for d in found))}"


def item_state(row: Any) -> tuple[State, str]:
    if row.voided_on:
        return State.NONE, _now("Dibatalkan")
    if not hasattr(row, "handover"):
        return State.NONE, _now("Belum diserahkan")
    if row.recalled:
        return State.LATE, _now("Ditarik")
    if row.looked is None:
        return State.NONE, _now("Diserahkan, belum diperiksa")
    return LOOKED[row.looked], str(UseCheck.State(row.looked).label)


def _narrow_state(today: datetime.date) -> Any:
    def narrow(rows: Any, told: str) -> Any:
        if told == "menunggu":
            return rows.filter(handover=None)
        if told == "periksa":
            return due_for_a_look(rows, today)
        return rows.filter(recalled=True) if told == "ditarik" else rows.filter(looked=told, recalled=False)

    return narrow


def items_list(actor: Actor, today: datetime.date) -> ListOf:
    return ListOf(
        name="barang-bantuan",
        noun=_("barang"),
        columns=(
            Column("item", _("Barang"), sort=("item",), href=lambda a: item_address(a.id), note=lambda a: a.decree.title),
            Column("business", _("Penerima"), "need.business.name", sort=("need__business__key",), note=lambda a: a.need.business.owner.name),
            Column("region", _("Kelurahan"), "region_name", sort=("region",)),
            Column("amount", _("Nilai barang"), kind="money", sort=("amount",)),
            Column("handed", _("Diserahkan"), lambda a: a.handover.on if hasattr(a, "handover") else None, kind="day", sort=("handover__on",)),
            Column("seen", _("Terakhir dilihat"), lambda a: a.seen_on if a.looked else None, kind="day", sort=("seen_on",)),
            Column("state", _("Keadaan"), item_state, "state", sort=("looked",)),
        ),
        order="-handed",
        ties=("id",),
        filters=(
            Filter("keadaan", _("Keadaan"), lambda: ITEM_STATES, _narrow_state(today)),
            Filter("tahun", _("Tahun keputusan"), lambda: [(str(y), str(y)) for y in range(today.year, today.year - 8, -1)], lambda rows, y: rows.filter(decree__on__year=int(y))),
            Filter("ganda", _("Bantuan terdahulu"), lambda: (("ya", _("Ada")), ("tidak", _("Tidak ada"))), lambda rows, told: rows.filter(doubled=told == "ya"), aside=True),
            *_places(actor),
        ),
        search=("item", "need__business__name", "need__business__owner__name"),
        search_label=_("Barang, usaha, atau pemilik"),
        enrich=_name,
    )  # fmt: skip


def decrees_list() -> ListOf:
    return ListOf(
        name="keputusan-bantuan-alat",
        noun=_("keputusan"),
        columns=(
            Column("on", _("Tanggal"), kind="day", sort=("on",)),
            Column("title", _("Keputusan"), sort=("title",), href=lambda d: decree_address(d.id)),
            Column("lines", _("Penerima"), kind="number", sort=("lines",)),
            Column("amount", _("Nilai"), kind="money", sort=("amount",)),
            Column("by_name", _("Pengusul"), sort=("by_name",)),
            Column("state", _("Keadaan"), lambda d: (DECREED[d.state], d.get_state_display()), "state", sort=("state",)),
        ),
        order="-on",
        ties=("id",),
        filters=(Filter("keadaan", _("Keadaan"), lambda: Decree.State.choices, field="state"),),
        search=("title", "basis"),
        search_label=_("Judul atau dasar"),
    )  # fmt: skip


DECREED = {
    Decree.State.WAITING: State.WATCH,
    Decree.State.APPROVED: State.GOOD,
    Decree.State.RETURNED: State.LATE,
}


def _name(rows: list[Any]) -> None:
    called = names({r.region for r in rows})
    for row in rows:
        row.region_name = called.get(row.region, row.region)
