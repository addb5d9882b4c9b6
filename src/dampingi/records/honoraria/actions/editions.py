import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dampingi.engines import honoraria as engine
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import LEVELS
from dampingi.foundation.rowwise import insert_objects
from dampingi.records.honoraria.models import Per, RateEdition, TaxEdition
from dampingi.records.programmes.models import Programme

MOST = 100_000_000
"""Rupiah of one unit: more is a slip of the pen."""


@transaction.atomic
def publish_rates(
    *, by: Actor, programme: Programme, starts_on: datetime.date, basis: str, body: Sequence[dict[str, Any]]
) -> RateEdition:
    """A new edition of what the programme pays, from a month on; honoraria made before keep theirs."""
    by.require(Permission.MANAGE_HONORARIA, region=programme.region, programme=programme.id)
    starts_on = _first_of(starts_on, basis)
    lines = [_rate(line) for line in body if line["amount"]]
    if not lines:
        raise Refused(_("Isi sekurang-kurangnya satu tarif."))
    if len({(r["level"], r["per"]) for r in lines}) < len(lines):
        raise Refused(_("Satu tarif untuk setiap tingkat dan satuan."))
    last = RateEdition.objects.filter(programme=programme).aggregate(n=Max("number"))["n"] or 0
    made = RateEdition(
        programme=programme, number=last + 1, starts_on=starts_on, body=lines, basis=basis.strip(),
        hash=digest([str(starts_on), lines, basis.strip()]), by=by.user_id, by_name=by.name,
    )  # fmt: skip
    insert_objects([made])
    record_event(
        by=by, action="publish_rates", subject=("rate_edition", made.id), region=programme.region, programme=programme.id,
        detail={"number": made.number, "from": str(starts_on), "hash": made.hash},
    )  # fmt: skip
    return made


def _rate(line: dict[str, Any]) -> dict[str, Any]:
    level, per, amount, cap = line["level"], line["per"], line["amount"], line.get("cap")
    if level not in LEVELS[1:] or per not in Per.values:
        raise Refused(_("Tarif itu tidak dikenal. Pilih dari daftar."))
    if not 0 < amount <= MOST:
        raise Refused(_("Tarif lebih dari nol dan paling banyak Rp 100.000.000."))
    if cap is not None and not 0 < cap <= 1_000:
        raise Refused(_("Batas sebulan antara 1 dan 1.000, atau kosong bila tanpa batas."))
    return {"level": level, "per": per, "amount": amount, "cap": cap}


@transaction.atomic
def publish_tax(
    *, by: Actor, region: str, starts_on: datetime.date, name: str, legal_basis: str, body: dict[str, Any]
) -> TaxEdition:
    """A new tax table of the office, with the rule it rests on."""
    by.require(Permission.MANAGE_HONORARIA, region=region)
    starts_on = _first_of(starts_on, legal_basis)
    if not name.strip():
        raise Refused(_("Beri nama aturan pajaknya."))
    try:
        engine.Tax(
            body["base"], tuple(engine.Bracket(b["upto"], b["share"]) for b in body["brackets"]), body["surcharge"],
            body["step"],
        )  # fmt: skip
    except ValueError:
        raise Refused(
            _("Lapisan tarif naik berurutan, yang terakhir tanpa batas, dan persennya antara 0 dan 100.")
        ) from None
    last = (
        TaxEdition.objects.unscoped("the office's own").filter(region=region).aggregate(n=Max("number"))["n"]
    )
    made = TaxEdition(
        region=region, number=(last or 0) + 1, starts_on=starts_on, name=name.strip(), legal_basis=legal_basis.strip(),
        body=body, hash=digest([str(starts_on), body, legal_basis.strip()]), by=by.user_id, by_name=by.name,
    )  # fmt: skip
    insert_objects([made])
    record_event(
        by=by, action="publish_tax", subject=("tax_edition", made.id), region=region,
        detail={"number": made.number, "from": str(starts_on), "hash": made.hash},
    )  # fmt: skip
    return made


def _first_of(day: datetime.date, basis: str) -> datetime.date:
    if not basis.strip():
        raise Refused(_("Tulis dasar hukumnya, dengan nomor dan tanggal."))
    return day.replace(day=1)
