"""The lists of this app: likely repeats, merges, searches."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.places import places_below
from dampingi.foundation.ui.states import State
from dampingi.records.businesses.naming import business_key, person_key
from dampingi.records.duplicates.facets import KINDS
from dampingi.records.duplicates.models import Kind, Merge, Pair
from dampingi.records.duplicates.queries.merges import absorbed_by
from dampingi.records.duplicates.words import chance, chance_words, why

STATES = {
    Pair.State.OPEN: State.WATCH,
    Pair.State.UNSURE: State.NONE,
    Pair.State.SAME: State.GOOD,
    Pair.State.DIFFERENT: State.GOOD,
    Pair.State.GONE: State.NONE,
}
CERTAINTIES = (("99", _("99% ke atas")), ("90", _("90–99%")), ("50", _("50–90%")), ("0", _("di bawah 50%")))
_BOUNDS = {"99": (0.99, 1.1), "90": (0.9, 0.99), "50": (0.5, 0.9), "0": (-1, 0.5)}
ACROSS = (("dalam", _("satu kelurahan")), ("lintas", _("lintas kelurahan")))
DECIDED = (
    ("menunggu", _("Menunggu putusan")),
    ("diputuskan", _("Sudah diputuskan")),
    ("tidak-mirip", _("Tidak lagi mirip")),
)


def pairs_list(actor: Actor) -> ListOf:
    return ListOf(
        name="pasangan-kembar",
        noun=_("pasangan"),
        columns=PAIRS,
        order="-probability",
        ties=("id",),
        filters=(
            Filter("putusan", _("Putusan"), lambda: DECIDED, _decided),
            Filter(
                "wilayah", _("Wilayah"), lambda: places_below(actor, Permission.REVIEW_REPEATS), _in_region
            ),
            Filter("kepastian", _("Kemungkinan"), lambda: CERTAINTIES, _as_certain),
            Filter("kelurahan", _("Letak"), lambda: ACROSS, _across),
        ),
        search=_matching,
        search_label=_("Nama usaha atau pemilik"),
        enrich=_enrich_pairs,
    )


def _both(pair: Pair) -> str:
    return _now("%(one)s dan %(other)s") % {"one": pair.left.name, "other": pair.right.name}


PAIRS = (
    Column(
        "pair", _("Pasangan"), _both, sort=("left__key",), href=lambda p: reverse("pair", args=[p.id]),
        note=lambda p: " · ".join(dict.fromkeys((p.left.owner.name, p.right.owner.name))),
    ),
    Column("probability", _("Kemungkinan"), lambda p: chance(p.probability), sort=("weight",), note=lambda p: chance_words(p.probability)),
    Column("why", _("Mengapa"), why),
    Column("place", _("Kelurahan"), lambda p: p.places, sort=("left__region",)),
    Column("found_at", _("Ditemukan"), kind="day", sort=("found_at",)),
    Column("state", _("Putusan"), lambda p: (STATES[p.state], p.get_state_display()), "state", sort=("state",)),
)  # fmt: skip


def _decided(found: Any, value: str) -> Any:
    waiting = (Pair.State.OPEN, Pair.State.UNSURE)
    if value == "menunggu":
        return found.filter(state__in=waiting)
    return (
        found.filter(state=Pair.State.GONE)
        if value == "tidak-mirip"
        else found.exclude(state__in=(*waiting, Pair.State.GONE))
    )


def _in_region(found: Any, code: str) -> Any:
    return found.filter(inside(code, "left__region") | inside(code, "right__region"))


def _as_certain(found: Any, value: str) -> Any:
    low, high = _BOUNDS[value]
    return found.filter(probability__gte=low, probability__lt=high)


def _across(found: Any, value: str) -> Any:
    same = Q(left__region=F("right__region"))
    return found.filter(same) if value == "dalam" else found.exclude(same)


def _matching(found: Any, text: str) -> Any:
    shop, person = business_key(text), person_key(text)
    wanted = Q(pk__in=[])
    for side in ("left", "right"):
        wanted |= Q(**{f"{side}__key__contains": shop}) | Q(**{f"{side}__owner__key__contains": person})
    return found.filter(wanted)


def _enrich_pairs(rows: list[Pair]) -> None:
    called = names({b.region for pair in rows for b in (pair.left, pair.right)})
    for pair in rows:
        places = dict.fromkeys(called.get(b.region, b.region) for b in (pair.left, pair.right))
        pair.places = " · ".join(places)


def enrich_merges(rows: list[Merge]) -> None:
    called = names({row.region for row in rows})
    named: dict[Any, str] = {}
    for kind, model in KINDS.items():
        ids = [id for row in rows if row.kind == kind for id in (row.keep, row.absorbed)]
        named |= dict(
            model.objects.unscoped("of merges in reach").filter(id__in=ids).values_list("id", "name")
        )
    for row in rows:
        row.keep_name, row.absorbed_name = named.get(row.keep, ""), named.get(row.absorbed, "")
        row.region_name = called.get(row.region, row.region)


def named_merges(record: uuid.UUID) -> list[Merge]:
    """What a record took over and still holds, with names. The caller has checked that the record may be seen."""
    rows = absorbed_by(record)
    enrich_merges(rows)
    return rows


MERGE_STATES = (("berlaku", _("Berlaku")), ("dipisahkan", _("Sudah dipisahkan")))
HOW = (("petugas", _("Oleh petugas")), ("otomatis", _("Otomatis")))
MERGES = ListOf(
    name="penggabungan",
    noun=_("penggabungan"),
    columns=(
        Column("keep", _("Dipertahankan"), "keep_name", href=lambda m: reverse("merge", args=[m.id])),
        Column("absorbed", _("Dilebur"), "absorbed_name"),
        Column("kind", _("Jenis"), "get_kind_display", sort=("kind",)),
        Column("region", _("Kelurahan"), "region_name", sort=("region",)),
        Column("by_name", _("Oleh"), lambda m: m.by_name or _("otomatis"), sort=("by_name",)),
        Column("at", _("Waktu"), kind="moment", sort=("at",)),
        Column(
            "state", _("Keadaan"),
            lambda m: (State.NONE, _("Dipisahkan kembali")) if m.undone_at else (State.GOOD, _("Berlaku")), "state",
        ),
    ),
    order="-at",
    ties=("id",),
    filters=(
        Filter("keadaan", _("Keadaan"), lambda: MERGE_STATES, lambda found, v: found.filter(undone_at__isnull=v == "berlaku")),
        Filter("cara", _("Cara"), lambda: HOW, lambda found, v: found.filter(batch__isnull=v == "petugas")),
        Filter("jenis", _("Jenis"), lambda: Kind.choices, field="kind"),
    ),
    enrich=enrich_merges,
)  # fmt: skip


def batch_list(kept: Mapping[str, str]) -> ListOf:
    """The merges of one batch; `kept` tells why taking the batch back left some, by the merge's id."""
    why_kept = Column("kept", _("Dibiarkan karena"), lambda m: kept.get(str(m.id), ""))
    told = tuple(c for c in MERGES.columns if c.key not in ("by_name", "at"))
    return replace(
        MERGES,
        name="penggabungan-otomatis",
        order="region",
        columns=(*told, why_kept) if kept else told,
        filters=tuple(f for f in MERGES.filters if f.key != "cara"),
    )
