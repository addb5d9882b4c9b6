"""What the pages of verification show, in words and figures."""

from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.boundaries.maps import region_map
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import ancestor, depth, level
from dampingi.foundation.regions.queries import below, names
from dampingi.foundation.ui import formats, sheets
from dampingi.foundation.ui.columns import Column
from dampingi.foundation.ui.navigation import address
from dampingi.foundation.ui.regionmap import RegionMap
from dampingi.foundation.ui.states import State
from dampingi.foundation.ui.tilemap import Tile
from dampingi.records.businesses.contacts import masked_phone, reachable_businesses, spoken_phone
from dampingi.records.businesses.enterers import entered_by
from dampingi.records.businesses.models import Business, Standing, Verification
from dampingi.records.businesses.observed import OBSERVABLE
from dampingi.records.verification import queries
from dampingi.records.verification.quality import (
    Check,
    Quality,
    checks,
    gathered,
    quality_of_places,
    together,
)

GOOD, FAIR = 80, 60
FIRST = (
    ("requested", lazy("Diminta dinas")),
    ("unverified", lazy("Belum pernah dilihat")),
    ("differs", lazy("Datanya berbeda")),
    ("not_found", lazy("Tidak ditemukan")),
    ("unlisted", lazy("Hilang dari daftar")),
    ("stale", lazy("Usang")),
)


def thanks(made: Verification) -> str:
    if made.outcome == Standing.CONFIRMED:
        return _("Usaha ini sekarang terverifikasi atas nama Anda.")
    return _("Tercatat. Dinas akan memeriksa perbedaannya.")


def reasons(actor: Actor, told: Any) -> list[dict[str, Any]]:
    """The commonest reasons to look as tabs, each with how many wait for it."""
    counts = queries.standings(actor)
    asked, here = told.get("keadaan", ""), reverse("verification_queue")
    kinds = (
        ("", _("Semua yang menunggu"), None),
        *((code, label, counts.get(code, 0)) for code, label in FIRST),
    )
    return [
        {
            "href": f"{here}?keadaan={code}" if code else here,
            "label": label,
            "count": count,
            "current": asked == code,
        }
        for code, label, count in kinds
    ]


def look_page(actor: Actor, business: Business) -> dict[str, Any]:
    codes = dict.fromkeys((business.region, ancestor(business.region, 3)))
    called = names(codes)
    return {
        "business": business,
        "facts": _recorded(actor, business),
        "place": ", ".join(called[code] for code in codes if code in called),
        "own": business.id in entered_by(actor, [business]),
        "asked": queries.request_for(business),
        "waits": queries.open_difference(business),
        "may_settle": actor.may(Permission.EDIT_BUSINESSES, region=business.region),
        "contradictions": queries.contradictions(business),
    }


def _recorded(actor: Actor, business: Business) -> list[tuple[str, Any]]:
    owner = business.owner
    is_open = business.id in reachable_businesses(actor, [business.id])
    spoken = spoken_phone if is_open else masked_phone
    phone, address = business.phone or owner.phone, business.address or owner.address
    return [
        (_("Nama usaha"), business.name or None),
        (_("Nama pemilik"), owner.name),
        (_("Produk"), business.product or None),
        (_("Sektor"), choices("sectors").get(business.sector)),
        (_("Telepon"), spoken(phone) or None),
        *([(_("Telepon kedua"), spoken(business.other_phone))] if business.other_phone else []),
        (_("Alamat"), (address if is_open else _("tersembunyi untuk peran Anda")) if address else None),
    ]


def difference_page(actor: Actor, found: Verification) -> dict[str, Any]:
    business = found.business
    now = {f: getattr(business, f) for f in OBSERVABLE if f != "owner_name"} | {
        "owner_name": business.owner.name
    }
    return {
        "look": found,
        "business": business,
        "compared": [(OBSERVABLE[f], now[f] or "–", seen) for f, seen in found.observed.items()],
        "map": _map(found),
        "own": found.by == actor.user_id,
        "missing": found.outcome == Standing.NOT_FOUND,
    }


def _map(found: Verification) -> str:
    if found.latitude is None:
        return ""
    return f"https://www.google.com/maps/search/?api=1&query={found.latitude},{found.longitude}"


@dataclass(frozen=True)
class Row:
    """A place with its score, and what would raise it most."""

    quality: Quality
    name: str
    href: str
    door: str

    @property
    def all_door(self) -> str:
        """The businesses that the score is made from: those on record and open."""
        return f"{address('businesses')}?{urlencode({'wilayah': self.quality.region, 'buka': 'ya'})}"

    @property
    def score(self) -> str:
        return formats.number(self.quality.score, 0) if self.quality.score is not None else formats.MISSING

    @property
    def state(self) -> State:
        return state_of(self.quality.score)

    @property
    def best(self) -> Check | None:
        return self.quality.best

    @property
    def failing(self) -> int:
        return self.quality.failing(self.best) if self.best else 0

    @property
    def gain(self) -> str:
        return formats.number(self.quality.gain(self.best), 1) if self.best else ""


def state_of(score: float | None) -> State:
    if score is None:
        return State.NONE
    return State.GOOD if score >= GOOD else State.WATCH if score >= FAIR else State.LATE


def quality_page(actor: Actor, told: Any) -> dict[str, Any]:
    """`told` is the request's GET: which place, and how the map is to look."""
    prefix = _place(actor, told.get("wilayah", ""))
    places = quality_of_places(actor, prefix)
    parts = gathered(places, depth(prefix) + 1)
    whole = together(prefix, parts)
    called = names([p.region for p in parts] + [ancestor(prefix, d) for d in range(1, depth(prefix) + 1)])
    rows = [Row(p, called.get(p.region, p.region), _deeper(p.region), _door(p.region, p.best)) for p in parts]
    rows.sort(key=lambda row: (row.quality.score or 0, row.name))
    return {
        "prefix": prefix,
        "place": called.get(prefix, prefix),
        "above": _above(actor, prefix, called),
        "whole": Row(whole, called.get(prefix, prefix), "", _door(prefix, whole.best)),
        "rows": rows,
        "kind": level(parts[0].region) if parts else "",
        "checks": [_check(whole, check) for check in checks()],
        "doors": actor.holds(Permission.VIEW_BUSINESSES),
        "map": _map_of(prefix, places, told) if depth(prefix) == 2 else None,
        "takeaway": _takeaway(places),
    }


def _map_of(prefix: str, places: list[Quality], told: Any) -> RegionMap:
    scores = {p.region: p for p in [*gathered(places, 3), *places]}
    tiles = [_tile(r.code, r.name, scores.get(r.code)) for r in below(prefix, 4)]
    parents = [_tile(r.code, r.name, scores.get(r.code)) for r in below(prefix, 3)]
    return region_map(prefix, tiles, parents, asked=told, anchor="peta-mutu")


def _tile(code: str, name: str, found: Quality | None) -> Tile:
    score = found.score if found else None
    door = _deeper(code) or _door(code, found.best if found else None)
    return Tile(code, name, formats.number(score, 0) if score is not None else "", state_of(score), door)


def _takeaway(places: list[Quality]) -> str:
    low = sum(1 for p in places if p.score is not None and p.score < FAIR)
    if low:
        return _("%(n)d kelurahan di bawah %(fair)d dari 100; targetnya %(good)d") % {
            "n": low,
            "fair": FAIR,
            "good": GOOD,
        }
    return _("Tidak ada kelurahan di bawah %(fair)d dari 100; targetnya %(good)d") % {
        "fair": FAIR,
        "good": GOOD,
    }


def quality_workbook(actor: Actor, page: dict[str, Any]) -> IO[bytes]:
    columns = [
        Column("name", _("Wilayah")),
        Column("total", _("Usaha"), kind="number"),
        Column("score", _("Skor"), kind="number"),
        *(Column(c.code, f"{_(c.name)} ({c.points})", kind="percent") for c in checks()),
    ]
    rows = [
        [
            r.name,
            r.quality.total,
            r.quality.score,
            *(r.quality.passed[c.code] / r.quality.total for c in checks()),
        ]
        for r in page["rows"]
    ]
    told = [(_("Wilayah"), page["place"])]
    return sheets.workbook(
        title=_("Mutu data"), columns=columns, rows=rows, conditions=told, made_for=actor.name
    )


def _place(actor: Actor, asked: str) -> str:
    """The place asked for, if in reach; else the smallest that holds the whole reach."""
    if asked:
        actor.require(Permission.VIEW_DASHBOARD, region=asked)
        return asked if depth(asked) <= 3 else ancestor(asked, 3)
    reach = actor.regions(Permission.VIEW_DASHBOARD)
    if not reach:
        raise Refused(_("Mutu data dihitung per wilayah; tugas Anda tidak memuat wilayah."), status=403)
    return min(reach, key=len)


def _deeper(region: str) -> str:
    return f"{reverse('data_quality')}?{urlencode({'wilayah': region})}" if depth(region) < 4 else ""


def _door(region: str, check: Check | None) -> str:
    told = {"wilayah": region} | ({"kurang": check.code} if check else {})
    return f"{reverse('verification_queue')}?{urlencode(told)}"


def _above(actor: Actor, prefix: str, called: dict[str, str]) -> tuple[str, str] | None:
    parent = ancestor(prefix, depth(prefix) - 1)
    if not parent or not actor.may(Permission.VIEW_DASHBOARD, region=parent):
        held = actor.holds(Permission.VERIFY_BUSINESSES)
        return (reverse("verification_queue"), _("Verifikasi usaha")) if held else None
    return _deeper(parent), called.get(parent, parent)


def _check(whole: Quality, check: Check) -> dict[str, Any]:
    share = whole.passed[check.code] / whole.total if whole.total else None
    return {
        "check": check,
        "name": _(check.name),
        "why": _(check.why),
        "cure": _(check.cure),
        "share": share,
        "percent": round(100 * (share or 0)),
        "failing": whole.failing(check),
        "gain": whole.gain(check),
        "door": _door(whole.region, check),
    }
