from typing import Any

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.foundation.ui.states import State
from dampingi.records.interventions.models import Intervention

TOLD = (
    ("kurang", _("Omzetnya belum lengkap")),
    ("lengkap", _("Sebelum dan sesudah tercatat")),
    ("cocok", _("Keduanya sudah dicocokkan")),
    ("naik", _("Naik")),
    ("tetap", _("Tetap")),
    ("turun", _("Turun")),
)
BOTH = Q(before__isnull=False, after__isnull=False)
_TOLD = {
    "kurang": ~BOTH,
    "lengkap": BOTH,
    "cocok": BOTH & ~Q(before_paper="") & ~Q(after_paper=""),
    "naik": BOTH & Q(after__gt=F("before")),
    "tetap": BOTH & Q(after=F("before")),
    "turun": BOTH & Q(after__lt=F("before")),
}

_WHICH = (
    Column("intervention", _("Intervensi"), "intervention.title", sort=("intervention__title",), note=lambda t: t.intervention.get_kind_display()),
    Column("ended", _("Selesai"), "intervention.ends_on", "day", sort=("intervention__ends_on",)),
)  # fmt: skip


def interventions_list(actor: Actor) -> ListOf:
    places = Filter(
        "wilayah", _("Wilayah"), lambda: places_below(actor, Permission.VIEW_INTERVENTIONS), lambda q, v: q.filter(inside(v))
    )  # fmt: skip
    return ListOf(
        name="intervensi-pemasaran", noun=_("intervensi"),
        columns=(
            Column("title", _("Intervensi"), sort=("title",), href=lambda i: reverse("intervention", args=[i.id]), note=lambda i: i.get_kind_display()),
            Column("place", _("Wilayah"), "place", sort=("region",)),
            Column("when", _("Waktu"), lambda i: formats.span(i.starts_on, i.ends_on), sort=("starts_on",)),
            Column("partner", _("Mitra"), lambda i: i.partner.name if i.partner else "", sort=("partner__name",)),
            Column("takers", _("Usaha"), "count", "number", sort=("count",)),
        ),
        order="-when", ties=("id",),
        filters=(Filter("jenis", _("Jenis"), lambda: Intervention.Kind.choices, field="kind"), places),
        search=("title", "note", "partner__name"), search_label=_("Nama intervensi atau mitra"), enrich=_places,
    )  # fmt: skip


def counted(rows: Any) -> Any:
    return rows.annotate(count=Count("takers", filter=Q(takers__left_at=None)))


def takers_list(actor: Actor, *, of_one: bool = False) -> ListOf:
    """`of_one` intervention: what it is stands above the list."""
    filters = [Filter("omzet", _("Omzet"), lambda: TOLD, lambda q, v: q.filter(_TOLD[v]))]
    if not of_one:
        filters.append(
            Filter("jenis", _("Jenis"), lambda: Intervention.Kind.choices, field="intervention__kind")
        )
    if actor.regions(Permission.VIEW_INTERVENTIONS):
        filters.append(
            Filter("wilayah", _("Wilayah"), lambda: places_below(actor, Permission.VIEW_INTERVENTIONS), lambda q, v: q.filter(inside(v)))
        )  # fmt: skip
    return ListOf(
        name="usaha-satu-intervensi" if of_one else "usaha-intervensi", noun=_("usaha"),
        columns=(
            Column("business", _("Usaha"), lambda t: t.business.name or t.business.owner.name, sort=("business__key",),
                   href=lambda t: reverse("intervention_taker", args=[t.id]), note=lambda t: t.place),
            *(() if of_one else _WHICH),
            Column("before", _("Omzet sebelum"), "before", "money", sort=("before",), note=lambda t: _checked(t.before, t.before_paper)),
            Column("after", _("Omzet sesudah"), "after", "money", sort=("after",), note=lambda t: _checked(t.after, t.after_paper)),
            Column("state", _("Catatan"), state_of, "state"),
        ),
        order="business" if of_one else "-ended", ties=("business__key", "id"), filters=tuple(filters),
        search=("business__name", "business__owner__name", "intervention__title"), search_label=_("Usaha atau intervensi"), enrich=_places,
    )  # fmt: skip


def state_of(taker: Any) -> tuple[State, Any]:
    """How complete the record is: whether turnover rose is nobody's fault and nobody's merit here."""
    if taker.before is None or taker.after is None:
        return State.WATCH, _("Belum lengkap")
    if taker.before_paper and taker.after_paper:
        return State.GOOD, _("Dicocokkan")
    return State.NONE, _("Menurut pemilik")


def _checked(amount: int | None, paper: str) -> str:
    if amount is None:
        return _now("belum dicatat")
    return _now("dicocokkan") if paper else _now("menurut pemilik")


def _places(rows: list[Any]) -> None:
    called = names({r.region for r in rows})
    for row in rows:
        row.place = called.get(row.region, row.region)
