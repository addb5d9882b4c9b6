"""What other apps do with a budget for a record of theirs: reserve, release, owe, pay. A batch of rows is one audit event."""

import datetime
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Refused
from dampingi.records.budgets import moves
from dampingi.records.budgets.models import Budget, Entry
from dampingi.records.budgets.posting import Asked, Move, Subject, post

Kind = Entry.Kind


@dataclass(frozen=True)
class Sum:
    """So much for a subject; `key` names what must not be noted twice (a loan and a month)."""

    subject: Subject
    amount: int
    key: str | None = None
    note: str = ""


def reserve(*, by: Actor, budget: Budget, rows: Iterable[Sum], on: datetime.date, reference: str = "") -> list[Entry]:  # fmt: skip
    return _hold(by, budget, Kind.RESERVE, moves.reserved, rows, on, reference)


def release(*, by: Actor, budget: Budget, rows: Iterable[Sum], on: datetime.date, reference: str = "") -> list[Entry]:  # fmt: skip
    return _hold(by, budget, Kind.RELEASE, moves.released, rows, on, reference)


def owe(*, by: Actor, budget: Budget, rows: Iterable[Sum], on: datetime.date, reference: str = "") -> list[Entry]:  # fmt: skip
    """Only what was reserved for the subject becomes owed."""
    return _hold(by, budget, Kind.OWE, moves.owed, rows, on, reference)


def pay(*, by: Actor, budget: Budget, rows: Iterable[Sum], on: datetime.date, reference: str) -> list[Entry]:
    """`reference` is the paper's number, the SP2D's."""
    if not reference.strip():
        raise Refused(_("Isi nomor SP2D atau bukti pembayarannya."))
    return _hold(by, budget, Kind.PAY, moves.paid, rows, on, reference)


@transaction.atomic
def _hold(
    by: Actor, budget: Budget, kind: str, moved: Callable[[uuid.UUID, Subject, int], tuple[Move, ...]], rows: Iterable[Sum], on: datetime.date,
    reference: str,
) -> list[Entry]:  # fmt: skip
    by.require(Permission.MANAGE_MONEY, region=budget.region)
    told = list(rows)
    asked = [Asked(kind, moved(budget.id, r.subject, r.amount), on, r.subject, reference, r.note, r.key) for r in told]  # fmt: skip
    made = post(by=by, asked=asked)
    record_event(
        by=by, action=f"{kind}_budget", subject=("budget", budget.id), region=budget.region,
        detail={"rows": len(made), "amount": sum(e.amount for e in made), "reference": reference[:100]},
        values=[[str(r.subject[1]), r.amount, r.key] for r in told],
    )  # fmt: skip
    return made
