"""What happens to money, as moves between accounts."""

import uuid
from collections.abc import Iterable

from dampingi.records.budgets.models import Account, Posting
from dampingi.records.budgets.posting import Move, Spot, Subject

K = Account.Kind


def allotted(budget: uuid.UUID, amount: int) -> tuple[Move, ...]:
    return (Move(Spot(budget, K.ALLOTTED), Spot(budget, K.FREE), amount),)


def cut(budget: uuid.UUID, amount: int) -> tuple[Move, ...]:
    return (Move(Spot(budget, K.FREE), Spot(budget, K.ALLOTTED), amount),)


def reserved(budget: uuid.UUID, subject: Subject, amount: int) -> tuple[Move, ...]:
    return (Move(Spot(budget, K.FREE), Spot(budget, K.RESERVED, subject), amount),)


def released(budget: uuid.UUID, subject: Subject, amount: int) -> tuple[Move, ...]:
    return (Move(Spot(budget, K.RESERVED, subject), Spot(budget, K.FREE), amount),)


def owed(budget: uuid.UUID, subject: Subject, amount: int) -> tuple[Move, ...]:
    return (Move(Spot(budget, K.RESERVED, subject), Spot(budget, K.OWED, subject), amount),)


def paid(budget: uuid.UUID, subject: Subject, amount: int) -> tuple[Move, ...]:
    return (Move(Spot(budget, K.OWED, subject), Spot(budget, K.PAID, subject), amount),)


def taken_back(postings: Iterable[Posting]) -> tuple[Move, ...]:
    """Exactly the other way round."""
    return tuple(Move(_spot(p.target), _spot(p.source), p.amount) for p in postings)


def _spot(account: Account) -> Spot:
    return Spot(account.budget_id, account.kind, (account.subject_kind, account.subject_id))
