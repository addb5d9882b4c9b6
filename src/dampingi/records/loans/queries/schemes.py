import datetime
import uuid
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.canonical import digest
from dampingi.foundation.definitions import load
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import contains
from dampingi.records.loans.models import SchemeEdition


def editions(actor: Actor) -> Any:
    return SchemeEdition.objects.for_actor(actor, Permission.VIEW_LOANS)


def edition(actor: Actor, id: uuid.UUID) -> SchemeEdition:
    found = editions(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Skema itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def in_force(on: datetime.date, region: str = "") -> list[SchemeEdition]:
    """Each scheme's edition of that day; those whose office looks after `region`. Schemes are public."""
    rows = SchemeEdition.objects.unscoped("the schemes in force are public").filter(
        state=SchemeEdition.State.APPROVED, from_on__lte=on
    )
    held = {(e.region, e.code): e for e in rows.order_by("from_on", "number")}
    return sorted(
        (e for e in held.values() if not region or contains(e.region, region)), key=lambda e: e.body["name"]
    )


def shipped(code: str = "") -> list[dict[str, Any]]:
    """The schemes an office may begin with."""
    return [s for s in load("loan_schemes") if not code or s["code"] == code]


def holds(found: SchemeEdition) -> bool:
    """Whether what is stored is still what was frozen."""
    return digest(found.body) == found.hash
