from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import ancestor, depth, inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.records.cooperatives.models import BookYear
from dampingi.records.cooperatives.queries import authority_words

STATUSES = (("berjalan", _("Berjalan")), ("bubar", _("Bubar")))
SHOPS = (("ya", _("Ada unit toko")), ("tidak", _("Tanpa unit toko")))


def cooperatives_list(actor: Actor) -> ListOf:
    return ListOf(
        name="koperasi",
        noun=_("koperasi"),
        columns=(
            Column("name", _("Koperasi"), sort=("name",), href=lambda c: reverse("cooperative", args=[c.id]), note=lambda c: c.registration),
            Column("kind", _("Jenis"), lambda c: choices("cooperative_kinds").get(c.kind, c.kind), sort=("kind",)),
            Column("region", _("Letak"), "place", sort=("region",)),
            Column("authority", _("Wewenang"), authority_words, sort=("members_area",)),
            Column("members", _("Anggota"), "members", kind="number"),
            Column("year", _("Tahun buku terakhir"), lambda c: str(c.last_year or "–"), sort=("last_year",)),
            Column("shop", _("Unit toko"), lambda c: _("Ada") if c.shop_unit else "–"),
        ),
        order="name",
        ties=("id",),
        filters=(
            Filter("jenis", _("Jenis"), lambda: choices("cooperative_kinds").items(), field="kind"),
            Filter("wilayah", _("Letak"), lambda: places_below(actor, Permission.VIEW_COOPERATIVES), lambda q, v: q.filter(inside(v))),
            Filter("toko", _("Unit toko"), lambda: SHOPS, lambda q, v: q.filter(shop_unit=v == "ya")),
            Filter("status", _("Status"), lambda: STATUSES, lambda q, v: q.filter(closed_on__isnull=v == "berjalan")),
        ),
        search=("name", "registration"),
        search_label=_("Nama atau Nomor Induk Koperasi"),
        enrich=_enrich,
    )  # fmt: skip


def with_last_year(found: Any) -> Any:
    return found.annotate(last_year=Max("years__year"))


def _enrich(rows: list[Any]) -> None:
    called = names(code for c in rows for code in (c.region, ancestor(c.region, min(3, depth(c.region)))))
    newest = {y.cooperative_id: y for y in BookYear.objects.filter(cooperative__in=rows).order_by("year")}
    for c in rows:
        kecamatan = called.get(ancestor(c.region, min(3, depth(c.region))), "")
        here = called.get(c.region, c.region)
        c.place = f"{here} ({kecamatan})" if depth(c.region) == 4 else here
        c.members = newest[c.id].members if c.id in newest else None
