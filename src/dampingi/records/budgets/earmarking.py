"""Earmarks and decrees as subjects of the book."""

import uuid
from collections.abc import Collection, Iterable

from django.db.models import Sum
from django.urls import reverse

from dampingi.foundation.accounts.actors import Actor
from dampingi.records.budgets.models import Account, Budget, Decree, Earmark
from dampingi.records.budgets.subjects import Expected, SubjectKind, register

EARMARK, DECREE = "earmark", "budget_decree"
HELD = (Account.Kind.RESERVED, Account.Kind.OWED)


def register_earmarks() -> None:
    register(SubjectKind(EARMARK, _earmarks, lambda id: reverse("budget_earmark", args=[id]), _expected))
    register(SubjectKind(DECREE, _decrees, lambda id: reverse("budget_decree", args=[id])))


def _earmarks(_actor: Actor, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    rows = Earmark.objects.unscoped("of a budget that is read").filter(id__in=ids)
    return dict(rows.values_list("id", "name"))


def _decrees(_actor: Actor, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    return {d.id: str(d) for d in Decree.objects.unscoped("of a budget that is read").filter(id__in=ids)}


def _expected(budget: Budget) -> Iterable[Expected]:
    rows = Account.objects.filter(budget=budget, subject_kind=EARMARK, kind__in=HELD, balance__gt=0)
    left = dict(rows.values("subject_id").annotate(n=Sum("balance")).values_list("subject_id", "n"))
    found = Earmark.objects.unscoped("sums only").filter(id__in=left)
    return [(day, left[id]) for id, day in found.values_list("id", "due_on")]
