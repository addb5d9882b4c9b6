"""`python -m benchmarks._ledger_here OUT quick|whole`: the loans, their claims, both ways, and the proof that they agree."""

import datetime
import json
import sys
import time
import uuid
from pathlib import Path
from random import Random
from typing import Any

import django

from dampingi.engines.subsidy import Claim, Due, Method, RateFrom, Terms, dues, examine, schedule

LOANS, MONTHS = {"quick": 300, "whole": 5000}, 12
ORM = {"quick": 300, "whole": 2000}
FIRST = datetime.date(2026, 1, 10)
SHARE, REGION = 9000, "32.76"
Owed = dict[tuple[str, datetime.date], Due]


def main(out: str, size: str) -> None:
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    chance = Random(8)
    loans = {f"KR-{n:05}": uuid.UUID(int=chance.getrandbits(128), version=4) for n in range(LOANS[size])}
    owed = _owed(chance, loans)
    claims = _claims(chance, owed)
    ours = _batches(loans, owed, claims)
    lines = [line for month in claims for line in month][: ORM[size]]
    theirs = _one_by_one(loans, owed, lines)
    again = examine(lines, owed, loans=set(loans), paid=set(), through=FIRST.replace(year=2027))
    assert theirs["owed"] == sum(f.payable for f in again), "the loop owes what the same lines are worth"
    rate, loop = ours["lines"] / ours["seconds"], len(lines) / theirs["seconds"]
    Path(out).write_text(
        json.dumps(
            {
                "claims_per_s": round(rate), "orm_loop_per_s": round(loop), "times_orm_loop": round(rate / loop, 1), "loans": len(loans),
                "lines": ours["lines"], "refused_lines": ours["refused"], "owed": ours["owed"], "seconds": round(ours["seconds"], 2),
                "orm_lines": len(lines), "rupiah_adrift": ours["adrift"],
            }
        )
    )  # fmt: skip


def _owed(chance: Random, loans: dict[str, uuid.UUID]) -> Owed:
    """What is due of each loan and month, by each loan's own schedule."""
    found: Owed = {}
    for number in loans:
        terms = Terms(chance.randrange(5, 51) * 1_000_000, MONTHS, chance.choice(list(Method)), FIRST, (RateFrom(FIRST, 1050),))  # fmt: skip
        found |= dues(number, schedule(terms), SHARE)
    return found


def _claims(chance: Random, owed: Owed) -> list[list[Claim]]:
    """The banks' lines by month, a twentieth wrong."""
    months: dict[datetime.date, list[Claim]] = {}
    for (loan, month), due in owed.items():
        line = Claim(loan, month, due.balance, due.subsidy)
        months.setdefault(month, []).append(_wrong(chance, line) if chance.random() < 0.05 else line)
    return [months[month] for month in sorted(months)]


def _wrong(chance: Random, line: Claim) -> Claim:
    loan, month, balance, amount = line.loan, line.month, line.balance, line.amount
    return chance.choice(
        [
            Claim("KR-X", month, balance, amount), Claim(loan, month.replace(year=2030), balance, amount), Claim(loan, month, balance + 9, amount),
            Claim(loan, month, balance, amount + 1), Claim(loan, month, balance, -amount),
        ]
    )  # fmt: skip


def _budget(purpose: str, loans: dict[str, uuid.UUID], owed: Owed) -> Any:
    from dampingi.foundation.accounts.actors import Actor
    from dampingi.records.budgets import moves
    from dampingi.records.budgets.models import Budget
    from dampingi.records.budgets.posting import Asked, post

    budget = Budget.objects.unscoped("benchmark").create(region=REGION, year=2026, purpose=purpose)
    each: dict[str, int] = {}
    for (loan, _month), due in owed.items():
        each[loan] = each.get(loan, 0) + due.subsidy
    asked = [Asked("allot", moves.allotted(budget.id, sum(each.values())), FIRST)]
    asked += [Asked("reserve", moves.reserved(budget.id, ("loan", loans[n]), amount), FIRST) for n, amount in each.items() if amount]  # fmt: skip
    post(by=Actor.for_system("benchmark"), asked=asked)
    return budget


def _batches(loans: dict[str, uuid.UUID], owed: Owed, claims: list[list[Claim]]) -> dict[str, Any]:
    from dampingi.foundation.accounts.actors import Actor
    from dampingi.records.budgets.actions.holdings import Sum, owe
    from dampingi.records.budgets.queries.budgets import standing
    from dampingi.records.budgets.queries.proof import faults

    budget, by = _budget("interest_subsidy", loans, owed), Actor.for_system("benchmark")
    known, paid, right = set(loans), set(), 0
    started = time.perf_counter()
    for month in claims:
        found = examine(month, owed, loans=known, paid=paid, through=FIRST.replace(year=2027))
        holds = [f for f in found if f.payable]
        rows = [Sum(("loan", loans[f.claim.loan]), f.payable, f"claim:{f.claim.loan}:{f.claim.month}") for f in holds]  # fmt: skip
        owe(by=by, budget=budget, rows=rows, on=FIRST, reference="KLAIM")
        paid |= {f.claim.key for f in holds}
        right += len(holds)
    seconds = time.perf_counter() - started
    lines, told = sum(map(len, claims)), standing([budget])[budget.id]
    worth = sum(owed[key].subsidy for key in paid)
    assert told["owed"] == worth
    assert not faults(budget)
    return {"seconds": seconds, "lines": lines, "refused": lines - right, "owed": told["owed"], "adrift": told["owed"] - worth}  # fmt: skip


def _one_by_one(loans: dict[str, uuid.UUID], owed: Owed, lines: list[Claim]) -> dict[str, Any]:
    """The straightforward way with the ORM, each line a transaction."""
    from django.db import connection, transaction
    from django.db.models import F, Sum

    from dampingi.records.budgets.models import Account, Budget, Entry, Posting

    budget, known, owing = _budget("other", loans, owed), set(loans), Account.Kind.OWED
    on = " ON budgets_posting" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:  # it moves its balances itself
        cursor.execute(f"DROP TRIGGER budgets_posting_moves{on}")
    started = time.perf_counter()
    for line in lines:
        key = f"loop:{line.loan}:{line.month}"
        with transaction.atomic():
            rows = Entry.objects.unscoped("benchmark")
            paid = {line.key} if rows.filter(key=key).exists() else set()
            found = examine([line], owed, loans=known, paid=paid, through=FIRST.replace(year=2027))[0]
            if not found.payable:
                continue
            Budget.objects.unscoped("benchmark").select_for_update().get(id=budget.id)
            told = {"budget": budget, "subject_kind": "loan", "subject_id": loans[line.loan]}
            source = Account.objects.select_for_update().get(kind="reserved", **told)
            if source.balance < found.payable:
                continue
            target, _new = Account.objects.get_or_create(kind=owing, **told)
            entry = rows.create(
                budget=budget, kind="owe", amount=found.payable, on=FIRST, key=key, by_name=""
            )
            Posting.objects.create(entry=entry, source=source, target=target, amount=found.payable)
            Account.objects.filter(id=source.id).update(balance=F("balance") - found.payable)
            Account.objects.filter(id=target.id).update(balance=F("balance") + found.payable)
    seconds = time.perf_counter() - started
    total = Account.objects.filter(budget=budget, kind=owing).aggregate(n=Sum("balance"))["n"] or 0
    return {"seconds": seconds, "owed": total}


if __name__ == "__main__":
    main(*sys.argv[1:])
