import uuid
from typing import Any

from django.db.models import Exists, OuterRef, Q, Sum
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.budgets.models import Account, Budget, Decree, Earmark, Entry, Posting

SEE = Permission.VIEW_MONEY
Kind = Account.Kind


def budgets(actor: Actor) -> Any:
    return Budget.objects.for_actor(actor, SEE).order_by("-year", "region", "purpose")


def budget(actor: Actor, id: uuid.UUID) -> Budget:
    found = budgets(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Anggaran itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def budget_of(region: str, year: int, purpose: str) -> Budget | None:
    """For apps that reserve: the caller has checked reach."""
    rows = Budget.objects.unscoped("the caller has checked reach")
    return rows.filter(region=region, year=year, purpose=purpose).first()


def standing(found: list[Budget]) -> dict[uuid.UUID, dict[str, int]]:
    """budget -> what was allotted, and of it what is free, reserved, owed and paid."""
    told = {b.id: dict.fromkeys(Kind.values, 0) for b in found}
    sums = Account.objects.filter(budget__in=told).values("budget", "kind").annotate(n=Sum("balance"))
    for row in sums:
        told[row["budget"]][row["kind"]] = abs(row["n"])
    return told


def held(subject: tuple[str, uuid.UUID]) -> list[dict[str, Any]]:
    """Per budget what a subject has reserved, owed and paid, oldest year first."""
    rows = Account.objects.filter(subject_kind=subject[0], subject_id=subject[1]).select_related("budget")
    found: dict[uuid.UUID, dict[str, Any]] = {}
    for row in rows.order_by("budget__year"):
        place = found.setdefault(row.budget_id, {"budget": row.budget, "reserved": 0, "owed": 0, "paid": 0})
        place[row.kind] = row.balance
    return list(found.values())


def movements(budget: Budget) -> Any:
    """Every entry that moved money of it, its own and those that shifted some in."""
    moved = Posting.objects.filter(entry=OuterRef("pk"), source__budget=budget)
    return Entry.objects.unscoped("of a budget that is read").filter(Exists(moved)).select_related("reversal")


def of_account(rows: Any, kind: str) -> Any:
    moved = Posting.objects.filter(Q(source__kind=kind) | Q(target__kind=kind), entry=OuterRef("pk"))
    return rows.filter(Exists(moved))


def movement(actor: Actor, id: uuid.UUID) -> Entry:
    rows = Entry.objects.for_actor(actor, SEE).select_related("budget", "reverses")
    found = rows.filter(id=id).first()
    if found is None:
        raise Refused(_("Mutasi itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def earmark(actor: Actor, id: uuid.UUID) -> Earmark:
    found = Earmark.objects.for_actor(actor, SEE).select_related("budget").filter(id=id).first()
    if found is None:
        raise Refused(_("Komitmen itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def decree(actor: Actor, id: uuid.UUID) -> Decree:
    found = Decree.objects.for_actor(actor, SEE).select_related("budget", "to").filter(id=id).first()
    if found is None:
        raise Refused(_("Keputusan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def decrees(actor: Actor) -> Any:
    return Decree.objects.for_actor(actor, SEE).select_related("budget", "to")
