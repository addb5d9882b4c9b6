import datetime
import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import exists
from dampingi.records.grants import candidates, effects, rules
from dampingi.records.grants.candidates import Asked, Ranked
from dampingi.records.grants.models import Study
from dampingi.records.programmes.rosters import today_in

LARGEST = 10**13
KEPT = 500
"""Of an option's recipients that are named in the study; more are counted."""


def study(*, by: Actor, title: str, asked: Asked, units: dict[str, int]) -> Study:
    """Count every lawful form on what is on record today, and freeze it. `units`: rupiah per recipient, by form."""
    by.require(Permission.MANAGE_GRANTS, region=asked.region)
    _check(title, asked, units)
    today = today_in(asked.region)
    body = counted(asked, units, today)  # before the transaction: it takes its time
    with transaction.atomic():
        made = Study.objects.create(
            region=asked.region, title=title.strip()[:150], on=today, body=body, hash=digest(body), by=by.user_id, by_name=by.name[:150]
        )  # fmt: skip
        record_event(
            by=by, action="make_grant_study", subject=("grant_study", made.id), region=made.region,
            detail={"edition": body["rules"]["edition"], "budget": asked.budget, "content": made.hash},
        )  # fmt: skip
    return made


def counted(asked: Asked, units: dict[str, int], today: datetime.date) -> dict[str, Any]:
    held = rules.edition()
    options = [_option(form, asked, units.get(form["code"], form["unit"]), today) for form in held["forms"]]
    return {"rules": held, "asked": asked.told(), "on": today.isoformat(), "options": options}


def _option(form: dict[str, Any], asked: Asked, unit: int, today: datetime.date) -> dict[str, Any]:
    found = candidates.found_for(form, asked, today)
    lawful = form["to"] != "nobody"
    count, cost, left = rules.fitting(len(found.eligible), unit if lawful else 0, asked.budget)
    return {
        "code": form["code"], "unit": unit if lawful else 0, "eligible": len(found.eligible), "out": [list(o) for o in found.out],
        "recipients": count, "cost": cost, "left": left, "effect": effects.effect_of(form["code"], asked.region),
        "chosen": [_row(r) for r in found.eligible[: min(count, KEPT)]],
    }  # fmt: skip


def _row(r: Ranked) -> list[Any]:
    return [r.kind, r.id, r.name, r.region, r.points, list(r.reasons)]


def _check(title: str, asked: Asked, units: dict[str, int]) -> None:
    if not exists(asked.region) or depth(asked.region) < 2:
        raise Refused(_("Pilih kota, kecamatan, atau kelurahan yang dikaji."))
    if not title.strip():
        raise Refused(_("Isi judul kajian."))
    if not 0 < asked.budget <= LARGEST:
        raise Refused(_("Isi anggaran lebih dari nol dan paling banyak Rp 10 triliun."))
    if any(not 0 < unit <= LARGEST for code, unit in units.items() if code != "individual_grant"):
        raise Refused(_("Isi besarnya per penerima lebih dari nol dan paling banyak Rp 10 triliun."))


def option_of(found: Study, code: str) -> dict[str, Any]:
    held = next((o for o in found.body["options"] if o["code"] == code), None)
    if held is None:
        raise Refused(_("Bentuk bantuan itu tidak ada dalam kajian ini."), status=404)
    return held


def form_of(found: Study, code: str) -> dict[str, Any]:
    return next(f for f in found.body["rules"]["forms"] if f["code"] == code)


def holds(found: Study) -> bool:
    """Whether what is stored is still what was frozen."""
    return digest(found.body) == found.hash


def study_in_reach(by: Actor, id: uuid.UUID) -> Study:
    found = Study.objects.for_actor(by, Permission.MANAGE_GRANTS).filter(id=id).first()
    if found is None:
        raise Refused(_("Kajian itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found
