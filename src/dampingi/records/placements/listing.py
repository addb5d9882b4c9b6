from typing import Any

from django.db.models import F, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.foundation.ui.states import State
from dampingi.records.placements.models import Line, Placement, Settlement

UNPAID = (("dibayar", _("Menunggu dibayar mitra")),)
LIGHTS: dict[str, str] = {
    Settlement.State.PROPOSED: "watch", Settlement.State.AGREED: "watch", Settlement.State.PAID: "good", Settlement.State.DISPUTED: "late",
}  # fmt: skip
"""How a settlement stands, at a glance."""
STATUSES = (("berjalan", _("Berjalan")), ("berakhir", _("Berakhir")))


def placements_list(actor: Actor) -> ListOf:
    filters = [
        Filter(
            "status", _("Status"), lambda: STATUSES, lambda q, v: q.filter(ended_on__isnull=v == "berjalan")
        ),
        Filter("perhitungan", _("Perhitungan"), lambda: UNPAID, lambda q, _v: unpaid(q)),
    ]
    if actor.regions(Permission.VIEW_PLACEMENTS):
        filters.append(
            Filter("wilayah", _("Wilayah"), lambda: places_below(actor, Permission.VIEW_PLACEMENTS), lambda q, v: q.filter(inside(v)))
        )  # fmt: skip
    return ListOf(
        name="titip-jual",
        noun=_("titip jual"),
        columns=(
            Column("partner", _("Mitra"), "partner.name", sort=("partner__name",), href=lambda p: reverse("placement", args=[p.id]), note=lambda p: p.place),
            Column("share", _("Bagian mitra"), lambda p: p.share / 10_000, kind="percent", sort=("share",)),
            Column("products", _("Produk"), "products", kind="number"),
            Column("there", _("Barang di sana"), "there", kind="number"),
            Column("sold", _("Terjual"), "sold", kind="number"),
            Column("worth", _("Nilai terjual"), "worth", kind="money"),
            Column("began", _("Sejak"), "began_on", kind="day", sort=("began_on",)),
            Column("state", _("Status"), state_of, kind="state", sort=("ended_on",)),
        ),
        order="partner",
        ties=("id",),
        filters=tuple(filters),
        search=("partner__name", "place"),
        search_label=_("Nama mitra atau tempatnya"),
        enrich=_enrich,
    )  # fmt: skip


def unpaid(rows: Any) -> Any:
    """With a settlement the partner agreed to and has not paid."""
    agreed = Settlement.objects.unscoped("of placements in reach").filter(state=Settlement.State.AGREED)
    return rows.filter(id__in=agreed.values("placement"))


def state_of(placement: Placement) -> tuple[State, Any]:
    return (State.NONE, _("Berakhir")) if placement.ended_on else (State.GOOD, _("Berjalan"))


def _enrich(rows: list[Any]) -> None:
    lines = Line.objects.unscoped("of placements in reach").filter(placement__in=rows).values("placement")
    told = lines.annotate(d=Sum("delivered"), s=Sum("sold"), r=Sum("returned"), w=Sum(F("sold") * F("price")))
    sums = {each["placement"]: each for each in told}
    counts: dict[Any, int] = {}
    for of in (
        Line.objects.unscoped("the same").filter(placement__in=rows).values_list("placement", flat=True)
    ):
        counts[of] = counts.get(of, 0) + 1
    for p in rows:
        each = sums.get(p.id, {"d": 0, "s": 0, "r": 0, "w": 0})
        p.products, p.sold, p.worth = counts.get(p.id, 0), each["s"], each["w"]
        p.there = each["d"] - each["s"] - each["r"]
